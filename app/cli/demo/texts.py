"""The charters of the story with their first versions."""

from datetime import datetime
from typing import Any

from app.cli.demo.content import read, sections_of
from app.cli.demo.stage import Stage
from app.cli.operator import OPERATOR
from app.domain.charters import VersionStatus, WordingStatus
from app.domain.parts import Part, Place
from app.domain.texts import ParagraphType
from app.models.charters import Charter, Paragraph, Section, Version, Wording
from app.models.translation import PartState
from app.services.charters import CharterPlan, PrinciplePlan, TopicPlan, create_charter


def load_charter(stage: Stage, name: str, *, now: datetime) -> tuple[Charter, Version]:
    """A charter and its first version, in every language it has."""
    row = read(name, "charter.json")
    charter = create_charter(stage.session, OPERATOR, _plan(row), now=now)
    version = Version(charter_id=charter.id, number=1, status=VersionStatus.WORKING, created_at=now)
    stage.session.add(version)
    stage.session.flush()
    number = 0
    for position, section in enumerate(sections_of(name), 1):
        placed = _section(stage, version, section, position, charter.languages)
        for paragraph in section["paragraphs"]:
            number += 1
            _paragraph(stage, placed, paragraph, number, now=now)
    stage.session.commit()
    return charter, version


def _plan(row: dict[str, Any]) -> CharterPlan:
    return CharterPlan(
        slug=row["slug"],
        code=row["code"],
        titles=row["title"],
        purposes=row["purpose"],
        languages=row["languages"],
        authentic_language=row["authentic_language"],
        principles=[
            PrinciplePlan(one["name"], one["explanation"], one["key"]) for one in row["principles"]
        ],
        topics=[TopicPlan(one["name"], one["key"]) for one in row["topics"]],
    )


def _section(
    stage: Stage, version: Version, row: dict[str, Any], position: int, languages: list[str]
) -> Section:
    section = Section(
        version_id=version.id,
        key=row["key"],
        position=position,
        headings=row["heading"],
        labels=dict.fromkeys(languages, row["label"]) if row["label"] else {},
    )
    stage.session.add(section)
    stage.session.flush()
    _reviewed(stage, version, Place(Part.HEADING, section.key), section.headings)
    return section


def _paragraph(
    stage: Stage, section: Section, row: dict[str, Any], number: int, *, now: datetime
) -> None:
    paragraph = Paragraph(
        version_id=section.version_id,
        section_id=section.id,
        key=row["key"],
        number=number,
        type=ParagraphType(row["type"]),
        principles=row["principles"],
        topics=row["topics"],
        notes=row["note"] or {},
        citations=row.get("citations", {}),
    )
    stage.session.add(paragraph)
    stage.session.flush()
    version = stage.session.get_one(Version, section.version_id)
    for part, texts in ((Part.NOTE, paragraph.notes), (Part.CITATIONS, paragraph.citations)):
        _reviewed(stage, version, Place(part, paragraph.key), texts)
    labels = row["label"] or {}
    stage.session.add_all(
        Wording(
            paragraph_id=paragraph.id,
            language=language,
            text=text,
            label=labels.get(language),
            status=WordingStatus.REVIEWED,
            updated_at=now,
        )
        for language, text in row["text"].items()
        if text
    )


def _reviewed(stage: Stage, version: Version, place: Place, texts: dict[str, str]) -> None:
    """People of the story read these words beside the original before it begins."""
    stage.session.add_all(
        PartState(
            version_id=version.id,
            place=place.code,
            language=language,
            status=WordingStatus.REVIEWED,
            updated_at=version.created_at,
        )
        for language in texts
    )
