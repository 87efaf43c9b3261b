"""Freezing a version: its text is fixed, and its hash says so ever after."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.errors import Conflict
from app.domain.texts import content_hash
from app.ledger.record import Entry, record
from app.models.charters import Charter, Paragraph, Section, Version, Wording
from app.models.translation import PartState


def freeze_version(
    session: Session, version: Version, *, now: datetime, round_id: int | None = None
) -> str:
    """Fix the text of a version and give its hash; a version frozen before keeps the one it has.

    With a round, whose row must be locked, the freezing enters that round's record.
    """
    found = session.scalar(
        select(Version)
        .where(Version.id == version.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None or (found.content_hash is None and not _has_paragraphs(session, found)):
        raise Conflict("version_is_empty")
    if found.content_hash is not None:
        return found.content_hash
    found.content_hash = content_hash(content_of(session, found))
    found.status = VersionStatus.FROZEN
    found.frozen_at = now
    found.edit += 1
    if round_id is not None:
        entry = Entry("version_frozen", f"v{found.number}", code=found.content_hash)
        record(session, round_id, entry, now=now)
    return found.content_hash


def content_of(session: Session, version: Version) -> dict[str, Any]:
    """Structure and wordings of a version as they were at freezing; later languages are apart."""
    sections = session.scalars(
        select(Section).where(Section.version_id == version.id).order_by(Section.position)
    ).all()
    keys = {section.id: section.key for section in sections}
    words: dict[int, dict[str, Any]] = {}
    late = set(
        session.scalars(
            select(PartState.language).where(
                PartState.version_id == version.id, PartState.added_after_freezing_at.is_not(None)
            )
        )
    )
    for wording in session.scalars(
        select(Wording)
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Paragraph.version_id == version.id)
    ):
        if wording.added_after_freezing_at is not None:
            late.add(wording.language)
            continue
        words.setdefault(wording.paragraph_id, {})[wording.language] = {
            "text": wording.text,
            "label": wording.label,
        }
    return {
        "charter": session.scalar(select(Charter.slug).where(Charter.id == version.charter_id)),
        "version": version.number,
        "sections": [_section(section, keys, late) for section in sections],
        "paragraphs": [
            {
                "number": paragraph.number,
                "key": paragraph.key,
                "section": keys.get(paragraph.section_id or 0),
                "type": paragraph.type.value,
                "principles": paragraph.principles,
                "topics": paragraph.topics,
                "wordings": words.get(paragraph.id, {}),
            }
            for paragraph in session.scalars(
                select(Paragraph)
                .where(Paragraph.version_id == version.id)
                .order_by(Paragraph.number)
            )
        ],
    }


def late_hash(version: Version, key: str, language: str, text: str, label: str | None) -> str:
    """The hash of words in a language that a frozen version gets late, apart from its own."""
    return content_hash(
        {
            "version": version.content_hash,
            "paragraph": key,
            "language": language,
            "text": text,
            "label": label,
        }
    )


def _section(section: Section, keys: dict[int, str], late: set[str]) -> dict[str, Any]:
    return {
        "key": section.key,
        "parent": keys.get(section.parent_id or 0),
        "level": section.level,
        "headings": _without(section.headings, late),
        "labels": _without(section.labels, late),
    }


def _without(texts: dict[str, Any], late: set[str]) -> dict[str, Any]:
    return {language: text for language, text in texts.items() if language not in late}


def _has_paragraphs(session: Session, version: Version) -> bool:
    wanted = select(Paragraph.id).where(Paragraph.version_id == version.id).limit(1)
    return session.scalar(wanted) is not None
