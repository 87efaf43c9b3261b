"""The pages of those who manage people."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import Role
from app.models.people import Delegation, Member, RoleGrant
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.people import make_member
from tests.web.accounts.mailbox import letters, newest_link
from tests.web.page import AuditedClient
from tests.web.signing_in import csrf_token, post, sign_in
from tests.web.statements import counted


@pytest.fixture
def admin(client: FlaskClient, cast: Cast) -> AuditedClient:
    sign_in(client, cast.ann)
    return AuditedClient(client)


def newcomer(cast: Cast, **more: str) -> dict[str, str]:
    return {
        "display_name": "Noor",
        "language": "ar",
        "organisation": str(cast.town.id),
        "delegate": "y",
        "function": "Deputy mayor",
        "submission_key": "key",
        **more,
    }


def test_added_person_gets_a_one_time_address(
    app: Flask, admin: AuditedClient, cast: Cast, session: Session
) -> None:
    form = {"csrf_token": csrf_token(admin.client), **newcomer(cast)}

    answer = admin.post("/en/manage/people/new", data=form)

    assert answer.status_code == 200
    path = answer.text.split("http://localhost")[1].split("<", 1)[0]
    assert path.startswith("/ar/invitations/")
    assert post(app.test_client(), path).status_code == 303
    noor = session.scalars(select(Member).where(Member.display_name == "Noor")).one()
    assert noor.language == "ar"
    held = session.scalars(select(Delegation).where(Delegation.member_id == noor.id)).one()
    assert (held.organisation_id, held.function) == (cast.town.id, "Deputy mayor")


def test_invitation_is_mailed_in_the_persons_language(
    app: Flask, admin: AuditedClient, cast: Cast
) -> None:
    post(admin.client, "/en/manage/people/new", newcomer(cast, email="noor@example.org"))

    assert letters(app)[-1]["To"] == "noor@example.org"
    assert newest_link(app).startswith("/ar/invitations/")


def test_role_is_granted_with_the_same_form(
    admin: AuditedClient, session: Session, cast: Cast
) -> None:
    form = newcomer(cast, role="facilitator", scope="round:r1")
    post(admin.client, "/en/manage/people/new", form)

    noor = session.scalars(select(Member).where(Member.display_name == "Noor")).one()
    held = session.scalars(select(RoleGrant).where(RoleGrant.member_id == noor.id)).one()
    assert (held.role, held.round_id) == (Role.FACILITATOR, cast.round.id)


def test_role_that_cannot_be_granted_adds_nobody_and_loses_nothing(
    admin: AuditedClient, session: Session, cast: Cast
) -> None:
    form = newcomer(cast, role="admin", scope="round:r1")
    answer = post(admin.client, "/en/manage/people/new", form)

    assert answer.status_code == 422
    assert 'value="Noor"' in answer.text
    assert not session.scalars(select(Member).where(Member.display_name == "Noor")).all()


def test_secretariat_is_not_asked_for_a_role_and_cannot_send_one(
    client: FlaskClient, session: Session, cast: Cast
) -> None:
    sign_in(client, cast.sam)
    page = AuditedClient(client).get("/en/manage/people/new")
    post(client, "/en/manage/people/new", newcomer(cast, role="admin", scope="platform"))

    noor = session.scalars(select(Member).where(Member.display_name == "Noor")).one()
    assert 'name="role"' not in page.text
    assert not session.scalars(select(RoleGrant).where(RoleGrant.member_id == noor.id)).all()


def test_same_submit_adds_one_person(admin: AuditedClient, cast: Cast) -> None:
    answers = [post(admin.client, "/en/manage/people/new", newcomer(cast)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 409]


def test_person_without_a_name_is_not_added(admin: AuditedClient, cast: Cast) -> None:
    form = {"csrf_token": csrf_token(admin.client), **newcomer(cast, display_name="", email="no")}

    answer = admin.post("/en/manage/people/new", data=form)

    assert answer.status_code == 422
    assert "Deputy mayor" in answer.text


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_pages_are_sound_in_every_language(admin: AuditedClient, cast: Cast, language: str) -> None:
    for path in ("", "/new", f"/{cast.lea.id}", f"/{cast.ada.id}", "?q=nobody&staff=1"):
        assert admin.get(f"/{language}/manage/people{path}").status_code == 200


def test_role_is_granted_in_a_scope_and_taken_back(
    admin: AuditedClient, cast: Cast, session: Session
) -> None:
    url = f"/en/manage/people/{cast.bo.id}"
    post(admin.client, f"{url}/roles", {"role": "facilitator", "scope": "round:r1"})
    grant = session.scalars(select(RoleGrant).where(RoleGrant.member_id == cast.bo.id)).one()
    session.commit()
    assert (grant.role, grant.round_id) == (Role.FACILITATOR, cast.round.id)
    assert "Facilitator" in admin.get(url).text

    post(admin.client, f"{url}/roles/{grant.id}/revoke")

    assert "No role" in admin.get(url).text


def test_administrator_with_a_scope_is_explained(admin: AuditedClient, cast: Cast) -> None:
    form = {"csrf_token": csrf_token(admin.client), "role": "admin", "scope": "round:r1"}

    answer = admin.post(f"/en/manage/people/{cast.bo.id}/roles", data=form)

    assert answer.status_code == 422
    assert "whole platform" in answer.text


def test_last_administrator_is_not_locked_out(
    admin: AuditedClient, cast: Cast, session: Session
) -> None:
    own = session.scalars(select(RoleGrant.id).where(RoleGrant.member_id == cast.ann.id)).one()
    session.commit()

    answer = post(admin.client, f"/en/manage/people/{cast.ann.id}/roles/{own}/revoke")

    assert answer.status_code == 403
    assert "last administrator" in answer.text
    assert post(admin.client, f"/en/manage/people/{cast.ann.id}/suspension").status_code == 403


def test_delegate_is_made_and_ended(admin: AuditedClient, cast: Cast) -> None:
    url = f"/en/manage/people/{cast.ines.id}"
    form = {"organisation": str(cast.town.id), "function": "Speaker"}

    assert post(admin.client, f"{url}/delegations", form).status_code == 303
    assert "Speaker" in admin.get(url).text
    assert post(admin.client, f"{url}/delegations/{cast.town.id}/end").status_code == 303
    assert "Acts for no organisation" in admin.get(url).text
    assert post(admin.client, f"{url}/delegations", {"organisation": ""}).status_code == 422


def test_suspension_ends(admin: AuditedClient, cast: Cast) -> None:
    url = f"/en/manage/people/{cast.bo.id}"

    post(admin.client, f"{url}/suspension")
    assert "cannot sign in" in admin.get(url).text
    post(admin.client, f"{url}/restoration")
    assert "Suspend" in admin.get(url).text


def test_secretariat_manages_people_but_not_roles(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.sam)
    url = f"/en/manage/people/{cast.bo.id}"

    assert "Give this role" not in client.get(url).text
    form = {"role": "admin", "scope": "platform"}
    assert post(client, f"{url}/roles", form).status_code == 403
    assert post(client, f"/en/manage/people/{cast.ada.id}/suspension").status_code == 403
    assert post(client, f"{url}/suspension").status_code == 303


@pytest.mark.parametrize("name", ["ada", "bo", "lea", "tariq", "olu", "dee"])
def test_others_see_nobody(client: FlaskClient, cast: Cast, name: str) -> None:
    sign_in(client, getattr(cast, name))

    for path in ("", "/new", f"/{cast.bo.id}"):
        assert client.get(f"/en/manage/people{path}").status_code == 403
    for path in ("suspension", "restoration", "invitation", "roles", "delegations"):
        form = {"role": "admin", "scope": "platform", "organisation": str(cast.town.id)}
        answer = post(client, f"/en/manage/people/{cast.bo.id}/{path}", form)
        assert answer.status_code == 403, path


def test_search_finds_names_and_organisations(admin: AuditedClient, cast: Cast) -> None:
    assert "Lea" in admin.get("/en/manage/people?q=LEA").text
    assert "Lea" in admin.get("/en/manage/people?q=rivebelle").text
    assert "Lea" not in admin.get("/en/manage/people?q=%25").text
    assert "Bo<" not in admin.get("/en/manage/people?staff=1").text


def test_list_is_paged_in_a_fixed_number_of_statements(
    app: Flask, admin: AuditedClient, cast: Cast, session: Session, clock: Clock
) -> None:
    def needed() -> int:
        with counted(app) as asked:
            assert admin.get("/en/manage/people").status_code == 200
        return len(asked)

    few = needed()
    for number in range(60):
        make_member(session, f"Member {number}", cast.town, now=clock.now, delegate=True)
    session.commit()

    assert needed() == few
    assert "Next" in admin.get("/en/manage/people").text


@pytest.mark.parametrize(
    "path", ["roles", "delegations", "suspension", "restoration", "invitation"]
)
def test_every_address_that_is_posted_to_can_be_read(
    admin: AuditedClient, cast: Cast, path: str
) -> None:
    assert admin.get(f"/en/manage/people/{cast.bo.id}/{path}").status_code == 200
