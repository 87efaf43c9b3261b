"""The register: every reference of a round in order, and the sum that always holds.

Words, names and groups are loaded for what readers see; of anything else a line holds number,
status, reason code and day. Filters on words, names, groups and languages find public lines only,
unless the reader may see withheld texts.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import CommentKind, Kind, Operation, Scope, Status
from app.domain.moderation import ReasonCode
from app.domain.people import Actor, Group
from app.domain.permissions import Action, refusal
from app.models.charters import Paragraph
from app.models.contributions import Contribution, CoSponsor, Revision
from app.models.moderation import ModerationStep
from app.models.people import Organisation
from app.queries.rounds import RoundInView
from app.queries.selections import IN_PLACE

PAGE = 40
# Statuses whose last step says when and why readers do not see the words.
TAKEN_DOWN = frozenset({Status.RETURNED, Status.WITHHELD, Status.WITHDRAWN, Status.MERGED})


@dataclass(frozen=True, slots=True)
class Totals:
    """How many contributions there are, by status; received is their sum, counted apart."""

    received: int
    by_status: dict[Status, int]

    @property
    def holds(self) -> bool:
        """Whether received is the sum of all statuses."""
        return self.received == sum(self.by_status.values())


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which lines to show; None leaves a part open."""

    kind: Kind | None = None
    status: Status | None = None
    group: Group | None = None
    language: str | None = None
    paragraph: int | None = None
    organisation: str | None = None
    text: str | None = None
    in_place: bool = False
    scope: Scope | None = None
    mine: bool = False
    ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the register; ``text`` is None for whatever does not appear."""

    reference: str
    kind: Kind
    status: Status
    at: datetime
    number: int | None = None
    comment_kind: CommentKind | None = None
    operation: Operation | None = None
    scope: Scope | None = None
    text: str | None = None
    wording: str | None = None
    title: str = ""
    language: str | None = None
    author: str = ""
    organisation: str | None = None
    group: Group | None = None
    reason: ReasonCode | None = None
    veiled_until: datetime | None = None
    into: str | None = None

    @property
    def veiled(self) -> bool:
        """Whether its words are covered for a time."""
        return self.veiled_until is not None


def totals(session: Session, round_id: int) -> Totals:
    """The sum of the register, counted from the rows; one statement."""
    rows = session.execute(
        select(Contribution.status, func.count())
        .where(Contribution.round_id == round_id)
        .group_by(Contribution.status)
    ).all()
    found = dict.fromkeys(Status, 0) | {status: number for status, number in rows}  # noqa: C416  rows are no pairs
    return Totals(sum(number for _, number in rows), found)


def lines(
    session: Session,
    actor: Actor,
    view: RoundInView,
    wanted: RegisterFilter,
    page: int | None,
    *,
    now: datetime,
    a_page: int = PAGE,
) -> list[Line]:
    """One page of the register, or all of it for None; one statement."""
    found = _rows(actor, view, wanted, now)
    if page is not None:
        found = found.limit(a_page).offset(a_page * (page - 1))
    return [_line(row) for row in session.execute(found)]


def how_many(
    session: Session, actor: Actor, view: RoundInView, wanted: RegisterFilter, *, now: datetime
) -> int:
    """How many lines the filter leaves; one statement."""
    found = (
        select(func.count())
        .select_from(Contribution)
        .outerjoin(Revision, _shown(now))
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .outerjoin(Organisation, Organisation.id == Contribution.organisation_id)
        .where(*_narrowed(actor, view, wanted, now))
    )
    return session.scalar(found) or 0


def organisations_in(session: Session, round_id: int) -> list[tuple[str, str]]:
    """Slug and name of the organisations with a public contribution; one statement."""
    rows = session.execute(
        select(Organisation.slug, Organisation.name)
        .where(
            exists().where(
                Contribution.organisation_id == Organisation.id,
                Contribution.round_id == round_id,
                Contribution.status == Status.PUBLISHED,
            )
        )
        .order_by(Organisation.name)
    )
    return [(slug, name) for slug, name in rows]


def _shown(now: datetime) -> ColumnElement[bool]:
    return and_(
        Revision.contribution_id == Contribution.id,
        Revision.number == Contribution.shown_revision,
        Contribution.status == Status.PUBLISHED,
        or_(Contribution.veiled_until.is_(None), Contribution.veiled_until <= now),
    )


def _rows(
    actor: Actor, view: RoundInView, wanted: RegisterFilter, now: datetime
) -> Select[*tuple[Any, ...]]:
    target, newest = aliased(Contribution), aliased(ModerationStep)
    last_step = (
        select(func.max(newest.id))
        .where(newest.contribution_id == Contribution.id)
        .correlate(Contribution)
        .scalar_subquery()
    )
    return (
        select(
            Contribution,
            Revision,
            Paragraph.number.label("number"),
            Organisation.name.label("organisation"),
            ModerationStep.reason_code.label("reason"),
            ModerationStep.at.label("decided_at"),
            target.reference.label("into"),
        )
        .outerjoin(Revision, _shown(now))
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .outerjoin(Organisation, Organisation.id == Contribution.organisation_id)
        .outerjoin(target, target.id == Contribution.merged_into_id)
        .outerjoin(
            ModerationStep,
            and_(Contribution.status.in_(TAKEN_DOWN), ModerationStep.id == last_step),
        )
        .where(*_narrowed(actor, view, wanted, now))
        .order_by(Contribution.kind, Contribution.number)
    )


def _narrowed(
    actor: Actor, view: RoundInView, wanted: RegisterFilter, now: datetime
) -> list[ColumnElement[bool]]:
    pairs = (
        (Contribution.kind, wanted.kind),
        (Contribution.status, wanted.status),
        (Contribution.group, wanted.group),
        (Contribution.scope, wanted.scope),
        (Contribution.language, wanted.language),
        (Paragraph.number, wanted.paragraph),
        (Organisation.slug, wanted.organisation),
    )
    found: list[ColumnElement[bool]] = [Contribution.round_id == view.round.id]
    found += [column == value for column, value in pairs if value is not None]
    if wanted.in_place:
        found.append(Contribution.status.in_(IN_PLACE))
    if wanted.mine:
        found.append(_own(actor))
    if wanted.ids is not None:
        found.append(Contribution.id.in_(wanted.ids))
    if wanted.text:
        found.append(
            or_(
                Revision.text.icontains(wanted.text, autoescape=True),
                Revision.title.icontains(wanted.text, autoescape=True),
                Revision.wording.icontains(wanted.text, autoescape=True),
            )
        )
    return [*found, _tells_nothing_hidden(actor, view, wanted, now)]


def _own(actor: Actor) -> ColumnElement[bool]:
    """What one, or an organisation one may act for, sent or joined."""
    joined = exists().where(
        CoSponsor.contribution_id == Contribution.id,
        or_(
            CoSponsor.organisation_id.in_(actor.delegations),
            and_(CoSponsor.organisation_id.is_(None), CoSponsor.member_id == actor.member_id),
        ),
    )
    return or_(
        Contribution.member_id == actor.member_id,
        Contribution.organisation_id.in_(actor.delegations),
        joined,
    )


def _tells_nothing_hidden(
    actor: Actor, view: RoundInView, wanted: RegisterFilter, now: datetime
) -> ColumnElement[bool]:
    """What a filter may find, so that it cannot be used to learn of what is hidden."""
    if refusal(actor, Action.SEE_WITHHELD, view.subject, now) is None:
        return true()
    if wanted.group or wanted.language or wanted.organisation:
        return Revision.id.is_not(None)
    if wanted.paragraph is not None:
        return Contribution.status.in_(IN_PLACE)
    return true()


def _line(row: Any) -> Line:
    found: Contribution = row.Contribution
    words: Revision | None = row.Revision
    taken_down = found.status in TAKEN_DOWN
    if words is None:
        decided = row.decided_at if taken_down else None
        return Line(
            reference=found.reference,
            kind=found.kind,
            status=found.status,
            at=decided or found.submitted_at,
            number=row.number if found.status in IN_PLACE else None,
            reason=row.reason if taken_down else None,
            veiled_until=found.veiled_until if found.status is Status.PUBLISHED else None,
            into=row.into,
        )
    return Line(
        reference=found.reference,
        kind=found.kind,
        status=found.status,
        at=found.published_at or found.submitted_at,
        number=row.number,
        comment_kind=found.comment_kind,
        operation=found.operation,
        scope=found.scope if found.operation else None,
        text=words.text,
        wording=words.wording,
        title=words.title,
        language=found.language,
        author=found.display_name,
        organisation=row.organisation,
        group=found.group,
    )
