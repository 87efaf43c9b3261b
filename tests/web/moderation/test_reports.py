"""Report and appeal pages: two steps, no account for a report, no script for either."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.moderation import Decision
from app.models.contributions import Contribution
from app.models.moderation import Appeal, Report
from app.services.moderation.settle_report import reject_reports
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.contributions import make_contribution
from tests.factories.people import actor_of
from tests.services.moderation.cases import REASONS, reported, revise, ruled
from tests.web.moderation.desk import QUEUE, opened
from tests.web.signing_in import post, sign_in


def place(row: Contribution, act: str, language: str = "en") -> str:
    return f"/{language}/rounds/r1/contributions/{row.reference}/{act}"


def published(session: Session, cast: Cast, *, now: datetime) -> Contribution:
    row = make_contribution(
        session, cast.round, cast.bo, cast.paragraphs[0], now=now, text="The marker word."
    )
    session.commit()
    return row


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_visitor_reports_in_two_steps(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, language: str
) -> None:
    row = published(session, cast, now=now)
    url = place(row, "report", language)
    opened(client, url)

    response = post(client, url, {"report_code": "hate"})

    assert response.status_code == 303
    assert opened(client, response.location).by_class("notice-ok")
    assert session.scalars(select(Report)).one().reporter.startswith("v:")


def test_same_browser_reports_once(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = published(session, cast, now=now)
    for code in ("hate", "threat"):
        post(client, place(row, "report"), {"report_code": code})

    assert session.scalar(select(func.count()).select_from(Report)) == 1


def test_report_names_what_is_wrong(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = published(session, cast, now=now)

    response = post(client, place(row, "report"), {"text": "Please look at this at once."})

    assert response.status_code == 422
    assert "Please look at this at once." in response.text


def test_urgent_report_veils_the_page_at_once(
    client: FlaskClient, session: Session, cast: Cast, clock: Clock, now: datetime
) -> None:
    row = published(session, cast, now=now)
    url = f"/en/rounds/r1/contributions/{row.reference}"
    post(client, place(row, "report"), {"report_code": "personal_data"})
    covered = opened(client, url).source

    clock.now = now + timedelta(hours=24)

    assert "marker word" not in covered
    assert "marker word" in opened(client, url).source


def test_author_never_learns_who_reported(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = published(session, cast, now=now)
    sign_in(client, cast.ines)
    post(client, place(row, "report"), {"report_code": "hate", "text": "Said by Ines herself."})
    sign_in(client, cast.bo)

    page = opened(client, f"/en/rounds/r1/contributions/{row.reference}")

    assert "Ines" not in page.source
    assert cast.ines.key not in page.source


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.PUBLISHED])
def test_hidden_contribution_has_no_report_page(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, status: Status
) -> None:
    row = make_contribution(session, cast.round, cast.bo, now=now, status=status)
    session.commit()

    assert client.get(place(row, "report")).status_code == 404
    assert post(client, place(row, "report"), {"report_code": "hate"}).status_code == 404


def withheld(session: Session, cast: Cast, *, now: datetime) -> Contribution:
    row = make_contribution(session, cast.round, cast.mina, now=now, status=Status.PENDING)
    ruled(session, cast.ada, row, Decision.WITHHOLD, now=now)
    return row


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_author_reads_why_and_appeals(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, language: str
) -> None:
    row = withheld(session, cast, now=now)
    sign_in(client, cast.mina)
    url = place(row, "appeal", language)
    assert REASONS in opened(client, url).text

    response = post(client, url, {"text": "The number is public.", "submission_key": "k1"})

    assert response.status_code == 303
    assert "The number is public." in opened(client, response.location).text
    assert session.scalars(select(Appeal)).one().language == language


@pytest.mark.parametrize("name", ["bo", "ada", "olu"])
def test_appeal_page_is_the_authors(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, name: str
) -> None:
    row = withheld(session, cast, now=now)
    sign_in(client, getattr(cast, name))

    assert client.get(place(row, "appeal")).status_code in {403, 404}
    assert post(client, place(row, "appeal"), {"text": "Mine."}).status_code in {403, 404}


def test_empty_appeal_comes_back(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = withheld(session, cast, now=now)
    sign_in(client, cast.mina)

    answer = post(client, place(row, "appeal"), {"text": " "})

    assert answer.status_code == 422
    assert "look at it again? Please" in answer.text
    assert "?: " not in answer.text


def test_two_people_reverse_in_the_queue(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = withheld(session, cast, now=now)
    sign_in(client, cast.mina)
    post(client, place(row, "appeal"), {"text": "The number is public."})
    url = f"{QUEUE}?tab=appeals&open={row.reference}"
    answer = {
        "do": "answer",
        "reference": row.reference,
        "outcome": "reversed",
        "answer": "It is the number of an office.",
    }
    codes = []
    for member in (cast.ada, cast.cy, cast.cy, cast.sam):
        sign_in(client, member)
        opened(client, url)
        codes.append(post(client, url, answer).status_code)

    session.rollback()
    session.refresh(row)
    assert codes == [403, 303, 403, 303]
    assert row.status is Status.PUBLISHED


def test_whoever_answers_an_appeal_reads_what_happened_and_who_was_told(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = withheld(session, cast, now=now)
    sign_in(client, cast.mina)
    post(client, place(row, "appeal"), {"text": "The number is public."})
    form = {"do": "answer", "reference": row.reference, "answer": "It is that of an office."}
    url = f"{QUEUE}?tab=appeals&open={row.reference}"
    said = []
    for member, outcome in ((cast.cy, "reversed"), (cast.sam, "reversed")):
        sign_in(client, member)
        answer = post(client, url, {**form, "outcome": outcome})
        said.append(" ".join(map(str, opened(client, answer.location).text.split())))

    assert "Nobody is told before a second person confirms it." in said[0]
    assert "the contribution is published in its place. The author has been told." in said[1]


def rejected(session: Session, cast: Cast, reporter: str, *, now: datetime) -> Contribution:
    """Reported by somebody; Ada rejects the report."""
    row = make_contribution(session, cast.round, cast.bo, now=now)
    reported(session, row, reporter, now=now)
    ids = list(session.scalars(select(Report.id)))
    ada = actor_of(session, cast.ada)
    reject_reports(session, ada, cast.round.id, row.reference, ids, now=now)
    return row


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_reader_appeals_a_rejected_report(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, language: str
) -> None:
    row = rejected(session, cast, f"m:{cast.ines.key}", now=now)
    sign_in(client, cast.ines)
    url = place(row, "report", language)
    before = opened(client, url).text
    empty = post(client, f"{url}/appeal", {"text": " "})
    response = post(client, f"{url}/appeal", {"text": "It names a street."})
    again = post(client, f"{url}/appeal", {"text": "Still."})

    assert empty.status_code == 422
    assert response.status_code == 303
    assert "It names a street." in opened(client, response.location).text
    assert again.status_code == 409
    assert before
    assert session.scalars(select(Appeal)).one().language == language


def test_appeal_of_a_reader_stands_in_the_queue_without_a_name(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = rejected(session, cast, f"m:{cast.ines.key}", now=now)
    sign_in(client, cast.ines)
    post(client, f"{place(row, 'report')}/appeal", {"text": "It names a street."})
    sign_in(client, cast.cy)
    page = opened(client, f"{QUEUE}?tab=appeals&open={row.reference}")

    assert "By a reader whose report was not upheld" in page.text
    assert "It names a street." in page.text
    assert "Answer to the reader" in page.text
    assert "Ines" not in page.source


def test_report_without_an_account_is_not_appealed(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = make_contribution(session, cast.round, cast.bo, now=now)
    session.commit()
    post(client, place(row, "report"), {"report_code": "hate"})
    report = session.scalars(select(Report)).one()
    ada = actor_of(session, cast.ada)
    reject_reports(session, ada, cast.round.id, row.reference, [report.id], now=now)
    text = opened(client, place(row, "report")).text

    assert "An appeal needs an account" in text
    assert post(client, f"{place(row, 'report')}/appeal", {"text": "A."}).status_code == 403


def test_author_appeals_returned_words_of_a_published_one(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = make_contribution(session, cast.round, cast.bo, now=now)
    revise(session, row, "As it should be.", now=now)
    ruled(session, cast.ada, row, Decision.RETURN, now=now)
    sign_in(client, cast.bo)
    page = opened(client, f"/en/rounds/r1/contributions/{row.reference}")
    mine = opened(client, "/en/me").text
    response = post(client, place(row, "appeal"), {"text": "Nothing is wrong with it."})

    assert "Your newer words were returned" in page.text
    assert page.links["Appeal against the decision"].endswith("/appeal")
    assert REASONS in mine
    assert response.status_code == 303
    assert "Nothing is wrong with it." in opened(client, response.location).text
