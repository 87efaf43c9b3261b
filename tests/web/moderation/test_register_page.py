"""The register, its download and the public log: sums, links, guarded cells, constant cost."""

import csv
import io
from datetime import datetime

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.models.contributions import Contribution, Revision
from tests.factories.cast import Cast
from tests.factories.contributions import make_contribution
from tests.web.moderation.desk import QUEUE, opened
from tests.web.moderation.hidden import LISTS, hidden_rows
from tests.web.signing_in import sign_in
from tests.web.statements import counted


def test_register_numbers_open_their_lists(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    hidden_rows(session, cast, now=now)

    page = opened(client, "/en/rounds/r1/contributions")

    [total] = page.by_class("sum")
    figures = ["".join(dd.itertext()) for dd in total.iter() if dd.tag == "dd"]
    assert figures == ["11", "1", "2", "2", "2", "2", "2"]
    for link in total.iter():
        if link.tag == "a" and link.get("href"):
            assert client.get(link.get("href")).status_code == 200


def test_csv_is_guarded_and_complete(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    make_contribution(session, cast.round, cast.bo, now=now, text="=HYPERLINK(1)")
    hidden_rows(session, cast, now=now)

    response = client.get("/en/rounds/r1/contributions.csv")

    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))
    assert response.data.startswith(b"\xef\xbb\xbf")
    assert len(rows) == 12
    assert {row["text"] for row in rows} == {"", "'=HYPERLINK(1)"}
    assert {row["reason_code"] for row in rows if row["status"] == "withheld"} == {"spam", ""}


def many(session: Session, cast: Cast, first: int, number: int, *, now: datetime) -> None:
    """Many contributions, a third of them waiting, with their words."""
    ids = range(first, first + number)
    session.add_all(
        Contribution(
            id=at,
            round_id=cast.round.id,
            kind="comment",
            number=at,
            reference=f"C{at}",
            paragraph_id=cast.paragraphs[at % 6].id,
            member_id=cast.bo.id,
            organisation_id=cast.league.id,
            group="civil_society",
            display_name="Bo",
            language="en",
            status="pending" if at % 3 == 0 else "published",
            comment_kind="concern",
            submitted_at=now,
            shown_revision=None if at % 3 == 0 else 1,
        )
        for at in ids
    )
    session.flush()
    session.add_all(
        Revision(contribution_id=at, number=1, text=f"Words {at}", created_at=now) for at in ids
    )
    session.commit()


def test_number_of_statements_does_not_grow(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    sign_in(client, cast.ada)
    urls = [QUEUE, *(f"/en/rounds/r1/{page}" for page in LISTS), "/en/rounds/r1/contributions/C1"]
    many(session, cast, 1, 10, now=now)
    for url in urls:
        client.get(url)  # the round is in hand from now on
    few = {url: statements(client, url) for url in urls}
    many(session, cast, 11, 1990, now=now)

    assert {url: statements(client, url) for url in urls} == few


def statements(client: FlaskClient, url: str) -> int:
    """How many statements a page sends."""
    with counted(client.application) as sent:
        assert client.get(url).status_code == 200
    return len(sent)
