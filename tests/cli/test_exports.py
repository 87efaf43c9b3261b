"""The command that writes a round to a file."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.cli.main import run
from app.documents.writers.versions.pdf import pdf_possible
from app.domain.contributions import Scope
from tests.factories.cast import Cast
from tests.factories.reports import HIDDEN, make_story


@pytest.fixture
def command(app: Flask) -> Callable[..., int]:
    return lambda *arguments: run(lambda: app, ["rounds", "export", *arguments])


@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv", "json"])
def test_it_writes_every_format(
    command: Callable[..., int],
    session: Session,
    cast: Cast,
    now: datetime,
    tmp_path: Path,
    format_: str,
) -> None:
    make_story(session, cast, now=now)
    session.commit()
    output = tmp_path / f"round.{format_}"

    status = command("r1", "--format", format_, "--language", "fr", "--output", str(output))

    assert status == 0
    assert output.stat().st_size > 500
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


def test_what_is_not_published_is_provisional(
    command: Callable[..., int], session: Session, cast: Cast, now: datetime, tmp_path: Path
) -> None:
    make_story(session, cast, now=now)
    session.commit()
    output = tmp_path / "round.json"

    command("r1", "--format", "json", "--output", str(output))

    document = json.loads(output.read_text(encoding="utf-8"))
    assert document["edition"]["provisional"] is True
    assert HIDDEN not in output.read_text(encoding="utf-8")


def test_unknown_round_is_bad_input(
    command: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert command("nowhere", "--format", "json", "--output", str(tmp_path / "x")) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_unwritable_place_leaves_nothing_behind(
    command: Callable[..., int], session: Session, cast: Cast, tmp_path: Path
) -> None:
    place = tmp_path / "missing" / "round.json"

    assert command("r1", "--format", "json", "--output", str(place)) == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("format_", ["docx", "pdf", "xlsx", "csv", "json", "akn"])
def test_amendments_leave_in_every_format_without_hidden_words(
    command: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    session: Session,
    cast: Cast,
    now: datetime,
    tmp_path: Path,
    format_: str,
) -> None:
    if format_ == "pdf" and not pdf_possible():
        pytest.skip("no layout of PDF files here")
    story = make_story(session, cast, now=now)
    story["insertion"].scope = Scope.LANGUAGE
    session.commit()
    output = tmp_path / f"list.{format_}"
    asked = ("r1", "--format", f"amendments-{format_}", "--language", "fr", "--output", str(output))

    assert command(*asked) == 0

    assert "1 of them corrections of one language version" in capsys.readouterr().out
    assert HIDDEN.encode() not in output.read_bytes()
    if format_ == "json":
        listed = json.loads(output.read_bytes())["amendments"]
        assert {one["reference"]: one["scope"] for one in listed} == {
            "A1": "substance",
            "A2": "language",
        }


def test_amendments_of_a_round_that_nobody_sees_yet_do_not_leave(
    command: Callable[..., int], session: Session, cast: Cast, now: datetime, tmp_path: Path
) -> None:
    cast.round.scheduled_at = None
    session.commit()

    assert command("r1", "--format", "amendments-csv", "--output", str(tmp_path / "x")) == 2
    assert not list(tmp_path.iterdir())
