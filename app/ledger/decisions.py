"""What every act on decisions shares: those chosen as they were seen, and the versions kept."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.errors import Conflict, Invalid, NotFound
from app.ledger.contributions import contribution_behind
from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord, DispositionVersion
from app.models.rounds import Round

MOST_AT_ONCE = 100


def chosen(
    session: Session, round_: Round, edits: Mapping[str, int]
) -> list[tuple[Contribution, DispositionRecord | None]]:
    """The contributions chosen with their decisions so far, each as it was seen."""
    if not edits:
        raise Invalid("nothing_chosen", field="references")
    if len(edits) > MOST_AT_ONCE:
        raise Invalid("too_many_chosen", field="references")
    if len(edits) == 1:
        found = [contribution_behind(session, round_.id, next(iter(edits)))]
    else:
        found = list(
            session.scalars(
                select(Contribution)
                .where(Contribution.round_id == round_.id, Contribution.reference.in_(edits))
                .order_by(Contribution.kind, Contribution.number)
            )
        )
    if len(found) != len(edits) or any(one.status is not Status.PUBLISHED for one in found):
        raise NotFound("contribution")
    rows = {
        row.contribution_id: row
        for row in session.scalars(
            select(DispositionRecord)
            .where(DispositionRecord.contribution_id.in_([one.id for one in found]))
            .execution_options(populate_existing=True)
        )
    }
    for one in found:
        row = rows.get(one.id)
        if edits[one.reference] != (row.edit if row else 0):
            raise Conflict("changed_meanwhile", reference=one.reference)
    return [(one, rows.get(one.id)) for one in found]


def keep_version(session: Session, row: DispositionRecord) -> None:
    """Keep the decision as it is drafted now under the number of its version; commits nothing."""
    session.add(
        DispositionVersion(
            disposition_id=row.id,
            number=row.version,
            disposition=row.disposition,
            reasons=dict(row.reasons),
            wordings=dict(row.wordings),
            follow_up=row.follow_up,
            drafted_by_id=row.drafted_by_id,
            drafted_at=row.drafted_at,
        )
    )


def version_kept(session: Session, row: DispositionRecord) -> int:
    """The number under which the decision as it stands is kept, kept now where it was not."""
    known = session.scalar(
        select(DispositionVersion.id).where(
            DispositionVersion.disposition_id == row.id, DispositionVersion.number == row.version
        )
    )
    if known is None:
        row.version = max(row.version, 1)
        keep_version(session, row)
        session.flush()
    return row.version
