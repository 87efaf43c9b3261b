"""The text consulted on: sections and paragraphs in every language, with what they were given."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.charters import (
    Charter,
    CharterText,
    Paragraph,
    Principle,
    Section,
    Topic,
    Version,
    Wording,
)
from app.models.rounds import Round
from app.queries.edition.values import ratings_value, stamp, tally_value
from app.queries.tallies import positions_on_paragraphs, ratings_on


def charter_value(session: Session, charter: Charter) -> dict[str, Any]:
    """The charter with its titles and the names of its principles and topics."""
    rows = session.execute(
        select(CharterText.language, CharterText.title)
        .where(CharterText.charter_id == charter.id)
        .order_by(CharterText.language)
    )
    principles = session.scalars(
        select(Principle).where(Principle.charter_id == charter.id).order_by(Principle.position)
    )
    topics = session.scalars(
        select(Topic).where(Topic.charter_id == charter.id).order_by(Topic.position)
    )
    return {
        "slug": charter.slug,
        "code": charter.code,
        "titles": {language: title for language, title in rows},  # noqa: C416  rows are no pairs
        "languages": list(charter.languages),
        "authentic_language": charter.authentic_language,
        "principles": _named(principles.all()),
        "topics": _named(topics.all()),
    }


def _named(rows: Sequence[Principle] | Sequence[Topic]) -> list[dict[str, Any]]:
    """Key and names of each, as the paragraphs name them by key."""
    return [{"key": row.key, "names": dict(row.names)} for row in rows]


def version_value(version: Version) -> dict[str, Any]:
    """The version with the hash of its text."""
    return {
        "number": version.number,
        "hash": version.content_hash,
        "frozen_at": stamp(version.frozen_at),
    }


def sections_value(session: Session, version_id: int) -> list[dict[str, Any]]:
    """Every section in reading order."""
    sections = session.scalars(
        select(Section).where(Section.version_id == version_id).order_by(Section.position)
    ).all()
    keys = {section.id: section.key for section in sections}
    return [
        {
            "key": section.key,
            "parent": keys.get(section.parent_id or 0),
            "level": section.level,
            "headings": dict(section.headings),
            "labels": dict(section.labels),
        }
        for section in sections
    ]


def paragraphs_value(
    session: Session, round_: Round, positions: dict[int, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """Every paragraph in every language, with its ratings and positions."""
    rows = session.execute(
        select(Paragraph, Section.key)
        .outerjoin(Section, Section.id == Paragraph.section_id)
        .where(Paragraph.version_id == round_.version_id)
        .order_by(Paragraph.number)
    ).all()
    ids = [paragraph.id for paragraph, _ in rows]
    words = _wordings(session, round_.version_id)
    ratings = ratings_on(session, round_.id, ids, round_.criteria)
    stances = positions_on_paragraphs(session, round_.id, ids)
    return [
        {
            "number": paragraph.number,
            "key": paragraph.key,
            "section": section,
            "type": paragraph.type.value,
            "principles": list(paragraph.principles),
            "topics": list(paragraph.topics),
            "notes": dict(paragraph.notes),
            "citations": dict(paragraph.citations),
            "wordings": words.get(paragraph.id, {}),
            "ratings": ratings_value(ratings[paragraph.id]),
            "positions": {
                **tally_value(stances[paragraph.id]),
                "organisations": positions.get(paragraph.id, []),
            },
        }
        for paragraph, section in rows
    ]


def _wordings(session: Session, version_id: int) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for wording in session.scalars(
        select(Wording)
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Paragraph.version_id == version_id)
        .order_by(Wording.paragraph_id, Wording.language)
    ):
        found.setdefault(wording.paragraph_id, {})[wording.language] = {
            "text": wording.text,
            "label": wording.label,
            "status": wording.status.value,
            "added_after_freezing_at": stamp(wording.added_after_freezing_at),
        }
    return found
