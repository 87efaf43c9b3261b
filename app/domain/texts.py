"""The text of a charter as plain values: sections, paragraphs, their order and their hash."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import regex


class ParagraphType(StrEnum):
    """What a paragraph does in the charter."""

    PREAMBULAR = "preambular"
    PRINCIPLE = "principle"
    OPERATIVE = "operative"
    COMMITMENT = "commitment"
    ANNEX = "annex"


@dataclass(frozen=True)
class ParagraphNode:
    """One paragraph: its text, the source's own numbering apart from it, and its type."""

    text: str
    label: str | None = None
    type: ParagraphType = ParagraphType.OPERATIVE

    @property
    def line(self) -> str:
        """Label and text, as the source shows them."""
        return self.text if self.label is None else f"{self.label} {self.text}"


@dataclass(frozen=True)
class SectionNode:
    """One section: the heading as the source shows it, and what stands under it.

    ``label`` repeats the numbering that the heading begins with ("Article 5"); it serves
    references and alignment and is never shown beside the heading. ``level`` counts from 1.
    """

    heading: str
    label: str | None = None
    level: int = 1
    paragraphs: tuple[ParagraphNode, ...] = ()
    sections: tuple["SectionNode", ...] = ()


@dataclass(frozen=True)
class PlacedSection:
    """A section with its place: the index at each depth, counted from 0."""

    path: tuple[int, ...]
    node: SectionNode


@dataclass(frozen=True)
class PlacedParagraph:
    """A paragraph with its number over the whole text and the path of its section."""

    number: int
    path: tuple[int, ...]
    node: ParagraphNode


@dataclass(frozen=True)
class TextTree:
    """A whole text: title, paragraphs before the first section, sections."""

    title: str | None = None
    paragraphs: tuple[ParagraphNode, ...] = ()
    sections: tuple[SectionNode, ...] = ()

    def walk_sections(self) -> Iterator[PlacedSection]:
        """Every section in reading order."""
        yield from _walk(self.sections, ())

    def walk_paragraphs(self) -> Iterator[PlacedParagraph]:
        """Every paragraph in reading order, numbered 1..N; the empty path is before any section."""
        found: list[tuple[tuple[int, ...], ParagraphNode]] = [((), p) for p in self.paragraphs]
        for placed in self.walk_sections():
            found.extend((placed.path, paragraph) for paragraph in placed.node.paragraphs)
        for number, (path, node) in enumerate(found, start=1):
            yield PlacedParagraph(number, path, node)

    def lines(self) -> Iterator[str]:
        """Every line a reader sees, in order: title, headings, paragraphs with their labels."""
        if self.title is not None:
            yield self.title
        yield from (paragraph.line for paragraph in self.paragraphs)
        for placed in self.walk_sections():
            yield placed.node.heading
            yield from (paragraph.line for paragraph in placed.node.paragraphs)

    def to_json(self) -> dict[str, Any]:
        """The text as plain values that JSON can hold."""
        return {
            "title": self.title,
            "paragraphs": [_paragraph_to_json(p) for p in self.paragraphs],
            "sections": [_section_to_json(s) for s in self.sections],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "TextTree":
        """The same text back from ``to_json``."""
        return cls(
            title=value["title"],
            paragraphs=tuple(_paragraph_from_json(p) for p in value["paragraphs"]),
            sections=tuple(_section_from_json(s) for s in value["sections"]),
        )


def _walk(sections: tuple[SectionNode, ...], above: tuple[int, ...]) -> Iterator[PlacedSection]:
    for index, section in enumerate(sections):
        path = (*above, index)
        yield PlacedSection(path, section)
        yield from _walk(section.sections, path)


def _paragraph_to_json(paragraph: ParagraphNode) -> dict[str, Any]:
    return {"text": paragraph.text, "label": paragraph.label, "type": paragraph.type.value}


def _paragraph_from_json(value: Mapping[str, Any]) -> ParagraphNode:
    return ParagraphNode(value["text"], value["label"], ParagraphType(value["type"]))


def _section_to_json(section: SectionNode) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "label": section.label,
        "level": section.level,
        "paragraphs": [_paragraph_to_json(p) for p in section.paragraphs],
        "sections": [_section_to_json(s) for s in section.sections],
    }


def _section_from_json(value: Mapping[str, Any]) -> SectionNode:
    return SectionNode(
        heading=value["heading"],
        label=value["label"],
        level=value["level"],
        paragraphs=tuple(_paragraph_from_json(p) for p in value["paragraphs"]),
        sections=tuple(_section_from_json(s) for s in value["sections"]),
    )


def canonical_json(value: object) -> bytes:
    """The one way to write a value as JSON: sorted keys, UTF-8, no spaces, text untouched."""
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def content_hash(value: object) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


# Only spaces that mean nothing: no-break, narrow, thin and zero-width characters are text.
_BREAKS = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_RUN_OF_BREAKS = regex.compile(f"[{_BREAKS}]+")


def normalise_text(text: str) -> str:
    """The text with runs of ordinary white space as one space; all else as it came."""
    return str(_RUN_OF_BREAKS.sub(" ", text)).strip(" ")


_PREAMBLE = regex.compile(
    r"(?:preamble|préambule|preambule|preámbulo|preambulo|(?:ال)?ديباجة|تمهيد)\b", regex.I
)
_ANNEX = regex.compile(
    r"(?:annex(?:e?s|e)?|appendix|appendices|anexos?|(?:ال)?مرفق(?:ات)?|(?:ال)?ملحق|(?:ال)?ملاحق)\b",
    regex.I,
)
_PRINCIPLE = regex.compile(
    r"\b(?:principles?|principes?|principios?|(?:ال)?مباد[ئى]|(?:ال)?مبدأ)\b", regex.I
)
_COMMITMENT = regex.compile(
    r"\b(?:commitments?|engagements?|compromisos?|(?:ال)?التزام(?:ات)?|(?:ال)?تعهد(?:ات)?)\b",
    regex.I,
)
_LEADING_NUMBER = regex.compile(r"(?:[\d.]+|[IVX]+)[.):\-–—]*\s+")


def guess_type(heading: str, inherited: ParagraphType | None = None) -> ParagraphType:
    """The likely type of the paragraphs under a heading; without a sign, that of its parent."""
    bare = _LEADING_NUMBER.sub("", heading.strip(), count=1)
    if _PREAMBLE.match(bare):
        return ParagraphType.PREAMBULAR
    if inherited is ParagraphType.ANNEX or _ANNEX.match(bare):
        return ParagraphType.ANNEX
    if _PRINCIPLE.search(bare):
        return ParagraphType.PRINCIPLE
    if _COMMITMENT.search(bare):
        return ParagraphType.COMMITMENT
    return inherited or ParagraphType.OPERATIVE
