"""What the moderation queue's page shows: a list, one case beside it, and the forms sent back."""

from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Any

from flask import Response, request, session, url_for

from app.domain.moderation import UNDO_FOR
from app.domain.permissions import Action, require
from app.queries.cases import CaseInView, case_of, just_decided
from app.queries.moderation import PAGE, Tab, counts, waiting
from app.queries.rounds import RoundInView, visible_round
from app.web import current
from app.web.asked import one_in
from app.web.forms.lists import QueueForm
from app.web.forms.moderation import AnswerForm, DecisionForm, SeveralForm
from app.web.htmx import render
from app.web.paging import last_page, page_asked, page_url
from app.web.workspaces import round_workspace

READ = "read_veiled"
INVALID = 422


@dataclass
class Forms:
    """The forms of the page that were sent and come back, and what to say beside them."""

    decision: DecisionForm | None = None
    several: SeveralForm | None = None
    answer: AnswerForm | None = None
    refusal: str = ""
    picked: dict[str, int] = field(default_factory=dict)


def queue_of(slug: str) -> RoundInView:
    """The round, for somebody who may moderate it."""
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    require(current.actor(), Action.MODERATE, view.subject, current.now())
    return view


def show(view: RoundInView, forms: Forms, status: int = 200) -> Response:
    """The page, or its list and case where these are swapped."""
    db, now, asked = current.db(), current.now(), QueueForm.asked()
    items, total = waiting(db, view, tab_asked(), asked.wanted(), page_asked(), now=now)
    named = request.args.get("open", "")
    reference = named or (items[0].reference if items else "")
    case = case_of(db, view, reference, now=now) if reference else None
    decided = just_decided(db, current.actor(), view, now=now)
    form = forms.decision or (empty_form(case) if case else None)
    answer_form = forms.answer or AnswerForm(formdata=None)
    if case is not None:
        answer_form.about(case)
    if form is not None:
        form.offer_possible()
    return render(
        "queue/index.html",
        "queue/_desk.html",
        status,
        view=view,
        tabs=tabs(view),
        tab=tab_asked(),
        asked=asked,
        items=items,
        total=total,
        pager=(page_asked(), last_page(total, PAGE), page_url(open=None)),
        address=address(view),
        case=case,
        opened=bool(named),
        read=case is not None and case.contribution.id in session.get(READ, ()),
        decided=decided,
        minutes=minutes_left(decided[0][0].at if decided else None),
        workspace=round_workspace(view, "queue"),
        next_reference=following(reference, [item.reference for item in items]),
        refusal=forms.refusal,
        picked=forms.picked,
        several=forms.several or SeveralForm(formdata=None),
        answer_form=answer_form,
        form=form,
        failed=status == INVALID,
        sent=forms.decision or forms.several or forms.answer,
    )


def tabs(view: RoundInView) -> list[tuple[Tab, int, str, bool]]:
    """Each list of the queue with its length and address."""
    found = counts(current.db(), view, now=current.now())
    slug, here = view.round.slug, tab_asked()
    return [
        (tab, number, url_for("queue.index", slug=slug, tab=tab.value), tab is here)
        for tab, number in found.items()
    ]


def tab_asked() -> Tab:
    """The list asked for."""
    return one_in("tab", Tab) or Tab.DECIDE


def address(view: RoundInView) -> Any:
    """Addresses of this list with another case open, all that was filtered kept."""
    dropped = {"open", "left", "done", "undone", "appeal", "said"}
    kept = {name: value for name, value in request.args.items() if name not in dropped}

    def url(reference: str | None = None, **more: Any) -> str:
        asked = {**kept, **more, "open": reference, "slug": view.round.slug}
        return url_for("queue.index", **asked)

    return url


def minutes_left(at: datetime | None) -> int:
    """How many minutes a decision can still be undone."""
    if at is None:
        return 0
    return max(0, ceil((UNDO_FOR - (current.now() - at)).total_seconds() / 60))


def following(reference: str, references: list[str]) -> str | None:
    """The next case of the list after this one."""
    at = references.index(reference) + 1 if reference in references else 0
    return references[at] if at < len(references) else None


def empty_form(case: CaseInView) -> DecisionForm:
    """The decision form of a case, with the rule of its first open report chosen."""
    code = case.open_reports[0].code.value if case.open_reports else ""
    known = {"edit": case.contribution.edit, "code": code}
    return fitted(case, DecisionForm(formdata=None, data=known))


def fitted(case: CaseInView, form: DecisionForm) -> DecisionForm:
    """The form, told what can be decided on this case."""
    form.about(case.contribution.reference, case.contribution.language, case.decisions)
    return form
