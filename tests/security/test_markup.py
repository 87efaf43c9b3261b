"""Hostile text in every field of every table runs on no page, in no file and in no letter."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.engine import writing
from app.models.record import OutboxMessage
from app.models.rounds import Round
from app.models.tables import CONSULTATION, IDENTITY
from app.web.database import EXTENSION
from app.web.mail import render_mail
from tests.factories.cast import Cast
from tests.factories.everything import make_everything
from tests.factories.small_text import EN
from tests.factories.written import publish_report, write_report
from tests.security.marked import ANSWER, MARKUP, Plant, hostile, plant, runs, writable
from tests.web.routes import addresses
from tests.web.signing_in import sign_in

MORE = (
    "/en/charters/mobility/versions/2",
    "/en/charters/mobility/versions/2?view=changes",
    "/en/manage/charters/mobility/versions/2/edit",
    "/en/manage/charters/mobility/versions/2/edit?show=all",
    "/en/manage/charters/mobility/versions/2/edit/k1",
    "/en/manage/rounds/r1/queue?tab=reports",
    "/en/manage/rounds/r1/synthesis/parts/s1",
    "/en/manage/rounds/r1/queue?tab=appeals",
    "/en/manage/organisations/passage",
    "/en/manage/organisations/passage/codes",
    "/en/me?show=drafts",
    "/en/rounds/r1/p/1/comment?draft=k1",
    "/en/rounds/r1/text?activity=on&original=on",
    "/ar/rounds/r1/p/1",
    "/ar/rounds/r1/contributions",
    *(f"/en/rounds/r1/contributions/{ref}" for ref in ("A1", "A2", "C2", "C3", "C4", "C8")),
    *(f"/en/rounds/r1/contributions/{ref}/{act}" for ref in ("A1",) for act in ("vote", "reply")),
    "/en/organisations/league",
    "/en/organisations/passage",
)
# Fields that at least these pages show: the crawl would be empty without them.
SHOWN = set(
    "charter_texts.title sections.headings wordings.text members.display_name organisations.name "
    "contributions.display_name revisions.text revisions.wording positions.reason rounds.titles "
    "rounds.contact dispositions.reasons text_imports.filename text_imports.notes "
    "imported_notes.text code_batches.label synthesis_parts.text principles.names drafts.fields "
    "moderation_steps.statement appeals.text reports.text synthesis_comments.text".split()
)
NAME = re.compile("⟦([a-z_.]+)⟧")


def planted(
    app: Flask, session: Session, identity: Session, cast: Cast, words: Plant, now: datetime
) -> None:
    """Everything there is with hostile words in it, and a report published from them."""
    text = EN.replace(b"a lamp lit", f"a {MARKUP} lamp".encode())
    make_everything(session, identity, cast, now=now, text=text)
    write_report(session, cast, now=now)
    publish_report(session, cast, now=now)
    databases = app.extensions[EXTENSION]
    session.rollback()
    with writing():
        for engine, tables in (
            (databases.engine, CONSULTATION),
            (databases.identity_engine, IDENTITY),
        ):
            with engine.begin() as connection:
                plant(connection, tables, words)
    session.expire_all()
    publish_report(session, cast, now=now, key=f"⟦syntheses.reason⟧{MARKUP}")
    session.commit()


def pages(app: Flask, *, managing: bool | None = None) -> list[str]:
    """Addresses of pages: all, those of the desk, or those of the public side."""
    every = [*(one.url for one in addresses(app, unsafe=False)), *MORE]
    return [
        url
        for url in every
        if not url.startswith(("/static/", "/readyz")) and managing in {None, "/manage" in url}
    ]


def answers(app: Flask, cast: Cast, name: str | None, urls: list[str]) -> Iterator[tuple[str, str]]:
    """Address and text of every page this person gets."""
    client = app.test_client()
    if name:
        sign_in(client, getattr(cast, name))
    for url in urls:
        yield from text_at(client, url)


def text_at(client: FlaskClient, url: str) -> Iterator[tuple[str, str]]:
    with client.get(url) as answer:
        assert answer.status_code < 500, url
        if answer.mimetype == "text/html":
            yield url, answer.text


def test_nothing_planted_runs_on_any_page(
    app: Flask, session: Session, identity: Session, cast: Cast, now: datetime
) -> None:
    planted(app, session, identity, cast, hostile, now)
    seen: set[str] = set()

    def look(name: str | None, urls: list[str]) -> None:
        for url, html in answers(app, cast, name, urls):
            assert not runs(html), (name, url)
            seen.update(NAME.findall(html))

    look(None, pages(app, managing=False))
    look("bo", pages(app, managing=False))
    look("sam", pages(app))
    look("ann", pages(app, managing=True))
    look("cy", [url for url in pages(app, managing=True) if "/queue" in url])
    session.get_one(Round, cast.round.id).closes_at = now + timedelta(days=9)
    session.commit()
    look("bo", [url for url in pages(app, managing=False) if "/rounds/r1/" in url])

    assert SHOWN - seen == set()


def test_letters_carry_planted_words_as_words(
    app: Flask, session: Session, identity: Session, cast: Cast, now: datetime
) -> None:
    planted(app, session, identity, cast, hostile, now)
    waiting = session.scalars(select(OutboxMessage)).all()
    letters = [
        render_mail(app, message.template, message.language, message.context) for message in waiting
    ]

    assert {message.template for message in waiting} >= {"decision", "synthesis"} & {
        message.template for message in waiting
    }
    assert any(MARKUP in text for _, text in letters)
    for subject, text in letters:
        assert ANSWER not in subject + text
        assert "\n" not in subject


@pytest.mark.parametrize("separator", ["\r", "\x85", "\u2028", "\x0b", "\r\nBcc: x@example.org"])
def test_line_break_in_a_title_adds_no_header_and_holds_up_no_mail(
    app: Flask, session: Session, identity: Session, cast: Cast, now: datetime, separator: str
) -> None:
    make_everything(session, identity, cast, now=now)
    first = session.scalars(select(OutboxMessage)).first()
    assert first is not None
    titles = {"en": f"One{separator}Two"}
    first.context = {**first.context, "titles": titles, "reference": f"C1{separator}x"}
    session.commit()

    subject, _ = render_mail(app, first.template, "en", first.context)

    assert len(subject.splitlines()) == 1


@pytest.mark.parametrize("suffix", ["contributions.csv", "synthesis.json", "synthesis.csv.zip"])
def test_exports_are_sent_as_files(
    app: Flask, session: Session, identity: Session, cast: Cast, now: datetime, suffix: str
) -> None:
    planted(app, session, identity, cast, hostile, now)
    prefix = "/rounds" if suffix.endswith("json") else "/en/rounds"

    answer = app.test_client().get(f"{prefix}/r1/{suffix}")

    assert answer.status_code == 200
    assert answer.mimetype != "text/html"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert ANSWER.encode() not in answer.data
    if suffix.endswith("csv"):
        cells = [cell for line in answer.text.splitlines() for cell in line.split(",")]
        assert not [cell for cell in cells if cell.lstrip('"')[:1] in {"=", "@"}]


def test_almost_every_column_of_words_is_planted(
    app: Flask, session: Session, identity: Session, cast: Cast, now: datetime
) -> None:
    planted(app, session, identity, cast, hostile, now)
    filled = set()
    databases = app.extensions[EXTENSION]
    for engine, tables in (
        (databases.engine, CONSULTATION),
        (databases.identity_engine, IDENTITY),
    ):
        with engine.connect() as connection:
            for column in writable(tables):
                if any("⟦" in str(row[0]) for row in connection.execute(select(column))):
                    filled.add(f"{column.table.name}.{column.name}")

    every = {f"{c.table.name}.{c.name}" for m in (CONSULTATION, IDENTITY) for c in writable(m)}
    assert every - filled == set()


@pytest.mark.parametrize(
    "html",
    [
        "<p><svg onload=alert(1)></p>",
        '<input value=""><svg onload=alert(1)>">',
        "<script>alert(2)</script>",
        '<a href=" javascript:alert(1)">x</a>',
        '<a href="JAVA\nSCRIPT:alert(1)">x</a>',
        f"<p>{ANSWER}</p>",
    ],
)
def test_what_runs_is_noticed(html: str) -> None:
    assert runs(html)


def test_the_same_as_words_passes() -> None:
    assert not runs("<p>&#34;&gt;&lt;svg onload=alert(1)&gt; javascript:alert(1) {{7919*7}}</p>")
