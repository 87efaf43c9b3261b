"""What a marked-up file asks for, as amendments and comments that a round can take."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from app.domain.contributions import Operation


class Aside(StrEnum):
    """What is told beside something that is carried: how it came about."""

    UNTRACKED = "untracked"
    SPLIT = "split"
    JOINED = "joined"
    JOINED_AWAY = "joined_away"
    MOVED = "moved"
    NUMBER_CHANGED = "number_changed"
    ON_HEADING = "on_heading"
    WITHOUT_PLACE = "without_place"


class Reason(StrEnum):
    """Why something cannot be carried."""

    HEADING_CHANGED = "heading_changed"
    HEADING_ADDED = "heading_added"
    INSIDE_PUBLISHED = "inside_published"
    TOO_LONG = "too_long"
    NOT_IN_LANGUAGE = "not_in_language"
    NOTHING_BEFORE = "nothing_before"


@dataclass(frozen=True, slots=True)
class Proposed:
    """An amendment as the file has it; ``at_head`` puts it first in the paragraph's section.

    ``base`` is the text it changes, ``authors`` whoever changed it in the file.
    """

    operation: Operation
    number: int
    wording: str = ""
    base: str = ""
    at_head: bool = False
    authors: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as the file has it; ``number`` None is the whole text.

    ``parent`` is the reference of the published contribution it answers, ``answers`` the index
    of the comment of the same file.
    """

    text: str
    number: int | None = None
    quote: str = ""
    parent: str = ""
    answers: int | None = None
    author: str = ""
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something the round cannot carry, with its words and whoever wrote them."""

    reason: Reason
    text: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Takeover:
    """All that is in the file; ``published`` counts what was in it when it left."""

    amendments: tuple[Proposed, ...] = ()
    comments: tuple[Said, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[tuple[str, str, str], ...] = ()
    published: int = 0

    def to_json(self) -> dict[str, Any]:
        """The same as plain values that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Takeover":
        """The same back from ``to_json``."""
        return cls(
            amendments=tuple(
                Proposed(
                    **{
                        **one,
                        "operation": Operation(one["operation"]),
                        "authors": tuple(one["authors"]),
                        "asides": tuple(map(Aside, one["asides"])),
                    }
                )
                for one in value["amendments"]
            ),
            comments=tuple(
                Said(**{**one, "asides": tuple(map(Aside, one["asides"]))})
                for one in value["comments"]
            ),
            left_out=tuple(
                LeftOut(**{**one, "reason": Reason(one["reason"])}) for one in value["left_out"]
            ),
            problems=tuple((code, place, detail) for code, place, detail in value["problems"]),
            published=value["published"],
        )
