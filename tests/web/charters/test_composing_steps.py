"""The history of a composition in the browser, and the way back."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from tests.factories.cast import Cast
from tests.factories.charters import WORDS
from tests.factories.desk import Desk
from tests.web.charters.composing import EDIT, prepared
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in

STEPS = "/en/manage/charters/mobility/versions/2/steps"


@pytest.fixture
def desk(session: Session, cast: Cast, now: datetime) -> Desk:
    return prepared(session, cast, now)


@pytest.fixture
def sam(client: FlaskClient, desk: Desk) -> AuditedClient:
    sign_in(client, desk.cast.sam)
    return AuditedClient(client)


def buttons(page: Page) -> list[dict[str, str]]:
    """The values of each button that goes back, the newest step first."""
    forms = [one for one in page.all("form") if (one.get("action") or "").endswith("/steps")]
    return [
        {one.get("name", ""): one.get("value", "") for one in form.iter() if one.get("name")}
        for form in forms
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_is_sound_before_and_after(sam: AuditedClient, desk: Desk, lang: str) -> None:
    url = STEPS.replace("/en/", f"/{lang}/")

    assert sam.get(url).status_code == 200
    desk.clean()
    assert len(buttons(Page(sam.get(url).text))) == 1
    assert url in Page(sam.get(EDIT.replace("/en/", f"/{lang}/")).text).links.values()


def test_one_step_back_without_script(sam: AuditedClient, desk: Desk) -> None:
    base = WORDS["ar"].format(n=3)
    desk.clean()
    changed = desk.text(3, "ar")
    desk.session.rollback()

    answer = post(sam, STEPS, buttons(Page(sam.get(STEPS).text))[0])

    assert answer.status_code == 303
    assert changed != base
    assert desk.text(3, "ar") == base
    assert "taken back" in Page(sam.get(STEPS).text).text


def test_a_step_of_somebody_else_in_between_is_shown_first(
    sam: AuditedClient, desk: Desk, session: Session
) -> None:
    desk.clean()
    seen = buttons(Page(sam.get(STEPS).text))[0]
    row = next(wish for wish in desk.work(1).wishes)
    post(sam, f"{EDIT}/k1", {"do": "take", "wish": row.key, "edit": desk.work(1).token})
    desk.session.rollback()

    answer = post(sam, STEPS, seen)

    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile" in answer.text
    assert desk.text(1) != WORDS["en"].format(n=1)


@pytest.mark.parametrize("values", [{}, {"step": "x"}, {"step": "9999", "newest": "1"}])
def test_steps_that_are_not_there_are_not_found(
    client: FlaskClient, sam: AuditedClient, desk: Desk, values: dict[str, str]
) -> None:
    assert post(client, STEPS, values).status_code == 404
