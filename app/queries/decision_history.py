"""How a decision came about: its versions, what its proposer said, who sees to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dispositions import Disposition
from app.domain.errors import NotFound
from app.domain.people import Actor
from app.domain.rules import is_author
from app.models.dispositions import (
    DeskNote,
    DispositionRecord,
    DispositionReply,
    DispositionVersion,
)
from app.models.people import Member
from app.queries.own import ContributionInView, contribution_in
from app.queries.rounds import RoundInView


@dataclass(frozen=True, slots=True)
class ReplyView:
    """What the proposer said to a version."""

    version: int
    agrees: bool
    comment: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VersionView:
    """A decision as it was drafted once, with what the proposer said to it."""

    number: int
    disposition: Disposition
    reasons: Mapping[str, str]
    wordings: Mapping[str, str]
    follow_up: str
    author: str
    at: datetime
    replies: tuple[ReplyView, ...] = ()


@dataclass(frozen=True, slots=True)
class Care:
    """Who sees to a contribution, and the note beside it; ``edit`` 0 where there is neither."""

    responsible: str = ""
    name: str = ""
    note: str = ""
    author: str = ""
    at: datetime | None = None
    edit: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a decision, newest first; ``shown`` is the one its proposer was shown."""

    versions: tuple[VersionView, ...]
    shown: int | None
    shown_at: datetime | None
    confirmed: bool

    @property
    def in_view(self) -> VersionView | None:
        """The version the proposer sees."""
        return next((one for one in self.versions if one.number == self.shown), None)

    @property
    def newest(self) -> int:
        """The number of the newest version."""
        return self.versions[0].number if self.versions else 0


@dataclass(frozen=True, slots=True)
class ProposalInView:
    """A proposed decision before the eyes of whoever proposed the contribution."""

    found: ContributionInView
    history: History
    version: VersionView


def history_of(session: Session, contribution_id: int) -> History:
    """Every version with what was said to it; three statements."""
    row = session.scalar(
        select(DispositionRecord)
        .where(DispositionRecord.contribution_id == contribution_id)
        .execution_options(populate_existing=True)
    )
    if row is None:
        return History((), None, None, confirmed=False)
    replies: dict[int, list[ReplyView]] = {}
    for reply, name in session.execute(
        select(DispositionReply, Member.display_name)
        .join(Member, Member.id == DispositionReply.member_id)
        .where(DispositionReply.disposition_id == row.id)
        .order_by(DispositionReply.id.desc())
    ):
        replies.setdefault(reply.version, []).append(
            ReplyView(reply.version, reply.agrees, reply.comment, name, reply.replied_at)
        )
    versions = session.execute(
        select(DispositionVersion, Member.display_name)
        .join(Member, Member.id == DispositionVersion.drafted_by_id)
        .where(DispositionVersion.disposition_id == row.id)
        .order_by(DispositionVersion.number.desc())
    )
    return History(
        tuple(
            VersionView(
                number=one.number,
                disposition=one.disposition,
                reasons=one.reasons,
                wordings=one.wordings,
                follow_up=one.follow_up,
                author=name,
                at=one.drafted_at,
                replies=tuple(replies.get(one.number, ())),
            )
            for one, name in versions
        ),
        row.shown_version,
        row.shown_at,
        row.confirmed_at is not None,
    )


def care_for(session: Session, contribution_id: int) -> Care:
    """Who sees to a contribution; two statements at most."""
    row = session.scalar(
        select(DeskNote)
        .where(DeskNote.contribution_id == contribution_id)
        .execution_options(populate_existing=True)
    )
    if row is None:
        return Care()
    people = {
        member.id: member
        for member in session.scalars(
            select(Member).where(Member.id.in_({row.member_id, row.responsible_id} - {None}))
        )
    }
    responsible = people.get(row.responsible_id or 0)
    return Care(
        responsible=responsible.key if responsible else "",
        name=responsible.display_name if responsible else "",
        note=row.note,
        author=people[row.member_id].display_name,
        at=row.noted_at,
        edit=row.edit,
    )


def proposal_for(
    session: Session, actor: Actor, view: RoundInView, reference: str, *, now: datetime
) -> ProposalInView:
    """The decision proposed on one's own contribution; to others there is none to be found."""
    found = contribution_in(session, view.round.id, reference)
    if not is_author(actor, view.about(found.contribution), now):
        raise NotFound("contribution")
    history = history_of(session, found.contribution.id)
    version = history.in_view
    if version is None:
        raise NotFound("proposal")
    return ProposalInView(found, history, version)


def proposal_is_shown(session: Session, contribution_id: int) -> bool:
    """Whether its proposer may look at a proposed decision; one statement."""
    found = session.scalar(
        select(DispositionRecord.shown_version).where(
            DispositionRecord.contribution_id == contribution_id
        )
    )
    return found is not None
