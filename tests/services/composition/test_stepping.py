"""Step by step back: the choices and the text are what they were, and nothing else changes."""

from typing import Any

import pytest
from sqlalchemy import select

from app.domain.composition import ChoiceAct
from app.domain.errors import Conflict, NotAllowed, NotFound
from app.models.composition import CompositionChoice, CompositionStep
from app.models.contributions import Contribution
from app.queries.composition_steps import newest_step, steps_in
from app.services.composition.deciding import write_wording
from app.services.composition.stepping import step_back
from tests.factories.accepted import accept
from tests.factories.charters import WORDS
from tests.factories.desk import Desk, write
from tests.factories.people import actor_of

BASE = WORDS["en"].format(n=1)


@pytest.fixture
def rows(desk: Desk) -> list[Contribution]:
    """Two amendments on one paragraph that meet, and one on another."""
    on = desk.cast.paragraphs
    texts = (BASE.replace("water", "clean water"), BASE.replace("water", "safe water"))
    found = [accept(desk.session, desk.cast, one, on=on[0], now=desk.now) for one in texts]
    third = WORDS["en"].format(n=2).replace("water", "much water")
    found.append(accept(desk.session, desk.cast, third, on=on[1], now=desk.now))
    desk.prepare()
    return found


def state(desk: Desk) -> tuple[Any, ...]:
    """The text in every language, and every choice."""
    desk.session.expire_all()
    choices = desk.session.scalars(
        select(CompositionChoice).order_by(CompositionChoice.contribution_id)
    )
    return (
        [(key, {code: one.text for code, one in work.after.items()}) for key, work in texts(desk)],
        [(one.contribution_id, one.applied, one.wordings, one.reason) for one in choices],
    )


def texts(desk: Desk) -> list[tuple[str, Any]]:
    return [(work.key, work) for work in desk.composition().works]


def back(desk: Desk, step: int | None = None, actor: Any = None) -> int:
    newest = newest_step(desk.session, desk.version) or 0
    who = actor or desk.actor
    return step_back(desk.session, who, desk.version, step or newest, newest=newest, now=desk.now)


def write_own(desk: Desk, *rows: Contribution) -> None:
    token = desk.work(1).token
    keys = [desk.wish(row) for row in rows]
    words = BASE.replace("water", "clean and safe water")
    asked = (desk.session, desk.actor, desk.version)
    write_wording(*asked, keys, "en", words, token=token, now=desk.now)


def test_each_step_back_finds_what_was_there_before(desk: Desk, rows: Any) -> None:
    states = [state(desk)]
    for act in (
        lambda: desk.take(rows[0], 1),
        lambda: desk.skip(rows[1], 1),
        desk.clean,
        lambda: desk.undo(rows[0], 1),
        lambda: write_own(desk, rows[0], rows[1]),
    ):
        act()
        states.append(state(desk))

    for expected in reversed(states[:-1]):
        assert back(desk) == 1
        assert state(desk) == expected
    assert newest_step(desk.session, desk.version) is None


def test_several_steps_at_once(desk: Desk, rows: Any) -> None:
    desk.take(rows[0], 1)
    kept = state(desk)
    second = None
    for at, act in enumerate((lambda: desk.skip(rows[1], 1), desk.clean)):
        act()
        if at == 0:
            second = newest_step(desk.session, desk.version)

    assert back(desk, second) == 2
    assert state(desk) == kept
    shown = steps_in(desk.session, desk.version, 1)
    assert [(one.act, bool(one.undone_at)) for one in shown] == [
        (ChoiceAct.CLEAN, True),
        (ChoiceAct.SKIP, True),
        (ChoiceAct.TAKE, False),
    ]
    assert shown[-1].references == (rows[0].reference,)


def test_a_step_taken_meanwhile_is_not_swept_away(desk: Desk, rows: Any) -> None:
    desk.take(rows[0], 1)
    seen = newest_step(desk.session, desk.version)
    desk.clean()
    kept = state(desk)

    with pytest.raises(Conflict, match="changed_meanwhile"):
        step_back(desk.session, desk.actor, desk.version, seen, newest=seen, now=desk.now)
    desk.session.rollback()
    assert state(desk) == kept


def test_words_written_by_hand_are_not_undone(desk: Desk, rows: Any) -> None:
    desk.skip(rows[2], 2)
    write(desk, 2, en="Written by hand.")
    kept = state(desk)

    with pytest.raises(Conflict, match="edited_by_hand"):
        back(desk)
    desk.session.rollback()
    assert state(desk) == kept


def test_words_written_over_an_amendment_are_a_step_of_their_own(desk: Desk, rows: Any) -> None:
    desk.take(rows[0], 1)
    kept = state(desk)
    write(desk, 1, en=f"{BASE} By hand.")

    assert desk.text(1) == f"{BASE} By hand."
    back(desk)
    assert state(desk) == kept


def test_what_was_taken_back_is_not_taken_back_again(desk: Desk, rows: Any) -> None:
    desk.take(rows[0], 1)
    step = newest_step(desk.session, desk.version)
    back(desk)

    with pytest.raises(NotFound):
        step_back(desk.session, desk.actor, desk.version, step, newest=step, now=desk.now)


@pytest.mark.parametrize("name", ["ada", "bo", "lea", "tariq", "olu", "ann", "dee"])
def test_only_the_secretariat_goes_back(desk: Desk, rows: Any, name: str) -> None:
    desk.take(rows[0], 1)

    with pytest.raises(NotAllowed, match="is_secretariat"):
        back(desk, actor=actor_of(desk.session, getattr(desk.cast, name)))


def test_refused_acts_are_no_steps(desk: Desk, rows: Any) -> None:
    desk.take(rows[0], 1)
    with pytest.raises(Conflict):
        desk.take(rows[1], 1)
    desk.session.rollback()

    assert len(list(desk.session.scalars(select(CompositionStep)))) == 1
