"""The queue's page: decisions without script, templates, conflicts, undo, several at once."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.moderation import Decision, ReasonCode
from app.models.contributions import Contribution
from app.models.moderation import ModerationStep
from app.models.record import RecordEntry
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution
from tests.services.moderation.cases import reported, ruled
from tests.web.moderation.desk import QUEUE, REASONS, opened, sent
from tests.web.page import Page
from tests.web.signing_in import post, sign_in

LANGUAGES = ["en", "fr", "es", "ar"]


def pending(session: Session, cast: Cast, *, now: datetime, **more: object) -> Contribution:
    row = make_contribution(
        session,
        cast.round,
        cast.mina,
        cast.paragraphs[0],
        now=now,
        **{
            "status": Status.PENDING,
            "language": "fr",
            "text": "Appelez le 06 12 34 56 78.",
            **more,
        },
    )
    session.commit()
    return row


def fresh(session: Session, row: Contribution) -> Contribution:
    session.rollback()
    session.refresh(row)
    return row


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tab", ["decide", "reports", "returned", "appeals", "today"])
def test_every_list_is_sound_in_every_language(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, language: str, tab: str
) -> None:
    for status in Status:
        make_contribution(session, cast.round, cast.bo, now=now, status=status)
    make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], now=now, status=Status.PENDING)
    session.commit()
    sign_in(client, cast.ada)

    page = opened(client, f"/{language}/manage/rounds/r1/queue?tab={tab}")

    assert page.by_class("counts")


@pytest.mark.parametrize("name", ["bo", "mina", "olu", "tariq", "ann", "dee"])
def test_queue_is_closed_to_everybody_else(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, name: str
) -> None:
    row = pending(session, cast, now=now)
    sign_in(client, getattr(cast, name))

    assert client.get(QUEUE).status_code == 403
    assert sent(client, row, decision="publish").status_code == 403
    assert fresh(session, row).status is Status.PENDING


def test_visitor_is_asked_to_sign_in(client: FlaskClient, cast: Cast) -> None:
    response = client.get(QUEUE)

    assert response.status_code in {302, 303}
    assert "/sign-in" in response.location


def test_case_shows_words_hints_and_no_identity(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = pending(session, cast, now=now)
    sign_in(client, cast.ada)

    page = opened(client, f"{QUEUE}?open={row.reference}")

    assert [e.text for e in page.all("mark")] == ["06 12 34 56 78"]
    assert "Possible telephone number" in page.text
    assert cast.mina.key not in page.source


def test_publishing_goes_on_to_the_next(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = pending(session, cast, now=now)
    sign_in(client, cast.ada)

    response = sent(client, row, decision="publish")

    assert response.status_code == 303
    assert "open=" not in response.location
    assert fresh(session, row).status is Status.PUBLISHED
    assert "10 min left" in opened(client, response.location).text


@pytest.mark.parametrize("decision", ["return", "withhold"])
def test_restriction_without_statement_fills_the_template_in(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, decision: str
) -> None:
    row = pending(session, cast, now=now)
    sign_in(client, cast.ada)

    response = sent(client, row, decision=decision, code="personal_data", statement="")

    page = Page(response.text)
    field = page.by_id("statement")
    assert response.status_code == 422
    assert field is not None
    assert "[…]" in "".join(field.itertext())
    assert fresh(session, row).status is Status.PENDING


@pytest.mark.parametrize("statement", ["No.", "The fact: […], as everybody can read here."])
def test_statement_must_be_whole(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, statement: str
) -> None:
    row = pending(session, cast, now=now)
    sign_in(client, cast.ada)

    response = sent(client, row, decision="withhold", code="spam", statement=statement)

    assert response.status_code == 422
    assert statement in response.text


def test_template_button_decides_nothing(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = pending(session, cast, now=now)
    sign_in(client, cast.ada)

    response = sent(client, row, "template", decision="withhold", code="spam")

    assert response.status_code == 200
    assert row.reference in response.text
    assert "[…]" in response.text
    assert fresh(session, row).status is Status.PENDING


def test_second_facilitator_sees_what_was_decided_and_keeps_the_words(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = pending(session, cast, now=now)
    seen = row.edit
    ruled(session, cast.cy, row, Decision.PUBLISH, now=now)
    sign_in(client, cast.ada)

    response = sent(client, row, decision="withhold", code="spam", statement=REASONS, edit=seen)

    assert response.status_code == 409
    assert REASONS in response.text
    assert "Published by a facilitator" in Page(response.text).text
    assert fresh(session, row).status is Status.PUBLISHED


def test_undo_within_ten_minutes(
    client: FlaskClient, session: Session, cast: Cast, clock: Clock, now: datetime
) -> None:
    row = pending(session, cast, now=now)
    sign_in(client, cast.ada)
    sent(client, row, decision="publish")
    page = opened(client, QUEUE)
    clock.now = now + timedelta(minutes=9)

    response = post(client, QUEUE, {"do": "undo", "step": page.values(QUEUE)["step"]})

    assert response.status_code == 303
    assert fresh(session, row).status is Status.PENDING


def test_undo_after_ten_minutes_is_refused(
    client: FlaskClient, session: Session, cast: Cast, clock: Clock, now: datetime
) -> None:
    row = pending(session, cast, now=now)
    sign_in(client, cast.ada)
    sent(client, row, decision="publish")
    step = session.scalar(select(func.max(ModerationStep.id)))
    session.rollback()
    clock.now = now + timedelta(minutes=11)

    response = post(client, QUEUE, {"do": "undo", "step": step})

    assert response.status_code == 409
    assert "ten minutes" in response.text
    assert fresh(session, row).status is Status.PUBLISHED


def test_several_are_published_at_once(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    rows = [pending(session, cast, now=now) for _ in range(3)]
    sign_in(client, cast.ada)

    response = post(
        client,
        QUEUE,
        {"do": "publish", "pick": [f"{row.reference}:{row.edit}" for row in rows[:2]]},
    )

    assert response.status_code == 303
    assert [fresh(session, row).status for row in rows] == [
        Status.PUBLISHED,
        Status.PUBLISHED,
        Status.PENDING,
    ]


def test_several_are_withheld_with_a_fact_in_each_language(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    rows = [pending(session, cast, now=now, language=code) for code in ("fr", "ar")]
    sign_in(client, cast.ada)
    fact = "The same text was sent forty times."
    picks = [f"{row.reference}:{row.edit}" for row in rows]

    response = post(client, QUEUE, {"do": "withhold", "pick": picks, "code": "spam", "fact": fact})

    steps = session.scalars(select(ModerationStep)).all()
    assert response.status_code == 303
    assert {step.language for step in steps} == {"fr", "ar"}
    assert all(fact in step.statement for step in steps)


def test_over_twenty_are_refused_with_an_explanation(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    rows = [pending(session, cast, now=now) for _ in range(21)]
    sign_in(client, cast.ada)
    picks = [f"{row.reference}:{row.edit}" for row in rows]
    data = {"do": "withhold", "pick": picks, "code": "spam", "fact": "Sent forty times over."}

    response = post(client, QUEUE, data)

    assert response.status_code == 403
    assert "needs two people" in response.text
    assert fresh(session, rows[0]).status is Status.PENDING


def test_veiled_words_are_read_with_one_click_on_record(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = make_contribution(session, cast.round, cast.bo, now=now, text="Ring at number nine.")
    reported(session, row, code=ReasonCode.PERSONAL_DATA, now=now)
    sign_in(client, cast.ada)
    covered = opened(client, f"{QUEUE}?open={row.reference}").source

    sent(client, row, "read")

    assert "number nine" not in covered
    assert "number nine" in opened(client, f"{QUEUE}?open={row.reference}").source
    codes = session.scalars(select(RecordEntry.code)).all()
    assert "read_veiled" in codes


def test_rejecting_a_report_lets_the_words_stand(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = make_contribution(session, cast.round, cast.bo, now=now)
    reported(session, row, code=ReasonCode.THREAT, now=now)
    sign_in(client, cast.ada)
    page = opened(client, f"{QUEUE}?open={row.reference}")
    report = page.values(f"{QUEUE}?open={row.reference}")["report"]

    response = sent(client, row, "reject", report=report)

    assert response.status_code == 303
    assert fresh(session, row).veiled_until == now


def test_opening_a_case_swaps_the_desk_alone(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = pending(session, cast, now=now)
    sign_in(client, cast.ada)

    url = f"{QUEUE}?open={row.reference}"
    part = client.get(url, headers={"HX-Request": "true"}).text

    assert part.lstrip().startswith('<div class="desk')
    assert part.strip().split("submission_key")[0] in client.get(url).text
