"""What became of a contribution in later versions: the paragraphs it led to, or why it did not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.models.charters import Paragraph, Version
from app.models.composition import Change, Citation, CompositionChoice
from app.models.contributions import Contribution


@dataclass(frozen=True, slots=True)
class Led:
    """A paragraph that this contribution led to in a later version.

    One that is ``gone`` from it has the number that it had in the version before.
    """

    version: int
    number: int
    on: datetime
    gone: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An accepted amendment that was not put into a version, with the reason."""

    version: int
    reason: str


def led_to(session: Session, one: Contribution) -> tuple[Led, ...]:
    """The paragraphs of published versions that cite it; one statement."""
    now, before = aliased(Paragraph), aliased(Paragraph)
    rows = session.execute(
        select(Version.number, now.number, before.number, Version.changes_published_at)
        .join(Change, Change.version_id == Version.id)
        .join(Citation, Citation.change_id == Change.id)
        .outerjoin(now, (now.version_id == Version.id) & (now.key == Change.paragraph_key))
        .outerjoin(
            before,
            (before.version_id == Version.base_version_id) & (before.key == Change.paragraph_key),
        )
        .where(Citation.contribution_id == one.id, Version.changes_published_at.is_not(None))
        .order_by(Version.number, now.number, before.number)
    )
    return tuple(
        Led(version, number or was or 0, on, gone=number is None)
        for version, number, was, on in rows
        if on is not None and (number or was)
    )


def left_out(session: Session, one: Contribution) -> tuple[LeftOut, ...]:
    """The published versions it was left out of; one statement."""
    rows = session.execute(
        select(Version.number, CompositionChoice.reason)
        .join(CompositionChoice, CompositionChoice.version_id == Version.id)
        .where(
            CompositionChoice.contribution_id == one.id,
            CompositionChoice.applied.is_(False),
            Version.changes_published_at.is_not(None),
        )
        .order_by(Version.number)
    )
    return tuple(LeftOut(version, reason) for version, reason in rows)
