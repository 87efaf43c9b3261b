"""What followed a round: the published changes of the next version, and back to its rounds."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.models.charters import Version
from app.models.rounds import Round
from app.models.synthesis import Edition
from app.queries.changes import ChangesInView, changes_of, shown_in


@dataclass(frozen=True, slots=True)
class Followed:
    """The published changes of the version after; ``language`` is the one they are compared in."""

    number: int
    introduction: Mapping[str, str]
    said: ChangesInView
    language: str


def changes_that_followed(session: Session, version_id: int, language: str) -> Followed | None:
    """The changes of the next version once they are published; constantly many statements."""
    version = session.scalar(
        select(Version).where(
            Version.base_version_id == version_id,
            Version.status != VersionStatus.WORKING,
            Version.changes_published_at.is_not(None),
        )
    )
    if version is None:
        return None
    spoken = shown_in(session, version, language)
    said = changes_of(session, version, spoken)
    if said is None:
        return None
    return Followed(version.number, dict(version.changes_introduction), said, spoken)


def reported_rounds(session: Session, version_id: int) -> list[tuple[str, Mapping[str, str]]]:
    """Address and titles of the rounds on a version whose synthesis is published."""
    rows = session.execute(
        select(Round.slug, Round.titles)
        .where(
            Round.version_id == version_id,
            exists().where(Edition.round_id == Round.id),
        )
        .order_by(Round.number)
    )
    return [(slug, titles) for slug, titles in rows]
