"""A proposed decision shown to its proposer and answered, in a browser, with and without script."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.contributions import Contribution
from app.models.dispositions import DispositionReply
from tests.factories.cast import Cast
from tests.factories.proposals import propose
from tests.factories.reports import make_story
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
WAYS = [("en", 1280, True), ("en", 360, False), ("ar", 1280, False), ("ar", 360, True)]
SAID = "هذا ليس في الفقرة السابعة."


@pytest.fixture
def shown(session: Session, cast: Cast, now: datetime) -> Contribution:
    """A2, which Mina proposed, is to be turned down, and she was shown that."""
    one = make_story(session, cast, now=now)["insertion"]
    propose(session, one, cast.ada, now=now, reasons={"ar": "قيل هذا في الفقرة السابعة."})
    session.commit()
    return one


@pytest.mark.parametrize(("language", "width", "script"), WAYS)
def test_proposer_objects_with_words_and_the_desk_reads_them(
    visit: Visit,
    session: Session,
    cast: Cast,
    shown: Contribution,
    language: str,
    width: int,
    script: bool,
) -> None:
    mina = visit(cast.mina, width=width, script=script, language=language)
    mina.go("/rounds/r1/contributions/A2")
    mina.follow("Read the proposed decision, and answer it")
    mina.meets("Proposed decision on %(reference)s", reference="A2")
    if script:
        mina.finds_no_fault()

    mina.tick("answer", "object")
    mina.press("Send what you say to it")
    mina.sees("There is a problem")
    mina.fill("comment", SAID)
    mina.press("Send what you say to it")

    mina.sees("You object.")
    mina.reads(SAID)
    if script:
        mina.finds_no_fault()
    session.rollback()
    assert session.scalars(select(DispositionReply.comment)).all() == [SAID]

    ada = visit(cast.ada, width=width, script=script, language=language)
    ada.go("/manage/rounds/r1/dispositions/A2")
    ada.reads(SAID)


@pytest.mark.parametrize("who", ["bo", "lea"])
def test_nobody_else_finds_it(visit: Visit, cast: Cast, shown: Contribution, who: str) -> None:
    other = visit(getattr(cast, who))
    other.go("/rounds/r1/contributions/A2")
    other.misses("Read the proposed decision, and answer it")
