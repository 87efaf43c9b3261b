"""Charters and versions as readers see them."""

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import LineageKind, VersionStatus
from app.domain.contributions import Operation
from app.domain.languages import LANGUAGES
from app.models.charters import Paragraph, Version, Wording
from app.models.composition import Lineage
from app.services.composition.publishing import publish_changes
from tests.factories.accepted import accept
from tests.factories.cast import Cast
from tests.factories.charters import WORDS, make_charter, make_version
from tests.factories.desk import Desk
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in
from tests.web.statements import counted

VERSION = "/charters/mobility/versions/1"


@pytest.fixture
def reader(client: FlaskClient) -> AuditedClient:
    return AuditedClient(client)


@pytest.fixture
def published(session: Session, cast: Cast, now: datetime) -> Version:
    """Version 2: paragraph 1 changed, 2 removed, one new after 3, published."""
    words = WORDS["en"].format(n=1).replace("water", "clean water")
    accept(session, cast, words, on=cast.paragraphs[0], now=now)
    accept(session, cast, None, on=cast.paragraphs[1], operation=Operation.DELETE, now=now)
    accept(
        session, cast, "Bells ring at noon.", on=cast.paragraphs[2],
        operation=Operation.INSERT_AFTER, now=now,
    )  # fmt: skip
    desk = Desk(session, cast, actor_of(session, cast.sam), now)
    desk.prepare()
    desk.clean()
    version = desk.version
    return publish_changes(
        session, desk.actor, version, {"en": "What we did."}, edit=version.edit, now=now
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charter_pages_are_sound_in_every_language(
    reader: AuditedClient, published: Version, lang: str
) -> None:
    for path in (
        "/charters",
        "/charters/mobility",
        VERSION,
        "/charters/mobility/versions/2",
        f"{VERSION}/p/k1",
        "/charters/mobility/versions/2/p/k3",
        "/charters/mobility/versions/2/changes",
        "/charters/mobility/compare/1/2",
        "/charters/mobility/compare/1/2?view=side&show=all",
        "/charters/mobility/compare/1/2?view=new",
    ):
        assert reader.get(f"/{lang}{path}").status_code == 200, path


def test_text_stands_at_its_permanent_address(reader: AuditedClient, cast: Cast) -> None:
    page = Page(reader.get(f"/ar{VERSION}").text)

    assert page.by_id("p6") is not None
    assert WORDS["ar"].format(n=6) in page.text
    assert "0" * 64 in page.text


def test_canonical_address_leads_to_the_language_of_the_reader(
    client: FlaskClient, cast: Cast
) -> None:
    answer = client.get(VERSION, headers={"Accept-Language": "fr"})

    assert answer.location.endswith(f"/fr{VERSION}")


def test_missing_wording_is_said_and_the_original_offered(
    session: Session, reader: AuditedClient, cast: Cast
) -> None:
    wording = session.query(Wording).filter_by(language="es", paragraph_id=cast.paragraphs[0].id)
    session.delete(wording.one())
    session.commit()
    page = Page(reader.get(f"/es{VERSION}").text)

    assert page.text.count(WORDS["en"].format(n=1)) == 1


@pytest.mark.parametrize("name", [None, "bo", "ada", "dee"])
def test_working_version_is_unknown_to_others(
    session: Session, client: FlaskClient, cast: Cast, now: datetime, name: str | None
) -> None:
    make_version(session, cast.charter, number=2, now=now, status=VersionStatus.WORKING)
    session.commit()
    if name:
        sign_in(client, getattr(cast, name))

    assert client.get("/en/charters/mobility/versions/2").status_code == 404
    assert client.get("/en/charters/mobility/versions/2/p/k1").status_code == 404
    assert client.get("/en/charters/mobility/compare/1/2").status_code == 404
    assert client.get("/en/charters/mobility/versions/2/changes").status_code == 404


@pytest.mark.parametrize("name", ["sam", "tariq"])
def test_working_version_is_read_by_those_who_work_on_it(
    session: Session, client: FlaskClient, cast: Cast, now: datetime, name: str
) -> None:
    make_version(session, cast.charter, number=2, now=now, status=VersionStatus.WORKING)
    session.commit()
    sign_in(client, getattr(cast, name))

    assert AuditedClient(client).get("/ar/charters/mobility/versions/2").status_code == 200


def test_charter_without_a_public_version_is_unknown(
    session: Session, client: FlaskClient, cast: Cast, now: datetime
) -> None:
    charter = make_charter(session, "hidden", now=now)
    make_version(session, charter, now=now, status=VersionStatus.WORKING)
    session.commit()

    assert client.get("/en/charters/hidden").status_code == 404
    assert "/charters/hidden" not in client.get("/en/charters").text


def test_removed_paragraph_says_so_and_new_one_why(
    reader: AuditedClient, published: Version
) -> None:
    before = Page(reader.get(f"/en{VERSION}/p/k2").text)
    changes = Page(reader.get("/en/charters/mobility/versions/2/changes").text)

    assert "Removed in version 2" in before.text
    assert "Bells ring at noon." in changes.text
    assert {"A1", "A2", "A3"} <= set(changes.links)
    assert "It is clearer." in changes.text


def test_paragraph_leads_to_its_origin_and_the_reasons(
    reader: AuditedClient, published: Version
) -> None:
    page = Page(reader.get("/en/charters/mobility/versions/2/p/k1").text)

    assert page.links["Paragraph 1 of version 1"].endswith(f"{VERSION}/p/k1")
    assert page.links["A1"].endswith("/rounds/r1/contributions/A1")


def test_comparison_marks_what_changed(reader: AuditedClient, published: Version) -> None:
    page = Page(reader.get("/en/charters/mobility/compare/1/2").text)

    assert "1 paragraph changed · 1 new · 1 removed" in page.text
    assert [e.tag for e in page.all("ins")]


@pytest.mark.parametrize("path", ["compare/2/1", "compare/1/1", "versions/9", "versions/1/p/none"])
def test_what_does_not_exist_is_not_found(
    client: FlaskClient, published: Version, path: str
) -> None:
    assert client.get(f"/en/charters/mobility/{path}").status_code == 404


def test_what_was_said_on_an_earlier_wording_is_found_from_what_it_became(
    reader: AuditedClient, session: Session, cast: Cast, published: Version
) -> None:
    """The second paragraph was joined into the first: both of their rounds' pages are named."""
    first = session.scalars(
        select(Paragraph).where(Paragraph.version_id == published.id, Paragraph.key == "k1")
    ).one()
    session.add(
        Lineage(
            version_id=published.id, paragraph_id=first.id,
            origin_id=cast.paragraphs[1].id, kind=LineageKind.MERGED,
        )
    )  # fmt: skip
    session.commit()
    page = Page(reader.get("/en/charters/mobility/versions/2/p/k1").text)
    before = Page(reader.get(f"/en{VERSION}/p/k1").text)

    assert page.text.count("about an earlier wording, in version 1") == 2
    for number in (1, 2):
        path = f"/rounds/{cast.round.slug}/p/{number}"
        assert any(link.endswith(path) for link in page.links.values()), path
    assert "1 amendment" in before.text
    assert "about an earlier wording" not in before.text


def test_long_text_takes_no_more_statements(
    session: Session, app: Flask, client: FlaskClient, cast: Cast, now: datetime
) -> None:
    make_version(session, make_charter(session, "long", now=now), now=now, paragraphs=250)
    session.commit()

    with counted(app) as few:
        client.get(f"/en{VERSION}")
    with counted(app) as many:
        client.get("/en/charters/long/versions/1")
    assert len(many) == len(few)


def test_adopted_version_says_when(
    session: Session, reader: AuditedClient, cast: Cast, now: datetime
) -> None:
    cast.version.status, cast.version.adopted_at = VersionStatus.ADOPTED, now
    session.commit()

    assert "adopted on 2 March 2026" in Page(reader.get(f"/en{VERSION}").text).text
