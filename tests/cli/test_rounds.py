"""The commands on rounds."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli.main import run
from app.domain.charters import VersionStatus
from app.domain.rounds import RoundState
from app.models.charters import Version
from app.models.rounds import Round
from app.queries.rounds import state_of
from tests.factories.cast import Cast
from tests.factories.charters import make_version

Command = Callable[..., int]


@pytest.fixture
def command(app: Flask) -> Iterator[Command]:
    def call(*words: str) -> int:
        return run(lambda: app, ["rounds", *words])

    return call


def iso(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")


def create(command: Command, **more: str) -> int:
    options = {"charter": "mobility", "slug": "r2", "opens": iso(1), "closes": iso(9), **more}
    return command("create", *(f"--{name}={value}" for name, value in options.items()))


def found(session: Session, slug: str = "r2") -> Round:
    session.expire_all()
    row = session.scalars(select(Round).where(Round.slug == slug)).one()
    session.commit()
    return row


def test_created_round_is_scheduled_on_the_newest_version_which_freezes(
    command: Command, session: Session, cast: Cast, now: datetime
) -> None:
    version = make_version(session, cast.charter, number=2, now=now, status=VersionStatus.WORKING)
    session.commit()

    assert create(command, title="Second round") == 0

    row = found(session)
    assert state_of(row, now=datetime.now(UTC)) is RoundState.SCHEDULED
    assert (row.version_id, row.titles) == (version.id, {"en": "Second round"})
    assert session.get_one(Version, version.id).content_hash is not None


def test_round_opens_and_closes_by_command(command: Command, session: Session, cast: Cast) -> None:
    create(command)

    assert command("open", "r2") == 0
    assert state_of(found(session), now=datetime.now(UTC)) is RoundState.OPEN
    assert command("close", "r2") == 0
    assert state_of(found(session), now=datetime.now(UTC)) is RoundState.CLOSED


@pytest.mark.parametrize(
    "bad",
    [
        {"charter": "nowhere"},
        {"version": "7"},
        {"slug": "r1"},
        {"slug": "No"},
        {"opens": "soon"},
        {"closes": "2020-01-01"},
        {"timezone": "Mars/Base"},
    ],
)
def test_bad_input_ends_with_two_one_line_and_no_round(
    command: Command,
    session: Session,
    cast: Cast,
    capsys: pytest.CaptureFixture[str],
    bad: dict[str, str],
) -> None:
    assert create(command, **bad) == 2

    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert len(session.scalars(select(Round)).all()) == 1


@pytest.mark.parametrize(
    ("step", "slug"), [("open", "r1"), ("open", "nowhere"), ("close", "nowhere")]
)
def test_impossible_step_ends_with_two(command: Command, cast: Cast, step: str, slug: str) -> None:
    cast_is_open_by_the_test_clock_only = command(step, slug)

    assert cast_is_open_by_the_test_clock_only == 2


def test_what_does_not_exist_is_named_in_the_refusal(
    command: Command, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert create(command, charter="nowhere") == 2
    assert capsys.readouterr().err == "palabre: no such charter: nowhere\n"
