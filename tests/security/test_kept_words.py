"""Whatever goes wrong when a form is sent, two thousand letters come back with the answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.config import Settings
from app.models.contributions import Contribution, Draft
from app.models.moderation import Report
from app.web.database import EXTENSION
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.contributions import make_contribution
from tests.security.test_bursts import HERE, counting, end, visitor
from tests.web.signing_in import csrf_token, post, sign_in

FORM = "/ar/rounds/r1/p/1/comment"
AMEND = "/ar/rounds/r1/p/1/amend"
SENTENCE = 'الماء أولًا، ثم المدرسة؛ «لا أحد» يُترك & <وحده> عند الباب "7". '
WORDS = (SENTENCE * 40)[:2000].strip()
FIELDS = {
    "text": WORDS,
    "title": SENTENCE.strip(),
    "reason": WORDS,
    "wording": WORDS,
    "kind": "concern",
    "language": "ar",
    "do": "send",
}


def gives_back(answer: TestResponse, session: Session) -> bool:
    """Whether the words stand on the page, or in a draft that the answer leads to."""
    session.rollback()
    drafts = [str(fields.get("text")) for fields in session.scalars(select(Draft.fields))]
    return WORDS in unescape(answer.text) or (answer.status_code == 303 and WORDS in drafts)


def sent(client: FlaskClient, key: str = "key-1", url: str = FORM, **more: str) -> TestResponse:
    return post(client, url, {**FIELDS, "submission_key": key, **more})


def test_sound_form_is_taken(client: FlaskClient, cast: Cast, session: Session) -> None:
    sign_in(client, cast.mina)

    assert sent(client).status_code == 303
    assert session.scalar(select(func.count()).select_from(Contribution)) == 1


def test_token_that_expired(client: FlaskClient, cast: Cast, session: Session) -> None:
    sign_in(client, cast.mina)

    answer = client.post(FORM, data={**FIELDS, "csrf_token": "old"})

    assert answer.status_code == 400
    assert gives_back(answer, session)


def test_session_that_ended(
    client: FlaskClient, cast: Cast, session: Session, clock: Clock
) -> None:
    sign_in(client, cast.mina)
    token = csrf_token(client)
    clock.now += timedelta(days=2)

    answer = client.post(FORM, data={**FIELDS, "submission_key": "k", "csrf_token": token})

    assert answer.status_code in {303, 400}
    assert gives_back(answer, session)


def test_same_key_with_other_words(client: FlaskClient, cast: Cast, session: Session) -> None:
    sign_in(client, cast.mina)
    sent(client, text="كلام آخر")

    answer = sent(client)

    assert answer.status_code == 409
    assert gives_back(answer, session)
    assert "كلام آخر" in answer.text


def test_too_many_at_once(settings: Settings, cast: Cast, session: Session, clock: Clock) -> None:
    app = counting(settings, clock)
    client = visitor(app, HERE, cast.mina)
    try:
        answer = next(
            found for at in range(99) if (found := sent(client, f"key-{at}")).status_code == 429
        )
        assert gives_back(answer, session)
    finally:
        end(app)


@contextmanager
def failing(app: Flask, error: Exception, statements: str = "") -> Iterator[None]:
    """Databases that fail on every statement, or on those that begin like this."""

    def fail(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        # PostgreSQL takes what is written together as one statement.
        if statement.startswith(statements) or f"({statements} " in statement:
            raise error

    engines = (app.extensions[EXTENSION].engine, app.extensions[EXTENSION].identity_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", fail)
    yield
    for engine in engines:
        event.remove(engine, "before_cursor_execute", fail)


@pytest.mark.parametrize("statements", ["", "INSERT", "UPDATE", "BEGIN"])
def test_database_that_fails(
    app: Flask, client: FlaskClient, cast: Cast, session: Session, statements: str
) -> None:
    sign_in(client, cast.mina)
    csrf_token(client)
    error = OperationalError("INSERT", {}, Exception("the disk is gone"))
    if statements == "BEGIN" and session.bind.dialect.name == "postgresql":  # type: ignore[union-attr]
        statements = "SELECT"

    with failing(app, error, statements):
        answer = sent(client)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "the disk" not in answer.text
    assert gives_back(answer, session)


@pytest.mark.parametrize("statements", ["", "INSERT"])
def test_fault_of_ours(
    settings: Settings, cast: Cast, session: Session, clock: Clock, statements: str
) -> None:
    app = counting(settings, clock)
    client = visitor(app, HERE, cast.mina)
    csrf_token(client)
    try:
        with failing(app, RuntimeError("wires crossed"), statements):
            answer = sent(client)
        assert answer.status_code == 500
        assert "wires crossed" not in answer.text
        assert "Traceback" not in answer.text
        assert gives_back(answer, session)
    finally:
        end(app)


@pytest.mark.parametrize("url", [FORM, AMEND, "/ar/rounds/r1/comment"])
def test_round_that_closed_meanwhile(
    client: FlaskClient, cast: Cast, session: Session, clock: Clock, url: str
) -> None:
    clock.now = cast.round.closes_at + timedelta(seconds=1)
    sign_in(client, cast.mina)

    answer = sent(client, url=url)

    assert answer.status_code == 403
    assert gives_back(answer, session)


@pytest.mark.parametrize(
    ("url", "wrong"),
    [(FORM, {"kind": "nonsense"}), (FORM, {"language": "xx"}), (AMEND, {"reason": ""})],
)
def test_field_that_is_wrong(
    client: FlaskClient, cast: Cast, session: Session, url: str, wrong: dict[str, str]
) -> None:
    sign_in(client, cast.mina)

    answer = sent(client, url=url, **wrong)

    assert answer.status_code == 422
    assert gives_back(answer, session)


def test_visitor_is_asked_to_sign_in_and_finds_the_words(
    client: FlaskClient, cast: Cast, session: Session
) -> None:
    answer = sent(client)

    assert answer.status_code == 303
    assert gives_back(answer, session)


def test_report_that_is_refused(
    client: FlaskClient, cast: Cast, session: Session, now: datetime
) -> None:
    make_contribution(session, cast.round, cast.ines, cast.paragraphs[0], now=now)
    session.commit()

    answer = post(client, "/ar/rounds/r1/contributions/C1/report", {"text": WORDS})

    assert answer.status_code == 422
    assert gives_back(answer, session)
    assert session.scalar(select(func.count()).select_from(Report)) == 0


def test_words_that_are_lost_would_be_noticed(client: FlaskClient, session: Session) -> None:
    assert not gives_back(client.get("/ar/"), session)
