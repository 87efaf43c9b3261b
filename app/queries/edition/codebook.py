"""The codebook of a round in an edition, and which published contributions are under each theme."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.models.codebook import Theme, ThemeTag
from app.models.contributions import Contribution
from app.queries.codebook import themes_in


def put_under_themes(
    session: Session, round_id: int, contributions: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The themes, and into each contribution the keys of its own; two statements.

    Words that are veiled are quoted nowhere.
    """
    tags: dict[str, list[str]] = {}
    quotes: dict[str, list[str]] = {}
    hidden = {one["reference"] for one in contributions if one["veiled"]}
    for reference, key, quoted in session.execute(
        select(Contribution.reference, Theme.key, ThemeTag.quoted)
        .join(ThemeTag, ThemeTag.contribution_id == Contribution.id)
        .join(Theme, Theme.id == ThemeTag.theme_id)
        .where(Contribution.round_id == round_id, Contribution.status == Status.PUBLISHED)
        .order_by(Contribution.kind, Contribution.number, Theme.number)
    ):
        tags.setdefault(reference, []).append(key)
        if quoted and reference not in hidden:
            quotes.setdefault(key, []).append(reference)
    for one in contributions:
        one["themes"] = tags.get(one["reference"], [])
    return [
        {
            "key": one.key,
            "names": dict(one.names),
            "definitions": dict(one.definitions),
            "quotes": quotes.get(one.key, []),
        }
        for one in themes_in(session, round_id)
    ]
