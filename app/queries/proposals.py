"""Amendments with what they change: the difference to the wording they were written against."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation
from app.domain.wording.diff import Difference, difference
from app.models.charters import Wording
from app.queries.cards import Card


@dataclass(frozen=True, slots=True)
class Proposal:
    """An amendment's card with its difference (replacing) or its words (inserting, deleting)."""

    card: Card
    difference: Difference | None
    words: str


def proposals_of(session: Session, cards: Iterable[Card]) -> list[Proposal]:
    """Amendments with their differences; one statement for all wordings they rest on."""
    wanted = [card for card in cards if card.kind is Kind.AMENDMENT]
    paragraphs = {card.paragraph_id for card in wanted if card.appears and card.paragraph_id}
    rows = (
        session.execute(
            select(Wording.paragraph_id, Wording.language, Wording.text).where(
                Wording.paragraph_id.in_(paragraphs)
            )
        )
        if paragraphs
        else ()
    )
    bases = {(paragraph_id, language): text for paragraph_id, language, text in rows}
    return [
        proposal(card, bases.get((card.paragraph_id or 0, card.language), "")) for card in wanted
    ]


def proposal(card: Card, base: str) -> Proposal:
    """One amendment against the wording in its language."""
    if card.appears and card.amended_wording is not None:
        return Proposal(card, kept_difference(card.amended_wording, card.wording or ""), "")
    if not card.appears or card.operation is Operation.INSERT_AFTER:
        return Proposal(card, None, card.wording or "")
    if card.operation is Operation.DELETE:
        return Proposal(card, None, base)
    return Proposal(card, kept_difference(base, card.wording or ""), "")


@lru_cache(maxsize=1024)
def kept_difference(base: str, target: str) -> Difference:
    """The difference of two wordings, which never changes."""
    return difference(base, target)
