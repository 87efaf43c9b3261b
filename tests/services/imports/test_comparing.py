"""Versions that are not neighbours, compared: moved, cut, joined, and in languages with gaps."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.charters import LineageKind
from app.domain.people import Actor
from app.ledger.freezing import freeze_version
from app.models.charters import Charter, Paragraph, Version, Wording
from app.queries.comparison import Compared, compare
from tests.factories.importing import frozen, keys, taken
from tests.factories.small_text import EN, FR
from tests.web.statements import counted

OFFICE = "The harbour office answers in the language in which it was asked."
MAP = "Noting that nobody who arrives by water carries a map of the town,"
EVERY = "Every quay keeps a lamp lit from dusk to dawn, at the town's expense."
LAMP, SEARCH = (
    "(a) The lamp is visible from 200 metres.",
    "(b) The lamp is never used to search for anybody.",
)
# The paragraph of Article 2 and the second recital changed places.
SWAPPED = EN.decode().replace(OFFICE, "@").replace(MAP, OFFICE).replace("@", MAP)
CUT = SWAPPED.replace("dawn, at the town's expense.", "dawn.\n\nAt the town's expense.")
JOINED = CUT.replace(f"{LAMP}\n\n{SEARCH}", f"{LAMP[4:]} {SEARCH[4:]}")


def next_version(
    session: Session, actor: Actor, charter: Charter, text: str, now: datetime
) -> Version:
    version = taken(session, actor, charter, text.encode(), "en", now)
    freeze_version(session, version, now=now)
    session.commit()
    return version


@pytest.fixture
def three(session: Session, secretary: Actor, charter: Charter, now: datetime) -> list[Version]:
    """Moved in version 2, cut and joined in version 3."""
    first = frozen(session, secretary, charter, now)
    second = next_version(session, secretary, charter, SWAPPED, now)
    return [first, second, next_version(session, secretary, charter, JOINED, now)]


def rows(session: Session, older: Version, newer: Version, language: str) -> list[Compared]:
    return [one for part in compare(session, older, newer, language) for one in part.paragraphs]


def test_two_that_changed_sections_have_both_moved(session: Session, three: list[Version]) -> None:
    first, second, _ = three

    found = [one for one in rows(session, first, second, "en") if one.changed]

    assert [one.kind for one in found] == [LineageKind.MOVED, LineageKind.MOVED]
    assert [one.before.number for one in found if one.before] == [6, 2]


def test_moved_cut_and_joined_are_seen_across_a_version(
    session: Session, three: list[Version]
) -> None:
    first, _, third = three

    found = {one.after.number: one for one in rows(session, first, third, "en") if one.after}

    assert [(number, one.kinds) for number, one in found.items() if one.changed] == [
        (2, (LineageKind.MOVED,)),
        (3, (LineageKind.CHANGED,)),
        (4, (LineageKind.SPLIT,)),
        (5, (LineageKind.MERGED,)),
        (6, (LineageKind.MOVED,)),
    ]
    assert [part.number for part in found[4].parts] == [3, 4]
    assert [origin.number for origin in found[5].origins] == [4, 5]
    assert all(one.after for one in rows(session, first, third, "en"))


def test_what_moved_and_came_back_has_not_moved(
    session: Session, secretary: Actor, charter: Charter, three: list[Version], now: datetime
) -> None:
    back = JOINED.replace(OFFICE, "@").replace(MAP, OFFICE).replace("@", MAP)
    fourth = next_version(session, secretary, charter, back, now)

    kinds = {kind for one in rows(session, three[0], fourth, "en") for kind in one.kinds}

    assert LineageKind.MOVED not in kinds
    assert LineageKind.MOVED in {
        k for one in rows(session, three[2], fourth, "en") for k in one.kinds
    }


def test_what_moved_and_changed_is_said_to_be_both(
    session: Session, secretary: Actor, charter: Charter, three: list[Version], now: datetime
) -> None:
    good = MAP.replace("carries a map", "carries a good map")
    back = JOINED.replace(OFFICE, "@").replace(MAP, OFFICE).replace("@", good)
    third = next_version(session, secretary, charter, back, now)

    found = next(
        one for one in rows(session, three[2], third, "en")
        if one.after and "good map" in (one.after.text or "")
    )  # fmt: skip

    assert found.kinds == (LineageKind.CHANGED, LineageKind.MOVED)


@pytest.fixture
def french(session: Session, secretary: Actor, charter: Charter, now: datetime) -> list[Version]:
    """French is in version 1 without paragraph 2, in version 2 as a whole, not in version 3."""
    taken(session, secretary, charter, EN, "en", now)
    first = taken(session, secretary, charter, FR, "fr", now)
    _without(session, first, keys(session, first)[1])
    freeze_version(session, first, now=now)
    session.commit()
    second = taken(session, secretary, charter, FR, "fr", now)
    freeze_version(session, second, now=now)
    session.commit()
    third = taken(session, secretary, charter, JOINED.encode(), "en", now)
    _without(session, third, *keys(session, third))
    session.commit()
    return [first, second, third]


def _without(session: Session, version: Version, *gone: str) -> None:
    """A version whose French lacks some paragraphs."""
    wanted = select(Paragraph.id).where(Paragraph.version_id == version.id, Paragraph.key.in_(gone))
    session.execute(
        delete(Wording).where(Wording.paragraph_id.in_(wanted), Wording.language == "fr")
    )
    session.flush()


def test_words_one_version_lacks_are_a_gap_and_no_change(
    session: Session, french: list[Version]
) -> None:
    first, second, _ = french

    found = [one for one in rows(session, first, second, "fr") if one.changed]

    assert [(one.gap, one.after.number) for one in found if one.after] == [(True, 2)]


def test_language_gone_in_the_newer_version_gives_gaps_everywhere(
    session: Session, french: list[Version]
) -> None:
    first, _, third = french

    found = rows(session, first, third, "fr")

    assert {one.gap for one in found if one.before and one.before.text} == {True}
    assert not any(one.gap for one in rows(session, first, third, "en"))


def test_statements_do_not_grow_with_the_versions_between(
    app: Flask, session: Session, three: list[Version]
) -> None:
    first, second, third = three
    compare(session, first, second, "en")
    with counted(app) as near:
        compare(session, first, second, "en")
    with counted(app) as far:
        compare(session, first, third, "en")

    assert len(far) == len(near)
