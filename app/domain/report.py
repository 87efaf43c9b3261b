"""An edition arranged for reading in one language: the same for the page and for every document."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.domain.contributions import CommentKind, Kind, Operation
from app.domain.dispositions import Disposition
from app.domain.measured import Measures, measures_of
from app.domain.opinions import Cell, Stance, Tally
from app.domain.people import Group
from app.domain.ratings import Marks, RatingCell, RatingTally
from app.domain.said import Said, said
from app.domain.synthesis.parts import INTRODUCTION, part_on
from app.domain.wording.diff import Difference, difference


@dataclass(frozen=True, slots=True)
class Decided:
    """What happened to a contribution, with the reason in the best language there is."""

    disposition: Disposition
    reason: Said
    wording: Said | None
    follow_up: str
    self_confirmed: bool
    decided_on: str


@dataclass(frozen=True, slots=True)
class Official:
    """An organisation's position, in its own words."""

    slug: str
    name: str
    group: Group
    stance: Stance
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """One published contribution; ``words`` is None while its text is veiled."""

    value: Mapping[str, Any]
    words: Mapping[str, Any] | None
    base: str
    decided: Decided | None
    votes: Tally | None
    positions: Tally | None
    officials: tuple[Official, ...]

    @property
    def reference(self) -> str:
        """The public reference."""
        return str(self.value["reference"])

    @property
    def language(self) -> str:
        """The language it was written in."""
        return str(self.value["language"])

    @property
    def comment_kind(self) -> CommentKind | None:
        """What a comment says about the paragraph."""
        kind = self.value["comment_kind"]
        return CommentKind(kind) if kind else None

    @property
    def operation(self) -> Operation | None:
        """What an amendment does."""
        operation = self.value["operation"]
        return Operation(operation) if operation else None

    @property
    def group(self) -> Group:
        """The group of the act."""
        return Group(self.value["group"])

    @property
    def difference(self) -> Difference | None:
        """What a replacing amendment changes."""
        if self.operation is not Operation.REPLACE or self.words is None:
            return None
        return _difference(self.base, self.words["wording"] or "")

    @property
    def proposed(self) -> str:
        """The new words of an insertion, the removed ones of a deletion."""
        if self.operation is Operation.DELETE:
            return self.base
        return (self.words["wording"] or "") if self.words else ""


@dataclass(frozen=True, slots=True)
class ReportParagraph:
    """A paragraph with everything said and counted on it."""

    number: int
    key: str
    label: str | None
    text: Said | None
    missing: bool
    ratings: Mapping[str, RatingTally]
    positions: Tally
    officials: tuple[Official, ...]
    amendments: tuple[Item, ...]
    comments: tuple[Item, ...]
    written: Said | None = None

    @property
    def rated(self) -> bool:
        """Whether anybody rated it."""
        return any(tally.cells for tally in self.ratings.values())

    @property
    def answered(self) -> bool:
        """Whether it drew any response at all."""
        return bool(self.rated or self.positions.cells or self.amendments or self.comments)

    @property
    def rating_groups(self) -> tuple[Group, ...]:
        """The groups that rated it on any criterion."""
        found = {cell.group for tally in self.ratings.values() for cell in tally.cells}
        return tuple(group for group in Group if group in found)

    @property
    def kinds(self) -> list[tuple[CommentKind, int]]:
        """How many comments of each kind; never turned into votes."""
        counted = Counter(item.comment_kind for item in self.comments)
        return [(kind, counted[kind]) for kind in CommentKind if counted[kind]]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section with its written part; the first one may have no heading."""

    key: str | None
    level: int
    heading: Said
    written: Said | None
    paragraphs: tuple[ReportParagraph, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of an edition in one language."""

    document: Mapping[str, Any]
    language: str
    introduction: Said | None
    sections: tuple[ReportSection, ...]
    whole: tuple[Item, ...]
    measures: Measures | None = None

    @property
    def paragraphs(self) -> Iterator[ReportParagraph]:
        """Every paragraph, by number."""
        return (paragraph for section in self.sections for paragraph in section.paragraphs)

    @property
    def answered(self) -> int:
        """How many paragraphs drew a response."""
        return sum(paragraph.answered for paragraph in self.paragraphs)

    @property
    def items(self) -> Mapping[str, Item]:
        """Every published contribution by its reference."""
        on_text = (one for part in self.paragraphs for one in (*part.amendments, *part.comments))
        return {one.reference: one for one in (*on_text, *self.whole)}

    def titled(self, part: str) -> Said:
        """The title of the charter or of the round."""
        return said(self.document[part]["titles"], self.language) or Said("", self.language)


def report_of(document: Mapping[str, Any], language: str) -> Report:
    """Arrange an exported document for a reader of this language."""
    bases = {
        (paragraph["number"], code): wording["text"]
        for paragraph in document["paragraphs"]
        for code, wording in paragraph["wordings"].items()
    }
    items: dict[int | None, list[Item]] = {}
    for value in document["contributions"]:
        base = bases.get((value["paragraph"], value["language"]), "")
        items.setdefault(value["paragraph"], []).append(_item(value, base, language))
    by_section: dict[str | None, list[ReportParagraph]] = {}
    for paragraph in document["paragraphs"]:
        found = items.get(paragraph["number"], [])
        by_section.setdefault(paragraph["section"], []).append(
            _paragraph(paragraph, found, document, language)
        )
    written = document["written"]
    first = by_section.get(None)
    head = ReportSection(None, 1, Said("", language), None, tuple(first)) if first else None
    sections = (
        ReportSection(
            key=section["key"],
            level=section["level"],
            heading=said(section["headings"], language) or Said("", language),
            written=said(written.get(section["key"], {}), language),
            paragraphs=tuple(by_section.get(section["key"], ())),
        )
        for section in document["sections"]
    )
    return Report(
        document=document,
        language=language,
        introduction=said(written.get(INTRODUCTION, {}), language),
        sections=(*((head,) if head else ()), *sections),
        whole=tuple(items.get(None, ())),
        measures=measures_of(document),
    )


def _paragraph(
    value: Mapping[str, Any], items: list[Item], document: Mapping[str, Any], language: str
) -> ReportParagraph:
    wordings, authentic = value["wordings"], document["charter"]["authentic_language"]
    own = wordings.get(language)
    text = said({code: one["text"] for code, one in wordings.items()}, language, authentic or "en")
    label = wordings[text.language]["label"] if text else None
    return ReportParagraph(
        number=value["number"],
        key=value["key"],
        label=label,
        text=text,
        missing=own is None,
        ratings={one["criterion"]: _rating_tally(one) for one in value["ratings"]},
        positions=tally_from(value["positions"]),
        officials=_officials(value["positions"]),
        amendments=tuple(one for one in items if one.value["kind"] == Kind.AMENDMENT),
        comments=tuple(one for one in items if one.value["kind"] != Kind.AMENDMENT),
        written=said(document["written"].get(part_on(value["key"]), {}), language),
    )


def _item(value: Mapping[str, Any], base: str, language: str) -> Item:
    shown = value["shown_revision"]
    words = next((one for one in value["revisions"] if one["number"] == shown), None)
    votes, positions = value.get("votes"), value.get("positions")
    return Item(
        value=value,
        words=words,
        base=base,
        decided=_decided(value["disposition"], value["language"], language),
        votes=tally_from(votes) if votes else None,
        positions=tally_from(positions) if positions else None,
        officials=_officials(positions) if positions else (),
    )


def _decided(value: Mapping[str, Any] | None, own: str, language: str) -> Decided | None:
    if value is None:
        return None
    return Decided(
        disposition=Disposition(value["disposition"]),
        reason=said(value["reasons"], language, own) or Said("", language),
        wording=said(value["wordings"], language, own),
        follow_up=value["follow_up"],
        self_confirmed=value["self_confirmed"],
        decided_on=value["decided_on"],
    )


def _officials(value: Mapping[str, Any]) -> tuple[Official, ...]:
    return tuple(
        Official(
            one["slug"], one["name"], Group(one["group"]), Stance(one["stance"]), one["reason"]
        )
        for one in value["organisations"]
    )


def tally_from(value: Mapping[str, Any]) -> Tally:
    """A tally back from an edition."""
    cells = (Cell(Group(cell["group"]), cell["counts"]) for cell in value["cells"])
    return Tally(tuple(cells), value["total"]["counts"])


def _rating_tally(value: Mapping[str, Any]) -> RatingTally:
    cells = (RatingCell(Group(cell["group"]), _marks(cell)) for cell in value["cells"])
    return RatingTally(tuple(cells), _marks(value["total"]))


def _marks(cell: Mapping[str, Any]) -> Marks | None:
    counts: Mapping[str, int] | None = cell["counts"]
    return None if counts is None else Marks({int(mark): n for mark, n in counts.items()})


@lru_cache(maxsize=4096)
def _difference(base: str, target: str) -> Difference:
    return difference(base, target)
