"""Texts being imported: what an import would do to the charter, and the proposal of its pairing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from app.domain.alignment import align
from app.domain.charters import VersionStatus
from app.domain.errors import NotFound
from app.domain.known_lines import with_known_labels, with_known_types, with_known_words
from app.domain.matching import Known, matched
from app.domain.pairing import OUT, OWN, Pairing, aligned, is_missing, paragraph_place
from app.domain.preview import Line, Linked, Preview
from app.domain.texts import ParagraphType
from app.models.charters import Charter, ImportStep, Paragraph, TextImport, Version, Wording
from app.queries.content import Content, content_in


class ImportMode(StrEnum):
    """What an imported text is: the first one, the same language again, or another language."""

    FIRST = "first"
    REVISION = "revision"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Target:
    """What a text in one language would do to a charter as it stands.

    ``version`` is the one it is compared with, ``source`` the language it is compared in. ``late``
    adds a language to a frozen version; ``starts_next`` leaves that one and begins the next.
    """

    mode: ImportMode
    language: str
    version: Version | None = None
    source: str | None = None
    late: bool = False
    starts_next: bool = False

    @property
    def number(self) -> int:
        """The number of the version the text will be in."""
        return (self.version.number if self.version else 1) + self.starts_next

    @property
    def stray(self) -> str:
        """What is proposed for a paragraph without a counterpart."""
        return OUT if self.late else OWN

    @property
    def basis(self) -> str:
        """The state of the charter that a proposal was made on."""
        version = f"{self.version.id}:{self.version.edit}" if self.version else "none"
        return f"{self.mode}:{version}:{self.source}:{self.late}:{self.starts_next}"


def import_behind(session: Session, charter: Charter, key: str) -> TextImport:
    """The import behind a key, of this charter."""
    found = session.scalar(
        select(TextImport).where(TextImport.key == key, TextImport.charter_id == charter.id)
    )
    if found is None:
        raise NotFound("import")
    return found


def open_imports(session: Session, charter: Charter) -> list[TextImport]:
    """Imports that were neither confirmed nor dropped, newest first."""
    return list(
        session.scalars(
            select(TextImport)
            .where(TextImport.charter_id == charter.id, TextImport.confirmed_at.is_(None))
            .order_by(TextImport.id.desc())
            .limit(20)
        )
    )


def target_of(session: Session, charter: Charter, language: str) -> Target:
    """What a text in this language would do now."""
    version = session.scalar(
        select(Version)
        .where(Version.charter_id == charter.id)
        .order_by(Version.number.desc())
        .limit(1)
    )
    if version is None:
        return Target(ImportMode.FIRST, language)
    present = languages_of(session, version)
    source = source_language(charter, present)
    if not present:
        return Target(ImportMode.FIRST, language, version)
    frozen = version.status is not VersionStatus.WORKING
    if language == source:
        return Target(ImportMode.REVISION, language, version, source, starts_next=frozen)
    again = language in present
    return Target(
        ImportMode.TRANSLATION,
        language,
        version,
        source,
        late=frozen and not again,
        starts_next=frozen and again,
    )


def languages_of(session: Session, version: Version) -> dict[str, int]:
    """The languages a version has wordings in, with their numbers."""
    return dict(
        session.execute(
            select(Wording.language, func.count())
            .join(Paragraph, Paragraph.id == Wording.paragraph_id)
            .where(Paragraph.version_id == version.id)
            .group_by(Wording.language)
        ).all()
    )


def source_language(charter: Charter, present: Mapping[str, int]) -> str | None:
    """The language others are compared with: the authentic one, else the fullest."""
    if charter.authentic_language in present:
        return charter.authentic_language
    order = {language: -at for at, language in enumerate(charter.languages)}
    return max(present, key=lambda one: (present[one], order.get(one, -9)), default=None)


def proposal(session: Session, target: Target, preview: Preview) -> Pairing:
    """Where each line likely belongs; nothing for a first text."""
    if target.version is None or target.mode is ImportMode.FIRST or target.source is None:
        return Pairing()
    content = content_in(session, target.version)
    if target.mode is ImportMode.REVISION:
        return matched(preview, *_known(content, target.language))
    lines, keys = _source_lines(content, target.source)
    source = Preview(None, tuple(lines), 0)
    sections = {
        placed.path: section.key
        for placed, section in zip(source.tree.walk_sections(), content.sections, strict=True)
    }
    found = align(source.tree, _filled(preview, source).tree)
    pairing = aligned(source.tree, preview, found, keys, sections, stray=target.stray)
    paragraphs, _ = _known(content, target.language)
    return with_known_words(pairing, preview, {one.key: one.text for one in paragraphs if one.text})


def compared(session: Session, target: Target, preview: Preview) -> tuple[Preview, Pairing]:
    """A text beside the version it would change: labels and types as known there, and the pairs."""
    if target.version is None or target.mode is not ImportMode.REVISION:
        return preview, proposal(session, target, preview)
    content = content_in(session, target.version)
    wordings = (content.of(paragraph, target.language) for paragraph in content.paragraphs)
    preview = with_known_labels(preview, [(one.label, one.text) for one in wordings if one])
    pairing = proposal(session, target, preview)
    types = {paragraph.key: paragraph.type for paragraph in content.paragraphs if paragraph.type}
    return with_known_types(preview, pairing.places, types), pairing


def links_behind(session: Session, row: TextImport) -> dict[str, Linked]:
    """What each line is linked to by the paragraph it becomes; of merged ones, all together."""
    pairing = Pairing.from_json(row.pairs)
    if not pairing.places:
        return {}
    charter = session.get_one(Charter, row.charter_id)
    version = target_of(session, charter, row.language).version
    paragraphs = session.execute(
        select(Paragraph.key, Paragraph.principles, Paragraph.topics).where(
            Paragraph.version_id == (version.id if version else 0)
        )
    )
    known = {
        paragraph_place(key): Linked(tuple(principles), tuple(topics))
        for key, principles, topics in paragraphs
    }
    found = {line: known[place] for line, place in pairing.places.items() if place in known}
    for line, keys in pairing.merged.items():
        for key in keys:
            found[line] = found.get(line, Linked()) | known.get(paragraph_place(key), Linked())
    return found


def last_step(session: Session, row: TextImport) -> ImportStep | None:
    """The correction that would be taken back first, in the reading that is shown."""
    return session.scalar(
        select(ImportStep)
        .where(ImportStep.import_id == row.id, ImportStep.reading == row.readings.get("taken", ""))
        .options(defer(ImportStep.state))
        .order_by(ImportStep.id.desc())
        .limit(1)
    )


def _filled(preview: Preview, source: Preview) -> Preview:
    """For comparison, the original's words where a file of ours keeps the place of missing ones."""
    originals = source.paragraphs
    if len(originals) != len(preview.paragraphs):
        return preview
    texts = {
        line.id: original.text
        for line, original in zip(preview.paragraphs, originals, strict=True)
        if is_missing(line)
    }
    lines = (replace(line, text=texts.get(line.id, line.text)) for line in preview.lines)
    return replace(preview, lines=tuple(lines))


def _known(content: Content, language: str) -> tuple[list[Known], list[Known]]:
    paragraphs = [
        Known(paragraph.key, wording.text if wording else None)
        for paragraph in content.paragraphs
        for wording in [content.of(paragraph, language)]
    ]
    headings = [
        Known(section.key, section.headings.get(language), section.labels.get(language))
        for section in content.sections
    ]
    return paragraphs, headings


def _source_lines(content: Content, language: str) -> tuple[list[Line], list[str]]:
    """A version as lines in one language, another standing in where it is missing; and its keys."""
    own: dict[int | None, list[Paragraph]] = {}
    for paragraph in content.paragraphs:
        own.setdefault(paragraph.section_id, []).append(paragraph)
    lines: list[Line] = []
    keys: list[str] = []
    for section in (None, *content.sections):
        if section is not None:
            words = in_any(section.headings, language)
            lines.append(Line("", words, section.labels.get(language), section.level))
        for paragraph in own.get(section.id if section else None, []):
            wordings = content.wordings.get(paragraph.id, {})
            chosen = wordings.get(language) or next(iter(wordings.values()), None)
            text, label = (chosen.text, chosen.label) if chosen else ("", None)
            lines.append(Line("", text, label, 0, paragraph.type or ParagraphType.OPERATIVE))
            keys.append(paragraph.key)
    return lines, keys


def in_any(texts: Mapping[str, Any], language: str) -> str:
    """The text in a language, else in any."""
    return str(texts.get(language) or next(iter(texts.values()), ""))
