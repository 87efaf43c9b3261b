"""The reading page: a text, what was said under each paragraph, and one's own progress."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from sqlalchemy import BindParameter, CompoundSelect, bindparam, select, union
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.people import Actor
from app.domain.texts import ParagraphType
from app.models.contributions import Contribution
from app.models.opinions import Position, Rating, Vote
from app.queries.carrying import keys_with_carried
from app.queries.contributions import numbers_on
from app.queries.rounds import RoundInView
from app.queries.straight import straight
from app.queries.texts import ParagraphText, SectionText, text_of

WHOLE_AT_MOST = 250
# Fewer contributions than this fill no bar, however little is said elsewhere.
MUCH = 8
SHORT_LABEL = 4


class Show(StrEnum):
    """Which paragraphs the reading page shows."""

    ALL = "all"
    WITHOUT_MINE = "without"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader asked to see; the plain one shows everything."""

    show: Show = Show.ALL
    principle: str = ""
    topic: str = ""
    type: ParagraphType | None = None

    @property
    def plain(self) -> bool:
        """Whether nothing is left out."""
        return self == Filter()


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph with its numbers of comments and amendments, and whether one responded."""

    text: ParagraphText
    comments: int
    amendments: int
    responded: bool
    most: int = 0
    carried: bool = False

    @property
    def number(self) -> int:
        """The paragraph's number in its version."""
        return self.text.number

    @property
    def steps(self) -> int:
        """How much was said, from 0 to 4, beside the most discussed paragraph."""
        return density(self.count, self.most)

    @property
    def count(self) -> int:
        """How many contributions it has."""
        return self.comments + self.amendments


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section with its paragraphs; those filtered out are still counted."""

    section: SectionText
    paragraphs: tuple[ReadParagraph, ...]
    shown: tuple[ReadParagraph, ...]
    most: int = 0

    @property
    def key(self) -> str:
        """The section's anchor on the page."""
        return self.section.key or "start"

    @property
    def short_label(self) -> str:
        """The section's own numbering where the heading begins with it, for the contents list."""
        label = self.section.label or ""
        fits = len(label) <= SHORT_LABEL and self.section.heading.startswith(label)
        return label if fits else ""

    @property
    def bare_heading(self) -> str:
        """The heading without that numbering."""
        rest = self.section.heading.removeprefix(self.short_label)
        return rest.lstrip(" .):–-\u00a0") or self.section.heading

    @property
    def count(self) -> int:
        """How many contributions its paragraphs have."""
        return sum(paragraph.count for paragraph in self.paragraphs)

    @property
    def steps(self) -> int:
        """How much was said in it, from 0 to 4, beside the most discussed section."""
        return density(self.count, self.most)

    @property
    def done(self) -> int:
        """To how many of its paragraphs one responded."""
        return sum(paragraph.responded for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole reading page; ``sections`` are those shown, ``outline`` all of them.

    A long text is shown ``by_section``, with the parts before and after.
    """

    outline: tuple[ReadSection, ...]
    sections: tuple[ReadSection, ...]
    done: int
    total: int
    next_number: int | None
    by_section: bool = False
    part_before: ReadSection | None = None
    part_after: ReadSection | None = None


def density(number: int, most: int) -> int:
    """How much was said, in quarters of the most that was said on anything of its kind."""
    return ceil(4 * number / max(most, MUCH))


def outline_of(session: Session, view: RoundInView, language: str) -> tuple[ReadSection, ...]:
    """The text with its numbers as everybody sees them; as many statements whatever its length."""
    numbers = numbers_on(session, view.round.id)
    most = max((sum(pair) for pair in numbers.values()), default=0)
    carried = keys_with_carried(session, view.version)
    texts = text_of(session, view.version, language)
    read = [_numbered(found, numbers, most, carried) for found in texts]
    fullest = max((section.count for section in read), default=0)
    return tuple(replace(section, most=fullest) for section in read)


def reading_of(
    outline: tuple[ReadSection, ...],
    mine: frozenset[int],
    wanted: Filter,
    *,
    paragraph: int | None = None,
    section: str = "",
) -> Reading:
    """A text as one reader sees it: own marks laid over it, filtered, and part by part if long.

    ``mine`` are the paragraphs one responded to; a paragraph or section asked for is in view.
    """
    read = tuple(_marked(found, mine, wanted) for found in outline)
    every = [item for found in read for item in found.paragraphs]
    parts = _parts(read) if len(every) > WHOLE_AT_MOST else [read]
    at = _part(parts, paragraph, section)
    return Reading(
        outline=read,
        sections=tuple(found for found in parts[at] if wanted.plain or found.shown),
        done=sum(item.responded for item in every),
        total=len(every),
        next_number=_next(every, paragraph or 0),
        by_section=len(parts) > 1,
        part_before=parts[at - 1][0] if at > 0 else None,
        part_after=parts[at + 1][0] if at + 1 < len(parts) else None,
    )


def responded_by(session: Session, actor: Actor, view: RoundInView) -> frozenset[int]:
    """Ids of the paragraphs that a member commented, rated, amended, voted or took a stance on."""
    if actor.member_id is None:
        return frozenset()
    own = {"own": actor.member_id, "round": view.round.id}
    found = straight(session).scalars(_RESPONDED, own)
    return frozenset(item for item in found if item is not None)


_OWN: BindParameter[int] = bindparam("own")
_ROUND: BindParameter[int] = bindparam("round")
_RESPONDED: CompoundSelect[int | None] = union(
    select(Contribution.paragraph_id).where(
        Contribution.member_id == _OWN,
        Contribution.round_id == _ROUND,
        Contribution.status != Status.WITHDRAWN,
    ),
    select(Rating.paragraph_id).where(Rating.member_id == _OWN, Rating.round_id == _ROUND),
    # From the few votes of one member to what they are on; the sum keeps SQLite from going through
    # all contributions of the round instead.
    select(Contribution.paragraph_id)
    .join(Vote, Vote.contribution_id == Contribution.id)
    .where(Vote.member_id == _OWN, Contribution.round_id + 0 == _ROUND),
    select(Position.paragraph_id).where(Position.member_id == _OWN, Position.round_id == _ROUND),
)


def _numbered(
    section: SectionText, numbers: dict[int, tuple[int, int]], most: int, carried: frozenset[str]
) -> ReadSection:
    found = tuple(
        ReadParagraph(item, *numbers.get(item.id, (0, 0)), False, most, item.key in carried)
        for item in section.paragraphs
    )
    return ReadSection(section, found, found)


def _marked(found: ReadSection, mine: frozenset[int], wanted: Filter) -> ReadSection:
    if not mine and wanted.plain:
        return found
    marked = tuple(
        replace(item, responded=True) if item.text.id in mine else item for item in found.paragraphs
    )
    fitting = tuple(item for item in marked if _fits(item, wanted))
    return replace(found, paragraphs=marked, shown=fitting)


def _fits(item: ReadParagraph, wanted: Filter) -> bool:
    if wanted.show is Show.WITHOUT_MINE and item.responded:
        return False
    if wanted.principle and wanted.principle not in item.text.principles:
        return False
    if wanted.topic and wanted.topic not in item.text.topics:
        return False
    return wanted.type is None or item.text.type is wanted.type


def _parts(outline: tuple[ReadSection, ...]) -> list[tuple[ReadSection, ...]]:
    """Each top section with those under it; headings without text go with what follows."""
    parts: list[list[ReadSection]] = []
    for section in outline:
        opens = section.section.level == 1 or not parts
        if opens and not (parts and not any(item.paragraphs for item in parts[-1])):
            parts.append([section])
        else:
            parts[-1].append(section)
    return [tuple(part) for part in parts]


def _part(parts: list[tuple[ReadSection, ...]], paragraph: int | None, key: str) -> int:
    for at, part in enumerate(parts):
        numbers: Iterable[int] = (item.number for found in part for item in found.paragraphs)
        if paragraph in set(numbers) or (key and key in {found.key for found in part}):
            return at
    return 0


def _next(every: list[ReadParagraph], after: int) -> int | None:
    """The next paragraph without one's view, starting over at the end."""
    left = [item.number for item in every if not item.responded]
    return next((number for number in left if number > after), left[0] if left else None)
