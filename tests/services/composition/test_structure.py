"""Amendments that delete and insert paragraphs, and words the base lacks."""

import pytest
from sqlalchemy import select

from app.domain.charters import LineageKind
from app.domain.composition import Provenance
from app.domain.contributions import Operation
from app.domain.errors import Conflict
from app.models.charters import Section, Wording
from app.models.composition import Lineage
from app.services.composition.deciding import (
    take_amendment,
)
from tests.factories.accepted import accept
from tests.factories.desk import Desk, base, replace


def test_paragraph_is_deleted_and_comes_back(desk: Desk) -> None:
    row = accept(
        desk.session, desk.cast, None, on=desk.cast.paragraphs[1], operation=Operation.DELETE,
        now=desk.now,
    )  # fmt: skip
    desk.prepare()
    desk.clean()
    assert desk.numbers() == [(1, "k1"), (2, "k3"), (3, "k4"), (4, "k5"), (5, "k6")]
    assert LineageKind.REMOVED in set(desk.session.scalars(select(Lineage.kind)))

    desk.undo(row, 2)
    assert [key for _, key in desk.numbers()] == [f"k{at}" for at in range(1, 7)]
    assert desk.text(2, "ar") == base(2, "ar")


def test_deleting_and_replacing_the_same_paragraph_is_a_conflict(desk: Desk) -> None:
    gone = accept(
        desk.session, desk.cast, None, on=desk.cast.paragraphs[0], operation=Operation.DELETE,
        now=desk.now,
    )  # fmt: skip
    other = replace(desk, 1, "water", "clean water")
    desk.prepare()
    assert desk.clean() == 0
    desk.take(other, 1)

    with pytest.raises(Conflict, match="amendments_clash"):
        desk.take(gone, 1)


def test_new_paragraph_stands_after_its_anchor_and_is_missing_elsewhere(desk: Desk) -> None:
    accept(
        desk.session, desk.cast, "Bells ring at noon.", on=desk.cast.paragraphs[1],
        operation=Operation.INSERT_AFTER, now=desk.now,
    )  # fmt: skip
    desk.prepare()
    desk.clean()

    composition = desk.composition()
    at = next(work for work in composition.works if work.source)
    assert [key for _, key in desk.numbers()].index(at.key) == 2
    assert set(at.after) == {"en"}
    assert at.provenance("en") is Provenance.CHOSEN
    assert at.change is not None


def test_insertions_at_one_place_stand_in_the_order_they_are_taken(desk: Desk) -> None:
    rows = [
        accept(
            desk.session, desk.cast, words, on=desk.cast.paragraphs[0],
            operation=Operation.INSERT_AFTER, now=desk.now,
        )
        for words in ("First written.", "Second written.")
    ]  # fmt: skip
    desk.prepare()
    assert desk.clean() == 0
    for row in reversed(rows):
        desk.now = desk.now.replace(minute=desk.now.minute + 1)
        desk.take(row, 1)

    order = [work for work in desk.composition().works if work.source]
    assert [work.after["en"].text for work in order] == ["Second written.", "First written."]


def test_new_paragraph_can_open_a_section(desk: Desk) -> None:
    section = desk.session.scalars(select(Section).order_by(Section.position)).all()[1]
    accept(
        desk.session, desk.cast, "This part is about bells.", section=section,
        operation=Operation.INSERT_AFTER, now=desk.now,
    )  # fmt: skip
    desk.prepare()
    wish = desk.composition().loose[0]
    take_amendment(desk.session, desk.actor, desk.version, wish.key, token="", now=desk.now)

    order = [key for _, key in desk.numbers()]
    assert order.index("k4") == 4
    assert len(order) == 7


def test_new_paragraph_is_taken_out_again(desk: Desk) -> None:
    row = accept(
        desk.session, desk.cast, "Bells ring at noon.", on=desk.cast.paragraphs[1],
        operation=Operation.INSERT_AFTER, now=desk.now,
    )  # fmt: skip
    desk.prepare()
    desk.clean()
    desk.undo(row, 2)

    assert len(desk.numbers()) == 6
    assert not any(work.change for work in desk.composition().works)


def test_insertion_after_a_removed_paragraph_stands_in_its_place(desk: Desk) -> None:
    for operation, words in ((Operation.DELETE, None), (Operation.INSERT_AFTER, "In its place.")):
        accept(
            desk.session, desk.cast, words, on=desk.cast.paragraphs[1], operation=operation,
            now=desk.now,
        )  # fmt: skip
    desk.prepare()

    assert desk.clean() == 2
    order = [key for _, key in desk.numbers()]
    assert (order[0], order[2]) == ("k1", "k3")


def test_wording_missing_in_the_base_comes_from_the_amendment(desk: Desk) -> None:
    first = desk.cast.paragraphs[0]
    for wording in desk.session.scalars(
        select(Wording).where(Wording.paragraph_id == first.id, Wording.language == "ar")
    ):
        desk.session.delete(wording)
    row = accept(desk.session, desk.cast, "نص جديد.", on=first, language="ar", now=desk.now)
    desk.prepare()
    desk.take(row, 1)
    assert desk.text(1, "ar") == "نص جديد."

    desk.undo(row, 1)
    assert desk.text(1, "ar") is None
