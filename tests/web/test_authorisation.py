"""Who gets which answer: one table of every route and role; a route without a row fails."""

import csv
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.conftest import NOW
from tests.factories.cast import Cast
from tests.factories.contributions import make_contribution
from tests.web.routes import Address, addresses
from tests.web.signing_in import csrf_token, sign_in

TABLE = Path(__file__).with_name("authorisation.csv")
READERS = {
    "visitor": None,
    "member": "bo",
    "delegate": "lea",
    "other_facilitator": "dee",
    "facilitator": "ada",
    "secretariat": "sam",
    "translator": "tariq",
    "observer": "olu",
    "admin": "ann",
}
# Whoever may not do a thing; what those who may can do is told by the tests of each part.
WRITERS = ("visitor", "member", "other_facilitator", "observer")


def roles_for(method: str) -> tuple[str, ...]:
    return tuple(READERS) if method == "GET" else WRITERS


def table() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["route"]: row for row in csv.DictReader(file)}


def all_addresses(app: Flask) -> list[Address]:
    return [*addresses(app, unsafe=False), *addresses(app, unsafe=True)]


def status(client: FlaskClient, address: Address) -> int:
    data = {"csrf_token": csrf_token(client)} if address.method != "GET" else None
    with client.open(address.url, method=address.method, data=data) as answer:
        return answer.status_code


def answers(app: Flask, cast: Cast, role: str) -> dict[str, str]:
    """What each route answers this role."""
    found: dict[str, str] = {}
    for address in all_addresses(app):
        if role not in roles_for(address.method):
            continue
        client = app.test_client()
        name = READERS[role]
        if name:
            sign_in(client, getattr(cast, name))
        found[str(address)] = str(status(client, address))
    return found


@pytest.fixture
def world(app: Flask, session: Session, cast: Cast) -> Cast:
    """The cast, with one published comment by somebody else."""
    first = cast.paragraphs[0]
    make_contribution(session, session.merge(cast.round), cast.ines, first, now=NOW)
    session.commit()
    return cast


def test_every_route_has_a_row(app: Flask) -> None:
    assert {str(address) for address in all_addresses(app)} == set(table())


@pytest.mark.parametrize("role", READERS)
def test_role_gets_the_answer_of_the_table(app: Flask, world: Cast, role: str) -> None:
    rows = table()

    wrong = {
        route: (rows.get(route, {}).get(role), answer)
        for route, answer in answers(app, world, role).items()
        if rows.get(route, {}).get(role) != answer
    }

    assert not wrong
