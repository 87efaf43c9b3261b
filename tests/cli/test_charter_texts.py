"""The command that writes the text of a version to a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli import charter_texts
from app.cli.main import run
from app.documents.writers.versions.pdf import NoPdf
from app.models.charters import Charter, Version
from app.queries.texts import paragraphs_of
from tests.factories.cast import Cast
from tests.factories.charters import WORDS

Command = Callable[..., int]


@pytest.fixture
def command(app: Flask, cast: Cast, tmp_path: Path) -> Command:
    def export(slug: str = "mobility", version: str = "1", **more: str) -> int:
        options = {
            "version": version,
            "format": "md",
            "language": "fr",
            "output": str(tmp_path / "text"),
            **more,
        }
        pairs = [part for name, value in options.items() for part in (f"--{name}", value)]
        return run(lambda: app, ["charters", "export", slug, *pairs])

    return export


@pytest.mark.parametrize("format_", ["docx", "odt", "html", "md", "txt", "akn"])
def test_it_writes_every_format(command: Command, tmp_path: Path, format_: str) -> None:
    assert command(format=format_, beside="ar") == 0
    assert [path.name for path in tmp_path.iterdir()] == ["text"]
    assert (tmp_path / "text").stat().st_size > 500


def test_it_writes_the_text(command: Command, tmp_path: Path) -> None:
    command(format="txt", language="ar")

    assert WORDS["ar"].format(n=6) in (tmp_path / "text").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "nowhere"},
        {"version": "9"},
        {"version": "0"},
        {"format": "rtf"},
        {"language": "xx"},
        {"beside": "xx"},
        {"output": "/nowhere/text"},
    ],
)
def test_bad_input_is_one_line(
    command: Command, capsys: pytest.CaptureFixture[str], wrong: dict[str, str]
) -> None:
    assert command(**wrong) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_language_without_text_is_bad_input(
    command: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charter_texts, "languages_of", lambda *_: {"en": 6})

    assert command() == 2
    assert "no text in fr" in capsys.readouterr().err


def test_missing_pdf_library_is_said(
    command: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise NoPdf

    monkeypatch.setattr(charter_texts, "file_bytes", refuse)

    assert command(format="pdf") == 2
    assert "PDF files cannot be made here" in capsys.readouterr().err


@pytest.mark.parametrize("format_", ["docx", "odt", "html", "md", "txt"])
def test_text_goes_out_and_comes_in_again_the_same(
    command: Command, app: Flask, session: Session, tmp_path: Path, format_: str
) -> None:
    file = tmp_path / f"text.{format_}"
    assert command(format=format_, language="ar", output=str(file)) == 0
    there = ["charters", "import", str(file), "--charter", "again", "--language", "ar"]
    assert run(lambda: app, there) == 0

    first, second = (
        session.scalars(select(Version).join(Charter).where(Charter.slug == slug)).first()
        for slug in ("mobility", "again")
    )
    assert first is not None
    assert second is not None
    assert [(one.label, one.text) for one in paragraphs_of(session, second, "ar")] == [
        (one.label, one.text) for one in paragraphs_of(session, first, "ar")
    ]
