"""The workspace shows each person what waits in the rounds and texts they work on."""

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.contributions import CommentKind, Kind, Status
from app.domain.people import Group, Role
from app.models.contributions import Contribution
from app.queries.workspace import workspace_of
from tests.factories.cast import Cast
from tests.factories.charters import make_charter, make_round, make_version
from tests.factories.people import actor_of, grant
from tests.web.page import AuditedClient
from tests.web.signing_in import sign_in
from tests.web.statements import counted


def comment(session: Session, cast: Cast, number: int, status: Status, *, now: datetime) -> None:
    session.add(
        Contribution(
            round_id=cast.round.id,
            kind=Kind.COMMENT,
            number=number,
            reference=f"C{number}",
            member_id=cast.bo.id,
            group=Group.CIVIL_SOCIETY,
            display_name="Bo",
            language="en",
            status=status,
            comment_kind=CommentKind.CONCERN,
            submitted_at=now,
        )
    )
    session.flush()


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("name", ["ada", "sam", "tariq", "olu", "ann"])
def test_workspace_is_sound_for_every_role(
    client: FlaskClient, cast: Cast, name: str, language: str
) -> None:
    sign_in(client, getattr(cast, name))

    assert AuditedClient(client).get(f"/{language}/manage").status_code == 200


@pytest.mark.parametrize("name", ["bo", "lea", "mina", "ines"])
def test_members_have_no_workspace(client: FlaskClient, cast: Cast, name: str) -> None:
    sign_in(client, getattr(cast, name))

    assert client.get("/en/manage").status_code == 403


def test_visitors_sign_in_first(client: FlaskClient) -> None:
    assert client.get("/en/manage").location.startswith("/en/sign-in?next=")


def test_what_waits_is_counted(session: Session, cast: Cast, now: datetime) -> None:
    for number, status in enumerate(
        (Status.PENDING, Status.PENDING, Status.PUBLISHED, Status.WITHHELD), start=1
    ):
        comment(session, cast, number, status, now=now)

    task = workspace_of(session, actor_of(session, cast.ada), "en", now=now).rounds[0]

    assert (task.waiting, task.reports, task.appeals, task.undecided) == (2, 0, 0, 1)


def test_round_of_others_is_not_shown(session: Session, cast: Cast, now: datetime) -> None:
    dee = workspace_of(session, actor_of(session, cast.dee), "en", now=now)
    tariq = workspace_of(session, actor_of(session, cast.tariq), "en", now=now)
    ann = workspace_of(session, actor_of(session, cast.ann), "en", now=now)

    assert (dee.rounds, ann.rounds, tariq.rounds) == ([], [], [])
    assert [charter.slug for charter in tariq.charters] == ["mobility"]


def test_workspace_needs_a_fixed_number_of_statements(
    app: Flask, client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    sign_in(client, cast.sam)

    def needed() -> int:
        with counted(app) as asked:
            assert client.get("/en/manage").status_code == 200
        return len(asked)

    few = needed()
    for number in range(2, 8):
        charter = make_charter(session, f"c{number}", now=now)
        grant(session, cast.sam, Role.SECRETARIAT, now=now, charter_id=charter.id)
        make_round(session, make_version(session, charter, now=now), f"r{number}", now=now)
    for number in range(1, 20):
        comment(session, cast, number, Status.PENDING, now=now)
    session.commit()

    assert needed() == few
