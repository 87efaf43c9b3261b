"""What every written copy of a version says beside the text: its state, hash, address, gaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from app.domain.absent import absent, standing_in
from app.domain.languages import NATIVE_NAMES
from app.domain.said import Said
from app.domain.version_documents import DocumentParagraph, DocumentSection, VersionDocument

LOCALES = {"en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about the copy; ``code`` is read from left to right in every language."""

    words: str
    code: str = ""

    @property
    def line(self) -> str:
        """Words and code as plain text."""
        return f"{self.words}: {self.code}" if self.code else self.words


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands with a paragraph and is no part of the text, after the ``word`` that says so.

    ``name`` is ``note`` for the words in plain language, ``cited`` for citations, a line each.
    """

    name: str
    word: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A version being written, with the words of its first language."""

    document: VersionDocument
    words: Mapping[str, str]

    @property
    def language(self) -> str:
        """The language our own words are in."""
        return self.document.language

    @property
    def title(self) -> str:
        """The title of the charter in the first language."""
        return self.document.titles[self.language]

    @property
    def state(self) -> str:
        """Which version it is, and since when it stands."""
        document = self.document
        said = [self.words["version"] % {"number": document.number}]
        if document.frozen_on is None:
            said.append(self.words["working"])
        else:
            said.append(self.words["frozen"] % {"day": self.day(document.frozen_on)})
        if document.adopted_on:
            said.append(self.words["adopted"] % {"day": self.day(document.adopted_on)})
        return " · ".join(said)

    @property
    def named(self) -> str:
        """Title and number, for the title of a file and the foot of a page."""
        return f"{self.title} · {self.words['version'] % {'number': self.document.number}}"

    def facts(self) -> list[Fact]:
        """What proves the copy and what to know when reading it, line by line."""
        document = self.document
        found = [Fact(self.words["hash"], document.hash)] if document.hash else []
        found.append(Fact(self.words["address"], document.address))
        return [*found, *(Fact(line) for line in self.notes())]

    def notes(self) -> list[str]:
        """Which language is authentic, which came later, and where one has gaps."""
        document = self.document
        found = [self.words["equal"]]
        if document.authentic:
            found = [self.words["authentic"] % {"language": self.name_of(document.authentic)}]
        for code, day in document.late.items():
            told = {"language": self.name_of(code), "day": self.day(day)}
            found.append(self.words["late"] % told)
        for code, numbers in document.missing.items():
            told = {"language": self.name_of(code), "numbers": ", ".join(map(str, numbers))}
            found.append(self.words["gaps"] % told)
        return found

    def name_of(self, language: str) -> str:
        """The name of a language in the first language."""
        return self.words[f"language.{language}"]

    def column(self, language: str) -> Said:
        """What a column in a language is called: the language, by its own name."""
        return Said(NATIVE_NAMES[language], language)

    def day(self, value: date) -> str:
        """A day in words."""
        locale = LOCALES.get(self.language, self.language)
        return str(format_date(value, format="long", locale=locale))

    def absent(self, language: str) -> str:
        """What stands in the place of a paragraph that a language lacks."""
        return self.words["missing"] % {"language": self.name_of(language)}

    def said(self, paragraph: DocumentParagraph, language: str) -> Said:
        """The line of a paragraph, else the words that say it is missing."""
        line = paragraph.line(language)
        if line is None:
            return Said(absent(self.absent(language)), self.language)
        return Said(line, language)

    def heading(self, section: DocumentSection, language: str | None = None) -> Said | None:
        """The heading of a section for a column; None where it has none."""
        wanted = language or self.language
        found = section.headings.get(wanted)
        if found is None or found.language == wanted:
            return found
        return Said(standing_in(found.text), found.language)

    def beside(self, paragraph: DocumentParagraph, language: str | None = None) -> list[Beside]:
        """Note and citations of a paragraph in a language, by default the first."""
        spoken = language or self.language
        held = (("note", paragraph.notes), ("cited", paragraph.citations))
        return [
            Beside(name, self.words[f"{name}.{spoken}"], texts[spoken], spoken)
            for name, texts in held
            if texts.get(spoken)
        ]
