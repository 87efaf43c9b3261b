"""What tests of composing in the browser share: addresses, buttons, the form of the words."""

from datetime import datetime

from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.contributions import Operation
from tests.factories.accepted import accept
from tests.factories.cast import Cast
from tests.factories.charters import WORDS
from tests.factories.desk import Desk
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post

EDIT = "/en/manage/charters/mobility/versions/2/edit"
PUBLISH = "/en/manage/charters/mobility/versions/2/publish"


def prepared(session: Session, cast: Cast, now: datetime) -> Desk:
    """Two amendments that meet on paragraph 1, one clean on 3, one deletion, one insertion."""
    base = WORDS["en"].format(n=1)
    for words in ("clean water", "safe water"):
        accept(session, cast, base.replace("water", words), on=cast.paragraphs[0], now=now)
    third = WORDS["ar"].format(n=3).replace("والمدرسة", "والمدرسة القريبة")
    accept(session, cast, third, on=cast.paragraphs[2], language="ar", now=now)
    delete, insert = Operation.DELETE, Operation.INSERT_AFTER
    accept(session, cast, None, on=cast.paragraphs[4], operation=delete, now=now)
    accept(session, cast, "Bells ring.", on=cast.paragraphs[5], operation=insert, now=now)
    made = Desk(session, cast, actor_of(session, cast.sam), now)
    made.prepare()
    return made


def act(sam: AuditedClient, key: str, **fields: object) -> TestResponse:
    """Press a button on a paragraph's page, its state taken from the page."""
    url = f"{EDIT}/{key}"
    page = Page(sam.get(url).text)
    edit = next(e.get("value", "") for e in page.all("input") if e.get("name") == "edit")
    return post(sam, url, {"edit": edit, **fields})


def form_on(sam: AuditedClient, key: str) -> dict[str, object]:
    """The fields of the words form, as the page shows them."""
    page = Page(sam.get(f"{EDIT}/{key}").text)
    areas = {e.get("name", ""): "".join(e.itertext()).strip() for e in page.all("textarea")}
    edit = next(e.get("value", "") for e in page.all("input") if e.get("name") == "edit")
    return {**areas, "edit": edit, "type": "operative", "kind": "editorial", "why": "A slip."}
