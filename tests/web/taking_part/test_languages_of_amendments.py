"""Several languages in the editor, on the page of an amendment, and under a translator's hand."""

import json
from datetime import datetime, timedelta

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Scope, Status, Step
from app.domain.texts import content_hash
from app.domain.writing import AmendmentWords
from app.models.contributions import Contribution, Revision
from app.models.moderation import ModerationStep
from app.queries.edition.content import content_of
from app.queries.synthesis.editions import as_document
from app.services.amendments import propose_amendment
from tests.factories.cast import Cast
from tests.factories.joint import translated
from tests.factories.people import actor_of
from tests.house.tree import ROOT
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in
from tests.web.taking_part.forms import fill_and_press, press, typed_in

EDITOR = "/en/rounds/r1/p/1/amend"
PAGE = "/en/rounds/r1/contributions/A1"
FIELDS = {"wording": "Towns keep water open (1).", "title": "Open water", "reason": "Hours."}
SCHEMA = ROOT / "static/schema/round-export.schema.json"
VALID = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
FRENCH = "Les villes gardent l’eau ouverte (1)."


@pytest.fixture
def there(session: Session, cast: Cast, now: datetime) -> str:
    lea = actor_of(session, cast.lea, cast.town)
    words = AmendmentWords(
        Operation.REPLACE, "en", "Why.", "Towns keep water.", title="W", wordings=(("fr", FRENCH),)
    )
    return propose_amendment(session, lea, cast.round.id, 1, words, key="a", now=now)


def test_further_languages_are_checked_sent_and_shown(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.lea, cast.town)

    checked = fill_and_press(web, EDITOR, {**FIELDS, "also_fr": FRENCH})
    assert FRENCH in checked.text
    assert press(web, checked, {}, "send").status_code == 303

    session.rollback()
    assert session.scalars(select(Revision.wordings)).all() == [{"fr": FRENCH}]
    text = Page(web.get(PAGE).text).text
    assert "by the proposer" in text
    assert "Add the wording in" not in text


def test_further_languages_are_kept_while_revising(
    web: AuditedClient, cast: Cast, session: Session, there: str
) -> None:
    sign_in(web.client, cast.lea, cast.town)

    opened = web.get(f"{PAGE}/revise")
    assert typed_in(opened, "also_fr") == FRENCH
    press(web, press(web, opened, {"title": "Water"}), {}, "send")

    session.rollback()
    assert session.scalars(select(Revision.wordings)).all() == [{"fr": FRENCH}, {"fr": FRENCH}]


def test_correction_of_one_language_is_marked_and_listed_apart(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.lea, cast.town)
    checked = fill_and_press(web, EDITOR, {**FIELDS, "scope": "language"})
    assert "This language version only" in checked.text
    press(web, checked, {}, "send")

    session.rollback()
    assert session.scalars(select(Contribution.scope)).all() == [Scope.LANGUAGE]
    session.rollback()
    assert "Concerns this language version only" in web.get(PAGE).text
    listed = Page(web.get("/en/rounds/r1/amendments").text).text
    assert "0 amendments" in listed
    assert "there is 1 correction of one language version" in listed
    assert "Open water" in web.get("/en/rounds/r1/amendments?scope=language").text


def test_correction_in_several_languages_comes_back(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.lea, cast.town)
    fields = {**FIELDS, "scope": "language", "also_fr": FRENCH}

    back = press(web, fill_and_press(web, EDITOR, fields), {}, "send")

    assert back.status_code == 422
    assert "leave the other languages empty" in back.text
    assert typed_in(back, "also_fr") == FRENCH


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_translator_adds_a_language(web: AuditedClient, cast: Cast, there: str, lang: str) -> None:
    sign_in(web.client, cast.tariq)
    url = f"/{lang}/rounds/r1/contributions/A1/wordings/es"
    assert "/contributions/A1/wordings/es" in web.get(f"/{lang}/rounds/r1/contributions/A1").text
    opened = web.get(url)
    form = Page(opened.text).values(url)

    assert web.client.post(url, data={**form, "text": ""}).status_code == 422
    assert web.client.post(url, data={**form, "text": "Agua abierta."}).status_code == 303
    again = web.client.post(url, data={**form, "text": "Agua clara."})

    assert again.status_code == 409
    assert "Agua abierta." in again.text
    assert "Agua clara." in again.text
    assert "by a translator" in web.get(PAGE).text


def test_translator_leaves_the_words_of_the_proposer(
    web: AuditedClient, cast: Cast, there: str
) -> None:
    sign_in(web.client, cast.tariq)

    assert web.get(f"{PAGE}/wordings/fr").status_code == 404
    assert web.get(f"{PAGE}/wordings/en").status_code == 404


@pytest.mark.parametrize("who", ["bo", "ada", "olu"])
def test_others_find_no_such_form(web: AuditedClient, cast: Cast, there: str, who: str) -> None:
    sign_in(web.client, getattr(cast, who))

    assert web.get(f"{PAGE}/wordings/es").status_code == 403
    assert "wordings/es" not in web.get(PAGE).text


@pytest.fixture
def replaced(session: Session, cast: Cast, there: str, now: datetime) -> Contribution:
    """A translation of the first words, which others have replaced."""
    one = session.scalars(select(Contribution)).one()
    one.status, one.shown_revision, one.last_revision = Status.PUBLISHED, 2, 2
    session.add(translated(one, cast.tariq, now))
    session.add(
        Revision(contribution_id=one.id, number=2, text="Why.", wording="New.", created_at=now)
    )
    session.flush()
    return one


@pytest.mark.parametrize("before", [Status.PUBLISHED, Status.WITHHELD])
def test_of_words_that_were_taken_down_no_translation_is_told(
    web: AuditedClient,
    cast: Cast,
    session: Session,
    replaced: Contribution,
    now: datetime,
    before: Status,
) -> None:
    session.add(
        ModerationStep(
            contribution_id=replaced.id, role="author", step=Step.REVISE, before=before,
            after=Status.PUBLISHED, shown_before=1, revision=2, at=now,
        )
    )  # fmt: skip
    session.commit()
    seen = before is Status.PUBLISHED

    exported = content_of(session, cast.round, now=now)["contributions"][0]

    assert ("تُبقي المدن" in web.get(PAGE).text) is seen
    assert [one["language"] for one in exported["translated_wordings"]] == ["ar"] * seen


def test_export_holds_what_translators_wrote_and_not_who(
    cast: Cast, session: Session, there: str, now: datetime
) -> None:
    one = session.scalars(select(Contribution)).one()
    one.status, one.shown_revision = Status.PUBLISHED, 1
    session.add(translated(one, cast.tariq, now))
    session.commit()

    content = content_of(session, cast.round, now=now)

    (told,) = content["contributions"][0]["translated_wordings"]
    assert told == {
        "revision": 1,
        "language": "ar",
        "text": "تُبقي المدن الماء مفتوحًا.",
        "on": "2026-03-02",
    }
    assert "Tariq" not in json.dumps(content)
    document = as_document(content, content_hash(content))
    assert not [error.message for error in VALID.iter_errors(document)]

    one.veiled_until = now + timedelta(hours=1)
    session.commit()

    veiled = content_of(session, cast.round, now=now)["contributions"][0]
    assert veiled["translated_wordings"] == []
