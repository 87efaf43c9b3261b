"""Drafts on form pages: what was typed is kept on the server and put back into the form."""

from typing import Any

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from app.queries.drafts import DraftInView, draft_behind
from app.services.drafts import save_draft
from app.web import current
from app.web.forms.base import PageForm


def restore(form: PageForm, place: str) -> DraftInView | None:
    """Fill the form from the draft that ``?draft=`` names, if it is this person's."""
    key = request.args.get("draft", "")
    if not key:
        return None
    draft = draft_behind(current.db(), current.actor(), key, place, now=current.now())
    if draft is not None:
        fill(form, draft.fields)
        form.draft_key.data = draft.key
    return draft


def fill(form: PageForm, fields: dict[str, str]) -> None:
    """Put fields into the form as if they had just been typed."""
    edit = form.edit.data
    form.process(MultiDict(fields))
    form.edit.data = edit


def complete(form: PageForm) -> bool:
    """Whether a restored form could be sent as it is; it carries no token yet."""
    if "csrf_token" in form:
        del form.csrf_token
    return bool(form.validate())


def kept(form: PageForm, place: str, round_id: int | None) -> str:
    """Keep what was typed as a draft; returns the key that leads back to it."""
    key: str = save_draft(
        current.db(),
        current.actor(),
        round_id,
        place,
        form.kept_fields(),
        key=form.draft_key.data,
        form=str(form.submission_key.data or ""),
        now=current.now(),
    )
    form.draft_key.data = key
    return key


def carried(form: PageForm) -> list[tuple[str, str]]:
    """The typed fields as hidden ones, for the page that shows them before they are sent."""
    hidden = {field.name for field in form if field.type in {"HiddenField", "CSRFTokenField"}}
    return [(name, value) for name, value in form.kept_fields().items() if name not in hidden]


def autosave_address(place: str, slug: str) -> str:
    """Where a form sends what is being typed."""
    return url_for("drafts.save", place=place, round=slug)


def posted_fields(form: Any) -> dict[str, str]:
    """The fields of an autosaved form that a draft keeps."""
    return {
        name: value
        for name, value in form.items()
        if value
        and name
        not in {"csrf_token", "submission_key", "draft_key", "form_key", "edit", "do", "step"}
    }
