"""Words of a paragraph being typed: kept on the server until they are saved, one's own only."""

from flask import request

from app.queries.drafts import DraftInView, draft_at
from app.queries.works import Work
from app.services.drafts import discard_draft, save_draft
from app.web import current
from app.web.drafting import fill, posted_fields
from app.web.forms.compositions import WordsForm

SEEN = "seen"
"""The field of a draft that holds the state of the paragraph its writer saw."""


def words_place(slug: str, number: int, key: str) -> str:
    """The name of the form that a draft of a paragraph's words belongs to."""
    return f"words:{slug}:{number}:{key}"


def keep_words(place: str) -> str:
    """Keep what was sent as a draft; returns its key, empty where the form was saved already."""
    fields = {**posted_fields(request.form), SEEN: request.form.get("edit", "")}
    fields.pop("principles", None)
    key: str = save_draft(
        current.db(),
        current.actor(),
        None,
        place,
        fields,
        key=request.form.get("draft_key"),
        form=request.form.get("submission_key", ""),
        unless_sent=True,
        now=current.now(),
    )
    return key


def forget_words(place: str) -> None:
    """Throw away what this person typed here and did not save."""
    session, actor = current.db(), current.actor()
    while (draft := draft_at(session, actor, None, place)) is not None:
        discard_draft(session, actor, draft.key, now=current.now())


def typed_before(form: WordsForm, work: Work, place: str) -> DraftInView | None:
    """Put words into the form that this person typed and never saved, if they say anything new.

    The form then bears the state they were typed on: saving them over somebody else's is noticed.
    """
    draft = draft_at(current.db(), current.actor(), None, place)
    if draft is None or not _differs(draft, work):
        return None
    principles = form.principles.data
    fill(form, draft.fields)
    form.principles.data = principles
    form.edit.data = draft.fields.get(SEEN, "")
    form.draft_key.data = draft.key
    return draft


def _differs(draft: DraftInView, work: Work) -> bool:
    saved = {f"text_{code}": wording.text for code, wording in work.after.items()}
    typed = {name: text for name, text in draft.fields.items() if name.startswith("text_")}
    return any(text != saved.get(name, "") for name, text in typed.items())
