"""The parts of a version that have words in every language, and their places."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.texts import normalise_text
from app.domain.writing import tidy


class Part(StrEnum):
    """What the words are: the text itself, or what stands around a paragraph.

    A note explains its paragraph in plain words; citations name the founding texts behind it, one
    on each line. Neither is part of the text, so both may change once a version is frozen.
    """

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    NOTE = "note"
    CITATIONS = "citations"

    @property
    def is_text(self) -> bool:
        """Whether its words are text of the version, fixed when it is frozen."""
        return self in {Part.PARAGRAPH, Part.HEADING}


BESIDE = (Part.NOTE, Part.CITATIONS)
"""What stands beside a paragraph."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a version: what it is, and the permanent key of its section or paragraph."""

    part: Part
    key: str

    @property
    def code(self) -> str:
        """The place as one word: ``p-``, ``h-``, ``n-`` or ``c-`` and the key."""
        return f"{self.part[0]}-{self.key}"

    @classmethod
    def of(cls, code: str) -> "Place | None":
        """The place behind a code, None where it is none."""
        sign, dash, key = code.partition("-")
        part = _BY_SIGN.get(sign)
        return cls(part, key) if part and dash and key else None


_BY_SIGN = {part[0]: part for part in Part}


def kept_text(place: Place, text: str) -> str:
    """The words as they are kept: text of the version on one line, what is beside it tidied."""
    return normalise_text(text) if place.part.is_text else tidy(text)
