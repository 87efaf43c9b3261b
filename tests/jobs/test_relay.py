"""The mail relay: nothing lost, nothing sent for what was rolled back, order kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import ClassVar

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.jobs import relay as relay_module
from app.jobs.mail import NotDelivered
from app.jobs.relay import MOST_TRIES, Post, relay
from app.ledger.outbox import post as queue_mail
from app.models.identity.accounts import Account
from app.models.record import OutboxMessage
from app.web.database import EXTENSION


class Office:
    """The relay with its sessions and folder, and the way to queue a mail."""

    def __init__(self, app: Flask, folder: Path) -> None:
        databases = app.extensions[EXTENSION]
        self.sessions = sessionmaker(databases.engine, expire_on_commit=False)
        self.identities = sessionmaker(databases.identity_engine, expire_on_commit=False)
        self.written: list[str] = []
        self.post = Post(folder, None, "post@towns.example", self.render)

    def render(self, template: str, language: str, _context: object) -> tuple[str, str]:
        self.written.append(template)
        return template, language

    def relay(self, now: datetime) -> int:
        return relay(self.sessions, self.identities, self.post, now=now)

    def letters(self) -> list[EmailMessage]:
        return [
            message_from_bytes(file.read_bytes(), policy=policy.default)
            for file in self.post.folder.glob("*.eml")
        ]


@pytest.fixture
def office(app: Flask, tmp_path: Path) -> Office:
    return Office(app, tmp_path / "mail")


@pytest.fixture
def queued(
    session: Session, identity: Session, now: datetime
) -> Callable[[str, str], OutboxMessage]:
    def queue(key: str, template: str) -> OutboxMessage:
        if not identity.scalar(select(Account).where(Account.member_key == key)):
            account = Account(member_key=key, email=f"{key}@towns.example", created_at=now)
            identity.add(account)
            identity.commit()
        queue_mail(session, key, template, "ar", {"reference": "C1"}, now=now)
        row = session.scalar(select(OutboxMessage).where(OutboxMessage.member_key == key))
        session.commit()
        return row

    return queue


def test_mail_reaches_the_address_of_the_member(office, queued, now):
    queued("mina", "receipt")

    assert office.relay(now) == 1

    (letter,) = office.letters()
    assert letter["To"] == "mina@towns.example"
    assert letter["Content-Language"] == "ar"


def test_mail_is_sent_once(office, queued, now):
    queued("mina", "receipt")

    assert [office.relay(now), office.relay(now)] == [1, 0]


def test_mail_of_a_rolled_back_change_is_never_sent(office, session, now):
    queue_mail(session, "mina", "receipt", "en", {}, now=now)
    session.rollback()

    assert office.relay(now) == 0


def test_member_without_address_gets_none_and_blocks_nobody(office, session, queued, now):
    queue_mail(session, "by-code", "receipt", "en", {}, now=now)
    session.commit()
    queued("mina", "receipt")

    assert office.relay(now) == 1


def test_sending_again_after_a_crash_bears_the_same_identifier(office, queued, session, now):
    message = queued("mina", "receipt")
    office.relay(now)
    first = office.letters()[0]["Message-ID"]
    row = session.get(OutboxMessage, message.id)
    row.sent_at = None
    session.commit()

    office.relay(now)

    assert [letter["Message-ID"] for letter in office.letters()] == [first]


def test_failure_waits_longer_each_time_and_keeps_the_order(office, queued, monkeypatch, now):
    def refuse(*_parts: object) -> None:
        raise NotDelivered("refused")

    queued("mina", "first")
    queued("mina", "second")
    real = relay_module.deliver
    monkeypatch.setattr(relay_module, "deliver", refuse)
    office.relay(now)
    monkeypatch.setattr(relay_module, "deliver", real)

    assert office.relay(now) == 0
    assert office.relay(now + timedelta(minutes=1)) == 2
    assert office.written == ["first", "first", "second"]


def test_poisoned_mail_is_parked(office, queued, session, monkeypatch, now):
    def refuse(*_parts: object) -> None:
        raise NotDelivered("refused")

    message = queued("mina", "receipt")
    monkeypatch.setattr(relay_module, "deliver", refuse)
    moment = now
    for _ in range(MOST_TRIES):
        office.relay(moment)
        moment += timedelta(days=1)

    session.expire_all()
    row = session.get(OutboxMessage, message.id)
    assert (row.attempts, row.parked_at is not None) == (MOST_TRIES, True)


class Server:
    """A mail server that writes down what it is told."""

    spoken: ClassVar[list[str]] = []

    def __init__(self, host: str, port: int, timeout: int) -> None:
        self.spoken.append(f"{host}:{port}")

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_error: object) -> None:
        self.spoken.append("quit")

    def ehlo(self) -> None: ...

    def has_extn(self, _name: str) -> bool:
        return True

    def starttls(self, context: object) -> None:
        self.spoken.append("starttls")

    def login(self, user: str, password: str) -> None:
        self.spoken.append(f"login {user} {password}")

    def send_message(self, message: EmailMessage) -> None:
        self.spoken.append(str(message["To"]))


def test_smtp_is_used_when_configured(office, queued, monkeypatch, now):
    Server.spoken.clear()
    monkeypatch.setattr("smtplib.SMTP", Server)
    queued("mina", "receipt")
    office.post = replace(office.post, smtp_url="smtp://us%40er:pa%3Ass@mail.towns.example:2525")

    office.relay(now)

    assert Server.spoken == [
        "mail.towns.example:2525",
        "starttls",
        "login us@er pa:ss",
        "mina@towns.example",
        "quit",
    ]
