"""A round as a file to work in: its text, published amendments and comments, or the text alone."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from app.domain.contributions import Operation
from app.domain.errors import Invalid
from app.domain.numerals import western_digits

# What the properties of a file are called; they tell where it came from when it comes back.
ROUND, LANGUAGE, VERSION, PARAGRAPHS = (
    "palabre-round",
    "palabre-language",
    "palabre-version",
    "palabre-paragraphs",
)
ALL = "all"
MOST_NUMBERS = 2_000
TITLE_KEY = "title"


def paragraph_key(key: str) -> str:
    """The bookmark of a paragraph."""
    return f"p_{key}"


def section_key(key: str) -> str:
    """The bookmark of a heading."""
    return f"s_{key}"


@dataclass(frozen=True, slots=True)
class ReviewParagraph:
    """A paragraph as it is shown: in another ``language`` where this one is missing."""

    key: str
    number: int
    text: str
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class ReviewSection:
    """A section with its paragraphs; without a heading before the first one."""

    key: str
    level: int
    heading: str
    heading_language: str
    paragraphs: tuple[ReviewParagraph, ...]


@dataclass(frozen=True, slots=True)
class ReviewAmendment:
    """A published amendment; on the paragraph of this number, or first in the section ``head``."""

    reference: str
    operation: Operation
    language: str
    author: str
    at: datetime
    reason: str
    wording: str = ""
    number: int | None = None
    head: str = ""
    sponsors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """A published comment; ``parent`` is the reference of what it answers, ``kind`` a code."""

    reference: str
    language: str
    author: str
    at: datetime
    text: str
    kind: str = ""
    quote: str = ""
    number: int | None = None
    parent: str = ""


@dataclass(frozen=True, slots=True)
class ReviewDocument:
    """The file of a round in one language.

    ``clean`` says that it holds the text alone, to be marked up; ``chosen`` are the numbers of the
    paragraphs in it, empty for all. ``organisation`` names whose contributions these are, empty
    for everybody's. ``moment`` is the date the file carries.
    """

    slug: str
    title: str
    charter: str
    language: str
    number: int
    hash: str
    moment: datetime
    sections: tuple[ReviewSection, ...]
    amendments: tuple[ReviewAmendment, ...] = ()
    comments: tuple[ReviewComment, ...] = ()
    clean: bool = False
    chosen: tuple[int, ...] = ()
    organisation: str = ""

    @property
    def paragraphs(self) -> tuple[ReviewParagraph, ...]:
        """Every paragraph in reading order."""
        return tuple(one for section in self.sections for one in section.paragraphs)

    @property
    def size(self) -> int:
        """How much there is to write, for the decision where it is written."""
        return len(self.paragraphs) + 2 * len(self.amendments) + len(self.comments)

    @property
    def stem(self) -> str:
        """The name of the file without its ending."""
        part = f"p{'-'.join(map(str, self.chosen))}"[:40] if self.chosen else ""
        kind = "to-mark-up" if self.clean else "review"
        names = (self.slug, kind, self.organisation, part, self.language)
        return "-".join(name for name in names if name)

    @property
    def properties(self) -> dict[str, str]:
        """What the file says of itself, to be read when it comes back."""
        return {
            ROUND: self.slug,
            LANGUAGE: self.language,
            VERSION: self.hash,
            PARAGRAPHS: " ".join(map(str, self.chosen)) or ALL,
        }

    def to_json(self) -> dict[str, Any]:
        """The document as plain values that JSON can hold."""
        value = asdict(self)
        value["moment"] = self.moment.isoformat()
        for one in (*value["amendments"], *value["comments"]):
            one["at"] = one["at"].isoformat()
        return value

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "ReviewDocument":
        """The same document back from ``to_json``."""
        return cls(
            **{
                **value,
                "moment": datetime.fromisoformat(value["moment"]),
                "chosen": tuple(value["chosen"]),
                "sections": tuple(map(_section, value["sections"])),
                "amendments": tuple(map(_amendment, value["amendments"])),
                "comments": tuple(
                    ReviewComment(**{**one, "at": datetime.fromisoformat(one["at"])})
                    for one in value["comments"]
                ),
            }
        )


def stamp_of(moment: datetime) -> str:
    """A moment as tracked changes carry it: to the second, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of paragraphs as a person lists them: "1, 3-5"; raises ``Invalid``."""
    numbers: set[int] = set()
    for part in re.split(r"[,;،؛\s]+", western_digits(text).strip()):
        found = re.fullmatch(r"([0-9]{1,5})(?:[-–]([0-9]{1,5}))?", part)
        if part and found is None:
            raise Invalid("paragraph_numbers", field="paragraphs")
        if found is not None:
            first, last = int(found[1]), int(found[2] or found[1])
            numbers.update(range(first, min(last, first + MOST_NUMBERS) + 1))
    return tuple(sorted(numbers))


def _section(value: Mapping[str, Any]) -> ReviewSection:
    paragraphs = tuple(ReviewParagraph(**one) for one in value["paragraphs"])
    return ReviewSection(**{**value, "paragraphs": paragraphs})


def _amendment(value: Mapping[str, Any]) -> ReviewAmendment:
    return ReviewAmendment(
        **{
            **value,
            "operation": Operation(value["operation"]),
            "at": datetime.fromisoformat(value["at"]),
            "sponsors": tuple(value["sponsors"]),
        }
    )
