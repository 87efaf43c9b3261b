"""The moderation queue of a round: what waits, most urgent first, and how much there is of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    case,
    exists,
    func,
    select,
    union,
)
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import CommentKind, Kind, Operation, Status, Step
from app.domain.moderation import URGENCY, ReasonCode, due_at, urgency
from app.domain.people import Group, Role
from app.models.charters import Paragraph
from app.models.contributions import Contribution, Revision
from app.models.moderation import Appeal, ModerationStep, Report
from app.models.people import Member
from app.queries.appeals import appeal_waits
from app.queries.narrowing import Narrowing
from app.queries.rounds import RoundInView

PAGE = 25
STAFF = (str(Role.FACILITATOR), str(Role.SECRETARIAT))


class Tab(StrEnum):
    """The lists of the queue."""

    DECIDE = "decide"
    REPORTS = "reports"
    RETURNED = "returned"
    APPEALS = "appeals"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One line of the queue; ``text`` is None while veiled."""

    id: int
    reference: str
    kind: Kind
    comment_kind: CommentKind | None
    operation: Operation | None
    status: Status
    number: int | None
    language: str
    group: Group
    text: str | None
    since: datetime
    due: datetime
    urgent: bool
    reports: int
    code: ReasonCode | None
    newcomer: bool
    code_holder: bool
    revision_waits: bool
    edit: int


def counts(session: Session, view: RoundInView, *, now: datetime) -> dict[Tab, int]:
    """How long each list is; one statement."""
    lists = [select(func.count()).select_from(_members(tab, view, now).subquery()) for tab in Tab]
    row = session.execute(select(*(one.scalar_subquery() for one in lists))).one()
    return dict(zip(Tab, row, strict=True))


def waiting(
    session: Session, view: RoundInView, tab: Tab, wanted: Narrowing, page: int, *, now: datetime
) -> tuple[list[QueueItem], int]:
    """One page of a list, most urgent first, and how long the list is; four statements."""
    found = queue_places(view, tab, wanted, now)
    total = session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    places = session.execute(found.limit(PAGE).offset(PAGE * (page - 1))).all()
    ids = [place.id for place in places]
    rows = {row.Contribution.id: row for row in session.execute(_rows(ids))}
    codes = _codes(session, ids)
    return [_item(rows[place.id], place, codes.get(place.id), now) for place in places], total


def revision_waits() -> ColumnElement[bool]:
    """Newer words of a published contribution wait, and were not returned yet."""
    returned, undone = aliased(ModerationStep), aliased(ModerationStep)
    return and_(
        Contribution.status == Status.PUBLISHED,
        Contribution.shown_revision < Contribution.last_revision,
        ~exists().where(
            returned.contribution_id == Contribution.id,
            returned.step == Step.RETURN,
            returned.revision == Contribution.last_revision,
            returned.undoes_id.is_(None),
            ~exists().where(undone.undoes_id == returned.id).correlate(returned),
        ),
    )


def _open_reports(view: RoundInView) -> Subquery:
    levels = [(Report.code == code, int(level)) for code, level in URGENCY.items()]
    return (
        select(
            Report.contribution_id,
            func.count().label("number"),
            func.min(Report.created_at).label("since"),
            func.max(case(*levels, else_=0)).label("urgent"),
        )
        .join(Contribution, Contribution.id == Report.contribution_id)
        .where(Contribution.round_id == view.round.id, Report.settled_at.is_(None))
        .group_by(Report.contribution_id)
        .subquery()
    )


def _open_appeals(view: RoundInView) -> Subquery:
    return (
        select(Appeal.contribution_id, func.min(Appeal.created_at).label("since"))
        .join(Contribution, Contribution.id == Appeal.contribution_id)
        .where(Contribution.round_id == view.round.id, appeal_waits())
        .group_by(Appeal.contribution_id)
        .subquery()
    )


def _members(tab: Tab, view: RoundInView, now: datetime) -> Select[int] | CompoundSelect[int]:
    """The ids of a list: each part is found by an index, however long the round is."""
    own = select(Contribution.id).where(Contribution.round_id == view.round.id)
    reported = own.join(Report, Report.contribution_id == Contribution.id).where(
        Report.settled_at.is_(None), Contribution.status == Status.PUBLISHED
    )
    if tab is Tab.DECIDE:
        pending = own.where(Contribution.status == Status.PENDING)
        return union(pending, reported, own.where(revision_waits()))
    if tab is Tab.REPORTS:
        return reported.distinct()
    if tab is Tab.RETURNED:
        return own.where(Contribution.status == Status.RETURNED)
    if tab is Tab.APPEALS:
        appealed = own.join(Appeal, Appeal.contribution_id == Contribution.id)
        return appealed.where(appeal_waits()).distinct()
    undone = aliased(ModerationStep)
    return (
        own.join(ModerationStep, ModerationStep.contribution_id == Contribution.id)
        .where(
            ModerationStep.at >= _midnight(view, now),
            ModerationStep.role.in_(STAFF),
            ModerationStep.undoes_id.is_(None),
            ~exists().where(undone.undoes_id == ModerationStep.id),
        )
        .distinct()
    )


def _midnight(view: RoundInView, now: datetime) -> datetime:
    local = now.astimezone(ZoneInfo(view.round.timezone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def queue_places(
    view: RoundInView, tab: Tab, wanted: Narrowing, now: datetime
) -> Select[*tuple[Any, ...]]:
    """The ids of a list in its order, with what the order is made of."""
    reports, appeals = _open_reports(view), _open_appeals(view)
    since = func.coalesce(
        *((appeals.c.since,) if tab is Tab.APPEALS else ()),
        reports.c.since,
        Revision.created_at,
    )
    urgent = func.coalesce(reports.c.urgent, 0)
    found = (
        select(
            Contribution.id,
            since.label("since"),
            urgent.label("urgent"),
            func.coalesce(reports.c.number, 0).label("reports"),
        )
        .join(Revision, _newest_words())
        .outerjoin(reports, reports.c.contribution_id == Contribution.id)
        .where(Contribution.id.in_(_members(tab, view, now)), *wanted.conditions())
    )
    if tab is Tab.APPEALS:
        found = found.outerjoin(appeals, appeals.c.contribution_id == Contribution.id)
    if wanted.paragraph is not None:
        found = found.join(Paragraph, Paragraph.id == Contribution.paragraph_id)
    if tab is Tab.TODAY:
        return found.order_by(_newest_step().desc())
    return found.order_by(urgent.desc(), since, Contribution.id)


def _newest_words() -> ColumnElement[bool]:
    return and_(
        Revision.contribution_id == Contribution.id,
        Revision.number == Contribution.last_revision,
    )


def _rows(ids: list[int]) -> Select[*tuple[Any, ...]]:
    """What is shown of the lines of one page."""
    earlier = aliased(Contribution)
    return (
        select(
            Contribution,
            Revision,
            Paragraph.number.label("number"),
            Member.code_holder.label("code_holder"),
            revision_waits().label("revision_waits"),
            exists()
            .where(earlier.member_id == Contribution.member_id, earlier.status == Status.PUBLISHED)
            .label("known"),
        )
        .join(Revision, _newest_words())
        .join(Member, Member.id == Contribution.member_id)
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .where(Contribution.id.in_(ids))
    )


def _newest_step() -> Any:
    return (
        select(func.max(ModerationStep.id))
        .where(ModerationStep.contribution_id == Contribution.id)
        .correlate(Contribution)
        .scalar_subquery()
    )


def _codes(session: Session, ids: list[int]) -> dict[int, ReasonCode]:
    """The code to show for each reported item: the most urgent one, else the first reported."""
    rows = session.execute(
        select(Report.contribution_id, Report.code)
        .where(Report.contribution_id.in_(ids), Report.settled_at.is_(None))
        .order_by(Report.id)
    ).all()
    ordered = sorted(rows, key=lambda row: -urgency(row.code))
    found: dict[int, ReasonCode] = {}
    for contribution_id, code in ordered:
        found.setdefault(contribution_id, code)
    return found


def _item(row: Any, place: Any, code: ReasonCode | None, now: datetime) -> QueueItem:
    found: Contribution = row.Contribution
    veiled = found.veiled_until is not None and found.veiled_until > now
    return QueueItem(
        id=found.id,
        reference=found.reference,
        kind=found.kind,
        comment_kind=found.comment_kind,
        operation=found.operation,
        status=found.status,
        number=row.number,
        language=found.language,
        group=found.group,
        text=None if veiled else row.Revision.text,
        since=place.since,
        due=due_at(place.since, urgent=bool(place.urgent)),
        urgent=bool(place.urgent),
        reports=place.reports,
        code=code,
        newcomer=not row.known,
        code_holder=row.code_holder,
        revision_waits=bool(row.revision_waits),
        edit=found.edit,
    )
