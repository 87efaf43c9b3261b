"""What the paragraphs of a charter are linked to: its principles and its topics, by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.charters import Principle, Topic
from app.queries.rounds import in_language


@dataclass(frozen=True, slots=True)
class Themes:
    """Names by key, in the charter's order, as a page says them."""

    principles: Mapping[str, str]
    topics: Mapping[str, str]


def themes_of(session: Session, charter_id: int, language: str) -> Themes:
    """The principles and topics of a charter in a language, else in one they have."""
    principles = session.scalars(
        select(Principle).where(Principle.charter_id == charter_id).order_by(Principle.position)
    )
    topics = session.scalars(
        select(Topic).where(Topic.charter_id == charter_id).order_by(Topic.position)
    )
    return Themes(names_in(principles.all(), language), names_in(topics.all(), language))


def names_in(rows: Sequence[Principle] | Sequence[Topic], language: str) -> dict[str, str]:
    """The names of these by key, in a language, else in one they have."""
    return {one.key: in_language(one.names, language) or one.key for one in rows}
