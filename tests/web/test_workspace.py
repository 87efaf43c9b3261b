"""The workspace: each person finds what comes next."""

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.models.translation import TranslationQuery
from tests.factories.cast import Cast
from tests.factories.charters import make_charter, make_version
from tests.factories.desk import Desk, write
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in
from tests.web.statements import counted


def test_administrator_without_rounds_is_told_who_makes_them(
    client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.ann)
    text = AuditedClient(client).get("/en/manage").text

    assert "add people below and give one of them that role" in text


def test_secretariat_is_not_told_to_find_a_secretariat(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.sam)

    assert "give one of them that role" not in AuditedClient(client).get("/en/manage").text


@pytest.fixture
def waiting(session: Session, cast: Cast, now: datetime) -> Desk:
    """Version 2 in preparation: an original changed, and a translator asked something."""
    desk = Desk(session, cast, actor_of(session, cast.sam), now)
    desk.prepare()
    write(desk, 2, en="Every town keeps water open.")
    session.add(
        TranslationQuery(
            version_id=desk.version.id,
            place="p-k2",
            language="fr",
            question="Which water?",
            asked_by_id=cast.tariq.id,
            asked_at=now,
        )
    )
    session.commit()
    return desk


@pytest.mark.parametrize("name", ["sam", "tariq"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_translation_desks_are_linked_with_what_waits(
    client: FlaskClient, cast: Cast, waiting: Desk, name: str, lang: str
) -> None:
    sign_in(client, getattr(cast, name))
    page = Page(AuditedClient(client).get(f"/{lang}/manage").text)
    desk = f"/{lang}/manage/charters/mobility/versions/2/translations/"

    assert sorted(link for link in page.links.values() if desk in link) == [
        f"{desk}{code}?show=todo" for code in ("ar", "es", "fr")
    ]
    if lang == "en":
        assert page.text.count("1 to write") == 3
        assert page.text.count("1 open query") == 1


def test_frozen_texts_wait_for_nobody(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.tariq)

    assert "nothing waits" in AuditedClient(client).get("/en/manage").text


def test_more_charters_ask_no_more_of_the_database(
    app: Flask, client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    sign_in(client, cast.sol)
    with counted(app) as few:
        client.get("/en/manage")
    for number in range(5):
        charter = make_charter(session, f"more-{number}", now=now)
        make_version(session, charter, now=now)
    session.commit()
    with counted(app) as many:
        client.get("/en/manage")

    assert len(many) == len(few)
