"""Topics of a charter: listed in four languages, linked to paragraphs, shown and filtered by."""

from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.ledger.freezing import content_of
from app.models.charters import Charter, Paragraph, Topic, Version
from app.queries.edition.text import charter_value, paragraphs_value
from app.services.composition.preparing import prepare_version
from tests.factories.accepted import close
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in

LANGUAGES = ["en", "fr", "es", "ar"]
EDIT = "/en/manage/charters/mobility/edit"
NAMES = {"en": "Street lamps", "fr": "Éclairage", "ar": "مصابيح الشوارع"}


@pytest.fixture
def lit(session: Session, cast: Cast) -> Cast:
    """The cast's charter with a topic on paragraph 2, and one on nothing."""
    charter = cast.charter.id
    session.add(Topic(charter_id=charter, key="lamps", position=1, names=NAMES))
    session.add(Topic(charter_id=charter, key="doors", position=2, names={"en": "Doors"}))
    paragraph = session.get_one(Paragraph, cast.paragraphs[1].id)
    paragraph.topics = ["lamps", "taken-away"]
    session.commit()
    return cast


@pytest.fixture
def sam(client: FlaskClient, lit: Cast) -> AuditedClient:
    sign_in(client, lit.sam)
    return AuditedClient(client)


@pytest.mark.parametrize(("lang", "name"), [("en", NAMES["en"]), ("ar", NAMES["ar"])])
def test_topic_is_shown_in_the_language_of_the_page(
    client: FlaskClient, lit: Cast, lang: str, name: str
) -> None:
    reader = AuditedClient(client)
    for path in (
        "/rounds/r1/text",
        "/rounds/r1/p/2",
        "/charters/mobility",
        "/charters/mobility/versions/1/p/k2",
    ):
        text = Page(reader.get(f"/{lang}{path}").text).text
        assert name in text, path
        assert "taken-away" not in text
    assert name not in reader.get(f"/{lang}/rounds/r1/p/1").text


def test_text_is_filtered_by_topic(client: FlaskClient, lit: Cast) -> None:
    reader = AuditedClient(client)
    lamps = Page(reader.get("/en/rounds/r1/text?topic=lamps").text)

    assert [one for one in range(1, 7) if lamps.by_id(f"p{one}") is not None] == [2]
    assert "No paragraph fits" in reader.get("/en/rounds/r1/text?topic=doors").text
    assert client.get("/en/rounds/r1/text?topic=nothing").status_code == 400


def test_paragraph_leads_to_all_of_its_topic(client: FlaskClient, lit: Cast) -> None:
    page = Page(AuditedClient(client).get("/en/rounds/r1/p/2").text)

    assert page.links["Street lamps"] == "/en/rounds/r1/text?topic=lamps"


def test_topics_are_added_and_taken_away_by_buttons(sam: AuditedClient) -> None:
    values = Page(sam.get(EDIT).text).values(EDIT)
    added = Page(post(sam, EDIT, {**values, "do": "add_topic"}).text)
    removed = Page(post(sam, EDIT, {**values, "do": "remove_topic:0"}).text)

    assert added.by_id("topics-2-name_en") is not None
    assert added.values(EDIT)["topics-0-name_ar"] == NAMES["ar"]
    assert removed.by_id("topics-1-name_en") is None
    assert removed.values(EDIT)["topics-0-name_en"] == "Doors"


def test_topic_renamed_keeps_its_key_and_a_new_one_gets_its_own(
    sam: AuditedClient, session: Session
) -> None:
    form = Page(post(sam, EDIT, {**Page(sam.get(EDIT).text).values(EDIT), "do": "add_topic"}).text)
    values: dict[str, Any] = {
        **form.values(EDIT),
        "do": "",
        "languages": LANGUAGES,
        "topics-0-name_en": "Lighting",
        "topics-1-name_en": "",
        "topics-2-name_en": "Lamps",
    }
    assert post(sam, EDIT, values).status_code == 303

    session.rollback()
    rows = session.scalars(select(Topic).order_by(Topic.position)).all()
    assert [(one.key, one.names.get("en")) for one in rows] == [
        ("lamps", "Lighting"),
        ("lamps-1", "Lamps"),
    ]


def test_two_topics_of_one_name_are_two(sam: AuditedClient, session: Session) -> None:
    values: dict[str, Any] = Page(sam.get(EDIT).text).values(EDIT)
    again = {"topics-1-key": "lamps", "languages": LANGUAGES, "do": ""}
    assert post(sam, EDIT, {**values, **again}).status_code == 303

    session.rollback()
    keys = session.scalars(select(Topic.key).order_by(Topic.position)).all()
    assert list(keys) == ["lamps", "doors"]


def test_topics_follow_into_the_next_version_and_are_changed_there(
    sam: AuditedClient, session: Session, lit: Cast, now: datetime
) -> None:
    close(session, lit.round, now=now)
    prepare_version(session, actor_of(session, lit.sam), lit.version, now=now)
    version = session.scalars(select(Version).where(Version.number == 2)).one()
    second = paragraph_of(session, version, "k2")
    assert second.topics == ["lamps", "taken-away"]

    url = "/en/manage/charters/mobility/versions/2/edit/k2"
    session.rollback()
    page = Page(sam.get(url).text)
    form: dict[str, Any] = {**page.values(url), "topics": ["doors", "lamps"], "do": "words"}
    assert post(sam, url, form).status_code == 303
    session.rollback()
    session.expire_all()
    assert paragraph_of(session, version, "k2").topics == ["doors", "lamps"]


def paragraph_of(session: Session, version: Version, key: str) -> Paragraph:
    wanted = select(Paragraph).where(Paragraph.version_id == version.id, Paragraph.key == key)
    return session.scalars(wanted).one()


def test_topics_are_in_the_open_data_and_under_the_hash(session: Session, lit: Cast) -> None:
    charter = session.get_one(Charter, lit.charter.id)
    version = session.get_one(Version, lit.version.id)

    assert charter_value(session, charter)["topics"][0] == {"key": "lamps", "names": NAMES}
    rows = paragraphs_value(session, lit.round, {})
    assert [row["topics"] for row in rows][:2] == [[], ["lamps", "taken-away"]]
    assert content_of(session, version)["paragraphs"][1]["topics"] == ["lamps", "taken-away"]
