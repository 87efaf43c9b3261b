"""What the tests of marked-up files ask for: a delegate, a file, a way to bring it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.domain.people import Actor
from app.queries.rounds import visible_round
from app.queries.word_files import (
    WordFileInView,
    body_called,
    word_file_in_view,
)
from app.services.word_files.opening import open_word_file
from tests.factories.cast import Cast
from tests.factories.marking import changed, commented, sent_out, tracked
from tests.factories.people import actor_of

Bring = Callable[..., WordFileInView]


@pytest.fixture
def lea(session: Session, cast: Cast) -> Actor:
    return actor_of(session, cast.lea, cast.town)


@pytest.fixture
def bring(session: Session, cast: Cast, now: datetime) -> Bring:
    def brought(actor: Actor, data: bytes, slug: str = "rivebelle", **more: str) -> WordFileInView:
        view = visible_round(session, actor, "r1", now=now)
        body = body_called(session, actor, view, slug, now=now)
        row = open_word_file(
            session, actor, view, body, data, filename="ours.docx", now=now, **more
        )
        return word_file_in_view(session, actor, view, row.key, now=now)

    return brought


@pytest.fixture
def marked_up(session: Session, cast: Cast, now: datetime) -> bytes:
    """Paragraph 1 changed, paragraph 2 commented on."""
    clean = sent_out(session, cast, now=now)
    return commented(changed(clean, tracked(1, "schools", "clinics")), 2, "Who pays?")
