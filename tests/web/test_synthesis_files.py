"""Files of an edition: long ones are made meanwhile, the same bytes always, never half of one."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.documents.writers.listings import files
from app.jobs.exports import Stage, exports_of, make_waiting
from app.web import current, listings
from tests.factories.cast import Cast
from tests.house.tree import ROOT
from tests.web.page import AuditedClient
from tests.web.test_synthesis import published

FONTS = ROOT / "static" / "fonts"
TYPES = {"docx": "wordprocessingml", "xlsx": "spreadsheetml", "csv.zip": "application/zip"}


@pytest.fixture
def web(
    client: FlaskClient,
    session: Session,
    cast: Cast,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> AuditedClient:
    published(session, cast, now=now)
    monkeypatch.setattr(listings, "call", lambda *_all: None)
    return AuditedClient(client)


@pytest.mark.parametrize("format_", TYPES)
def test_long_file_is_made_meanwhile_and_equals_the_one_made_at_once(
    web: AuditedClient, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    url = f"/ar/rounds/r1/synthesis.{format_}"
    at_once = web.get(url)
    monkeypatch.setattr(files, "LONG_REPORT", 0)

    sent_on = web.get(url)
    waiting = web.get(sent_on.location)
    with client.application.app_context():
        exports = exports_of(current.settings().instance)
        (key,) = exports.waiting()
        begun = exports.read(key), exports.progress(key).stage
        made = make_waiting(exports, FONTS)
    later = web.get(url)

    assert at_once.status_code == later.status_code == 200
    assert (sent_on.status_code, waiting.status_code, made) == (303, 200, 1)
    assert begun == (None, Stage.WAITING)
    assert later.data == at_once.data
    assert later.headers["Content-Disposition"].endswith(f'"r1-e1-ar.{format_}"')
    assert TYPES[format_] in later.content_type
    assert later.content_type == at_once.content_type
    assert "rounds/r1/synthesis" in web.get(sent_on.location).text


@pytest.mark.parametrize("format_", [*TYPES, "json"])
def test_edition_gives_the_same_bytes_whatever_happens_after(
    web: AuditedClient, session: Session, cast: Cast, format_: str
) -> None:
    url = f"{'' if format_ == 'json' else '/en'}/rounds/r1/synthesis.{format_}?edition=1"
    before = web.get(url).data
    cast.town.name, cast.bo.display_name = "Another town", "Another name"
    cast.round.evidence_floor = 3
    session.commit()

    assert web.get(url).data == before
