"""What a reader hands back: the text, and each thing that did not come over as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.refusals import UnreadableDocument
from app.domain.texts import TextTree

__all__ = ["IN_COMMENT", "Note", "Problem", "Reading", "UnreadableDocument", "place_of"]

_PLACE = 60
# Before the code of what a comment of the file lost, not the text.
IN_COMMENT = "comment:"


@dataclass(frozen=True)
class Problem:
    """One thing that was changed or left out.

    ``place`` is the beginning of the paragraph concerned, empty for the whole file; ``detail``
    is the thing itself (the note's text, the link's address, a count).
    """

    code: str
    place: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Note:
    """A comment that somebody left in the file.

    ``line`` counts headings and paragraphs from 1 in reading order, the title apart; it is 0
    where the comment hangs on none of them. ``place`` is the beginning of that line.
    """

    author: str
    text: str
    place: str = ""
    line: int = 0


@dataclass(frozen=True)
class Reading:
    """A text as it was read, with its problems and comments in the order of the source.

    ``changes`` counts the tracked changes of the file, the same in either reading of them.
    """

    tree: TextTree
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    changes: int = 0

    def to_json(self) -> dict[str, Any]:
        """The reading as plain values that JSON can hold."""
        return {
            "tree": self.tree.to_json(),
            "problems": [[p.code, p.place, p.detail] for p in self.problems],
            "notes": [[n.author, n.text, n.place, n.line] for n in self.notes],
            "changes": self.changes,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Reading":
        """The same reading back from ``to_json``."""
        return cls(
            TextTree.from_json(value["tree"]),
            tuple(Problem(*parts) for parts in value["problems"]),
            tuple(Note(*parts) for parts in value["notes"]),
            value["changes"],
        )


def place_of(text: str) -> str:
    """The beginning of a paragraph, long enough to find it by."""
    return text if len(text) <= _PLACE else text[:_PLACE] + "…"
