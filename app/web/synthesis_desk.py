"""The pages on which a synthesis is written: the round, the language, and a part with its forms."""

from dataclasses import dataclass
from typing import Any

from flask import Response, request

from app.domain.languages import LANGUAGES
from app.domain.permissions import Action, require
from app.queries.rounds import RoundInView, visible_round
from app.queries.synthesis.workshop import part_asked, workshop
from app.web import current
from app.web.forms.synthesis import PartForm, ReviewCommentForm, SettleForm
from app.web.htmx import page
from app.web.workspaces import round_workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """The forms of a part's page; those not given are drawn as they open.

    ``settle`` is the form of the comment ``settling``. ``theirs`` is what somebody else saved
    meanwhile, ``problem`` why nothing was done.
    """

    part: PartForm | None = None
    comment: ReviewCommentForm | None = None
    settle: SettleForm | None = None
    settling: int = 0
    theirs: Any = None
    problem: str = ""


def round_at_desk(slug: str) -> RoundInView:
    """The round, for those who write its synthesis."""
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    require(current.actor(), Action.WRITE_SYNTHESIS, view.subject, current.now())
    return view


def written_language() -> str:
    """The language that is written in: that of the page unless another is asked for."""
    asked = request.args.get("language", "")
    return asked if asked in LANGUAGES else current.language()


def part_page(view: RoundInView, key: str, desk: Desk | None = None, status: int = 200) -> Response:
    """One part in one language, with the comments of the review on it."""
    desk, state, language = desk or Desk(), workshop(current.db(), view), written_language()
    found = part_asked(current.db(), view, state, key)
    text = found.texts[language]
    return page(
        "manage_synthesis/part.html",
        status,
        view=view,
        state=state,
        part=found,
        form=desk.part or PartForm(formdata=None, data={"text": text.text, "edit": str(text.edit)}),
        comment_form=desk.comment or ReviewCommentForm(formdata=None),
        settle_forms={
            one.id: desk.settle
            if desk.settle and one.id == desk.settling
            else SettleForm(one.id, formdata=None)
            for one in found.comments
            if one.settled_at is None
        },
        languages=LANGUAGES,
        written=language,
        workspace=round_workspace(view, "synthesis"),
        theirs=desk.theirs,
        problem=desk.problem,
    )
