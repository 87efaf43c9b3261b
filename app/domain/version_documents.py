"""One version as it leaves the platform: a plain value that every writer of files takes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.domain.said import Said
from app.domain.texts import ParagraphType


class TextFormat(StrEnum):
    """The formats a version is written in; the value is the end of the file's name."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    HTML = "html"
    MARKDOWN = "md"
    TEXT = "txt"
    AKN = "akn"


@dataclass(frozen=True, slots=True)
class DocumentParagraph:
    """A paragraph with its words by language; a language it is missing in has none."""

    key: str
    number: int
    type: ParagraphType
    texts: Mapping[str, str]
    labels: Mapping[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)
    citations: Mapping[str, str] = field(default_factory=dict)

    def line(self, language: str) -> str | None:
        """Label and text as the source shows them; None where the language is missing."""
        text, label = self.texts.get(language), self.labels.get(language)
        return f"{label} {text}" if text is not None and label else text


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A section: its heading by language asked for, each in the language it is really in."""

    key: str
    level: int
    headings: Mapping[str, Said]
    paragraphs: tuple[DocumentParagraph, ...]


@dataclass(frozen=True, slots=True)
class VersionDocument:
    """A version in one language, or in two side by side.

    ``hash`` is None for a working version. ``authentic`` is None where all languages are equally
    authentic. ``missing`` names the numbers of the paragraphs that a language lacks, ``late`` the
    day a language was added after freezing. ``moment`` is the date every file carries.
    """

    slug: str
    code: str
    number: int
    hash: str | None
    frozen_on: date | None
    adopted_on: date | None
    moment: datetime
    address: str
    authentic: str | None
    languages: tuple[str, ...]
    titles: Mapping[str, str]
    missing: Mapping[str, tuple[int, ...]]
    late: Mapping[str, date]
    sections: tuple[DocumentSection, ...]

    @property
    def language(self) -> str:
        """The first language: the one its own words are in."""
        return self.languages[0]

    @property
    def beside(self) -> str | None:
        """The language that stands beside the first."""
        return self.languages[1] if len(self.languages) > 1 else None

    @property
    def paragraphs(self) -> tuple[DocumentParagraph, ...]:
        """Every paragraph in reading order."""
        return tuple(one for section in self.sections for one in section.paragraphs)

    @property
    def stem(self) -> str:
        """The name of a file without its format."""
        return "-".join((self.slug, f"v{self.number}", *self.languages))

    def to_json(self) -> dict[str, Any]:
        """The version as plain values that JSON can hold."""
        value = asdict(self)
        for name in ("frozen_on", "adopted_on", "moment"):
            value[name] = value[name].isoformat() if value[name] else None
        value["late"] = {code: day.isoformat() for code, day in self.late.items()}
        return value

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "VersionDocument":
        """The same version back from ``to_json``."""
        return cls(
            **{
                **value,
                "frozen_on": _day(value["frozen_on"]),
                "adopted_on": _day(value["adopted_on"]),
                "moment": datetime.fromisoformat(value["moment"]),
                "languages": tuple(value["languages"]),
                "missing": {code: tuple(rows) for code, rows in value["missing"].items()},
                "late": {code: date.fromisoformat(day) for code, day in value["late"].items()},
                "sections": tuple(_section(one) for one in value["sections"]),
            }
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _section(value: Mapping[str, Any]) -> DocumentSection:
    return DocumentSection(
        key=value["key"],
        level=value["level"],
        headings={code: Said(**one) for code, one in value["headings"].items()},
        paragraphs=tuple(
            DocumentParagraph(**{**one, "type": ParagraphType(one["type"])})
            for one in value["paragraphs"]
        ),
    )
