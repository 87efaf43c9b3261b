"""Asking organisations to join one's amendment, and their answer, as a browser without script."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.joint import Answer
from app.domain.languages import LANGUAGES
from app.models.contributions import CoSponsor
from app.models.joint import SponsorInvitation
from app.models.people import Delegation
from app.web.mail import render_mail
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in

URL = "/en/rounds/r1/contributions/A1/co-sponsor"


@pytest.fixture(autouse=True)
def amendment(session: Session, cast: Cast, now: datetime) -> None:
    """An amendment of the town; Bo is delegate of the league."""
    row = make_amendment(session, cast.round, cast.lea, cast.paragraphs[0], "Other words.", now=now)
    row.organisation_id, row.display_name = cast.town.id, cast.town.name
    session.add(Delegation(member_id=cast.bo.id, organisation_id=cast.league.id, granted_at=now))
    session.commit()


def send(web: AuditedClient, **fields: str) -> int:
    form = Page(web.get(URL).text).values(URL)
    return web.client.post(URL, data={**form, **fields}).status_code


def invite(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.lea, cast.town)
    assert send(web, do="invite", organisation="League") == 303


def answers(session: Session) -> list[Answer]:
    session.rollback()
    return list(session.scalars(select(SponsorInvitation.answer)))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_proposer_invites_and_sees_who_answered(
    web: AuditedClient, session: Session, cast: Cast, lang: str
) -> None:
    invite(web, cast)
    page = Page(web.get(URL.replace("/en/", f"/{lang}/")).text)

    assert any(link.endswith("/organisations/league") for link in page.links.values())
    assert any((one.get("value") or "").startswith("recall:") for one in page.all("button"))
    recall = f"recall:{cast.league.id}"
    session.rollback()
    assert send(web, do=recall) == 303
    assert answers(session) == []


def test_unknown_name_is_kept_and_told(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.lea, cast.town)
    form = Page(web.get(URL).text).values(URL)
    answer = web.client.post(URL, data={**form, "do": "invite", "organisation": "Nobody here"})

    assert answer.status_code == 422
    assert "There is no organisation of this name" in answer.text
    assert 'value="Nobody here"' in answer.text


@pytest.mark.parametrize(("do", "after"), [("join", Answer.ACCEPTED), ("decline", Answer.DECLINED)])
def test_invited_answer_on_the_page_the_letter_names(
    web: AuditedClient, session: Session, cast: Cast, do: str, after: Answer
) -> None:
    invite(web, cast)
    sign_in(web.client, cast.bo, cast.league)
    assert URL in Page(web.get("/en/me").text).links.values()
    assert "asks League to co-sponsor this amendment" in Page(web.get(URL).text).text

    assert send(web, do=do) == 303
    assert answers(session) == [after]
    assert len(session.scalars(select(CoSponsor)).all()) == (after is Answer.ACCEPTED)
    session.rollback()
    assert web.get(URL).status_code == 200


def test_nobody_else_is_offered_to_decline_or_invite(web: AuditedClient, cast: Cast) -> None:
    invite(web, cast)
    sign_in(web.client, cast.ines)
    page = Page(web.get(URL).text)

    offered = {one.get("value") for one in page.all("button")}
    assert not offered & {"decline", "invite"}
    assert send(web, do="decline") == 404
    assert send(web, do="invite", organisation="League") == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_letter_leads_to_the_page_and_names_who_asks(app: Flask, lang: str) -> None:
    context = {
        "reference": "A1", "round": "r1", "titles": {"en": "Round"}, "leader": "Town",
        "organisation": "League",
    }  # fmt: skip
    subject, text = render_mail(app, "joint_invitation", lang, context)

    assert "Town" in subject
    assert f"/{lang}/rounds/r1/contributions/A1/co-sponsor" in text
    assert "joint-drafts" not in text
    assert "League" in text
