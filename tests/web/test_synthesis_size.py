"""Long reports: one section at a time, and the same number of statements whatever their length."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.domain.texts import content_hash
from app.models.charters import Paragraph
from app.models.synthesis import Edition
from app.queries.edition.content import content_of
from app.web.database import EXTENSION
from tests.factories.cast import Cast
from tests.factories.charters import make_charter, make_round, make_version
from tests.factories.reports import close_round, contribute
from tests.web.page import AuditedClient, Page, text_of
from tests.web.signing_in import sign_in


@contextmanager
def counted(client: FlaskClient) -> Iterator[list[str]]:
    """The statements that requests inside send."""
    found: list[str] = []
    engine = client.application.extensions[EXTENSION].engine

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def reported(
    session: Session,
    cast: Cast,
    slug: str,
    sections: int,
    *,
    now: datetime,
    answered: tuple[int, ...] = (),
) -> None:
    """A round with ten paragraphs a section, one comment on each, and its first edition.

    Where ``answered`` is given, only those paragraphs have a comment.
    """
    charter = make_charter(session, slug, now=now)
    version = make_version(session, charter, now=now, sections=sections, paragraphs=10)
    round_ = make_round(session, version, slug, now=now)
    paragraphs = select(Paragraph.number, Paragraph.id).where(Paragraph.version_id == version.id)
    for number, paragraph_id in session.execute(paragraphs.order_by(Paragraph.number)).all():
        if not answered or number in answered:
            contribute(session, round_, cast.bo, now=now, paragraph_id=paragraph_id)
    close_round(session, round_, now=now)
    content = content_of(session, round_, now=now)
    round_.reported_at = now
    session.add(
        Edition(
            round_id=round_.id,
            number=1,
            content=content,
            content_hash=content_hash(content),
            cut_off_at=now,
            published_at=now,
            published_by_id=cast.sam.id,
            record_head=content["record"]["head"],
        )
    )
    session.commit()


def test_statements_do_not_grow(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    numbers = {}
    for slug, sections in (("small", 3), ("large", 30)):
        reported(session, cast, slug, sections, now=now)
        with counted(client) as statements:
            assert client.get(f"/en/rounds/{slug}/synthesis").status_code == 200
        numbers[slug] = len(statements)

    assert numbers["small"] == numbers["large"]


def test_statements_of_the_desk_do_not_grow(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    contribute(session, cast.round, cast.bo, now=now)
    close_round(session, cast.round, now=now)
    sign_in(client, cast.ada)
    numbers = []
    for _ in range(2):
        with counted(client) as statements:
            assert client.get("/en/manage/rounds/r1/dispositions").status_code == 200
        numbers.append(len(statements))
        for _ in range(60):
            contribute(session, cast.round, cast.bo, now=now)
        session.commit()

    assert numbers[0] == numbers[1]


def test_long_report_shows_one_section_at_a_time(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    reported(session, cast, "large", 30, now=now)
    pages = AuditedClient(client)

    first = Page(pages.get("/en/rounds/large/synthesis").text)
    other = Page(pages.get("/en/rounds/large/synthesis?section=s7").text)

    assert len(first.by_class("result")) == 10
    assert other.by_id("p61") is not None
    assert other.by_id("p1") is None


def test_what_drew_no_response_is_gathered_in_folds(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    reported(session, cast, "quiet", 6, now=now, answered=(12, 13, 41))

    page = Page(AuditedClient(client).get("/en/rounds/quiet/synthesis").text)

    results = page.by_id("results")
    assert results is not None
    folds = [text_of(one) for one in results.iter("summary") if "No response." in text_of(one)]
    assert [one.get("id") for one in page.by_class("result")] == ["p12", "p13", "p41"]
    assert folds == [
        f"No response. § {told}" for told in ("1–10", "11", "14–20", "21–40", "42–50", "51–60")
    ]
    assert all(page.by_id(f"p{number}") is not None for number in range(1, 61))


def test_contents_lead_to_the_sections_that_drew_a_response(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    reported(session, cast, "quiet", 6, now=now, answered=(12, 33, 41))

    page = Page(AuditedClient(client).get("/en/rounds/quiet/synthesis").text)

    results = page.by_id("results")
    assert results is not None
    nav = next(one for one in results.iter("nav"))
    anchors = [str(link.get("href")).removeprefix("#") for link in nav.iter("a")]
    assert anchors == ["section-s2", "section-s4", "section-s5"]
    assert all(page.by_id(anchor) is not None for anchor in anchors)
