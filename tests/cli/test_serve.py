"""Serving from the command line: requests share nothing with the command or each other."""

from pathlib import Path

import pytest
from flask import Flask, has_app_context

from app.cli import serve
from app.cli.main import run
from app.config import settings_from
from app.models.engine import WRITING


def test_server_runs_outside_of_the_commands_own_context(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bool, bool]] = []
    monkeypatch.setattr(
        serve.Server, "run", lambda _self: seen.append((has_app_context(), WRITING.get()))
    )
    run(lambda: app, ["serve", "--quiet"])

    assert seen == [(False, False)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [({}, "http://127.0.0.1:8123"), ({"PALABRE_URL": "https://a.example"}, "https://a.example")],
)
def test_addresses_handed_out_lead_to_the_port_served_unless_told_otherwise(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    told: dict[str, str],
    expected: str,
) -> None:
    settings = settings_from({"PALABRE_INSTANCE": str(tmp_path), **told})
    monkeypatch.setitem(app.extensions, "palabre_settings", settings)
    monkeypatch.setattr(serve.Server, "run", lambda _self: None)
    run(lambda: app, ["serve", "--quiet", "--port", "8123"])

    assert app.extensions["palabre_settings"].public_url == expected
    assert settings_from({"PALABRE_INSTANCE": str(tmp_path), **told}).public_url == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, ["Palabre is at http://127.0.0.1:8123"]),
        (
            {"PALABRE_URL": "https://a.example"},
            ["Palabre is at https://a.example", "It listens on http://127.0.0.1:8123"],
        ),
    ],
)
def test_first_address_printed_is_the_one_that_people_use(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    told: dict[str, str],
    expected: list[str],
) -> None:
    settings = settings_from({"PALABRE_INSTANCE": str(tmp_path), **told})
    monkeypatch.setitem(app.extensions, "palabre_settings", settings)
    monkeypatch.setattr(serve.Server, "run", lambda _self: None)
    run(lambda: app, ["serve", "--port", "8123"])

    lines = capsys.readouterr().out.splitlines()
    assert lines[: len(expected)] == expected
    assert lines[-1].startswith(f"First time? Make the first administrator at {expected[0][14:]}/")
