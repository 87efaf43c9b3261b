"""Is a round ready to open? Each missing thing is named; none of them blocks."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.rounds import Act, Audience, RoundState
from app.models.charters import Paragraph, Wording
from app.queries.home import readers_of
from app.queries.rounds import RoundInView

SHORTEST_ROUND = timedelta(days=7)
FACILITATORS_WANTED = 2


class Check(StrEnum):
    """What a round should have before it opens."""

    TEXTS = "texts"
    COMPLETE = "complete"
    REVIEWED = "reviewed"
    NOTES = "notes"
    RULES = "rules"
    CONTACT = "contact"
    TEST = "test"
    FACILITATORS = "facilitators"
    DATES = "dates"


class DateTrouble(StrEnum):
    """What is odd about the dates of a round."""

    IN_THE_PAST = "in_the_past"
    SHORT = "short"
    SHUT_ACT = "shut_act"


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of the checklist; ``missing`` says where, by language, ``number`` how many.

    ``where`` is the first field of the plan to fill in or mend.
    """

    check: Check
    fine: bool
    missing: dict[str, int] = field(default_factory=dict)
    number: int = 0
    trouble: DateTrouble | None = None
    where: str = ""


def mendable(checks: Iterable[Checked]) -> list[Checked]:
    """What is missing of the words for readers: all that a round takes once it is scheduled."""
    return [item for item in checks if not item.fine and item.check in {Check.TEXTS, Check.CONTACT}]


def checklist(
    session: Session, view: RoundInView, rules_in: Collection[str], *, now: datetime
) -> list[Checked]:
    """Every line of the checklist; ``rules_in`` are the languages that have a rules page."""
    languages = view.charter.languages
    present, unreviewed = _wordings(session, view)
    total = view.paragraph_count
    gaps = {code: total - present.get(code, 0) for code in languages}
    readers = readers_of(session, [view.round])[view.round.id]
    return [
        _texts(view),
        _by_language(Check.COMPLETE, gaps, fine=total > 0),
        _by_language(Check.REVIEWED, {code: unreviewed.get(code, 0) for code in languages}),
        _by_language(Check.NOTES, _without_note(session, view)),
        _by_language(Check.RULES, {code: int(code not in rules_in) for code in languages}),
        Checked(Check.CONTACT, bool(view.round.contact), where="contact"),
        Checked(Check.TEST, _can_take_part(view), where="audience-0"),
        Checked(Check.FACILITATORS, readers >= FACILITATORS_WANTED, number=readers),
        _dates(view, now),
    ]


def _by_language(check: Check, missing: dict[str, int], *, fine: bool = True) -> Checked:
    named = {code: number for code, number in missing.items() if number > 0}
    return Checked(check, fine and not named, named)


def _texts(view: RoundInView) -> Checked:
    row = view.round
    told = {"title": row.titles, "question": row.questions, "run_by": row.run_by}
    empty = [
        (name, code)
        for name, texts in told.items()
        for code in view.charter.languages
        if not texts.get(code)
    ]
    first = "_".join(empty[0]) if empty else ""
    return Checked(Check.TEXTS, not empty, Counter(code for _, code in empty), where=first)


def _wordings(session: Session, view: RoundInView) -> tuple[dict[str, int], dict[str, int]]:
    """How many wordings each language has, and how many of them wait for a review."""
    present: dict[str, int] = {}
    unreviewed: dict[str, int] = {}
    for language, status, number in session.execute(
        select(Wording.language, Wording.status, func.count())
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Paragraph.version_id == view.version.id)
        .group_by(Wording.language, Wording.status)
    ):
        present[language] = present.get(language, 0) + number
        if status is not WordingStatus.REVIEWED and language != view.charter.authentic_language:
            unreviewed[language] = unreviewed.get(language, 0) + number
    return present, unreviewed


def _without_note(session: Session, view: RoundInView) -> dict[str, int]:
    notes = session.scalars(
        select(Paragraph.notes).where(Paragraph.version_id == view.version.id)
    ).all()
    return {code: sum(not note.get(code) for note in notes) for code in view.charter.languages}


def _can_take_part(view: RoundInView) -> bool:
    """Whether anybody could send something once the round is open."""
    nobody = view.round.audience is Audience.INVITATION and not view.subject.invited
    acts = [view.windows[act] for act in (Act.COMMENT, Act.AMEND)]
    return not nobody and any(window.opens_at < window.closes_at for window in acts)


def _dates(view: RoundInView, now: datetime) -> Checked:
    row = view.round
    shut = any(window.opens_at >= window.closes_at for window in view.windows.values())
    trouble = None
    if view.state is RoundState.PREPARING and row.opens_at < now:
        trouble = DateTrouble.IN_THE_PAST
    elif shut:
        trouble = DateTrouble.SHUT_ACT
    elif row.closes_at - row.opens_at < SHORTEST_ROUND:
        trouble = DateTrouble.SHORT
    at = "opens_at" if trouble is DateTrouble.IN_THE_PAST else "closes_at"
    return Checked(Check.DATES, trouble is None, trouble=trouble, where=at)
