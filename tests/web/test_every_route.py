"""What holds for every route: headers, no writes by reading, no writes without a token."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web.security import HEADERS, TRANSPORT
from tests.factories.cast import Cast
from tests.web.routes import Address, addresses, contents
from tests.web.signing_in import sign_in

EVERYBODY = (None, "bo", "lea", "dee", "ada", "sam", "tariq", "olu", "ann")


def status_of(client: FlaskClient, address: Address) -> int:
    with client.open(address.url, method=address.method) as answer:
        return answer.status_code


def enter(client: FlaskClient, cast: Cast, name: str | None) -> FlaskClient:
    if name:
        sign_in(client, getattr(cast, name))
    return client


@pytest.mark.parametrize("name", EVERYBODY)
def test_reading_answers_and_writes_nothing(app: Flask, cast: Cast, name: str | None) -> None:
    client = enter(app.test_client(), cast, name)
    before = contents(app)

    broken = {
        str(address): status
        for address in addresses(app, unsafe=False)
        if (status := status_of(client, address)) >= 500
    }

    assert not broken
    assert contents(app) == before


def test_every_answer_carries_the_headers(app: Flask, cast: Cast, client: FlaskClient) -> None:
    sign_in(client, cast.sam)
    for address in addresses(app, unsafe=False):
        with client.get(address.url) as answer:
            carried = dict(answer.headers)
        lacking = {name: value for name, value in HEADERS.items() if carried.get(name) != value}

        assert not lacking, address


@pytest.mark.parametrize(
    ("url", "method"), [("/en/nowhere", "GET"), ("/livez", "PUT"), ("/en/rounds/none", "GET")]
)
def test_error_pages_carry_the_headers(client: FlaskClient, url: str, method: str) -> None:
    answer = client.open(url, method=method)

    assert answer.status_code in {404, 405}
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_transport_is_strict_over_https_only(settings, app: Flask) -> None:
    assert "Strict-Transport-Security" not in app.test_client().get("/livez").headers
    assert TRANSPORT.startswith("max-age=63072000")


@pytest.mark.parametrize("name", [None, "bo", "sam", "ann"])
def test_writing_without_a_token_is_refused(app: Flask, cast: Cast, name: str | None) -> None:
    client = enter(app.test_client(), cast, name)
    before = contents(app)

    taken = {
        str(address): status
        for address in addresses(app, unsafe=True)
        if (status := client.open(address.url, method=address.method).status_code) != 400
    }

    assert not taken
    assert contents(app) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_writing_from_another_site_is_refused(app: Flask, cast: Cast, headers: dict) -> None:
    client = enter(app.test_client(), cast, "sam")

    statuses = {
        client.open(address.url, method=address.method, headers=headers).status_code
        for address in addresses(app, unsafe=True)
    }

    assert statuses == {403}


def test_own_origin_is_let_through_to_the_token_check(app: Flask, cast: Cast) -> None:
    client = app.test_client()
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}

    assert client.post("/en/sign-in", headers=headers).status_code == 400


def test_unknown_host_is_refused(client: FlaskClient) -> None:
    assert client.get("/en/", headers={"Host": "evil.example"}).status_code == 400


def test_methods_nobody_asked_for_are_refused(client: FlaskClient) -> None:
    assert client.open("/en/", method="DELETE").status_code in {400, 403, 405}
    assert client.open("/en/", method="TRACE").status_code in {400, 403, 405}
