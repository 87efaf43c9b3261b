"""Commands that add people and organisations."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli.main import run
from app.domain.people import Group, Role
from app.models.people import Delegation, Member, Organisation, RoleGrant
from tests.factories.cast import Cast
from tests.web.accounts.mailbox import newest_link
from tests.web.signing_in import post

Command = Callable[..., int]


@pytest.fixture
def command(app: Flask) -> Command:
    return lambda *arguments: run(lambda: app, list(arguments))


def test_person_gets_a_one_time_address(
    app: Flask, command: Command, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("people", "add", "--name", "Ann", "--role", "admin", "--language", "fr") == 0

    address = capsys.readouterr().out.strip()
    assert address.startswith("http://localhost/fr/invitations/")
    client = app.test_client()
    assert post(client, address.removeprefix("http://localhost")).status_code == 303
    assert client.get("/fr/manage/people").status_code == 200


def test_delegate_belongs_to_the_organisation(
    command: Command, cast: Cast, session: Session
) -> None:
    line = ("people", "add", "--name", "Noor", "--role", "delegate", "--organisation", "rivebelle")

    assert command(*line) == 0

    noor = session.scalars(select(Member).where(Member.display_name == "Noor")).one()
    held = session.scalars(select(Delegation).where(Delegation.member_id == noor.id)).one()
    assert (noor.organisation_id, held.organisation_id) == (cast.town.id, cast.town.id)


@pytest.mark.parametrize("role", ["facilitator", "translator", "observer", "secretariat"])
def test_role_holds_in_its_scope(command: Command, cast: Cast, session: Session, role: str) -> None:
    assert command("people", "add", "--name", "Noor", "--role", role, "--scope", "round:r1") == 0

    noor = session.scalars(select(Member).where(Member.display_name == "Noor")).one()
    held = session.scalars(select(RoleGrant).where(RoleGrant.member_id == noor.id)).one()
    assert (held.role, held.round_id, held.granted_by_id) == (Role(role), cast.round.id, None)


def test_address_given_at_the_command_line_signs_in(
    app: Flask, command: Command, session: Session
) -> None:
    line = ("people", "add", "--name", "Noor", "--role", "member", "--email", "Noor@example.org")
    assert command(*line) == 0
    client = app.test_client()

    post(client, "/en/sign-in", {"email": "noor@example.org"})

    assert post(client, newest_link(app)).status_code == 303
    assert "Noor" in client.get("/en/me/settings").text


@pytest.mark.parametrize(
    "line",
    [
        ("--role", "member"),
        ("--name", " ", "--role", "member"),
        ("--name", "X", "--role", "king"),
        ("--name", "X", "--role", "delegate"),
        ("--name", "X", "--role", "member", "--scope", "round:r1"),
        ("--name", "X", "--role", "admin", "--scope", "charter:mobility"),
        ("--name", "X", "--role", "facilitator", "--scope", "round:none"),
        ("--name", "X", "--role", "facilitator", "--scope", "planet:earth"),
        ("--name", "X", "--role", "member", "--organisation", "none"),
        ("--name", "X", "--role", "member", "--email", "no address"),
        ("--name", "X", "--role", "member", "--language", "xx"),
    ],
)
def test_bad_input_ends_with_two_and_one_line(
    command: Command,
    cast: Cast,
    session: Session,
    capsys: pytest.CaptureFixture[str],
    line: tuple[str, ...],
) -> None:
    assert command("people", "add", *line) == 2

    said = capsys.readouterr()
    assert not said.out
    assert len(said.err.strip().splitlines()) == 1
    assert not session.scalars(select(Member).where(Member.display_name == "X")).all()


def test_address_in_use_is_refused_before_anything_is_written(
    command: Command, session: Session
) -> None:
    line = ("people", "add", "--role", "member", "--email", "a@example.org", "--name")
    assert command(*line, "One") == 0

    assert command(*line, "Two") == 2

    assert session.scalars(select(Member.display_name)).all() == ["One"]


def test_organisation_is_entered(
    command: Command, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ("--name", "Ville d’Éloi", "--group", "local_government", "--country", "fr")

    assert command("organisations", "add", *line) == 0

    assert capsys.readouterr().out.strip() == "ville-d-eloi"
    found = session.scalars(select(Organisation)).one()
    assert (found.group, found.country) == (Group.LOCAL_GOVERNMENT, "FR")


@pytest.mark.parametrize(
    "line",
    [
        ("--name", "X"),
        ("--group", "other"),
        ("--name", " ", "--group", "other"),
        ("--name", "X", "--group", "individual"),
        ("--name", "X", "--group", "other", "--country", "F1"),
        ("--name", "X", "--group", "other", "--country", "ZZ"),
        ("--name", "X", "--group", "other", "--country", "EU"),
    ],
)
def test_organisation_that_cannot_be_entered_ends_with_two(
    command: Command, line: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("organisations", "add", *line) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_name_that_is_there_already_is_refused_and_named(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("organisations", "add", "--group", "other", "--name", "Ville d’Éloi") == 0
    capsys.readouterr()

    assert command("organisations", "add", "--group", "other", "--name", "VILLE  D'ELOI") == 2
    assert "already: Ville d’Éloi" in capsys.readouterr().err
