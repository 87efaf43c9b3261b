"""The official positions of organisations, one by one: public acts, each with its words."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.opinions import Position
from app.models.people import Organisation
from app.models.rounds import Round
from app.queries.edition.values import day

Stances = dict[int, list[dict[str, Any]]]


def positions_value(session: Session, round_: Round) -> tuple[Stances, Stances]:
    """Positions by paragraph and by amendment, in the order of the organisations' names."""
    rows = session.execute(
        select(Position, Organisation.slug, Organisation.name)
        .join(Organisation, Organisation.id == Position.organisation_id)
        .where(Position.round_id == round_.id)
        .order_by(Organisation.slug, Position.id)
    )
    paragraphs: Stances = {}
    amendments: Stances = {}
    for position, slug, name in rows:
        value = {
            "slug": slug,
            "name": name,
            "group": position.group.value,
            "stance": position.stance.value,
            "reason": position.reason,
            "revision": position.revision,
            "on": day(position.taken_at, round_.timezone),
        }
        if position.paragraph_id is not None:
            paragraphs.setdefault(position.paragraph_id, []).append(value)
        elif position.contribution_id is not None:
            amendments.setdefault(position.contribution_id, []).append(value)
    return paragraphs, amendments
