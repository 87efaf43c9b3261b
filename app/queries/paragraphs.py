"""One paragraph of a round with everything said on it, as one reader sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Scope
from app.domain.errors import NotFound
from app.domain.opinions import Stance, Tally
from app.domain.people import VISITOR, Actor, Group
from app.domain.ratings import RatingTally
from app.models.charters import Paragraph, Section
from app.models.opinions import Position
from app.models.people import Organisation
from app.queries.cards import Card
from app.queries.carrying import keys_with_carried
from app.queries.contributions import places_on, published_on, with_own_opinions, with_replies
from app.queries.own import waiting_on
from app.queries.own_marks import own_scores
from app.queries.proposals import Proposal, proposals_of
from app.queries.reading import responded_by
from app.queries.rounds import RoundInView
from app.queries.selections import Selection, Sort
from app.queries.tallies import (
    positions_on_paragraphs,
    ratings_on,
    tallies_show,
    tallies_show_to_all,
)
from app.queries.texts import ParagraphText, heading_in, paragraph_at

AMENDMENTS_A_PAGE = 5
COMMENTS_A_PAGE = 10
POSITIONS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of each of the paragraph's lists is asked for, and the order of the comments."""

    sort: Sort | None = None
    comments: int = 1
    amendments: int = 1
    positions: int = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one is, and the neighbours of the paragraph."""

    done: int
    total: int
    next_number: int | None
    before: int | None
    after: int | None
    responded: bool


@dataclass(frozen=True, slots=True)
class NamedPosition:
    """What an organisation says on the paragraph, in public."""

    organisation: str
    slug: str
    group: Group
    stance: Stance
    reason: str


@dataclass(frozen=True, slots=True)
class ParagraphInView:
    """The paragraph with its amendments, comments, positions and ratings.

    ``numbers`` are the ids and numbers of all paragraphs; after ``true_until`` a text shows again.
    """

    text: ParagraphText
    section: str
    section_language: str
    pages: Pages
    sort: Sort
    sorts: tuple[Sort, ...]
    amendments: tuple[Proposal, ...]
    amendment_count: int
    correction_count: int
    comments: tuple[Card, ...]
    comment_count: int
    positions: Tally
    named_positions: tuple[NamedPosition, ...]
    position_count: int
    own_stance: Stance | None
    own_scores: Mapping[str, int]
    own_waiting: tuple[str, ...]
    ratings: Mapping[str, RatingTally] | None
    numbers: tuple[tuple[int, int], ...]
    progress: Progress
    true_until: datetime | None
    carried: bool = False


def sort_of(day: datetime) -> Sort:
    """The order of a day, so that nobody is always first."""
    return tuple(Sort)[day.toordinal() % len(Sort)]


def public_paragraph(
    session: Session, view: RoundInView, number: int, language: str, pages: Pages, *, now: datetime
) -> ParagraphInView:
    """What everybody sees on one paragraph, with nothing of any person who reads it."""
    text = paragraph_at(session, view.version, number, language)
    if text is None:
        raise NotFound("paragraph")
    sort = pages.sort or sort_of(now)
    to_all = tallies_show_to_all(view, now)
    places = places_on(session, view.round.id, text.id)
    amendments = published_on(
        session,
        VISITOR,
        view,
        Selection(
            paragraph_ids=(text.id,),
            kind=Kind.AMENDMENT,
            top_level=True,
            sort=sort if to_all or sort is not Sort.SUPPORTED else Sort.NEWEST,
            limit=AMENDMENTS_A_PAGE,
            offset=(pages.amendments - 1) * AMENDMENTS_A_PAGE,
        ),
        now=now,
    )
    comments = published_on(
        session,
        VISITOR,
        view,
        Selection(
            paragraph_ids=(text.id,),
            kind=Kind.COMMENT,
            top_level=True,
            sort=sort,
            limit=COMMENTS_A_PAGE,
            offset=(pages.comments - 1) * COMMENTS_A_PAGE,
        ),
        now=now,
    )
    replied = with_replies(session, VISITOR, view, [*amendments, *comments], now=now)
    covered = [card.veiled_until for one in replied for card in (one, *one.replies)]
    answered = {card.id: card for card in replied}
    positions = positions_on_paragraphs(session, view.round.id, [text.id])[text.id]
    section, section_language = _section(session, view, text.section_id, language)
    numbers = _numbers(session, view)
    return ParagraphInView(
        text=text,
        carried=text.key in keys_with_carried(session, view.version),
        section=section,
        section_language=section_language,
        pages=pages,
        sort=sort,
        sorts=tuple(Sort),
        amendments=tuple(proposals_of(session, [answered[card.id] for card in amendments])),
        amendment_count=places.get((Kind.AMENDMENT, Scope.SUBSTANCE), 0),
        correction_count=places.get((Kind.AMENDMENT, Scope.LANGUAGE), 0),
        comments=tuple(answered[card.id] for card in comments),
        comment_count=places.get((Kind.COMMENT, Scope.SUBSTANCE), 0),
        positions=positions,
        named_positions=_named(session, view, text.id, pages.positions),
        position_count=sum((positions.total or {}).values()),
        own_stance=None,
        own_scores={},
        own_waiting=(),
        ratings=_ratings(session, view, text.id) if to_all else None,
        numbers=numbers,
        progress=_progress(numbers, frozenset(), text),
        true_until=min((until for until in covered if until), default=None),
    )


def for_reader(
    session: Session, actor: Actor, view: RoundInView, found: ParagraphInView, *, now: datetime
) -> ParagraphInView:
    """The same paragraph with one's own votes, stance, marks and progress laid over it."""
    if not actor.is_member:
        return found
    cards = with_own_opinions(
        session, actor, view, [item.card for item in found.amendments], now=now
    )
    scores = own_scores(session, actor, view.round.id, found.text.id)
    ratings = found.ratings
    if ratings is None and tallies_show(view, actor, scores or None, now):
        ratings = _ratings(session, view, found.text.id)
    return replace(
        found,
        amendments=tuple(
            replace(item, card=card) for item, card in zip(found.amendments, cards, strict=True)
        ),
        own_stance=_own_stance(session, actor, view, found.text.id),
        own_scores=scores,
        own_waiting=waiting_on(session, actor, view.round.id, found.text.id),
        ratings=ratings,
        progress=_progress(found.numbers, responded_by(session, actor, view), found.text),
    )


def _ratings(session: Session, view: RoundInView, paragraph_id: int) -> Mapping[str, RatingTally]:
    criteria = view.round.criteria
    return ratings_on(session, view.round.id, [paragraph_id], criteria)[paragraph_id]


def _own_stance(
    session: Session, actor: Actor, view: RoundInView, paragraph_id: int
) -> Stance | None:
    if actor.acting_for is None:
        return None
    return session.scalar(
        select(Position.stance).where(
            Position.round_id == view.round.id,
            Position.paragraph_id == paragraph_id,
            Position.organisation_id == actor.acting_for,
        )
    )


def _named(
    session: Session, view: RoundInView, paragraph_id: int, page: int
) -> tuple[NamedPosition, ...]:
    rows = session.execute(
        select(
            Organisation.name, Organisation.slug, Position.group, Position.stance, Position.reason
        )
        .join(Organisation, Organisation.id == Position.organisation_id)
        .where(Position.round_id == view.round.id, Position.paragraph_id == paragraph_id)
        .order_by(Position.group, Organisation.name, Organisation.id)
        .limit(POSITIONS_A_PAGE)
        .offset((page - 1) * POSITIONS_A_PAGE)
    )
    return tuple(NamedPosition(*row) for row in rows)


def _section(
    session: Session, view: RoundInView, section_id: int | None, language: str
) -> tuple[str, str]:
    headings = session.scalar(select(Section.headings).where(Section.id == section_id)) or {}
    return heading_in(headings, view.charter, language)


def _numbers(session: Session, view: RoundInView) -> tuple[tuple[int, int], ...]:
    rows = session.execute(
        select(Paragraph.id, Paragraph.number)
        .where(Paragraph.version_id == view.version.id)
        .order_by(Paragraph.number)
    )
    return tuple((item, number) for item, number in rows)


def _progress(
    every: tuple[tuple[int, int], ...], mine: frozenset[int], text: ParagraphText
) -> Progress:
    numbers = [number for _, number in every]
    left = [number for item, number in every if item not in mine]
    at = numbers.index(text.number)
    return Progress(
        done=len(numbers) - len(left),
        total=len(numbers),
        next_number=next(
            (found for found in left if found > text.number), left[0] if left else None
        ),
        before=numbers[at - 1] if at else None,
        after=numbers[at + 1] if at + 1 < len(numbers) else None,
        responded=text.id in mine,
    )
