"""Setting up and running a round in the browser."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.rounds import RoundState
from app.ledger.record import Entry, record
from app.models.charters import Version
from app.models.rounds import Round, RoundWindow
from app.queries.rounds import state_of
from tests.factories.cast import Cast
from tests.factories.charters import make_round, make_version
from tests.factories.contributions import make_contribution
from tests.web.page import AuditedClient, Page, text_of
from tests.web.signing_in import post, sign_in

DAY = timedelta(days=1)
NEW = "/en/manage/rounds/new"


@pytest.fixture
def desk(client: FlaskClient, cast: Cast) -> AuditedClient:
    """Ada at her desk."""
    sign_in(client, cast.ada)
    return AuditedClient(client)


@pytest.fixture
def prepared(session: Session, cast: Cast, now: datetime) -> Round:
    version = make_version(session, cast.charter, number=2, now=now, status=VersionStatus.WORKING)
    row = make_round(session, version, "r2", now=now, opens_in=DAY, scheduled=False, number=2)
    session.commit()
    return row


def plan(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "version": str(cast.version.id),
        "slug": "round-9",
        "title_en": "Round 9",
        "title_ar": "الجولة 9",
        "timezone": "Africa/Tunis",
        "opens_at": "2026-06-01T09:00",
        "closes_at": "2026-06-30T18:00",
        "audience": "open",
        "moderation": "trusted",
        "tallies": "after_vote",
        "kinds": ["comment", "amendment"],
        "criteria": "relevance, cost",
        "evidence_floor": "10",
        **more,
    }


def fresh(session: Session, slug: str) -> Round:
    session.expire_all()
    row = session.scalars(select(Round).where(Round.slug == slug)).one()
    session.commit()
    return row


def test_summary_of_errors_names_each_field(desk: AuditedClient, cast: Cast) -> None:
    answer = post(desk, NEW, plan(cast, slug="", title_en="", title_ar=""))

    summary = text_of(Page(answer.text).by_class("error-summary")[0])
    assert "Short name in the address: " in summary
    assert "Write a title in at least one language." in summary


def test_record_is_told_in_words_on_the_desk(
    desk: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    entry = Entry("moderation", "C9", code="withhold:spam", role="facilitator")
    record(session, cast.round.id, entry, now=now)
    session.commit()

    told = text_of(Page(desk.get("/fr/manage/rounds/r1").text).all("table")[-1])
    assert "Masquée" in told
    assert "moderation" not in told


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_pages_are_sound_in_every_language(
    desk: AuditedClient, prepared: Round, language: str
) -> None:
    for path in ("new", "r1", "r2", "r2/plan", "r2/schedule", "r2/open", "r1/close", "r1/extend"):
        assert desk.get(f"/{language}/manage/rounds/{path}").status_code == 200


def test_local_times_become_moments(desk: AuditedClient, session: Session, cast: Cast) -> None:
    form = plan(cast, amend_closes="2026-06-15T12:00")

    answer = post(desk, NEW, form)

    row = fresh(session, "round-9")
    window = session.scalars(select(RoundWindow)).one()
    assert answer.location == "/en/manage/rounds/round-9"
    assert row.opens_at == datetime(2026, 6, 1, 8, tzinfo=UTC)
    assert (window.opens_at, window.closes_at) == (
        row.opens_at,
        datetime(2026, 6, 15, 11, tzinfo=UTC),
    )
    assert row.criteria == ["relevance", "cost"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"slug": "Not so"}, "small letters without accents"),
        ({"slug": "r1"}, "This name is taken"),
        ({"title_en": "", "title_ar": ""}, "Write a title"),
        ({"closes_at": "2026-05-01T09:00"}, "It must close after it opens"),
        ({"closes_at": ""}, "Fill in this field"),
        ({"kinds": []}, "Choose at least one kind"),
        (
            {"vote_closes": "2027-01-01T09:00", "vote_opens": "2026-12-01T09:00"},
            "outside the round",
        ),
        ({"evidence_floor": "0"}, "evidence_floor"),
    ],
)
def test_nonsense_is_given_back_with_words_beside_it(
    desk: AuditedClient, session: Session, cast: Cast, changes: dict[str, Any], complaint: str
) -> None:
    answer = post(desk, NEW, plan(cast, question_en="What should change here?", **changes))

    assert answer.status_code == 422
    assert complaint in answer.text
    assert "What should change here?" in answer.text
    assert session.scalars(select(Round)).all() == [cast.round]


def test_second_writer_sees_both_plans(
    desk: AuditedClient, session: Session, cast: Cast, prepared: Round
) -> None:
    seen = Page(desk.get("/en/manage/rounds/r2/plan").text)
    form = seen.values("/en/manage/rounds/r2/plan") | {"kinds": ["comment"]}
    assert post(desk, "/en/manage/rounds/r2/plan", form | {"title_en": "First"}).status_code == 303

    answer = post(desk, "/en/manage/rounds/r2/plan", form | {"title_en": "Second"})

    assert answer.status_code == 409
    assert {"First", "Second"} <= set(answer.text.replace("<", ">").split(">"))
    again = Page(answer.text).values("/en/manage/rounds/r2/plan") | {"kinds": ["comment"]}
    assert post(desk, "/en/manage/rounds/r2/plan", again).status_code == 303
    assert fresh(session, "r2").titles["en"] == "Second"


def test_checklist_names_what_is_missing_and_blocks_nothing(
    desk: AuditedClient, session: Session, prepared: Round
) -> None:
    text = desk.get("/en/manage/rounds/r2").text
    assert "People need to know whom to ask." in text
    assert "Missing" in text
    assert 'href="/en/manage/rounds/r2/plan#contact"' in text.split("Ready to open?")[1]
    asked = desk.get("/en/manage/rounds/r2/schedule").text
    assert "stay as they are from then on" in asked
    assert "points of the checklist are missing" in asked

    assert post(desk, "/en/manage/rounds/r2/schedule").status_code == 303
    assert fresh(session, "r2").scheduled_at is not None


def test_scheduling_freezes_the_text_and_shows_its_hash(
    desk: AuditedClient, session: Session, prepared: Round
) -> None:
    post(desk, "/en/manage/rounds/r2/schedule")

    session.expire_all()
    mark = session.get_one(Version, prepared.version_id).content_hash
    text = desk.get("/en/manage/rounds/r2").text
    assert mark is not None
    assert mark in text
    assert "Version frozen" in text


def test_round_is_closed_extended_and_reopened_with_reasons(
    desk: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    later = {"closes_at": "2026-05-01T18:00", "reason": "A holiday fell in between."}

    asked = desk.get("/en/manage/rounds/r1/extend").text
    assert "stay as they are from then on" not in asked
    assert "Local time in Paris" in asked
    assert post(desk, "/en/manage/rounds/r1/extend", {**later, "reason": ""}).status_code == 422
    assert post(desk, "/en/manage/rounds/r1/extend", later).status_code == 303
    assert post(desk, "/en/manage/rounds/r1/close").status_code == 303
    assert state_of(fresh(session, "r1"), now=now) is RoundState.CLOSED
    assert post(desk, "/en/manage/rounds/r1/reopen", later).status_code == 303

    assert fresh(session, "r1").closes_at == datetime(2026, 5, 1, 16, tzinfo=UTC)


def test_step_out_of_its_time_is_refused(desk: AuditedClient, cast: Cast) -> None:
    assert desk.get("/en/manage/rounds/r1/schedule").status_code == 409
    assert post(desk, "/en/manage/rounds/r1/reopen", {"reason": "x"}).status_code == 409


def test_groups_with_few_people_raise_a_gap_alert(
    desk: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    session.commit()

    found = Page(desk.get("/en/manage/rounds/r1").text)

    warning = "".join(found.by_class("notice-warn")[0].itertext())
    assert "Migrant associations" in warning
    assert "Civil society" not in warning


@pytest.mark.parametrize(
    ("name", "status"), [("sam", 200), ("dee", 403), ("bo", 403), ("olu", 403), ("ann", 403)]
)
def test_desk_is_for_those_who_run_the_round(
    client: FlaskClient, cast: Cast, name: str, status: int
) -> None:
    sign_in(client, getattr(cast, name))

    assert client.get("/en/manage/rounds/r1").status_code == status
    assert client.get("/en/manage/rounds/r1/close").status_code == status


@pytest.mark.parametrize("name", ["dee", "bo", "tariq"])
def test_strangers_change_nothing(
    client: FlaskClient, session: Session, cast: Cast, prepared: Round, now: datetime, name: str
) -> None:
    sign_in(client, getattr(cast, name))

    answers = [
        post(client, "/en/manage/rounds/r1/close").status_code,
        post(client, "/en/manage/rounds/r2/open").status_code,
        post(client, "/en/manage/rounds/r2/plan", plan(cast)).status_code,
        post(client, NEW, plan(cast)).status_code,
    ]

    assert set(answers) <= {403, 404, 422}
    assert state_of(fresh(session, "r1"), now=now) is RoundState.OPEN
    assert fresh(session, "r2").scheduled_at is None
    assert len(session.scalars(select(Round)).all()) == 2


def test_visitor_is_asked_to_sign_in(client: FlaskClient, cast: Cast) -> None:
    answer = client.get("/en/manage/rounds/r1")

    assert answer.status_code == 303
    assert "/sign-in" in answer.location


def test_record_lists_every_step(desk: AuditedClient, cast: Cast) -> None:
    post(desk, "/en/manage/rounds/r1/close")

    assert "Round closed" in desk.get("/en/manage/rounds/r1").text


def test_change_of_language_keeps_what_was_typed(
    desk: AuditedClient, session: Session, cast: Cast
) -> None:
    form = plan(cast, do="language:ar", question_fr="Que faut-il changer ?")

    onward = post(desk, NEW, form)
    answer = post(desk, onward.location, form)

    assert (onward.status_code, onward.location) == (307, "/ar/manage/rounds/new")
    assert "Que faut-il changer ?" in answer.text
    assert session.scalars(select(Round)).all() == [cast.round]
