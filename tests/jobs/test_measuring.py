"""The job that measures: in a process of its own, and a fault is kept, not raised."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.jobs import measuring
from app.jobs.measuring import made_apart, measure_waiting
from app.models.synthesis import Measurement
from app.queries.edition.content import content_of
from app.queries.edition.inputs import inputs_of
from tests.factories.cast import Cast
from tests.factories.measures import crowd, measure
from tests.factories.reports import make_story

Sessions = Callable[[], Session]


@pytest.fixture
def sessions(session: Session, cast: Cast, now: datetime) -> Sessions:
    story = make_story(session, cast, now=now)
    crowd(session, cast, story["amendment"], now=now)
    session.commit()
    return lambda: Session(session.get_bind(), expire_on_commit=False)


def test_closed_round_is_measured_as_in_this_process(
    sessions: Sessions, session: Session, cast: Cast, now: datetime
) -> None:
    assert measure_waiting(sessions, lambda: now) == 1

    made = content_of(session, cast.round, now=now)["measures"]
    session.commit()
    measure(session, cast.round, now=now)
    assert made == content_of(session, cast.round, now=now)["measures"]
    assert made["items"]


def test_fault_is_kept(
    sessions: Sessions,
    session: Session,
    cast: Cast,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_all: object, **_more: object) -> None:
        raise subprocess.TimeoutExpired("measuring", 1)

    monkeypatch.setattr(measuring.subprocess, "run", fails)

    measure_waiting(sessions, lambda: now)

    assert session.get_one(Measurement, cast.round.id).failed_at == now
    assert measure_waiting(sessions, lambda: now) == 0


def test_nothing_waits_for_nothing(session: Session, cast: Cast, now: datetime) -> None:
    factory: Sessions = lambda: Session(session.get_bind())  # noqa: E731

    assert measure_waiting(factory, lambda: now) == 0


def test_server_never_loads_the_statistics() -> None:
    """The web, with everything it imports, does without what only the measures need."""
    found = subprocess.run(
        [sys.executable, "-c", "import sys, app.factory; print('scipy' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == "False"


def test_nothing_but_figures_comes_back(
    sessions: Sessions, session: Session, cast: Cast, now: datetime
) -> None:
    inputs = inputs_of(session, cast.round, content_of(session, cast.round, now=now))

    value = made_apart(inputs)

    assert value is not None
    assert "senders" not in value
    assert value["inputs"] == inputs.fingerprint
