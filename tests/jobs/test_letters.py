"""Letters with a link: sealed while they wait, tried again, forgotten once they left."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from huey import Huey
from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from app.cli.work import works_of
from app.jobs import letters as letters_module
from app.jobs.consumer import queue_of
from app.jobs.letters import call_post, hand_over
from app.jobs.mail import NotDelivered
from app.ledger.outbox import post as queue_mail
from app.models.identity.accounts import WaitingLetter
from app.services.accounts.letters import LetterAsked, due_letters, write_letter
from app.web.database import EXTENSION
from app.web.letters import LAST_CALL
from tests.conftest import Clock
from tests.web.signing_in import post

LINK = "http://localhost/fr/sign-in/the-only-copy"


@pytest.fixture
def asked(app: Flask, identity: Session, now: datetime) -> LetterAsked:
    letter = LetterAsked("mina@towns.example", "sign_in", "fr", LINK)
    write_letter(identity, letter, app.extensions["palabre_settings"].secret_key, now=now)
    return letter


@pytest.fixture
def send(app: Flask) -> Callable[[datetime], int]:
    works = works_of(app)
    return lambda moment: hand_over(works.identities, works.post, now=moment)


def written(app: Flask) -> list[Path]:
    return list((app.extensions["palabre_settings"].instance / "mail").glob("*.eml"))


def test_letter_leaves_once_and_nothing_of_it_is_kept(app, asked, send, identity, now):
    assert [send(now), send(now)] == [1, 0]

    assert len(written(app)) == 1
    assert not identity.query(WaitingLetter).count()


def test_link_of_a_waiting_letter_is_kept_sealed(app, asked, identity, now):
    engine = app.extensions[EXTENSION].identity_engine
    with engine.connect() as connection:
        rows = [
            str(tuple(row))
            for table in inspect(engine).get_table_names()
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]

    assert any(asked.email in row for row in rows)
    assert not any("only-copy" in row for row in rows)


def test_failure_waits_longer_each_time(asked, send, identity, monkeypatch, now):
    def refuse(*_parts: object) -> None:
        raise NotDelivered("refused")

    with monkeypatch.context() as patch:
        patch.setattr(letters_module, "deliver", refuse)
        assert [send(now), send(now + timedelta(minutes=1))] == [0, 0]

    assert [send(now + timedelta(minutes=minute)) for minute in (2, 3)] == [0, 1]


def test_letter_is_given_up_when_its_link_is_dead(app, asked, send, identity, now):
    assert send(now + timedelta(minutes=60)) == 0

    assert not written(app)
    assert not due_letters(identity, 10, now=now + timedelta(days=1))


def test_letter_under_another_secret_is_given_up(app, identity, send, now):
    letter = LetterAsked("mina@towns.example", "sign_in", "fr", LINK + "/" + "a" * 200)
    write_letter(identity, letter, "the secret of before", now=now)

    assert send(now) == 0
    assert not written(app)


@pytest.fixture
def queue(app: Flask, clock: Clock) -> Iterator[Huey]:
    found = queue_of(replace(works_of(app), clock=clock))
    found.flush()
    yield found
    found.flush()


def test_asking_for_a_link_calls_the_jobs_at_once(app, client, queue):
    assert post(client, "/en/sign-in", {"email": "mina@towns.example"}).status_code == 303
    assert not written(app)

    queue.execute(queue.dequeue())

    assert len(written(app)) == 1


def test_queued_mail_calls_the_jobs_once_a_second(app, queue, cast, now):
    app.extensions.pop(LAST_CALL, None)

    for _ in range(2):
        with app.test_request_context(method="POST"):
            session = app.extensions[EXTENSION].session
            queue_mail(session, cast.bo.key, "receipt", "en", {}, now=now)
            app.process_response(app.response_class())

    assert queue.pending_count() == 1


def test_page_does_not_call_the_jobs(app, client, queue):
    client.get("/en/sign-in")

    assert queue.pending_count() == queue.scheduled_count() == 0


def test_queue_that_does_not_answer_stops_nothing(tmp_path):
    call_post(tmp_path / "no such folder", None)
    call_post(tmp_path, "redis://127.0.0.1:1/0")
