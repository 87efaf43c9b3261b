"""Retention: what has served its time is erased, by itself."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.models.charters import ImportStep, TextImport
from app.models.contributions import Draft
from app.models.engine import writing
from app.models.joint import JointDraft, SponsorInvitation
from app.models.record import OutboxMessage, Submission
from app.models.rounds import Round
from app.models.translation import TableImport
from app.models.word_files import WordFile
from app.services.accounts.sessions import forget_ended

KEEP_UNCLAIMED = timedelta(hours=24)
KEEP_DRAFTS = timedelta(days=30)
KEEP_WORD_FILES = timedelta(days=30)
# A long text is corrected for weeks before it is confirmed; what was confirmed is in the version.
KEEP_OPEN_IMPORTS = timedelta(days=90)
KEEP_CONFIRMED_IMPORTS = timedelta(days=30)
KEEP_TABLES = timedelta(days=30)
KEEP_SENT_MAIL = timedelta(days=30)
KEEP_SUBMISSIONS = timedelta(days=90)


def retire(
    sessions: Callable[[], Session], identities: Callable[[], Session], *, now: datetime
) -> dict[str, int]:
    """Erase old drafts, files and previews, sent mail, keys and ended ways in; how many of each."""
    ended = select(Round.id).where(Round.closes_at < now - KEEP_DRAFTS)
    texts = select(TextImport.id).where(
        or_(
            TextImport.confirmed_at < now - KEEP_CONFIRMED_IMPORTS,
            TextImport.confirmed_at.is_(None) & (TextImport.created_at < now - KEEP_OPEN_IMPORTS),
        )
    )
    rules = {
        "import_steps": delete(ImportStep).where(ImportStep.import_id.in_(texts)),
        "text_imports": delete(TextImport).where(TextImport.id.in_(texts)),
        "table_imports": delete(TableImport).where(
            or_(
                TableImport.confirmed_at < now - KEEP_TABLES,
                TableImport.confirmed_at.is_(None) & (TableImport.created_at < now - KEEP_TABLES),
            )
        ),
        "unclaimed_drafts": delete(Draft).where(
            Draft.member_id.is_(None), Draft.updated_at < now - KEEP_UNCLAIMED
        ),
        "drafts": delete(Draft).where(Draft.round_id.in_(ended)),
        "drafts_without_round": delete(Draft).where(
            Draft.round_id.is_(None), Draft.updated_at < now - KEEP_DRAFTS
        ),
        "sponsor_invitations": delete(SponsorInvitation).where(
            SponsorInvitation.joint_draft_id.in_(
                select(JointDraft.id).where(JointDraft.round_id.in_(ended))
            )
        ),
        "joint_drafts": delete(JointDraft).where(JointDraft.round_id.in_(ended)),
        "word_files": delete(WordFile).where(
            WordFile.confirmed_at.is_(None), WordFile.created_at < now - KEEP_WORD_FILES
        ),
        "mail": delete(OutboxMessage).where(OutboxMessage.sent_at < now - KEEP_SENT_MAIL),
        "submissions": delete(Submission).where(Submission.created_at < now - KEEP_SUBMISSIONS),
    }
    counts: dict[str, int] = {}
    with writing():
        with sessions() as session:
            for name, rule in rules.items():
                counts[name] = getattr(session.execute(rule), "rowcount", 0)
            session.commit()
        with identities() as identity:
            counts["ways_in"] = forget_ended(identity, now=now)
    return counts
