"""The last corrections of an import, taken back one by one."""

from datetime import datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.corrections import STEPS_KEPT, Correction
from app.domain.errors import Conflict, Invalid
from app.domain.people import Actor
from app.domain.preview import Preview
from app.models.charters import (
    Charter,
    ImportStep,
    TextImport,
    Version,
)
from app.queries.imports import last_step
from app.services.imports.confirming import confirm_import
from app.services.imports.correcting import (
    LineAct,
    act_on_line,
    delete_line,
)
from app.services.imports.opening import drop_import
from app.services.imports.placing import propose_again
from app.services.imports.undoing import undo_step


def order(row: TextImport) -> list[str]:
    return [line.id for line in Preview.from_json(row.tree).lines]


def test_steps_are_taken_back_one_by_one(
    session: Session, secretary: Actor, row: TextImport, now: datetime
) -> None:
    before = row.tree
    act_on_line(session, secretary, row, "l3", LineAct.UP, edit=1, now=now)
    moved = row.tree
    delete_line(session, secretary, row, "l3", edit=2, now=now)
    step = last_step(session, row)

    assert step is not None
    assert (step.act, step.about[:7]) == (Correction.DELETED, "Noting ")
    assert undo_step(session, secretary, row, edit=3, now=now) == "l3"
    assert row.tree == moved
    undo_step(session, secretary, row, edit=4, now=now)
    assert row.tree == before
    with pytest.raises(Invalid, match="nothing_to_undo"):
        undo_step(session, secretary, row, edit=5, now=now)


def test_only_the_last_steps_are_kept_and_none_after_confirming(
    session: Session, secretary: Actor, row: TextImport, now: datetime
) -> None:
    for turn in range(STEPS_KEPT + 3):
        act = LineAct.UP if turn % 2 else LineAct.DOWN
        act_on_line(session, secretary, row, "l2", act, edit=row.edit, now=now)
    count = select(func.count()).select_from(ImportStep)

    assert session.scalar(count) == STEPS_KEPT
    confirm_import(session, secretary, row, edit=row.edit, now=now)
    assert session.scalar(count) == 0


def test_dropped_import_leaves_no_steps(
    session: Session, secretary: Actor, listed: Charter, row: TextImport, now: datetime
) -> None:
    delete_line(session, secretary, row, "l3", edit=1, now=now)
    drop_import(session, secretary, listed, row, now=now)

    assert session.scalar(select(func.count()).select_from(ImportStep)) == 0


def test_undo_is_refused_where_somebody_else_was_first(
    session: Session, secretary: Actor, row: TextImport, now: datetime
) -> None:
    delete_line(session, secretary, row, "l3", edit=1, now=now)

    with pytest.raises(Conflict, match="changed_meanwhile"):
        undo_step(session, secretary, row, edit=1, now=now)


def test_pairs_come_back_with_the_text(
    session: Session, secretary: Actor, again: tuple[TextImport, Version], now: datetime
) -> None:
    row, _ = again
    before = row.pairs
    delete_line(session, secretary, row, "l3", edit=1, now=now)
    assert row.pairs["doubts"]
    undo_step(session, secretary, row, edit=2, now=now)

    assert row.pairs == before


def test_pairs_made_anew_meanwhile_are_kept(
    session: Session, secretary: Actor, again: tuple[TextImport, Version], now: datetime
) -> None:
    row, version = again
    delete_line(session, secretary, row, "l3", edit=1, now=now)
    version.edit += 1
    session.commit()
    propose_again(session, secretary, row, edit=2, now=now)
    basis = row.pairs["basis"]
    undo_step(session, secretary, row, edit=3, now=now)
    undo_step(session, secretary, row, edit=4, now=now)

    assert row.pairs["basis"] == basis
    assert "l3" in order(row)
    assert row.pairs["places"]["l3"]
