"""One contribution on its page: what this reader may see of it, and its whole life."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import Operation, Status
from app.domain.opinions import Stance
from app.domain.people import Actor, Group, Role
from app.domain.permissions import Action, refusal
from app.domain.rules import Subject, is_author
from app.domain.wording.diff import Difference, difference
from app.models.charters import Wording
from app.models.contributions import Contribution, Revision
from app.models.moderation import Appeal, ModerationStep
from app.models.opinions import Position
from app.models.people import Organisation
from app.queries.appeals import sends_words_back
from app.queries.cards import Card
from app.queries.carrying import Carried, carried_on
from app.queries.cases import steps_of
from app.queries.contributions import card_of, published_on
from app.queries.decision_history import proposal_is_shown
from app.queries.fates import Led, LeftOut, led_to, left_out
from app.queries.outcomes import ToldDisposition, public_dispositions
from app.queries.own import contribution_in
from app.queries.revisions import EarlierRevision, earlier_revisions, votes_are_older
from app.queries.rounds import RoundInView
from app.queries.selections import Selection, Sort

REPLIES = 25


@dataclass(frozen=True, slots=True)
class Stood:
    """An organisation's public position on an amendment; an older one is about earlier words."""

    organisation: str
    slug: str
    group: Group
    stance: Stance
    reason: str
    is_older: bool


@dataclass(frozen=True, slots=True)
class ContributionPage:
    """A contribution as this reader sees it; ``words`` is None where it does not appear."""

    contribution: Contribution
    subject: Subject
    words: Revision | None
    waiting: Revision | None
    base: str | None
    number: int | None
    headings: dict[str, str]
    card: Card | None
    replies: list[Card]
    reply_total: int
    revisions: tuple[EarlierRevision, ...]
    votes_are_older: bool
    steps: tuple[ModerationStep, ...]
    positions: tuple[Stood, ...]
    disposition: ToldDisposition | None
    led_to: tuple[Led, ...]
    left_out: tuple[LeftOut, ...]
    carried: tuple[Carried, ...]
    parent: str | None
    into: str | None
    amends: str | None
    beside: tuple[str, ...]
    appeal: Appeal | None
    sees_hidden: bool
    is_author: bool
    proposal_shown: bool
    names_author: bool
    veiled: bool

    @property
    def is_public(self) -> bool:
        """Whether every reader sees the words."""
        return self.card is not None and self.card.appears

    @property
    def undone(self) -> frozenset[int]:
        """Ids of the steps that were undone."""
        return frozenset(step.undoes_id for step in self.steps if step.undoes_id is not None)

    @property
    def restriction(self) -> ModerationStep | None:
        """The step that restricts it now, told to its author and to those who may see it."""
        standing = [
            step for step in self.steps if step.id not in self.undone and step.undoes_id is None
        ]
        return standing[-1] if standing and standing[-1].reason_code else None

    def change_by(self, words: Revision) -> Difference | None:
        """What these words change in the paragraph; None where there is nothing to compare."""
        replaces = (
            self.contribution.operation is Operation.REPLACE
            or self.contribution.amends_id is not None
        )
        if not replaces or words.wording is None or self.base is None:
            return None
        return difference(self.base, words.wording)


def contribution_page(
    session: Session, actor: Actor, view: RoundInView, reference: str, page: int, *, now: datetime
) -> ContributionPage:
    """The page of a reference; it exists for every number, the number of statements is constant."""
    found = contribution_in(session, view.round.id, reference)
    one = found.contribution
    subject = view.about(one)
    steps = steps_of(session, one.id)
    undone = {step.undoes_id for step in steps}
    if any(sends_words_back(step, one) and step.id not in undone for step in steps):
        subject = replace(subject, words_returned=True)
    until = one.veiled_until
    veiled = one.status is Status.PUBLISHED and until is not None and until > now
    public = one.status is Status.PUBLISHED and not veiled
    own = is_author(actor, subject, now)
    sees = one.status is not Status.WITHDRAWN and (
        own or (not veiled and refusal(actor, Action.SEE_WITHHELD, subject, now) is None)
    )
    card = card_of(session, actor, view, one.reference, now=now) if public else None
    replies = _replies(session, actor, view, one, page, now=now)
    return ContributionPage(
        contribution=one,
        subject=subject,
        words=found.shown if public else found.newest if sees else None,
        waiting=found.newest if public and sees and found.waiting else None,
        base=card.amended_wording if card and card.amends else _base(session, one),
        number=found.number
        if sees or one.status not in {Status.PENDING, Status.RETURNED}
        else None,
        headings=found.headings,
        card=card,
        replies=replies,
        reply_total=replies[0].siblings if replies else 0,
        revisions=earlier_revisions(found.shown, _public_revisions(session, one, steps))
        if public
        else (),
        votes_are_older=card is not None and card.tallies_show and votes_are_older(session, one),
        steps=steps,
        positions=_positions(session, one) if card is not None and card.tallies_show else (),
        disposition=public_dispositions(session, [one.id]).get(one.id),
        led_to=led_to(session, one),
        left_out=left_out(session, one),
        carried=tuple(carried_on(session, one.id)) if public else (),
        **_neighbours(session, one),
        appeal=_appeal(session, one) if sees else None,
        sees_hidden=sees,
        is_author=own,
        proposal_shown=own and proposal_is_shown(session, one.id),
        names_author=public or own or _runs_it(actor, view),
        veiled=veiled,
    )


def _runs_it(actor: Actor, view: RoundInView) -> bool:
    """Observers read withheld texts without the name."""
    return actor.has(
        Role.FACILITATOR,
        Role.SECRETARIAT,
        charter_id=view.charter.id,
        round_id=view.round.id,
    )


def _replies(
    session: Session,
    actor: Actor,
    view: RoundInView,
    one: Contribution,
    page: int,
    *,
    now: datetime,
) -> list[Card]:
    """The replies stay, whatever happened to what they answer."""
    chosen = Selection(
        parent_ids=[one.id], sort=Sort.OLDEST, limit=REPLIES, offset=REPLIES * (page - 1)
    )
    return published_on(session, actor, view, chosen, now=now)


def _base(session: Session, one: Contribution) -> str | None:
    return session.scalar(
        select(Wording.text).where(
            Wording.paragraph_id == one.paragraph_id, Wording.language == one.language
        )
    )


def _public_revisions(
    session: Session, one: Contribution, steps: tuple[ModerationStep, ...]
) -> tuple[Revision, ...]:
    """Earlier words that readers saw; what appeared by a mistake undone at once is none of them."""
    numbers = {
        step.shown_before
        for step in steps
        if step.shown_before is not None and step.undoes_id is None
    }
    return tuple(
        session.scalars(
            select(Revision)
            .where(
                Revision.contribution_id == one.id,
                Revision.number.in_(numbers),
                Revision.number != one.shown_revision,
            )
            .order_by(Revision.number.desc())
        )
    )


def _positions(session: Session, one: Contribution) -> tuple[Stood, ...]:
    rows = session.execute(
        select(
            Organisation.name,
            Organisation.slug,
            Position.group,
            Position.stance,
            Position.reason,
            Position.revision < (one.shown_revision or 1),
        )
        .join(Organisation, Organisation.id == Position.organisation_id)
        .where(Position.contribution_id == one.id)
        .order_by(Position.group, Organisation.name)
    )
    return tuple(Stood(*row[:5], bool(row[5])) for row in rows)


def _neighbours(session: Session, one: Contribution) -> dict[str, Any]:
    """References of what it answers, was merged into or amends, and of what amends it."""
    parent, into, amends = (aliased(Contribution) for _ in range(3))
    row = session.execute(
        select(parent.reference, into.reference, amends.reference)
        .select_from(Contribution)
        .outerjoin(parent, parent.id == Contribution.parent_id)
        .outerjoin(into, into.id == Contribution.merged_into_id)
        .outerjoin(amends, amends.id == Contribution.amends_id)
        .where(Contribution.id == one.id)
    ).one()
    beside = session.scalars(
        select(Contribution.reference)
        .where(Contribution.amends_id == one.id, Contribution.status == Status.PUBLISHED)
        .order_by(Contribution.number)
    )
    return {"parent": row[0], "into": row[1], "amends": row[2], "beside": tuple(beside)}


def _appeal(session: Session, one: Contribution) -> Appeal | None:
    """The author's own; appeals of readers are between them and the facilitators."""
    return session.scalar(
        select(Appeal)
        .where(Appeal.contribution_id == one.id, Appeal.step_id.is_not(None))
        .order_by(Appeal.id.desc())
        .limit(1)
    )
