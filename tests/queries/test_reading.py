"""The reading page: numbers, progress, filters, and long texts part by part."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.domain.people import VISITOR, Actor
from app.domain.texts import ParagraphType
from app.models.charters import Paragraph
from app.queries.reading import Filter, Reading, Show, density, outline_of, reading_of, responded_by
from app.queries.rounds import visible_round
from tests.factories.bulk import make_full_round, make_long_version
from tests.factories.cast import Cast
from tests.factories.contributions import (
    make_amendment,
    make_contribution,
    make_rating,
    make_vote,
)
from tests.factories.people import actor_of


def read(
    session: Session,
    now: datetime,
    actor: Actor = VISITOR,
    wanted: Filter | None = None,
    slug: str = "r1",
    paragraph: int | None = None,
    section: str = "",
) -> Reading:
    view = visible_round(session, actor, slug, now=now)
    chosen = wanted or Filter()
    outline = outline_of(session, view, "en")
    mine = responded_by(session, actor, view)
    return reading_of(outline, mine, chosen, paragraph=paragraph, section=section)


def shown(reading: Reading) -> list[int]:
    return [item.number for part in reading.sections for item in part.shown]


@pytest.mark.parametrize(
    ("number", "most", "steps"),
    [
        (0, 0, 0),
        (0, 40, 0),
        (1, 1, 1),
        (2, 2, 1),
        (8, 8, 4),
        (1, 40, 1),
        (10, 40, 1),
        (11, 40, 2),
        (20, 40, 2),
        (21, 40, 3),
        (30, 40, 3),
        (31, 40, 4),
        (40, 40, 4),
    ],
)
def test_density_is_a_quarter_of_the_most_discussed(number: int, most: int, steps: int) -> None:
    assert density(number, most) == steps


def test_bars_compare_paragraphs_with_paragraphs_and_sections_with_sections(
    session: Session, cast: Cast, now: datetime
) -> None:
    for paragraph, number in ((cast.paragraphs[0], 12), (cast.paragraphs[1], 3)):
        for _ in range(number):
            make_contribution(session, cast.round, cast.bo, paragraph, now=now)
    session.commit()
    view = visible_round(session, actor_of(session, cast.bo), "r1", now=now)

    outline = outline_of(session, view, "en")

    steps = {item.number: item.steps for part in outline for item in part.paragraphs}
    assert (steps[1], steps[2], steps[3]) == (4, 1, 0)
    assert max(part.steps for part in outline) == 4


def test_comment_rating_vote_and_amendment_count_as_response(
    session: Session, cast: Cast, now: datetime
) -> None:
    first, second, third, fourth, *_ = cast.paragraphs
    make_contribution(session, cast.round, cast.bo, first, now=now)
    make_rating(session, cast.round, second, cast.bo, 4, now=now)
    make_amendment(session, cast.round, cast.bo, third, now=now)
    theirs = make_amendment(session, cast.round, cast.ines, fourth, now=now)
    make_vote(session, theirs, cast.bo, now=now)
    session.commit()
    bo = actor_of(session, cast.bo)

    mine = responded_by(session, bo, visible_round(session, bo, "r1", now=now))

    assert mine == {first.id, second.id, third.id, fourth.id}


def test_next_without_my_view_goes_on_and_starts_over(
    session: Session, cast: Cast, now: datetime
) -> None:
    make_contribution(session, cast.round, cast.bo, cast.paragraphs[1], now=now)
    session.commit()
    bo = actor_of(session, cast.bo)

    assert read(session, now, bo, paragraph=1).next_number == 3
    assert read(session, now, bo, paragraph=6).next_number == 1
    assert read(session, now, bo).done == 1


def test_filters_leave_out_and_count_all(session: Session, cast: Cast, now: datetime) -> None:
    make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    cast.paragraphs[2].type = ParagraphType.COMMITMENT
    cast.paragraphs[3].principles = ["dignity"]
    cast.paragraphs[4].topics = ["water"]
    session.add_all(cast.paragraphs)
    session.commit()
    bo = actor_of(session, cast.bo)

    assert shown(read(session, now, bo, Filter(Show.WITHOUT_MINE))) == [2, 3, 4, 5, 6]
    assert shown(read(session, now, bo, Filter(type=ParagraphType.COMMITMENT))) == [3]
    assert shown(read(session, now, bo, Filter(principle="dignity"))) == [4]
    assert shown(read(session, now, bo, Filter(topic="water"))) == [5]
    assert shown(read(session, now, bo, Filter(topic="water", principle="dignity"))) == []
    assert read(session, now, bo, Filter(principle="none")).total == 6


def test_long_text_is_shown_part_by_part(session: Session, cast: Cast, now: datetime) -> None:
    version = make_long_version(session, cast.charter, 260, 9, now=now)
    first = session.get_one(Paragraph, cast.paragraphs[0].id)
    make_full_round(session, version, "long", cast.bo, first, 1, now=now)
    session.commit()

    opening = read(session, now, slug="long")
    inside = read(session, now, slug="long", paragraph=120)
    named = read(session, now, slug="long", section="s5")

    assert shown(opening) == list(range(1, 51))
    assert (opening.part_before, opening.part_after and opening.part_after.key) == (None, "s1")
    assert shown(inside)[0] == 101
    assert (shown(named), named.part_after) == (list(range(251, 261)), None)
    assert len(opening.outline) == 6
