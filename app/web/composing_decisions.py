"""What a button beside an accepted amendment asks for, handed to the service that does it."""

from flask import request

from app.services.composition import deciding
from app.web import current
from app.web.composition_pages import opened, parts_asked

DECISIONS = frozenset(
    {"take", "further", "parts", "before", "after", "rest", "write", "skip", "undo"}
)


def decided(number: int, slug: str, do: str, into: str) -> None:
    """Hand the decision to its service; ``into`` is the language that a button names."""
    _view, composition = opened(slug, number)
    asked = (current.db(), current.actor(), composition.version)
    form, now = request.form, current.now()
    wish, token = form.get("wish", ""), form.get("edit", "")
    if do == "take":
        deciding.take_amendment(*asked, wish, token=token, now=now)
    elif do == "further":
        deciding.take_further(*asked, wish, into, token=token, now=now)
    elif do in {"before", "after"}:
        deciding.take_beside(*asked, wish, first=do == "before", token=token, now=now)
    elif do == "parts":
        deciding.take_parts(*asked, wish, parts_asked(), token=token, now=now)
    elif do == "rest":
        deciding.take_rest(*asked, wish, token=token, now=now)
    elif do == "skip":
        deciding.skip_amendment(*asked, wish, form.get("reason", ""), token=token, now=now)
    elif do == "undo":
        deciding.undo_decision(*asked, wish, token=token, now=now)
    else:
        language, text = form.get("language", ""), form.get("text", "")
        wishes = form.getlist("wish")
        deciding.write_wording(*asked, wishes, language, text, token=token, now=now)
