"""Measures asked for, kept, and frozen with an edition."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.errors import Conflict, NotAllowed
from app.domain.texts import content_hash
from app.models.contributions import Contribution
from app.models.synthesis import Edition, Measurement, Synthesis
from app.queries.edition.content import content_of
from app.queries.measures import measures_in_view, waiting_rounds
from app.queries.synthesis.editions import as_document
from app.services.measures import ask_again, keep_measures
from app.services.synthesis import publish_synthesis, send_for_review
from tests.factories.cast import Cast
from tests.factories.measures import crowd, measure
from tests.factories.people import actor_of
from tests.factories.reports import make_story
from tests.house.tree import ROOT


@pytest.fixture
def story(session: Session, cast: Cast, now: datetime) -> dict[str, Contribution]:
    found = make_story(session, cast, now=now)
    crowd(session, cast, found["amendment"], now=now)
    session.commit()
    return found


def state(session: Session) -> Measurement:
    return session.scalars(select(Measurement).execution_options(populate_existing=True)).one()


def send(session: Session, cast: Cast, now: datetime) -> int:
    send_for_review(session, actor_of(session, cast.ada), cast.round.id, edit=0, now=now)
    return session.scalars(select(Synthesis.edit)).one()


def publish(session: Session, cast: Cast, edit: int, now: datetime, **more: Any) -> int:
    actor = actor_of(session, cast.sam)
    return publish_synthesis(session, actor, cast.round.id, edit=edit, key="k", now=now, **more)


def test_content_holds_the_measures_of_exactly_this_content(
    story: dict[str, Contribution], session: Session, cast: Cast, now: datetime
) -> None:
    measure(session, cast.round, now=now)
    content = content_of(session, cast.round, now=now)
    value = next(
        one
        for one in content["measures"]["items"]
        if (one["item"], one["basis"]) == ("A1", "votes")
    )

    votes = (
        story["amendment"].reference,
        {
            cell["group"]: cell["support_share"]["value"]
            for one in content["contributions"]
            if one["reference"] == "A1"
            for cell in one["votes"]["cells"]
            if cell["counts"]
        },
    )
    assert votes == ("A1", {one["group"]: one["share"] for one in value["groups"]})


def test_document_with_measures_is_valid_by_the_schema(
    story: dict[str, Contribution], session: Session, cast: Cast, now: datetime
) -> None:
    measure(session, cast.round, now=now)
    content = content_of(session, cast.round, now=now)
    document = as_document(content, content_hash(content))
    schema = json.loads((ROOT / "static/schema/round-export.schema.json").read_text("utf-8"))

    assert document["measures"]["items"]
    assert not [one.message for one in Draft202012Validator(schema).iter_errors(document)]


def test_any_change_to_what_is_measured_takes_the_measures_away(
    story: dict[str, Contribution], session: Session, cast: Cast, now: datetime
) -> None:
    measure(session, cast.round, now=now)
    story["comment"].status = Status.WITHDRAWN
    session.commit()

    assert content_of(session, cast.round, now=now)["measures"] is None


def test_sending_asks_for_measures(
    story: dict[str, Contribution], session: Session, cast: Cast, now: datetime
) -> None:
    send(session, cast, now)

    assert waiting_rounds(session, now=now) == [cast.round.id]
    measure(session, cast.round, now=now)
    assert waiting_rounds(session, now=now) == []


def test_round_that_closed_is_measured_once_by_itself(
    story: dict[str, Contribution], session: Session, cast: Cast, now: datetime
) -> None:
    before = waiting_rounds(session, now=cast.round.closes_at - timedelta(seconds=1))

    assert before == []
    assert waiting_rounds(session, now=cast.round.closes_at) == [cast.round.id]
    keep_measures(session, cast.round.id, None, began=now, now=now)
    assert waiting_rounds(session, now=now) == []
    assert measures_in_view(session, cast.round.id).failed


def test_asked_again_meanwhile_is_made_again(
    story: dict[str, Contribution], session: Session, cast: Cast, now: datetime
) -> None:
    later = now + timedelta(seconds=5)
    ask_again(session, actor_of(session, cast.ada), cast.round.id, now=later)

    keep_measures(session, cast.round.id, None, began=now, now=later)

    assert state(session).asked_at == later


@pytest.mark.parametrize("name", ["bo", "lea", "olu", "tariq", "ann", "dee"])
def test_others_do_not_ask(
    story: dict[str, Contribution], session: Session, cast: Cast, now: datetime, name: str
) -> None:
    with pytest.raises(NotAllowed):
        ask_again(session, actor_of(session, getattr(cast, name)), cast.round.id, now=now)


def test_edition_freezes_its_measures(
    story: dict[str, Contribution], session: Session, cast: Cast, now: datetime
) -> None:
    edit = send(session, cast, now)
    measure(session, cast.round, now=now)
    publish(session, cast, edit, now, measured=True)
    frozen = session.scalars(select(Edition.content)).one()

    keep_measures(session, cast.round.id, {"inputs": "0" * 64, "items": []}, began=now, now=now)

    assert frozen["measures"] == session.scalars(select(Edition.content)).one()["measures"]
    assert frozen["measures"]["items"]


def test_outdated_measures_are_not_left_out_in_silence(
    story: dict[str, Contribution], session: Session, cast: Cast, now: datetime
) -> None:
    edit = send(session, cast, now)
    measure(session, cast.round, now=now)
    story["comment"].status = Status.WITHDRAWN
    session.commit()

    with pytest.raises(Conflict, match="measures_outdated"):
        publish(session, cast, edit, now, measured=True)

    session.rollback()
    assert session.scalars(select(Edition)).all() == []
    assert waiting_rounds(session, now=now) == [cast.round.id]


def test_without_counting_on_them_an_edition_says_that_there_are_none(
    story: dict[str, Contribution], session: Session, cast: Cast, now: datetime
) -> None:
    publish(session, cast, send(session, cast, now), now)

    assert session.scalars(select(Edition.content)).one()["measures"] is None
