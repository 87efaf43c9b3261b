"""What one paragraph of a word processor's file holds, beside its properties."""

from dataclasses import dataclass, field

from lxml import etree

from app.documents.readers.reading import Note


@dataclass
class Line:
    """Text, how much of it is bold, and what is no text.

    ``notes`` are problems by code and detail, ``references`` notes by kind and key, ``links``
    addresses (or their keys) with the words shown, ``boxes`` what hangs on the paragraph and
    ``comments`` what somebody said in its margin.
    """

    pieces: list[str] = field(default_factory=list)
    bold: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    comments: list[Note] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text so far, white space as it came."""
        return "".join(self.pieces)

    @property
    def all_bold(self) -> bool:
        """Whether every letter so far is bold."""
        return self.bold > 0 and self.bold >= sum(len(piece.strip()) for piece in self.pieces)

    def add(self, text: str, *, bold: bool = False) -> None:
        """Append text."""
        self.pieces.append(text)
        self.bold += len(text.strip()) if bold else 0
