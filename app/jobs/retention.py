"""Retention: what has served its time is erased, by itself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from app.models.charters import ImportStep, TextImport, Version
from app.models.composition import CompositionStep
from app.models.contributions import Contribution, Draft
from app.models.dispositions import (
    DeskNote,
    DispositionRecord,
    DispositionReply,
    DispositionVersion,
)
from app.models.engine import writing
from app.models.joint import JointDraft, SponsorInvitation
from app.models.record import OutboxMessage, Submission
from app.models.rounds import Round
from app.models.synthesis import Synthesis, SynthesisComment
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
# What only served to come to a decision goes once the round is reported, or was left undecided.
KEEP_DESK = timedelta(days=30)
KEEP_UNREPORTED = timedelta(days=365)
KEEP_STEPS = timedelta(days=30)


def retire(
    sessions: Callable[[], Session], identities: Callable[[], Session], *, now: datetime
) -> dict[str, int]:
    """Erase what has served its time, from drafts to ended ways in; how many of each."""
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
            or_(
                SponsorInvitation.joint_draft_id.in_(
                    select(JointDraft.id).where(JointDraft.round_id.in_(ended))
                ),
                SponsorInvitation.contribution_id.in_(
                    select(Contribution.id).where(Contribution.round_id.in_(ended))
                ),
            )
        ),
        "joint_drafts": delete(JointDraft).where(JointDraft.round_id.in_(ended)),
        **_desk(now),
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


def _desk(now: datetime) -> dict[str, Any]:
    """Notes, replies and drafts behind decisions or a report, and the steps behind a frozen text.

    The draft that stands and the one its proposer was shown stay, as the decision does. What was
    written lately stays too, since editions are corrected after the report.
    """
    done = select(Round.id).where(
        or_(
            Round.reported_at < now - KEEP_DESK,
            and_(Round.reported_at.is_(None), Round.closes_at < now - KEEP_UNREPORTED),
        )
    )
    decided = select(DispositionRecord.id).where(DispositionRecord.round_id.in_(done))
    frozen = select(Version.id).where(Version.frozen_at < now - KEEP_STEPS)
    return {
        "disposition_replies": delete(DispositionReply).where(
            DispositionReply.disposition_id.in_(decided),
            DispositionReply.replied_at < now - KEEP_DESK,
        ),
        "disposition_versions": delete(DispositionVersion).where(
            DispositionVersion.disposition_id.in_(decided),
            DispositionVersion.drafted_at < now - KEEP_DESK,
            ~_stands(),
        ),
        "desk_notes": delete(DeskNote).where(
            DeskNote.round_id.in_(done), DeskNote.noted_at < now - KEEP_DESK
        ),
        "synthesis_comments": delete(SynthesisComment).where(
            SynthesisComment.synthesis_id.in_(
                select(Synthesis.id).where(Synthesis.round_id.in_(done))
            ),
            SynthesisComment.written_at < now - KEEP_DESK,
        ),
        "composition_steps": delete(CompositionStep).where(
            CompositionStep.version_id.in_(frozen), CompositionStep.taken_at < now - KEEP_STEPS
        ),
    }


def _stands() -> ColumnElement[bool]:
    """Whether it is the draft that stands, or the one that was shown to its proposer."""
    return (
        select(DispositionRecord.id)
        .where(
            DispositionRecord.id == DispositionVersion.disposition_id,
            or_(
                DispositionRecord.version == DispositionVersion.number,
                DispositionRecord.shown_version == DispositionVersion.number,
            ),
        )
        .exists()
    )
