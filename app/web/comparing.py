"""Two states of one form side by side: what somebody saved, and what was typed meanwhile."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

NOT_COMPARED = frozenset({"HiddenField", "CSRFTokenField"})


def differences(typed: Any, saved: Any) -> list[tuple[str, str, str]]:
    """Label, saved value and typed value of each field that differs."""
    return [
        (str(field.label.text), shown(saved[field.name]), shown(field))
        for field in typed
        if field.type not in NOT_COMPARED
        and field.name in saved
        and shown(field) != shown(saved[field.name])
    ]


def shown(field: Any) -> str:
    """The value of a field as a person reads it."""
    value = field.data
    choices = {str(code): str(word) for code, word, *_ in getattr(field, "choices", None) or ()}
    if isinstance(value, list):
        return _(", ").join(choices.get(str(item), str(item)) for item in value) or "–"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return choices.get(str(value), str(value or "").strip()) or "–"
