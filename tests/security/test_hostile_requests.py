"""Foreign hosts, bodies too large, odd methods and nonsense in addresses are never a fault."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.config import Settings
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution
from tests.security.test_bursts import ELSEWHERE, counting, end, visitor
from tests.web.signing_in import post, sign_in
from tests.web.statements import counted

NONSENSE = (
    "'",
    '"; DROP TABLE members; --',
    "-1",
    "0",
    "9" * 30,
    "\x00",
    "a\x00b",
    "%00",
    "٣",
    "²",
    "1e9",
    "nan",
    "None",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "../../etc/passwd",
    "x" * 3000,
)
COMMENT = "/en/rounds/r1/p/1/comment"
SENT = {"language": "en", "submission_key": "k\x00", "draft_key": "d\x00", "do": "send"}
LISTS = {
    "/en/charters": ("page",),
    "/en/organisations": ("page", "q", "group", "region"),
    "/en/rounds/r1/text": ("p", "section", "filter", "show", "type", "principle", "sort", "lang2"),
    "/en/rounds/r1/p/1": ("page", "sort", "kind", "filter"),
    "/en/rounds/r1/contributions": (
        "page", "status", "kind", "group", "paragraph", "section", "language", "sort", "q",
    ),
    "/en/rounds/r1/contributions.csv": ("status", "kind", "group", "paragraph", "sort"),
    "/en/rounds/r1/amendments": ("page", "sort", "section", "status", "group"),
    "/en/rounds/r1/synthesis": ("edition", "section", "page"),
    "/en/charters/mobility/versions/1": ("view", "show", "page", "p"),
    "/en/me": ("show", "page"),
    "/en/me/settings": ("done",),
    "/en/manage/people": ("q", "staff", "page"),
    "/en/manage/organisations": ("q", "group", "page"),
    "/en/manage/rounds/r1/queue": ("tab", "open", "page", "kind", "group", "language", "sort"),
    "/en/manage/rounds/r1/dispositions": ("list", "page", "status", "kind", "disposition", "open"),
    "/en/manage/rounds/r1/synthesis": ("language", "part"),
    "/en/manage/rounds/new": ("version",),
    "/en/manage/charters/mobility/import": ("language",),
    "/en/sign-in": ("next", "draft"),
    "/en/rounds/r1/p/1/comment": ("draft", "step", "kept", "lang"),
    "/en/rounds/r1/contributions/A1/vote": ("choice",),
    "/en/rounds": ("page", "state", "charter", "unheard_of"),
}  # fmt: skip


@pytest.fixture
def real(settings: Settings, cast: Cast, clock: Clock) -> Iterator[Flask]:
    """The application as it is served, errors answered and not raised."""
    app = counting(settings, clock)
    yield app
    end(app)


@pytest.fixture
def full(session: Session, cast: Cast) -> Cast:
    """A comment and an amendment on the first paragraph."""
    first, now = cast.paragraphs[0], cast.round.created_at
    make_contribution(session, cast.round, cast.ines, first, now=now)
    make_amendment(session, cast.round, cast.ines, first, now=now)
    session.commit()
    return cast


@pytest.mark.parametrize("url", LISTS)
def test_nonsense_in_a_list_is_answered(
    app: Flask, client: FlaskClient, full: Cast, url: str
) -> None:
    sign_in(client, full.sam)
    with counted(app) as plain:
        client.get(url).close()
    most = len(plain) + 2

    for name in LISTS[url]:
        for value in NONSENSE:
            with counted(app) as statements, client.get(url, query_string={name: value}) as found:
                assert found.status_code < 500, (name, value)
            assert len(statements) <= most, (name, value, len(statements), len(plain))


@pytest.mark.parametrize(
    "url",
    [
        "/en/rounds/%00",
        "/en/rounds/r1%00/text",
        "/en/rounds/r1/contributions/C%00",
        "/en/rounds/r1/contributions/C99999999999999999999999",
        "/en/rounds/r1/p/99999999999999999999999",
        "/en/charters/%00/versions/1",
        "/en/charters/mobility/versions/99999999999999999999999",
        "/en/charters/mobility/versions/1/k%00",
        "/en/organisations/%00",
        "/en/invitations/%00",
        "/en/sign-in/%00",
        "/en/setup/%00",
        "/en/drafts/%00/discard",
        "/en/manage/charters/mobility/import/%00",
        "/en/%00",
        "/%00",
        "/en/rounds/%ff%fe",
    ],
)
def test_nonsense_in_an_address_is_no_fault(real: Flask, full: Cast, url: str) -> None:
    client = visitor(real, ELSEWHERE, full.sam)

    assert client.get(url).status_code in {200, 302, 303, 400, 404}


@pytest.mark.parametrize(
    ("url", "fields"),
    [
        ("/en/sign-in", {"email": "a\x00@example.org"}),
        ("/en/sign-in", {"do": "password", "login": "a\x00", "password": "b\x00"}),
        ("/en/code", {"code": "AAAA\x00"}),
        (COMMENT, {**SENT, "text": "a\x00b", "kind": "concern\x00"}),
        (COMMENT, {**SENT, "text": "a\x00b", "kind": "concern", "name": "n\x00", "quote": "q\x00"}),
        ("/en/rounds/r1/p/1/comment", {"text": "a\x00b", "do": "draft", "draft_key": "d\x00"}),
        ("/en/drafts?round=r1&place=comment:p1%00", {"text": "a\x00b", "draft_key": "d\x00"}),
        ("/en/rounds/r1/contributions/A1/vote", {"choice": "sup\x00", "edit": "1\x00"}),
        ("/en/rounds/r1/contributions/C1/report", {"code": "spam", "text": "a\x00"}),
        ("/en/manage/people", {"q": "\x00"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", [None, "bo"])
def test_nul_in_a_form_is_no_fault(
    real: Flask, full: Cast, url: str, fields: dict[str, str], name: str | None
) -> None:
    client = visitor(real, ELSEWHERE, getattr(full, name) if name else None)

    assert post(client, url, fields).status_code < 500


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example"]
)
def test_foreign_host_is_refused(real: Flask, host: str) -> None:
    answer = real.test_client().get("/en/", headers={"Host": host})

    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_forwarded_host_and_address_are_not_believed(real: Flask) -> None:
    answer = real.test_client().get(
        "/en/sign-in", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "1.2.3.4"}
    )

    assert answer.status_code == 200
    assert "evil.example" not in answer.text + str(answer.headers)


def multipart(*bodies: bytes) -> dict[str, object]:
    """A form with these files, as bytes."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="text.md"\r\n\r\n'
    data = b"".join(head + body + b"\r\n" for body in bodies) + b"--x--\r\n"
    return {"data": data, "content_type": "multipart/form-data; boundary=x"}


def test_body_too_large_is_explained(real: Flask, full: Cast) -> None:
    client = visitor(real, ELSEWHERE, full.sam)

    answer = client.post(
        "/en/manage/charters/mobility/import", **multipart(b"x" * (26 * 1024 * 1024))
    )

    assert answer.status_code == 413
    assert "20 MB" in answer.text


def test_text_too_long_comes_back_with_a_reason(real: Flask, full: Cast) -> None:
    client, words = visitor(real, ELSEWHERE, full.bo), "x" * (3 * 1024 * 1024)

    answer = post(client, COMMENT, {"text": words, "kind": "concern", "language": "en"})

    assert answer.status_code == 422
    assert words in answer.text


def test_too_many_parts_are_refused(real: Flask, full: Cast) -> None:
    client = visitor(real, ELSEWHERE, full.bo)
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'

    answer = client.post(
        COMMENT, data=part * 4100 + b"--x--\r\n", content_type="multipart/form-data; boundary=x"
    )

    assert answer.status_code == 413


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PROPFIND", "CONNECT", "PUT", "DELETE", "X"])
@pytest.mark.parametrize("url", ["/en/", "/en/rounds/r1", "/livez", "/static/css/palabre.css"])
def test_odd_methods_are_not_taken(real: Flask, method: str, url: str) -> None:
    assert real.test_client().open(url, method=method).status_code in {400, 405}


@pytest.mark.parametrize("url", ["/en/nowhere", "/en/broken"])
def test_error_page_tells_nothing_of_the_inside(real: Flask, url: str) -> None:
    def broken() -> str:
        raise RuntimeError("secret inside")

    real.add_url_rule("/en/broken", "broken", broken)

    answer = real.test_client().get(url)

    assert answer.status_code == (500 if "broken" in url else 404)
    told = answer.text + str(answer.headers)
    assert "Your text is below" not in told
    for word in ("secret inside", "Traceback", "Werkzeug", "Flask", "Python", "SQLAlchemy", ".py"):
        assert word not in told
    assert "Server" not in answer.headers
