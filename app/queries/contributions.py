"""Contributions as readers see them: cards with everything a page shows, and nothing hidden.

The words of a contribution are loaded only while it is published and not veiled; of any other,
a card holds number, status, reason code and date.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Scope, Status, parse_reference
from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor
from app.models.charters import Paragraph
from app.models.contributions import Contribution, CoSponsor, Revision
from app.models.moderation import ModerationStep
from app.models.people import Organisation
from app.queries.cards import Card, Sponsor
from app.queries.own_marks import own_stances, own_votes
from app.queries.rounds import RoundInView
from app.queries.selections import IN_PLACE, Selection, Sort, rows_of
from app.queries.tallies import positions_on, tallies_show, tallies_show_to_all, votes_on

REPLIES_SHOWN = 5


def published_on(
    session: Session, actor: Actor, view: RoundInView, selection: Selection, *, now: datetime
) -> list[Card]:
    """The cards of a round that keep a public place; the number of statements is constant."""
    rows = session.execute(*rows_of(view, selection, now=now)).all()
    cards = _with_sponsors(session, _with_reasons(session, [_card(row, view) for row in rows]))
    if tallies_show_to_all(view, now):
        cards = _with_tallies(session, cards, [card.id for card in cards if _is_voted_on(card)])
    return with_own_opinions(session, actor, view, cards, now=now)


def card_of(
    session: Session, actor: Actor, view: RoundInView, reference: str, *, now: datetime
) -> Card:
    """The card behind a reference, if it has a public place."""
    try:
        parse_reference(reference)
    except Invalid as error:
        raise NotFound("contribution") from error
    chosen = Selection(references=(reference.upper(),), limit=1)
    found = published_on(session, actor, view, chosen, now=now)
    if not found:
        raise NotFound("contribution")
    return found[0]


def amendment_place(
    session: Session, round_id: int, reference: str, *, now: datetime
) -> tuple[str, int | None]:
    """Reference and paragraph number of an amendment whose words readers see; one statement."""
    row = session.execute(
        _PLACE, {"round": round_id, "reference": reference.upper(), "now": now}
    ).first()
    if row is None:
        raise NotFound("amendment")
    return row.reference, row.number


_PLACE = (
    select(Contribution.reference, Paragraph.number)
    .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
    .where(
        Contribution.round_id == bindparam("round"),
        Contribution.reference == bindparam("reference"),
        Contribution.kind == Kind.AMENDMENT,
        Contribution.status == Status.PUBLISHED,
        or_(Contribution.veiled_until.is_(None), Contribution.veiled_until <= bindparam("now")),
    )
)


def with_replies(
    session: Session, actor: Actor, view: RoundInView, cards: list[Card], *, now: datetime
) -> list[Card]:
    """The cards with their first replies and the number of all of them."""
    chosen = Selection(
        parent_ids=[card.id for card in cards], per_parent=REPLIES_SHOWN, sort=Sort.OLDEST
    )
    found: dict[int | None, list[Card]] = {}
    for reply in published_on(session, actor, view, chosen, now=now) if cards else ():
        found.setdefault(reply.parent_id, []).append(reply)
    return [
        replace(
            card,
            replies=tuple(found[card.id]),
            reply_count=found[card.id][0].siblings,
        )
        if card.id in found
        else card
        for card in cards
    ]


def numbers_on(session: Session, round_id: int) -> dict[int, tuple[int, int]]:
    """How many published comments and amendments of substance each paragraph has."""
    rows = session.execute(
        select(
            Contribution.paragraph_id,
            func.sum(case((Contribution.kind == Kind.COMMENT, 1), else_=0)),
            func.sum(case((_of_substance(), 1), else_=0)),
        )
        .where(
            Contribution.round_id == round_id,
            Contribution.paragraph_id.is_not(None),
            Contribution.status == Status.PUBLISHED,
        )
        .group_by(Contribution.paragraph_id)
    )
    return {
        paragraph_id: (comments, amendments)
        for paragraph_id, comments, amendments in rows
        if paragraph_id is not None
    }


def _of_substance() -> ColumnElement[bool]:
    """An amendment of what is said; corrections of one language version are counted apart."""
    return and_(Contribution.kind == Kind.AMENDMENT, Contribution.scope == Scope.SUBSTANCE)


def places_on(
    session: Session, round_id: int, paragraph_id: int | None
) -> dict[tuple[Kind, Scope], int]:
    """How long the lists on a paragraph (None: on the whole text) are, replies not counted."""
    rows = session.execute(
        select(Contribution.kind, Contribution.scope, func.count())
        .where(
            Contribution.round_id == round_id,
            Contribution.paragraph_id == paragraph_id,
            Contribution.parent_id.is_(None),
            Contribution.status.in_(IN_PLACE),
        )
        .group_by(Contribution.kind, Contribution.scope)
    )
    return {(kind, scope): number for kind, scope, number in rows}


def _card(row: Any, view: RoundInView) -> Card:
    found: Contribution = row.Contribution
    words: Revision | None = row.Revision
    veiled = found.status is Status.PUBLISHED and words is None
    hidden = Card(
        id=found.id,
        reference=found.reference,
        kind=found.kind,
        status=found.status,
        paragraph_id=found.paragraph_id,
        section_id=found.section_id,
        parent_id=found.parent_id,
        group=found.group,
        language=found.language,
        at=found.published_at or found.submitted_at,
        subject=view.about(found),
        comment_kind=found.comment_kind,
        operation=found.operation,
        scope=found.scope,
        veiled_until=found.veiled_until if veiled else None,
        into=row.into,
        merged=row.merged,
        siblings=row.siblings,
    )
    if words is None:
        return hidden
    return replace(
        hidden,
        author=found.display_name,
        organisation=row.organisation,
        organisation_slug=row.organisation_slug,
        text=words.text,
        title=words.title,
        wording=words.wording,
        quote=words.quote,
        effect=words.effect,
        mandate=words.mandate,
        revision=words.number,
        amends=row.amends,
        amended_wording=row.amended_wording,
        amended_since=bool(row.amended_since),
    )


def _with_reasons(session: Session, cards: list[Card]) -> list[Card]:
    """Reason code and date of what was withheld, withdrawn or merged."""
    hidden = [card.id for card in cards if not card.appears and not card.veiled]
    steps = (
        session.scalars(
            select(ModerationStep)
            .where(ModerationStep.contribution_id.in_(hidden))
            .order_by(ModerationStep.id)
        )
        if hidden
        else ()
    )
    last = {(step.contribution_id, step.after): step for step in steps}
    return [
        replace(card, reason=last[key].reason_code, decided_at=last[key].at)
        if not card.appears and (key := (card.id, card.status)) in last
        else card
        for card in cards
    ]


def _with_sponsors(session: Session, cards: list[Card]) -> list[Card]:
    wanted = [card.id for card in cards if card.appears and card.kind is Kind.AMENDMENT]
    found: dict[int, list[Sponsor]] = {}
    rows = (
        session.execute(
            select(CoSponsor, Organisation.name, Organisation.slug)
            .outerjoin(Organisation, Organisation.id == CoSponsor.organisation_id)
            .where(CoSponsor.contribution_id.in_(wanted))
            .order_by(CoSponsor.id)
        )
        if wanted
        else ()
    )
    for sponsor, name, slug in rows:
        found.setdefault(sponsor.contribution_id, []).append(
            Sponsor(
                name or sponsor.display_name,
                sponsor.group,
                slug,
                sponsor.revision,
                sponsor.organisation_id,
                sponsor.member_id,
            )
        )
    return [replace(card, sponsors=tuple(found.get(card.id, ()))) for card in cards]


def with_own_opinions(
    session: Session, actor: Actor, view: RoundInView, cards: list[Card], *, now: datetime
) -> list[Card]:
    """One's own vote and stance, and the tallies one may see by them; no others are loaded."""
    wanted = [card.id for card in cards if _is_voted_on(card)]
    if not wanted or not actor.is_member:
        return cards
    own = own_votes(session, actor, wanted)
    stances = own_stances(session, actor, wanted)
    opened = [
        card.id
        for card in cards
        if card.id in own and not card.tallies_show and tallies_show(view, actor, own[card.id], now)
    ]
    return [
        replace(
            card,
            own_vote=own[card.id].choice if card.id in own else None,
            own_vote_is_stale=card.id in own and own[card.id].revision < card.revision,
            own_stance=stances.get(card.id),
        )
        for card in _with_tallies(session, cards, opened)
    ]


def _is_voted_on(card: Card) -> bool:
    return card.appears and card.kind is Kind.AMENDMENT


def _with_tallies(session: Session, cards: list[Card], opened: list[int]) -> list[Card]:
    if not opened:
        return cards
    votes, positions = votes_on(session, opened), positions_on(session, opened)
    return [
        replace(card, votes=votes[card.id], positions=positions[card.id])
        if card.id in votes
        else card
        for card in cards
    ]
