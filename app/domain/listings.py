"""Amendments, responses, reports and what changed, as they leave the platform: plain values.

Every writer of files takes one; what a file says and its name follow from it alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

AMENDMENTS, CHANGES, RESPONSES, REPORT = "amendments", "changes", "responses", "report"


class ListFormat(StrEnum):
    """The formats a list of amendments is written in; the value is the end of the file's name."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    AKN = "akn"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in the words of one language; ``subject`` says of what, ``document`` holds it.

    ``stem`` is the name of a file without language and format.
    """

    subject: str
    language: str
    stem: str
    document: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name of the file without its format."""
        return f"{self.stem}-{self.language}"

    @property
    def moment(self) -> datetime:
        """The date every file carries: that of the newest thing in it."""
        return datetime.fromisoformat(self.document["moment"])

    @property
    def size(self) -> int:
        """How many entries there are, for the decision where the file is written."""
        held = self.document["report"] if self.subject == REPORT else self.document
        return len(held["changes" if self.subject == CHANGES else "contributions"])

    def to_json(self) -> dict[str, Any]:
        """The list as plain values that JSON can hold."""
        return {
            "subject": self.subject,
            "language": self.language,
            "stem": self.stem,
            "document": dict(self.document),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Listing":
        """The same list back from ``to_json``."""
        return cls(**value)
