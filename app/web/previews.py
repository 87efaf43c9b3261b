"""What an amendment would do, as its writer sees it before anybody else does."""

from typing import Any

from app.domain.contributions import Operation, Scope
from app.domain.wording.diff import difference
from app.domain.writing import reads_alike
from app.queries.amending import Existing, Ground, met, similar
from app.web import current
from app.web.forms.amendments import AmendmentForm, WordingForm


def preview(operation: Operation, base: str, wording: str) -> dict[str, Any]:
    """The difference of a replacement, or the words put in or taken out."""
    if operation is Operation.REPLACE:
        return {"operation": operation, "diff": difference(base, wording or base), "words": ""}
    words = base if operation is Operation.DELETE else wording
    return {"operation": operation, "diff": None, "words": words}


def neighbours(
    existing: list[Existing], operation: Operation, language: str, base: str, wording: str
) -> dict[str, Any]:
    """Amendments much like this one, to support instead, and those that it meets."""
    changed = wording.strip() and (operation is not Operation.REPLACE or wording != base)
    wanted = changed or operation is Operation.DELETE
    near = similar(existing, operation, language, wording) if wanted else []
    same = {one.reference for one in near if one.same}
    found = met(existing, operation, language, base, wording) if wanted else []
    return {
        "near": near,
        "meets": [one for one in found if one.key not in same],
        "titles": {one.reference: one.title for one in existing},
    }


def begin(form: AmendmentForm, ground: Ground) -> None:
    """Offer what can be done with the paragraph, and start from its wording."""
    codes = list(ground.wordings) or [current.language()]
    form.offer(ground.number, codes, opens_section=ground.opens_section)
    actor = current.actor()
    if actor.acting_for:
        del form.name
    elif not form.is_submitted():
        form.name.data = actor.display_name
    if not form.is_submitted():
        form.doing.data = Operation.REPLACE.value
        form.scope.data = Scope.SUBSTANCE.value
        form.language.data = ground.language_for(current.language())
        form.wording.data = ground.wordings.get(form.language.data, "")


def settle(form: AmendmentForm, ground: Ground) -> str:
    """Bring wording and language together; returns the wording to start from.

    A wording nobody has touched yet follows the language; one to be inserted starts empty.
    """
    form.language.data = ground.language_for(form.language.data, current.language())
    base = ground.wordings.get(form.language.data, "")
    typed = form.wording.data or ""
    untouched = any(reads_alike(typed, wording) for wording in ground.wordings.values())
    inserting = form.does.operation is Operation.INSERT_AFTER
    if inserting and untouched:
        form.wording.data = ""
    elif untouched or (not typed and form.button() in {"preview", "restore"} and not inserting):
        form.wording.data = base
    return base


def restore_text(form: WordingForm, base: str, *, inserting: bool) -> None:
    """Put the current text back into the editor."""
    form.wording.data = "" if inserting else base
