"""Deciding on contributions: publish, return for edit, withhold; one by one or several at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.moderation import BULK_LIMIT, STEP_OF, Decision, ReasonCode, Ruling, status_after
from app.domain.people import Actor
from app.models.contributions import Contribution
from app.models.moderation import ModerationStep, Report
from app.services.moderation.steps import Case, Taken, case_to_moderate, take


@dataclass(frozen=True, slots=True)
class Several:
    """Several contributions decided alike: reference to the state seen, statement by language."""

    decision: Decision
    picks: Mapping[str, int]
    code: ReasonCode | None = None
    statements: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of several decisions; ``left`` were changed meanwhile or could not be decided."""

    decided: tuple[str, ...]
    left: tuple[str, ...]


def decide(
    session: Session, actor: Actor, round_id: int, reference: str, ruling: Ruling, *, now: datetime
) -> ModerationStep:
    """Publish, return or withhold a contribution; number and place stay, replies stay.

    A restriction without reason code and statement is refused, and so is a decision on something
    that a colleague or the author changed meanwhile.
    """
    case = case_to_moderate(session, actor, round_id, reference, now=now)
    step = _settle(session, actor, case, ruling, now=now)
    session.commit()
    return step


def decide_several(
    session: Session, actor: Actor, round_id: int, several: Several, *, now: datetime
) -> Done:
    """Decide alike on all that were picked; withholding over twenty needs a second person."""
    if several.decision is Decision.WITHHOLD and len(several.picks) > BULK_LIMIT:
        raise NotAllowed("bulk_needs_two_people", limit=BULK_LIMIT)
    decided: list[str] = []
    left: list[str] = []
    for reference, edit in several.picks.items():
        case = case_to_moderate(session, actor, round_id, reference, now=now)
        statement = (several.statements or {}).get(case.contribution.language, "")
        ruling = Ruling(several.decision, edit, several.code, statement)
        try:
            _settle(session, actor, case, ruling, now=now)
        except Conflict:
            left.append(reference)
        else:
            decided.append(reference)
    session.commit()
    return Done(tuple(decided), tuple(left))


def _settle(
    session: Session, actor: Actor, case: Case, ruling: Ruling, *, now: datetime
) -> ModerationStep:
    contribution, decision = case.contribution, ruling.decision
    restricts = decision is not Decision.PUBLISH
    if restricts and not (ruling.code and ruling.statement.strip()):
        raise Invalid("statement_required", field="statement")
    if contribution.edit != ruling.edit:
        raise Conflict("changed_meanwhile")
    after = status_after(decision, contribution.status, revision_waits=revision_waits(contribution))
    shown = contribution.last_revision if not restricts else contribution.shown_revision
    if after is Status.WITHHELD:
        _uphold_reports(session, actor, contribution, now=now)
    taken = Taken(
        STEP_OF[decision],
        after,
        shown,
        code=ruling.code if restricts else None,
        statement=ruling.statement if restricts else "",
        note=ruling.note,
    )
    return take(session, actor, case, taken, now=now)


def revision_waits(contribution: Contribution) -> bool:
    """Whether newer words than those shown wait for a decision."""
    shown = contribution.shown_revision
    published = contribution.status is Status.PUBLISHED
    return published and shown is not None and shown < contribution.last_revision


def _uphold_reports(
    session: Session, actor: Actor, contribution: Contribution, *, now: datetime
) -> None:
    session.execute(
        update(Report)
        .where(Report.contribution_id == contribution.id, Report.settled_at.is_(None))
        .values(settled_at=now, settled_by_id=actor.member_id, upheld=True)
    )
