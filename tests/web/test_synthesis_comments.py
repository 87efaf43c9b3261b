"""The review of a synthesis in the browser: comments beside a part, corrections with a reason."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.synthesis import Edition, Synthesis, SynthesisComment
from app.services.synthesis import publish_synthesis, send_for_review
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.factories.reports import make_story
from tests.web.page import AuditedClient, checked
from tests.web.signing_in import post, sign_in

DESK = "/en/manage/rounds/r1/synthesis"
PART = f"{DESK}/parts/introduction"
COMMENTS = f"{PART}/comments"


@pytest.fixture
def pages(client: FlaskClient, session: Session, cast: Cast, now: datetime) -> AuditedClient:
    """Sam reads what Ada sent for review."""
    make_story(session, cast, now=now)
    session.commit()
    send_for_review(session, actor_of(session, cast.ada), cast.round.id, edit=0, now=now)
    sign_in(client, cast.sam)
    return AuditedClient(client)


def said(session: Session) -> SynthesisComment:
    row = session.scalars(select(SynthesisComment).execution_options(populate_existing=True)).one()
    session.commit()
    return row


def test_comment_is_made_settled_and_shown(
    pages: AuditedClient, client: FlaskClient, session: Session, cast: Cast
) -> None:
    answer = post(client, f"{COMMENTS}?language=fr", {"text": "Which towns?"})

    assert answer.location == f"{PART}?language=fr#comments"
    assert "1 comment to settle" in pages.get(DESK).text
    assert "Every comment of the review is settled" in pages.get(f"{DESK}/publication").text
    sign_in(client, cast.ada)
    post(client, f"{COMMENTS}/{said(session).id}", {"answer": "They are named now."})
    text = pages.get(PART).text
    assert "They are named now." in text
    assert "comment to settle" not in pages.get(DESK).text


def test_words_that_are_refused_are_given_back(
    pages: AuditedClient, client: FlaskClient, session: Session
) -> None:
    refused = checked(post(client, COMMENTS, {"text": " "}))
    too_long = checked(post(client, COMMENTS, {"text": "x" * 60_000}))
    post(client, COMMENTS, {"text": "Which towns?"})
    unsettled = checked(post(client, f"{COMMENTS}/{said(session).id}", {"answer": ""}))

    assert [one.status_code for one in (refused, too_long, unsettled)] == [422, 422, 422]
    assert "x" * 60_000 in too_long.text
    assert said(session).settled_at is None


def test_comment_settled_meanwhile_is_shown_as_it_is(
    pages: AuditedClient, client: FlaskClient, session: Session
) -> None:
    post(client, COMMENTS, {"text": "Which towns?"})
    at = f"{COMMENTS}/{said(session).id}"
    post(client, at, {"answer": "Named."})

    answer = checked(post(client, at, {"answer": "Named twice."}))

    assert answer.status_code == 409
    assert said(session).answer == "Named."


def test_draft_takes_no_comments_and_keeps_the_words(
    pages: AuditedClient, client: FlaskClient, session: Session
) -> None:
    row = session.scalars(select(Synthesis)).one()
    row.sent_at = None
    session.commit()

    answer = checked(post(client, COMMENTS, {"text": "Which towns?"}))

    assert answer.status_code == 409
    assert "has to be sent for review" in answer.text


def test_correction_says_why_to_readers(
    pages: AuditedClient, client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    edit = session.scalars(select(Synthesis.edit)).one()
    assert "new edition is needed" not in pages.get(f"{DESK}/review").text
    publish_synthesis(
        session, actor_of(session, cast.sam), cast.round.id, edit=edit, key="k", now=now
    )
    form = {"edit": str(session.scalars(select(Synthesis.edit)).one())}
    session.commit()
    sign_in(client, cast.ada)

    refused = checked(post(client, f"{DESK}/review", {**form, "reason": " "}))
    sent = post(client, f"{DESK}/review", {**form, "reason": "A name was wrong."})
    sign_in(client, cast.sam)
    assert "A name was wrong." in pages.get(f"{DESK}/publication").text
    edit = session.scalars(select(Synthesis.edit)).one()
    session.commit()
    asked = {"edit": str(edit), "submission_key": "again", "aware": "y"}
    post(client, f"{DESK}/publication", asked)

    assert (refused.status_code, sent.status_code) == (422, 303)
    assert session.scalars(select(Edition.reason).order_by(Edition.number)).all() == [
        "",
        "A name was wrong.",
    ]
    assert "A name was wrong." in pages.get("/en/rounds/r1/synthesis").text
    assert "A name was wrong." not in pages.get("/en/rounds/r1/synthesis?edition=1").text
    document = pages.get("/rounds/r1/synthesis.json").get_json()
    assert document["edition"]["reason"] == "A name was wrong."
