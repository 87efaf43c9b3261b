"""The dashboard in the browser: gaps with what to do, the queue, results so far."""

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.synthesis import Measurement
from tests.factories.cast import Cast
from tests.factories.contributions import make_contribution, make_position
from tests.factories.measures import crowd, measure
from tests.factories.people import make_member, make_organisation
from tests.factories.reports import make_story
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in
from tests.web.statements import counted

AT = "/en/manage/rounds/r1/dashboard"


@pytest.fixture
def desk(client: FlaskClient, session: Session, cast: Cast, now: datetime) -> AuditedClient:
    found = make_story(session, cast, now=now)
    crowd(session, cast, found["amendment"], now=now)
    session.commit()
    sign_in(client, cast.ada)
    return AuditedClient(client)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_dashboard_is_sound_and_leads_on(desk: AuditedClient, language: str) -> None:
    answer = desk.get(f"/{language}/manage/rounds/r1/dashboard?without=individual&region=africa")

    links = set(Page(answer.text).links.values())
    assert answer.status_code == 200
    assert f"/{language}/manage/rounds/r1/queue?tab=appeals" in links
    assert (
        f"/{language}/manage/rounds/r1/dashboard"
        in Page(desk.get(f"/{language}/manage/rounds/r1").text).links.values()
    )


def test_each_gap_leads_to_those_who_are_missing(desk: AuditedClient) -> None:
    page = Page(desk.get(AT).text)
    gap = next(link for link in page.links.values() if "group=migrant_association" in link)

    found = Page(desk.get(gap.split("#")[0]).text)

    assert gap.endswith("#silent")
    assert "/en/manage/organisations/passage" in found.links.values()
    assert "/en/manage/organisations/league" not in found.links.values()


def test_nonsense_in_the_address_is_refused(desk: AuditedClient) -> None:
    for asked in ("group=nobody", "region=moon", "language=xx", "without=nobody"):
        assert desk.get(f"{AT}?{asked}").status_code == 400


def test_measures_are_asked_for_and_then_shown(
    desk: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    assert "No measures were made for this round yet." in desk.get(AT).text

    answer = post(desk.client, AT)

    assert answer.location == f"{AT}#classes"
    session.rollback()
    assert session.scalars(select(Measurement.asked_at)).one() is not None
    assert "being made" in desk.get(AT).text
    measure(session, cast.round, now=now)
    text = desk.get(AT).text
    assert "Measured on" in text
    assert "votes of members" in text


def test_results_shown_are_the_steadied_ones(
    desk: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    measure(session, cast.round, now=now)
    row = session.scalars(select(Measurement)).one()
    row.live = {"votes": {"A1": "undecided"}}
    session.commit()

    assert "Undecided" in desk.get(AT).text


def test_larger_rounds_ask_no_more_of_the_database(
    app: Flask, desk: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    with counted(app) as few:
        desk.client.get(AT)
    for number in range(25):
        body = make_organisation(session, f"body-{number}", now=now)
        member = make_member(session, f"M{number}", body, now=now)
        paragraph = cast.paragraphs[number % len(cast.paragraphs)]
        make_contribution(session, cast.round, member, paragraph, now=now)
        if number % 2:
            make_position(session, cast.round, body, member, now=now, paragraph=paragraph)
    session.commit()
    with counted(app) as many:
        desk.client.get(AT)

    assert len(many) == len(few)
