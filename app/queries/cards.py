"""Cards: contributions as a reader sees them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.contributions import CommentKind, Kind, Operation, Scope, Status
from app.domain.moderation import ReasonCode
from app.domain.opinions import Choice, Stance, Tally
from app.domain.people import Actor, Group
from app.domain.rules import Subject, is_author


class Part(StrEnum):
    """What an actor, as oneself or for an organisation, already is to an amendment."""

    PROPOSED = "proposed"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Sponsor:
    """An organisation or member that joined an amendment."""

    name: str
    group: Group
    organisation_slug: str | None
    since_revision: int
    organisation_id: int | None
    member_id: int


@dataclass(frozen=True, slots=True)
class Card:
    """One contribution as a reader sees it; ``text`` is None for whatever does not appear.

    ``amends`` is the insertion for whose new paragraph it proposes other words than
    ``amended_wording``, which is None while readers do not see that one; ``amended_since`` says
    that it reads otherwise now.
    """

    id: int
    reference: str
    kind: Kind
    status: Status
    paragraph_id: int | None
    section_id: int | None
    parent_id: int | None
    group: Group
    language: str
    at: datetime
    subject: Subject
    author: str = ""
    organisation: str | None = None
    organisation_slug: str | None = None
    comment_kind: CommentKind | None = None
    operation: Operation | None = None
    scope: Scope = Scope.SUBSTANCE
    text: str | None = None
    title: str = ""
    wording: str | None = None
    quote: str | None = None
    effect: str | None = None
    mandate: str | None = None
    revision: int = 0
    merged: int = 0
    amends: str | None = None
    amended_wording: str | None = None
    amended_since: bool = False
    veiled_until: datetime | None = None
    reason: ReasonCode | None = None
    decided_at: datetime | None = None
    into: str | None = None
    sponsors: tuple[Sponsor, ...] = ()
    own_vote: Choice | None = None
    own_vote_is_stale: bool = False
    own_stance: Stance | None = None
    votes: Tally | None = None
    positions: Tally | None = None
    replies: tuple["Card", ...] = ()
    reply_count: int = 0
    siblings: int = 0

    @property
    def appears(self) -> bool:
        """Whether readers see its words."""
        return self.text is not None

    def part_of(self, actor: Actor) -> Part | None:
        """Whether the actor, or the organisation acted for, proposed or joined it."""
        body, member = actor.acting_for, actor.member_id
        if member is None:
            return None
        wrote = self.subject.on_behalf_of == body if body else self.subject.author_id == member
        if wrote:
            return Part.PROPOSED
        own = {
            (one.organisation_id, None if one.organisation_id else one.member_id)
            for one in self.sponsors
        }
        return Part.JOINED if (body, None if body else member) in own else None

    def is_by(self, actor: Actor) -> bool:
        """Whether the actor wrote it, or an organisation the actor is delegate of."""
        return actor.is_member and is_author(actor, self.subject, self.at)

    @property
    def veiled(self) -> bool:
        """Whether its words are covered for a time, after an urgent report."""
        return self.veiled_until is not None

    @property
    def revised(self) -> bool:
        """Whether the words shown are not the first ones."""
        return self.revision > 1

    @property
    def tallies_show(self) -> bool:
        """Whether this reader may see the tallies; until then none is loaded."""
        return self.votes is not None
