"""Twenty sends a minute are enough; the next one is given back whole, previews do not count."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.config import Settings
from app.factory import create_app
from app.models.contributions import Contribution
from app.web.database import EXTENSION
from app.web.limits import limiter
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.web.page import AuditedClient
from tests.web.signing_in import post, sign_in
from tests.web.taking_part.forms import press, typed_in

FORM = "/en/rounds/r1/p/1/comment"


@pytest.fixture
def web(settings: Settings, cast: Cast, clock: Clock) -> Iterator[AuditedClient]:
    """A client of an application that counts, as in real operation."""
    app = create_app(replace(settings, testing=False))
    app.extensions["palabre_clock"] = clock
    yield AuditedClient(app.test_client())
    limiter.enabled = False
    databases = app.extensions[EXTENSION]
    databases.engine.dispose()
    databases.identity_engine.dispose()


def send(web: AuditedClient, text: str) -> int:
    fields = {"text": text, "kind": "concern", "language": "en", "do": "send"}
    return post(web.client, FORM, {**fields, "submission_key": f"key {text}"}).status_code


def test_twenty_first_send_comes_back_with_its_words(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.bo)
    assert {send(web, f"Words {at}.") for at in range(20)} == {303}

    opened = web.get(FORM)
    back = press(web, opened, {"text": "One more.", "kind": "concern"}, "send")

    assert back.status_code == 429
    assert typed_in(back, "text") == "One more."
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Contribution)) == 20


def test_checking_and_previewing_do_not_count(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.bo)

    for at in range(25):
        fields = {"text": f"Words {at}.", "kind": "concern", "language": "en", "do": "check"}
        assert post(web.client, FORM, fields).status_code == 200

    assert send(web, "Now.") == 303
