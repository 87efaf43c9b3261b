"""Amendments worded in several languages, composed in the browser without a script."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.models.contributions import AmendmentWording
from tests.factories.cast import Cast
from tests.factories.desk import Desk, base, changed
from tests.web.charters.composing import EDIT, act, prepared
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in


@pytest.fixture
def desk(session: Session, cast: Cast, now: datetime) -> Desk:
    """Two that meet on paragraph 1; the first is there in French as well, by a translator."""
    made = prepared(session, cast, now)
    session.add(
        AmendmentWording(
            contribution_id=made.work(1).wishes[0].id, revision=1, language="fr",
            text=changed(1, "l’eau", "l’eau propre", "fr"), member_id=cast.tariq.id, written_at=now,
        )
    )  # fmt: skip
    session.commit()
    return made


@pytest.fixture
def sam(client: FlaskClient, desk: Desk) -> AuditedClient:
    sign_in(client, desk.cast.sam)
    return AuditedClient(client)


def boxes(page: Page) -> list[str]:
    return [e.get("value", "") for e in page.all("input") if e.get("name") == "part"]


def further(page: Page) -> list[str]:
    values = [e.get("value") or "" for e in page.all("button")]
    return [value for value in values if value.startswith("further:")]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_toggles_are_offered_in_both_languages(sam: AuditedClient, lang: str) -> None:
    page = Page(sam.get(f"{EDIT.replace('/en/', f'/{lang}/')}/k1").text)

    assert {value.partition(":")[0] for value in boxes(page)} == {"en", "fr"}
    assert further(page) == []


def test_language_left_out_at_first_is_put_in_by_its_button(sam: AuditedClient, desk: Desk) -> None:
    wish, page = "MOB-R1-A1", Page(sam.get(f"{EDIT}/k1").text)
    english = [value for value in boxes(page) if value.startswith("en:")]
    act(sam, "k1", do="parts", wish=wish, part=english)
    assert desk.text(1, "fr") == base(1, "fr")
    desk.session.rollback()

    assert further(Page(sam.get(f"{EDIT}/k1").text)) == ["further:fr"]
    assert act(sam, "k1", do="further:fr", wish=wish).status_code == 303
    assert desk.text(1, "fr") == changed(1, "l’eau", "l’eau propre", "fr")


def test_language_it_is_not_worded_in_is_refused(sam: AuditedClient, desk: Desk) -> None:
    act(sam, "k1", do="take", wish="MOB-R1-A1")

    assert act(sam, "k1", do="further:es", wish="MOB-R1-A1").status_code == 409
    assert desk.text(1, "es") == base(1, "es")
