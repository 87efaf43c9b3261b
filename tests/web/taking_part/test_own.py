"""Receipt, revision, withdrawal, and the page of everything one did."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import CommentKind, Operation, Status, Step
from app.domain.moderation import ReasonCode
from app.domain.opinions import Choice
from app.domain.writing import AmendmentWords, CommentWords
from app.models.contributions import Contribution, Draft, Revision
from app.models.moderation import ModerationStep
from app.services.amendments import propose_amendment
from app.services.comments import submit_comment
from app.services.drafts import save_draft
from app.services.votes import cast_vote
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in
from tests.web.statements import counted
from tests.web.taking_part.forms import fill_and_press, press, typed_in

AT = "/rounds/r1/contributions"


@pytest.fixture(autouse=True)
def sent(session: Session, cast: Cast, now: datetime) -> None:
    """A comment of Bo’s that waits, and an amendment of the town that readers see."""
    words = CommentWords("Hours matter.", "en", CommentKind.CONCERN)
    bo, lea = actor_of(session, cast.bo), actor_of(session, cast.lea, cast.town)
    submit_comment(session, bo, cast.round.id, words, number=1, key="c", now=now)
    change = AmendmentWords(
        Operation.REPLACE, "en", "Why.", "Towns keep water open.", title="Open water"
    )
    propose_amendment(session, lea, cast.round.id, 2, change, key="a", now=now)


def row(session: Session, reference: str) -> Contribution:
    session.rollback()
    found = session.scalars(select(Contribution).where(Contribution.reference == reference)).one()
    session.rollback()
    return found


@pytest.mark.parametrize("path", ["receipt", "revise", "withdraw"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_pages_of_ones_own_are_sound(web: AuditedClient, cast: Cast, path: str, lang: str) -> None:
    sign_in(web.client, cast.bo)
    assert web.get(f"/{lang}{AT}/C1/{path}").status_code == 200
    sign_in(web.client, cast.lea, cast.town)
    assert web.get(f"/{lang}{AT}/A1/{path}").status_code == 200


@pytest.mark.parametrize("who", ["ines", "ada", "sam", "ann"])
@pytest.mark.parametrize("path", ["receipt", "revise", "withdraw"])
def test_others_find_nothing_there(web: AuditedClient, cast: Cast, path: str, who: str) -> None:
    sign_in(web.client, getattr(cast, who))

    answer = web.get(f"/en{AT}/C1/{path}")

    assert answer.status_code == 404
    assert "Hours matter" not in answer.text


@pytest.mark.parametrize("path", ["receipt", "revise", "withdraw"])
def test_visitor_is_asked_who_is_there(web: AuditedClient, cast: Cast, path: str) -> None:
    asked = web.get(f"/en{AT}/C1/{path}")

    assert asked.status_code == 303
    assert "sign-in" in asked.location


def test_comment_is_revised(web: AuditedClient, cast: Cast, session: Session) -> None:
    sign_in(web.client, cast.bo)

    checked = fill_and_press(web, f"/en{AT}/C1/revise", {"text": "Hours matter a lot."})
    assert Page(checked.text).all("ins")
    sent = press(web, checked, {}, "send")

    assert sent.status_code == 303
    assert row(session, "C1").last_revision == 2


def test_amendment_is_revised_with_its_difference(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.lea)
    url = f"/en{AT}/A1/revise"

    preview = fill_and_press(web, url, {"wording": "Towns keep water and light open."}, "preview")
    assert "light" in Page(preview.text).text
    sent = press(web, press(web, preview, {}), {}, "send")

    assert sent.status_code == 303
    assert row(session, "A1").shown_revision == 2


def test_second_window_is_shown_both_texts(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.bo)
    url = f"/en{AT}/C1/revise"
    first = fill_and_press(web, url, {"text": "First window."})
    second = fill_and_press(web, url, {"text": "Second window."})
    assert press(web, first, {}, "send").status_code == 303

    back = press(web, second, {}, "send")

    assert back.status_code == 409
    assert "First window." in back.text
    assert typed_in(back, "text") == "Second window."
    assert press(web, back, {}, "send").status_code == 303
    assert row(session, "C1").last_revision == 3


def test_revision_typed_before_the_session_ended_waits(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.bo)
    opened = web.get(f"/en{AT}/C1/revise")
    with web.client.session_transaction() as cookie:
        del cookie["_user_id"]

    asked = press(web, opened, {"text": "Typed late at night."})

    assert asked.status_code == 303
    session.rollback()
    assert session.scalars(select(Draft.fields)).one()["text"] == "Typed late at night."


def test_unchanged_revision_comes_back(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.bo)

    checked = fill_and_press(web, f"/en{AT}/C1/revise", {})

    assert press(web, checked, {}, "send").status_code == 422


def test_withdrawing_asks_first_and_seals(web: AuditedClient, cast: Cast, session: Session) -> None:
    sign_in(web.client, cast.bo)
    url = f"/en{AT}/C1/withdraw"
    form = Page(web.get(url).text).values(url)

    gone = web.client.post(url, data=form)

    assert gone.status_code == 303
    assert row(session, "C1").status is Status.WITHDRAWN
    assert "no longer possible" in web.get(url).text
    assert "Hours matter" not in web.get("/en/me").text


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    "show", ["contributions", "drafts", "votes", "organisation", "positions", ""]
)
def test_every_list_of_ones_own_is_sound(
    web: AuditedClient, cast: Cast, show: str, lang: str
) -> None:
    sign_in(web.client, cast.lea, cast.town)

    assert web.get(f"/{lang}/me?show={show}").status_code == 200


def test_visitor_has_no_page_of_ones_own(web: AuditedClient, cast: Cast) -> None:
    assert web.get("/en/me").status_code == 303


def test_reasons_of_a_restriction_are_shown_with_the_way_to_appeal(
    web: AuditedClient, cast: Cast, session: Session, now: datetime
) -> None:
    comment = session.scalars(select(Contribution).where(Contribution.reference == "C1")).one()
    comment.status = Status.WITHHELD
    session.add(
        ModerationStep(
            contribution_id=comment.id,
            member_id=cast.ada.id,
            role="facilitator",
            step=Step.WITHHOLD,
            before=Status.PENDING,
            after=Status.WITHHELD,
            revision=1,
            reason_code=ReasonCode.PERSONAL_DATA,
            statement="It names a neighbour.",
            language="en",
            at=now,
        )
    )
    session.commit()
    sign_in(web.client, cast.bo)

    shown = web.get("/en/me")

    assert "It names a neighbour." in shown.text
    assert "personal data exposed" in shown.text
    assert "Appeal" in shown.text


def test_progress_names_the_next_paragraph(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.bo)

    shown = Page(web.get("/en/me").text).text

    assert "You have responded to 1 of 6 paragraphs" in shown
    assert "Next paragraph without your view: 2" in shown


def test_draft_is_deleted_after_asking(
    web: AuditedClient, cast: Cast, session: Session, now: datetime
) -> None:
    bo = actor_of(session, cast.bo)
    key = save_draft(
        session, bo, cast.round.id, "comment:p3", {"text": "Later."}, key=None, now=now
    )
    sign_in(web.client, cast.bo)
    assert "Comment on paragraph 3" in web.get("/en/me?show=drafts").text
    url = f"/en/drafts/{key}/discard"

    web.client.post(url, data=Page(web.get(url).text).values(url))

    session.rollback()
    assert session.scalars(select(Draft)).all() == []


@pytest.mark.parametrize("show", ["contributions", "drafts", "votes", "organisation"])
def test_number_of_statements_stays_the_same(
    web: AuditedClient, cast: Cast, session: Session, now: datetime, show: str
) -> None:
    lea = actor_of(session, cast.lea, cast.town)
    sign_in(web.client, cast.lea, cast.town)
    url = f"/en/me?show={show}"
    fill(session, cast, 1, now)
    web.get(url)
    with counted(web.client.application) as few:
        web.get(url)

    fill(session, cast, 15, now)
    with counted(web.client.application) as many:
        web.get(url)

    assert lea.member_id
    assert len(many) == len(few)


def fill(session: Session, cast: Cast, times: int, now: datetime) -> None:
    """More of everything by the delegate of the town."""
    lea = actor_of(session, cast.lea, cast.town)
    bo = actor_of(session, cast.bo)
    done = len(session.scalars(select(Revision.id)).all())
    for at in range(done, done + times):
        words = CommentWords(f"Words {at}.", "en", CommentKind.AGREE)
        submit_comment(session, lea, cast.round.id, words, number=1, key=f"f{at}", now=now)
        session.rollback()
        save_draft(session, lea, cast.round.id, f"comment:p{at}", {"text": "x"}, key=None, now=now)
        change = AmendmentWords(
            Operation.REPLACE, "en", "Why.", f"Towns keep water {at}.", title="Open water"
        )
        name = propose_amendment(session, lea, cast.round.id, 2, change, key=f"g{at}", now=now)
        cast_vote(session, lea, cast.round.id, name, Choice.ABSTAIN, now=now)
    assert bo.member_id
    session.rollback()
