"""Published editions: frozen, each with its hash, the newest shown unless another is wanted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.errors import NotFound
from app.models.charters import Paragraph, Version
from app.models.composition import Lineage
from app.models.synthesis import Edition


@dataclass(frozen=True, slots=True)
class EditionInView:
    """One edition with its frozen content, and the numbers of all of them, newest first."""

    number: int
    content: dict[str, Any]
    content_hash: str
    cut_off_at: datetime
    published_at: datetime
    reason: str
    numbers: tuple[int, ...]

    @property
    def is_newest(self) -> bool:
        """Whether no correction followed."""
        return self.number == self.numbers[0]

    @property
    def document(self) -> dict[str, Any]:
        """The content as it is exported, opened by the edition it is of."""
        return as_document(
            self.content,
            self.content_hash,
            number=self.number,
            published_at=self.published_at,
            reason=self.reason,
        )


def as_document(
    content: dict[str, Any],
    content_hash: str,
    *,
    number: int | None = None,
    published_at: datetime | None = None,
    reason: str = "",
) -> dict[str, Any]:
    """Content with its edition; without a number it is the provisional state of a round.

    The hash is that of the canonical JSON of everything but the member ``edition``.
    """
    return {
        "edition": {
            "number": number,
            "provisional": number is None,
            "hash": content_hash,
            "published_at": published_at.strftime("%Y-%m-%dT%H:%M:%SZ") if published_at else None,
            "reason": reason or None,
        },
        **content,
    }


def edition_numbers(session: Session, round_id: int) -> tuple[int, ...]:
    """The numbers of the editions of a round, newest first."""
    return tuple(
        session.scalars(
            select(Edition.number)
            .where(Edition.round_id == round_id)
            .order_by(Edition.number.desc())
        )
    )


def edition_of(session: Session, round_id: int, number: int | None = None) -> EditionInView:
    """The newest edition of a round, or the one with this number."""
    numbers = edition_numbers(session, round_id)
    if not numbers:
        raise NotFound("synthesis")
    found = session.scalar(
        select(Edition).where(
            Edition.round_id == round_id, Edition.number == (number or numbers[0])
        )
    )
    if found is None:
        raise NotFound("edition")
    return EditionInView(
        number=found.number,
        content=found.content,
        content_hash=found.content_hash,
        cut_off_at=found.cut_off_at,
        published_at=found.published_at,
        reason=found.reason,
        numbers=numbers,
    )


def next_version(session: Session, version_id: int) -> tuple[int, dict[str, int]] | None:
    """Number of the next public version, and where each paragraph (by key) stands in it."""
    version = session.scalar(
        select(Version).where(
            Version.base_version_id == version_id, Version.status != VersionStatus.WORKING
        )
    )
    if version is None:
        return None
    origin = Paragraph.__table__.alias()
    rows = session.execute(
        select(origin.c.key, Paragraph.number)
        .select_from(Lineage)
        .join(origin, origin.c.id == Lineage.origin_id)
        .join(Paragraph, Paragraph.id == Lineage.paragraph_id)
        .where(Lineage.version_id == version.id)
        .order_by(Paragraph.number.desc())
    )
    return version.number, {key: number for key, number in rows}  # noqa: C416  rows are no pairs
