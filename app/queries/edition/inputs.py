"""What the measures of a round are computed from: published content, and the round before it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.domain.charters import LineageKind
from app.domain.contributions import Status
from app.domain.synthesis.inputs import PARAGRAPH, Inputs, measured_part
from app.models.charters import Paragraph
from app.models.composition import Lineage
from app.models.contributions import Contribution
from app.models.rounds import Round
from app.models.synthesis import Edition

# A paragraph that is one of several heirs, or has several origins, is another one.
SAME = (LineageKind.KEPT, LineageKind.MOVED, LineageKind.CHANGED)


def inputs_of(session: Session, round_: Round, content: Mapping[str, Any]) -> Inputs:
    """Content to be measured, with what tells senders apart; the number of statements is fixed."""
    rows = session.execute(
        select(Contribution.reference, Contribution.member_id)
        .where(Contribution.round_id == round_.id, Contribution.status == Status.PUBLISHED)
        .order_by(Contribution.kind, Contribution.number)
    )
    numbers: dict[int, int] = {}
    senders = {
        reference: numbers.setdefault(member_id, len(numbers)) for reference, member_id in rows
    }
    return Inputs(measured_part(content), senders, _previous(session, round_, content))


def _previous(session: Session, round_: Round, content: Mapping[str, Any]) -> dict[str, Any] | None:
    """The newest edition of the last reported round before, and which paragraph is which."""
    links = _links(session, round_, content)
    found = session.execute(
        select(Edition.number, Edition.content, Round.slug, Round.version_id)
        .join(Round, Round.id == Edition.round_id)
        .where(Round.charter_id == round_.charter_id, Round.number < round_.number)
        .order_by(Round.number.desc(), Edition.number.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    number, before, slug, version_id = found
    if version_id == round_.version_id:
        keys = [one["key"] for one in content["paragraphs"]]
        links = {key: {"key": key, "changed": False} for key in keys}
    kept = [{name: one[name] for name in PARAGRAPH} for one in before["paragraphs"]]
    return {"round": slug, "edition": number, "paragraphs": kept, "links": links}


def _links(
    session: Session, round_: Round, content: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """The paragraph of the version before that each paragraph came from, and whether it changed."""
    heir, origin = aliased(Paragraph), aliased(Paragraph)
    rows = session.execute(
        select(heir.key, origin.key, Lineage.kind)
        .join(heir, heir.id == Lineage.paragraph_id)
        .join(origin, origin.id == Lineage.origin_id)
        .where(Lineage.version_id == round_.version_id, Lineage.kind.in_(SAME))
        .order_by(heir.key)
    )
    return {
        key: {"key": before, "changed": kind is LineageKind.CHANGED} for key, before, kind in rows
    }
