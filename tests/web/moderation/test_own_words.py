"""Authors are not offered to report what they wrote themselves, and are told so politely."""

from datetime import datetime

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.contributions import Contribution
from app.models.moderation import Report
from tests.factories.cast import Cast
from tests.factories.contributions import make_contribution
from tests.web.moderation.desk import opened
from tests.web.signing_in import post, sign_in


def published(session: Session, cast: Cast, *, now: datetime) -> Contribution:
    row = make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    session.commit()
    return row


def place(row: Contribution) -> str:
    return f"/en/rounds/r1/contributions/{row.reference}/report"


def test_author_is_not_offered_to_report_own_words(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = published(session, cast, now=now)
    pages = ["/en/rounds/r1/p/1", f"/en/rounds/r1/contributions/{row.reference}"]

    def offered() -> list[bool]:
        shown = [opened(client, url) for url in pages]
        return [any(link.endswith("/report") for link in page.links.values()) for page in shown]

    as_visitor = offered()
    sign_in(client, cast.bo)
    as_author = offered()
    sign_in(client, cast.ines)

    assert (as_visitor, as_author, offered()) == ([True] * 2, [False] * 2, [True] * 2)


def test_author_who_reports_own_words_is_told_why_not(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = published(session, cast, now=now)
    sign_in(client, cast.bo)

    answers = [
        client.get(place(row)),
        post(client, place(row), {"report_code": "hate"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert all("These are your own words" in answer.text for answer in answers)
    assert session.scalar(select(func.count()).select_from(Report)) == 0
