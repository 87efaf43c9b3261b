"""One's own votes, positions and marks, as one's own pages and forms show them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.opinions import Choice, Stance
from app.domain.people import Actor
from app.models.charters import Paragraph
from app.models.contributions import Contribution, CoSponsor
from app.models.opinions import Position, Vote
from app.models.people import Organisation
from app.models.rounds import Round
from app.queries.mine import PER_PAGE
from app.queries.rounds import in_language


@dataclass(frozen=True, slots=True)
class MyVote:
    """A vote with the amendment it is on; a stale one asks to be confirmed."""

    reference: str
    number: int | None
    round_slug: str
    round_titles: dict[str, str]
    choice: Choice
    stale: bool
    voted_at: datetime

    def title(self, language: str) -> str:
        """The title of its round."""
        return in_language(self.round_titles, language)


@dataclass(frozen=True, slots=True)
class OwnPosition:
    """A position of one of the member's organisations."""

    organisation: str
    stance: Stance
    reference: str | None
    number: int | None
    round_slug: str
    round_titles: dict[str, str]
    taken_at: datetime

    def title(self, language: str) -> str:
        """The title of its round."""
        return in_language(self.round_titles, language)


def votes_of(session: Session, actor: Actor, *, page: int) -> list[MyVote]:
    """One's votes, the newest first."""
    rows = session.execute(
        select(
            Contribution.reference,
            Paragraph.number,
            Round.slug,
            Round.titles,
            Vote.choice,
            Contribution.shown_revision > Vote.revision,
            Vote.voted_at,
        )
        .join(Contribution, Contribution.id == Vote.contribution_id)
        .join(Round, Round.id == Contribution.round_id)
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .where(Vote.member_id == actor.member_id)
        .order_by(Vote.voted_at.desc(), Vote.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    return [
        MyVote(reference, number, slug, titles, choice, bool(old), at)
        for reference, number, slug, titles, choice, old, at in rows
    ]


def positions_of(session: Session, actor: Actor, *, page: int) -> list[OwnPosition]:
    """The positions of the organisations one may act for."""
    rows = session.execute(
        select(
            Organisation.name,
            Position.stance,
            Contribution.reference,
            Paragraph.number,
            Round.slug,
            Round.titles,
            Position.taken_at,
        )
        .join(Organisation, Organisation.id == Position.organisation_id)
        .join(Round, Round.id == Position.round_id)
        .outerjoin(Contribution, Contribution.id == Position.contribution_id)
        .outerjoin(
            Paragraph,
            or_(Paragraph.id == Position.paragraph_id, Paragraph.id == Contribution.paragraph_id),
        )
        .where(Position.organisation_id.in_(actor.delegations))
        .order_by(Position.taken_at.desc(), Position.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    return [OwnPosition(*row) for row in rows]


def position_on_paragraph(
    session: Session, actor: Actor, round_id: int, paragraph_id: int
) -> Position | None:
    """The position that the organisation acted for takes on a paragraph in a round."""
    return session.scalar(
        select(Position).where(
            Position.organisation_id == actor.acting_for,
            Position.round_id == round_id,
            Position.paragraph_id == paragraph_id,
        )
    )


def position_on_amendment(session: Session, actor: Actor, contribution_id: int) -> Position | None:
    """The position that the organisation acted for takes on an amendment."""
    return session.scalar(
        select(Position).where(
            Position.organisation_id == actor.acting_for,
            Position.contribution_id == contribution_id,
        )
    )


def has_joined(session: Session, actor: Actor, contribution_id: int) -> CoSponsor | None:
    """The co-sponsorship of the organisation acted for, else of the member as oneself."""
    if not actor.is_member:
        return None
    whose = (
        CoSponsor.organisation_id == actor.acting_for
        if actor.acting_for
        else and_(CoSponsor.member_id == actor.member_id, CoSponsor.organisation_id.is_(None))
    )
    return session.scalar(
        select(CoSponsor).where(CoSponsor.contribution_id == contribution_id, whose)
    )
