"""Known and unknown accounts cost the same work, counted, and get the same answer.

Time is not measured here, because it differs from machine to machine; what takes time is counted:
hashes, statements and commits. No request hands a letter over: it waits with its link sealed, the
same for both, until the jobs send it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.jobs import letters as handed_over
from app.services.accounts import passwords
from app.services.accounts.invitations import give_address
from app.web.database import EXTENSION
from tests.factories.cast import Cast
from tests.web.accounts.mailbox import letters
from tests.web.signing_in import post
from tests.web.statements import counted

KNOWN, BARE, UNKNOWN = "bo@example.org", "ines@example.org", "nobody@example.org"
PASSWORD = "a long and honest password"
PASSING = re.compile(r'(name="(?:csrf_token|submission_key|draft_key)"[^>]*value|nonce)="[^"]*"')


@dataclass
class Work:
    """What one request did that takes time, and what it answered."""

    hashes: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    commits: int = 0
    letters: list[str] = field(default_factory=list)
    status: int = 0
    place: str | None = None
    text: str = ""
    cookies: list[str] = field(default_factory=list)


@pytest.fixture
def accounts(cast: Cast, identity: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """One account with a password, one without; a process that has checked nothing so far."""
    by = passwords.hasher(cheap=True)
    give_address(identity, cast.bo.key, KNOWN, now=cast.bo.created_at)
    give_address(identity, cast.ines.key, BARE, now=cast.ines.created_at)
    passwords.set_password(
        identity, cast.bo.key, passwords.hashed(PASSWORD, by), but=None, now=cast.bo.created_at
    )


@contextmanager
def watched(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    work = Work()

    def spy(name: str) -> None:
        real: Callable[..., Any] = getattr(PasswordHasher, name)

        def count(self: PasswordHasher, *arguments: Any, **options: Any) -> Any:
            work.hashes.append(name)
            return real(self, *arguments, **options)

        patch.setattr(PasswordHasher, name, count)

    deliver = handed_over.deliver

    def note(folder: Any, url: Any, message: Any) -> None:
        work.letters.append(message["Subject"])
        deliver(folder, url, message)

    def commit(_connection: Any) -> None:
        work.commits += 1

    engines = (app.extensions[EXTENSION].engine, app.extensions[EXTENSION].identity_engine)
    with monkeypatch.context() as patch:
        spy("hash")
        spy("verify")
        patch.setattr(handed_over, "deliver", note)
        for engine in engines:
            event.listen(engine, "commit", commit)
        try:
            with counted(app) as work.statements:
                yield work
        finally:
            for engine in engines:
                event.remove(engine, "commit", commit)


def work_of(
    app: Flask, monkeypatch: pytest.MonkeyPatch, url: str, form: dict[str, str], typed: str
) -> Work:
    """The work of one request by a visitor who was never here before."""
    client = app.test_client()
    client.get("/en/sign-in")
    passwords._decoy.cache_clear()
    with watched(app, monkeypatch) as work:
        answer = post(client, url, form)
    work.status, work.place = answer.status_code, answer.location
    work.text = PASSING.sub("", answer.text.replace(typed, "TYPED"))
    work.cookies = [cookie.partition("=")[0] for cookie in answer.headers.getlist("Set-Cookie")]
    return work


@pytest.mark.parametrize("typed", [BARE, UNKNOWN])
def test_wrong_password_is_the_same_work_for_every_account(
    app: Flask, accounts: None, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    def tried(login: str) -> Work:
        form = {"login": login, "password": "not this one at all"}
        return work_of(app, monkeypatch, "/en/sign-in/password", form, login)

    known = tried(KNOWN)

    assert "verify" in known.hashes
    assert known.statements
    assert known.status == 422
    assert tried(typed) == known


def test_link_is_the_same_work_for_every_address(
    app: Flask, accounts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(email: str) -> Work:
        return work_of(app, monkeypatch, "/en/sign-in", {"email": email}, email)

    known, unknown = asked(KNOWN), asked(UNKNOWN)

    assert known.statements
    assert (known.status, known.letters) == (303, [])
    assert unknown == known
    assert {letter["To"] for letter in letters(app)} == {KNOWN, UNKNOWN}


def test_known_account_and_right_password_do_sign_in(
    app: Flask, accounts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the work above is that of a real account."""
    form = {"login": KNOWN, "password": PASSWORD}

    assert work_of(app, monkeypatch, "/en/sign-in/password", form, KNOWN).status == 303
