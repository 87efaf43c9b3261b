"""Bilingual tables by command: out, back, the same again, and what is refused."""

import json
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook

from app.cli.main import run
from tests.factories.cast import Cast
from tests.factories.desk import Desk
from tests.services.translation.conftest import desk  # noqa: F401  the desk of version 2


def out(app: Flask, path: Path) -> int:
    command = ["translations", "export", "mobility", "--version", "2", "--language", "fr"]
    return run(lambda: app, [*command, "--output", str(path)])


def test_table_goes_out_and_comes_back(
    app: Flask,
    desk: Desk,  # noqa: F811
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk.prepare()
    path = tmp_path / "fr.xlsx"
    assert out(app, path) == 0
    book = load_workbook(path)
    line = next(row[0].row for row in book.active if row[0].value == "p-k1")
    book.active.cell(line, 6).value = "Chaque ville garde l’eau."
    book.save(path)
    capsys.readouterr()

    assert run(lambda: app, ["translations", "import", str(path), "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("1 would enter, 0 entered as stale, 0 met changes")
    assert run(lambda: app, ["translations", "import", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["taken"] == {"table": 1, "stale": 0, "keep": 0}
    assert run(lambda: app, ["translations", "import", str(path)]) == 0
    assert capsys.readouterr().out.startswith("0 entered, 0 entered as stale, 0 met changes")


def test_table_of_another_language_or_none_is_refused(
    app: Flask,
    desk: Desk,  # noqa: F811
    cast: Cast,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk.prepare()
    path = tmp_path / "fr.xlsx"
    assert out(app, path) == 0
    assert run(lambda: app, ["translations", "import", str(path), "--language", "ar"]) == 2
    assert "(table_of_another_language)" in capsys.readouterr().err
    path.write_bytes(b"key;source")
    assert run(lambda: app, ["translations", "import", str(path)]) == 2
    assert "(not_an_xlsx)" in capsys.readouterr().err
