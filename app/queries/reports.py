"""A reader's own report: the only one a reader ever sees."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.moderation import Report


def own_report(session: Session, contribution_id: int, reporter: str) -> Report | None:
    """What this reader reported about the contribution, and what came of it."""
    return session.scalar(
        select(Report).where(Report.contribution_id == contribution_id, Report.reporter == reporter)
    )
