"""What the code of a record entry says, in the language of the page."""

from datetime import date, datetime

from flask import Flask
from flask_babel import gettext as _

from app.domain.dispositions import Disposition
from app.web import labels
from app.web.filters import day, moment

SELF_CONFIRMED = "self_confirmed"


def install(app: Flask) -> None:
    """Make the codes readable in templates."""
    app.jinja_env.filters["coded"] = coded


def coded(code: str, zone: str) -> str:
    """A moment in the round's zone, a day or an outcome in words; nothing for a fingerprint."""
    said, _colon, how = code.partition(":")
    if said in set(Disposition):
        word = str(labels.LABELS[Disposition][Disposition(said)])
        by_one = _("Drafted and confirmed by the same person.") if how == SELF_CONFIRMED else ""
        return f"{word} · {by_one}" if by_one else word
    try:
        if "T" in code:
            return moment(datetime.fromisoformat(code), zone)
        return day(date.fromisoformat(code))
    except ValueError:
        return ""
