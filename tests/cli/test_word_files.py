"""The commands that write a round as a Word file and take a marked-up one."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cli.main import run
from app.documents.readers.marked_file import read_marked
from app.models.contributions import Contribution
from app.models.word_files import WordFile
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.factories.marking import changed, commented, sent_out, tracked

Command = Callable[..., int]


@pytest.fixture
def command(app: Flask) -> Command:
    return lambda *words: run(lambda: app, ["rounds", *words])


@pytest.fixture
def open_now(session: Session, cast: Cast, now: datetime) -> Cast:
    """The round open by the clock of the machine, which the commands read."""
    round_ = session.merge(cast.round)
    round_.opens_at = now - timedelta(days=3)
    round_.closes_at = datetime.now(UTC) + timedelta(days=3)
    make_amendment(session, round_, cast.bo, cast.paragraphs[3], now=now)
    session.commit()
    return cast


@pytest.fixture
def marked_up(open_now: Cast, session: Session, now: datetime, tmp_path: Path) -> Path:
    path = tmp_path / "returned.docx"
    clean = changed(sent_out(session, open_now, now=now), tracked(1, "schools", "clinics"))
    path.write_bytes(commented(clean, 2, "Who pays?"))
    session.rollback()
    return path


def numbers(session: Session) -> tuple[int, int]:
    session.rollback()
    tables = (Contribution, WordFile)
    found = [session.scalar(select(func.count()).select_from(one)) or 0 for one in tables]
    session.rollback()
    return found[0], found[1]


@pytest.mark.parametrize(
    ("format_", "more", "remarks"),
    [
        ("docx-review", (), 1),
        ("docx-review", ("--organisation", "rivebelle"), 0),
        ("docx-review", ("--paragraphs", "1,2"), 0),
        ("docx-clean", (), 0),
    ],
)
def test_it_writes_the_round_as_a_word_file(
    command: Command,
    open_now: Cast,
    tmp_path: Path,
    format_: str,
    more: tuple[str, ...],
    remarks: int,
) -> None:
    output = tmp_path / "round.docx"

    status = command(
        "export", "r1", "--format", format_, "--language", "en", "--output", str(output), *more
    )

    assert status == 0
    assert len(read_marked(output.read_bytes(), output.name).remarks) == remarks


@pytest.mark.parametrize("more", [("--paragraphs", "x"), ("--organisation", "nobody")])
def test_what_is_not_there_is_bad_input(
    command: Command, open_now: Cast, tmp_path: Path, more: tuple[str, ...]
) -> None:
    target = ("--format", "docx-review", "--output", str(tmp_path / "x.docx"))

    assert command("export", "r1", *target, *more) == 2


def test_a_dry_run_files_nothing(
    command: Command, session: Session, marked_up: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = command(
        "import-word", "r1", str(marked_up), "--organisation", "passage", "--dry-run", "--json"
    )

    listed = json.loads(capsys.readouterr().out)
    assert status == 0
    assert listed["fresh"] == 2
    assert listed["amendments"][0]["number"] == 1
    assert listed["comments"][0]["text"] == "Who pays?"
    assert numbers(session) == (1, 0)


def test_a_file_is_taken_once(
    command: Command, session: Session, marked_up: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for expected in ("2 contributions are filed, 0", "0 contributions are filed, 2"):
        assert command("import-word", "r1", str(marked_up), "--organisation", "passage") == 0
        assert capsys.readouterr().out.startswith(expected)

    assert numbers(session) == (3, 2)


def test_what_cannot_be_taken_is_one_line(
    command: Command, open_now: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Towns", encoding="utf-8")

    assert command("import-word", "r1", str(path), "--organisation", "passage") == 2
    assert command("import-word", "r1", str(path), "--organisation", "nobody") == 2
    assert capsys.readouterr().err.count("\n") == 2
