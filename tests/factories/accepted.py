"""Builders of a closed round with accepted amendments, ready for composing."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Status
from app.domain.dispositions import Disposition
from app.models.charters import Paragraph, Section
from app.models.contributions import Contribution, Revision
from app.models.dispositions import DispositionRecord
from app.models.rounds import Round
from tests.factories.cast import Cast


def close(session: Session, round_: Round, *, now: datetime) -> None:
    """End the round a day ago."""
    round_.closes_at = now - timedelta(days=1)
    session.commit()


def accept(
    session: Session,
    cast: Cast,
    wording: str | None,
    *,
    now: datetime,
    on: Paragraph | None = None,
    section: Section | None = None,
    operation: Operation = Operation.REPLACE,
    language: str = "en",
    wordings: Mapping[str, str] | None = None,
    reason: str = "It is clearer.",
    disposition: Disposition | None = None,
) -> Contribution:
    """A published amendment that was taken up; ``wordings`` are those of a changed acceptance."""
    round_ = cast.round
    row = Contribution(
        round_id=round_.id,
        kind=Kind.AMENDMENT,
        number=round_.next_amendment,
        reference=f"A{round_.next_amendment}",
        paragraph_id=on.id if on else None,
        section_id=section.id if section else None,
        member_id=cast.bo.id,
        group=cast.league.group,
        display_name="Bo",
        language=language,
        status=Status.PUBLISHED,
        operation=operation,
        submitted_at=now,
        published_at=now,
        shown_revision=1,
    )
    round_.next_amendment += 1
    session.add(row)
    session.flush()
    session.add(
        Revision(contribution_id=row.id, number=1, text="Because.", wording=wording, created_at=now)
    )
    changed = Disposition.ACCEPTED_WITH_CHANGES if wordings else Disposition.ACCEPTED
    session.add(
        DispositionRecord(
            contribution_id=row.id,
            round_id=round_.id,
            disposition=disposition or changed,
            reasons={"en": reason},
            wordings=dict(wordings or {}),
            drafted_by_id=cast.ada.id,
            drafted_at=now,
            confirmed_by_id=cast.sam.id,
            confirmed_at=now,
        )
    )
    session.commit()
    return row
