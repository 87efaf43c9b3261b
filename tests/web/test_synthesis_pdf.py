"""The synthesis as PDF: tagged, with charts, the same every time; or refused in words."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cli.main import run
from app.documents.drawing import Rect, svg_of
from app.documents.writers.bars import diverging
from app.documents.writers.versions import pdf
from app.jobs.exports import exports_of, make_waiting
from app.web import current, listings
from tests.documents.writers.versions.test_pdf import needs_pdf, unpacked
from tests.factories.cast import Cast
from tests.factories.reports import HIDDEN
from tests.house.tree import ROOT
from tests.web.page import AuditedClient
from tests.web.test_synthesis import published

URL = "/rounds/r1/synthesis.pdf"
FONTS = ROOT / "static" / "fonts"


@pytest.fixture(autouse=True)
def reported(session: Session, cast: Cast, now: datetime) -> None:
    published(session, cast, now=now)


@pytest.fixture
def command(app: Flask) -> Callable[..., int]:
    return lambda *arguments: run(lambda: app, ["rounds", "export", "r1", *arguments])


@needs_pdf
def test_file_is_made_meanwhile_and_kept(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "call", lambda *_all: None)
    web = AuditedClient(client)

    sent_on = web.get(f"/ar{URL}")
    waiting = web.get(sent_on.location)
    with client.application.app_context():
        made = make_waiting(exports_of(current.settings().instance), FONTS)
    answer = web.get(f"/ar{URL}")

    assert (sent_on.status_code, waiting.status_code, made) == (303, 200, 1)
    assert answer.headers["Content-Disposition"].endswith('"r1-e1-ar.pdf"')
    assert answer.data.startswith(b"%PDF")


@needs_pdf
def test_command_writes_it_tagged_and_the_same_again(
    command: Callable[..., int], tmp_path: Path
) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for path in (one, two):
        assert command("--format", "pdf", "--language", "ar", "--output", str(path)) == 0
    inside = unpacked(one.read_bytes())

    assert one.read_bytes() == two.read_bytes()
    assert b"/Marked true" in inside
    assert b"<pdfuaid:part>1" in inside or b'pdfuaid:part="1"' in inside
    assert {b"/Lang (ar)", b"/Lang (en)"} <= set(re.findall(rb"/Lang \(\w+\)", inside))
    figures = inside.count(b"/S /Figure")
    assert figures >= 3
    assert inside.count(b"/Alt ") == figures
    assert HIDDEN.encode() not in inside


def test_without_the_system_package_it_is_said(
    client: FlaskClient,
    command: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def refuse() -> None:
        raise pdf.NoPdf("pango")

    monkeypatch.setattr(pdf, "_weasyprint", refuse)
    monkeypatch.setattr(listings, "pdf_possible", lambda: False)
    answer = AuditedClient(client).get(f"/en{URL}")
    output = tmp_path / "x.pdf"

    assert answer.status_code == 404
    assert "PDF files cannot be made on this installation" in answer.text
    assert command("--format", "pdf", "--output", str(output)) != 0
    assert "PDF files cannot be made" in capsys.readouterr().err
    assert not output.exists()


def test_charts_are_mirrored_in_arabic() -> None:
    counts = {"support": 5, "oppose": 1, "abstain": 2}

    english, arabic = (diverging(counts, "said", code) for code in ("en", "ar"))

    for one, other in zip(english.shapes, arabic.shapes, strict=True):
        if isinstance(one, Rect) and isinstance(other, Rect):
            assert other.x == pytest.approx(english.width - one.x - one.w)
            assert (other.w, other.paint) == (one.w, one.paint)
    assert svg_of(english).count("<rect") == 3
    assert svg_of(english) != svg_of(arabic)
