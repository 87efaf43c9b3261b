"""Printed codes: shown once, hashed, one member for ever, revocable, without any e-mail."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.codes import read_code
from app.domain.rounds import Audience
from app.models.identity.accounts import Account, Code
from app.models.people import Member
from app.queries.accounts import batches_of, digest
from app.services.accounts.codes import BatchAsked, issue_codes, use_code
from app.services.people.members import Newcomer, join
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.charters import make_round
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import csrf_token, post, sign_in


@pytest.fixture
def code(session: Session, identity: Session, cast: Cast, clock: Clock) -> str:
    """An unused code of the association."""
    asked = BatchAsked(
        "batch", cast.association.id, "class", "ar", 1, clock.now + timedelta(days=30)
    )
    sam = actor_of(session, cast.sam)
    session.commit()
    return issue_codes(identity, sam, asked, now=clock.now)[0]


def enter(client: FlaskClient, code: str, name: str = "Amal") -> int:
    form = {"code": code, "display_name": name, "language": "ar"}
    return post(client, "/ar/code/name", form).status_code


def members(session: Session) -> int:
    number = session.scalar(select(func.count()).select_from(Member)) or 0
    session.commit()
    return number


def test_code_asks_for_a_name_and_signs_in_without_email(
    client: FlaskClient, session: Session, identity: Session, cast: Cast, code: str
) -> None:
    audited = AuditedClient(client)
    assert audited.get("/ar/code").status_code == 200
    page = audited.post("/ar/code", data={"csrf_token": csrf_token(client), "code": code.lower()})
    assert page.status_code == 200

    assert enter(client, code) == 303
    member = session.scalars(select(Member).where(Member.display_name == "Amal")).one()
    assert (member.organisation_id, member.code_holder) == (cast.association.id, True)
    assert identity.scalars(select(Account.email)).all() == [None]
    session.commit()
    identity.commit()
    assert audited.get("/ar/me/settings").status_code == 200


def test_code_leads_to_the_one_open_round(
    app: Flask, client: FlaskClient, session: Session, cast: Cast, code: str
) -> None:
    first = post(client, "/ar/code/name", {"code": code, "display_name": "Amal", "language": "ar"})
    asked = post(app.test_client(), "/en/code", {"code": code, "next": "/en/help"})
    closed = session.merge(cast.round)
    closed.audience = Audience.INVITATION
    session.commit()
    outside = post(app.test_client(), "/en/code", {"code": code})

    assert first.location == "/ar/rounds/r1"
    assert asked.location == "/en/help"
    assert outside.location == "/en/"


def test_code_leads_home_where_two_rounds_are_open(
    app: Flask, client: FlaskClient, session: Session, cast: Cast, code: str, clock: Clock
) -> None:
    make_round(session, session.merge(cast.version), "r2", now=clock.now, number=2)
    session.commit()
    form = {"code": code, "display_name": "Amal", "language": "ar"}

    assert post(client, "/ar/code/name", form).location == "/ar/"


def test_same_code_leads_to_the_same_member(
    app: Flask, client: FlaskClient, session: Session, code: str
) -> None:
    enter(client, code)
    number = members(session)

    answer = post(app.test_client(), "/en/code", {"code": f" {code[:4]} {code[4:]} "})
    again = enter(app.test_client(), code, "Somebody else")

    assert (answer.status_code, again) == (303, 303)
    assert members(session) == number


def test_second_of_two_at_once_is_the_first(
    session: Session, identity: Session, code: str, clock: Clock
) -> None:
    keys = [join(session, Newcomer(name, "en"), now=clock.now) for name in ("One", "Two")]

    owners = [use_code(identity, code, key, now=clock.now) for key in keys]

    assert owners == [keys[0], keys[0]]


def test_unused_code_expires_and_used_one_stays(
    app: Flask, client: FlaskClient, session: Session, identity: Session, cast: Cast, clock: Clock
) -> None:
    asked = BatchAsked("two", cast.association.id, "", "en", 2, clock.now + timedelta(days=1))
    sam = actor_of(session, cast.sam)
    session.commit()
    used, unused = issue_codes(identity, sam, asked, now=clock.now)
    enter(client, used)
    clock.now += timedelta(days=2)

    assert post(app.test_client(), "/en/code", {"code": used}).status_code == 303
    assert post(app.test_client(), "/en/code", {"code": unused}).status_code == 422


@pytest.mark.parametrize("typed", ["nonsense", "0000-0000-0000-0", ""])
def test_code_that_opens_nothing_is_explained(client: FlaskClient, cast: Cast, typed: str) -> None:
    audited = AuditedClient(client)

    answer = audited.post("/en/code", data={"csrf_token": csrf_token(client), "code": typed})

    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert post(client, "/en/code/name", {"code": typed, "display_name": "X"}).status_code == 422


def test_name_is_needed_and_the_code_stays(client: FlaskClient, cast: Cast, code: str) -> None:
    form = {"csrf_token": csrf_token(client), "code": code, "display_name": "", "language": "en"}

    answer = AuditedClient(client).post("/en/code/name", data=form)

    assert answer.status_code == 422
    assert f'value="{code}"' in answer.text


def test_sheet_is_shown_once_in_its_own_language_among_controls_in_ours(
    client: FlaskClient, cast: Cast, identity: Session
) -> None:
    sign_in(client, cast.sam)
    form = {
        "csrf_token": csrf_token(client),
        "submission_key": "k1",
        "number": "3",
        "label": "class",
        "language": "ar",
        "expires_on": "2026-06-01",
    }
    url = f"/en/manage/organisations/{cast.association.slug}/codes"

    sheet = client.post(url, data=form)

    page = Page(sheet.text, lang="en")
    assert page.title.startswith("Code sheet:")
    assert "These codes are shown only now" in page.text
    assert "Back" in page.text
    own = next(e for e in page.all("div") if e.get("lang") == "ar")
    assert own.get("dir") == "rtl"
    assert "ورقة الرموز" in page.h1
    printed = [element.text or "" for element in page.by_class("code")]
    kept = set(identity.scalars(select(Code.code_hash)))
    identity.commit()
    assert sheet.status_code == 200
    assert {digest(read_code(code) or "") for code in printed} == kept
    assert len(kept) == 3
    assert not any(code in repr(kept) for code in printed)
    assert client.post(url, data=form).status_code == 409


def test_revoked_batch_opens_nothing_and_ends_sessions(
    app: Flask, client: FlaskClient, cast: Cast, code: str
) -> None:
    enter(client, code)
    staff = app.test_client()
    sign_in(staff, cast.ada)
    slug = cast.association.slug

    answer = post(staff, f"/en/manage/organisations/{slug}/codes/batch/revoke")

    assert answer.status_code == 303
    assert client.get("/en/me/settings").status_code == 303
    assert post(app.test_client(), "/en/code", {"code": code}).status_code == 422


def test_batch_of_another_organisation_is_not_found(
    client: FlaskClient, cast: Cast, code: str
) -> None:
    sign_in(client, cast.ada)

    answer = post(client, f"/en/manage/organisations/{cast.town.slug}/codes/batch/revoke")

    assert answer.status_code == 404


def test_lost_code_opens_nothing(
    app: Flask, client: FlaskClient, identity: Session, cast: Cast, code: str
) -> None:
    enter(client, code)
    staff = app.test_client()
    sign_in(staff, cast.sam)
    url = f"/en/manage/organisations/{cast.association.slug}/lost"

    assert post(staff, url, {"code": "0000000000000"}).status_code == 422
    assert post(staff, url, {"code": code.lower()}).status_code == 303
    assert post(app.test_client(), "/en/code", {"code": code}).status_code == 422
    assert client.get("/en/me/settings").status_code == 303
    batch = batches_of(identity, cast.association.id)[0]
    assert (batch.number, batch.used, batch.revoked) == (1, 1, 1)


@pytest.mark.parametrize("name", ["bo", "lea", "mina", "tariq", "olu"])
def test_others_hand_out_no_codes(client: FlaskClient, cast: Cast, name: str) -> None:
    sign_in(client, getattr(cast, name))
    slug = cast.association.slug
    form = {"number": "3", "language": "ar", "expires_on": "2026-06-01", "submission_key": "k"}

    assert post(client, f"/en/manage/organisations/{slug}/codes", form).status_code == 403
    assert post(client, f"/en/manage/organisations/{slug}/lost", {"code": "x"}).status_code == 403
    assert client.get(f"/en/manage/organisations/{slug}").status_code == 403


def test_picture_leads_to_the_code_page(client: FlaskClient) -> None:
    answer = client.get("/en/code.svg")

    assert answer.mimetype == "image/svg+xml"
    assert b"<svg" in answer.data
