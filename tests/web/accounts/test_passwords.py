"""Passwords: hashed with Argon2id, the same answer for all, sessions that end at once."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.identity.accounts import Account, LoginSession
from app.models.people import Member
from app.services.accounts.invitations import give_address
from app.services.accounts.passwords import hashed, hasher, set_password
from tests.factories.cast import Cast
from tests.web.page import AuditedClient
from tests.web.signing_in import csrf_token, post, sign_in

ADDRESS = "bo@example.org"
PASSWORD = "kettle under the fig tree"
NEW = "seven grey herons at noon"


@pytest.fixture
def bo(cast: Cast, identity: Session) -> Member:
    """Bo, with an address and a password."""
    now = cast.bo.created_at
    give_address(identity, cast.bo.key, ADDRESS, now=now)
    kept = hashed(PASSWORD, hasher(cheap=True))
    set_password(identity, cast.bo.key, kept, but=None, now=now)
    return cast.bo


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hashes that passwords were checked against."""
    checked: list[str] = []
    by = hasher(cheap=True)

    class Counting:
        def verify(self, kept: str, password: str) -> bool:
            checked.append(kept)
            return by.verify(kept, password)

        def hash(self, password: str) -> str:
            return by.hash(password)

    counting = Counting()
    monkeypatch.setattr("app.web.views.sign_in.hasher", lambda **_: counting)
    return checked


def enter(client: FlaskClient, login: str, password: str) -> int:
    answer = post(client, "/en/sign-in/password", {"login": login, "password": password})
    return answer.status_code


def test_password_signs_in(client: FlaskClient, bo: Member) -> None:
    assert enter(client, " BO@example.org", PASSWORD) == 303
    assert client.get("/en/me/settings").status_code == 200


def test_password_is_kept_as_argon2id(bo: Member, identity: Session) -> None:
    kept = identity.scalars(select(Account.password_hash)).one()

    assert kept is not None
    assert kept.startswith("$argon2id$")
    assert "kettle" not in kept


def test_real_parameters_are_those_of_the_standard() -> None:
    by = hasher()

    assert (by.time_cost, by.memory_cost) == (3, 65536)


def test_wrong_password_and_unknown_account_answer_alike(app: Flask, bo: Member) -> None:
    pages = []
    for login in (ADDRESS, "nobody@example.org", "nobody"):
        client = AuditedClient(app.test_client())
        form = {"csrf_token": csrf_token(client.client), "login": login, "password": "wrong one"}
        answer = client.post("/en/sign-in/password", data=form)
        pages.append((answer.status_code, answer.text.replace(login, "")))

    assert {status for status, _ in pages} == {422}
    assert len({strip_keys(page) for _, page in pages}) == 1
    assert "do not belong together" in pages[0][1]


def strip_keys(text: str) -> str:
    """The page without its submission keys and token, which differ each time."""
    lines = [line for line in text.splitlines() if 'type="hidden"' not in line]
    return "\n".join(lines)


@pytest.mark.parametrize("login", [ADDRESS, "nobody@example.org", "ines"])
def test_work_is_the_same_for_every_account(
    client: FlaskClient, bo: Member, work: list[str], login: str
) -> None:
    enter(client, login, "wrong one")

    assert len(work) == 1


def test_account_without_password_has_none_that_fits(
    client: FlaskClient, cast: Cast, identity: Session
) -> None:
    give_address(identity, cast.ines.key, "ines@example.org", now=cast.ines.created_at)

    assert enter(client, "ines@example.org", "nobody has this password") == 422


def test_session_key_is_new_at_every_sign_in(client: FlaskClient, bo: Member) -> None:
    keys, tokens = set(), set()
    for _ in range(2):
        enter(client, ADDRESS, PASSWORD)
        with client.session_transaction() as cookie:
            keys.add(cookie["_user_id"])
            tokens.add(cookie.get("csrf_token"))
            assert "_id" not in cookie

    assert len(keys) == 2


def test_signing_in_anew_ends_the_session_before(
    client: FlaskClient, bo: Member, identity: Session
) -> None:
    enter(client, ADDRESS, PASSWORD)
    enter(client, ADDRESS, PASSWORD)

    assert identity.scalar(select(func.count()).select_from(LoginSession)) == 1


def test_password_is_changed_and_other_sessions_end(
    app: Flask, client: FlaskClient, bo: Member
) -> None:
    other = app.test_client()
    enter(other, ADDRESS, PASSWORD)
    enter(client, ADDRESS, PASSWORD)

    answer = post(
        client, "/en/me/settings/password", {"current_password": PASSWORD, "new_password": NEW}
    )

    assert answer.status_code == 303
    assert other.get("/en/me/settings").status_code == 303
    assert client.get("/en/me/settings").status_code == 200
    assert enter(app.test_client(), ADDRESS, PASSWORD) == 422
    assert enter(app.test_client(), ADDRESS, NEW) == 303


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ({"current_password": "wrong", "new_password": NEW}, "not your present password"),
        ({"current_password": PASSWORD, "new_password": "short"}, "at least 8 characters"),
        ({"current_password": PASSWORD, "new_password": "password1234"}, "would try"),
        ({"current_password": PASSWORD, "new_password": "palabre2026"}, "your own name"),
        ({"current_password": PASSWORD, "new_password": ""}, "Choose a password"),
    ],
)
def test_password_that_cannot_be_taken_is_explained(
    client: FlaskClient, bo: Member, form: dict[str, str], word: str
) -> None:
    sign_in(client, bo)
    audited = AuditedClient(client)

    answer = audited.post(
        "/en/me/settings/password", data={"csrf_token": csrf_token(client), **form}
    )

    assert answer.status_code == 422
    assert word in answer.text
    assert NEW not in answer.text


def test_code_holder_chooses_a_name_and_a_password(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.mina)
    assert post(client, "/en/me/settings/password", {"new_password": NEW}).status_code == 422

    form = {"new_password": NEW, "sign_in_name": "Mina-Of-The-Port"}
    assert post(client, "/en/me/settings/password", form).status_code == 303
    assert enter(app.test_client(), "mina-of-the-port", NEW) == 303


def test_sign_in_name_belongs_to_one(app: Flask, client: FlaskClient, cast: Cast) -> None:
    form = {"new_password": NEW, "sign_in_name": "heron"}
    sign_in(client, cast.mina)
    post(client, "/en/me/settings/password", form)
    other = app.test_client()
    sign_in(other, cast.ines)

    answer = post(other, "/en/me/settings/password", form)

    assert answer.status_code == 422
    assert "is taken" in answer.text


def test_typed_password_is_not_given_back_on_an_error_page(client: FlaskClient, bo: Member) -> None:
    sign_in(client, bo)

    answer = client.post("/en/me/settings/password", data={"new_password": NEW})

    assert answer.status_code == 400
    assert NEW not in answer.text
