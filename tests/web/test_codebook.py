"""Themes in the browser: defined, put on contributions, quoted, and read in the report."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.models.codebook import Theme, ThemeTag
from app.models.contributions import Contribution
from tests.factories.cast import Cast
from tests.factories.codebook import make_codebook
from tests.factories.reports import make_story
from tests.web.page import AuditedClient
from tests.web.signing_in import csrf_token, sign_in

AT = "/en/manage/rounds/r1/themes"
TAGS = "/en/manage/rounds/r1/tags"


@pytest.fixture
def pages(client: FlaskClient, session: Session, cast: Cast, now: datetime) -> AuditedClient:
    make_story(session, cast, now=now)
    make_codebook(session, cast.round, now=now)
    session.commit()
    sign_in(client, cast.ada)
    return AuditedClient(client)


def send(pages: AuditedClient, url: str, *pairs: tuple[str, str]) -> tuple[int, str]:
    form = MultiDict([("csrf_token", csrf_token(pages.client)), *pairs])
    answer = pages.client.post(url, data=form)
    return answer.status_code, answer.text


def tags(session: Session) -> set[tuple[str, str]]:
    session.expire_all()
    rows = session.execute(
        select(Contribution.reference, Theme.key)
        .join(ThemeTag, ThemeTag.contribution_id == Contribution.id)
        .join(Theme, Theme.id == ThemeTag.theme_id)
    )
    found = {(reference, key) for reference, key in rows}
    session.commit()
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "place", ["themes", "themes/t1", "tags", "tags?theme=t2", "tags?theme=none", "tags/C1"]
)
def test_pages_are_sound(pages: AuditedClient, language: str, place: str) -> None:
    assert pages.get(f"/{language}/manage/rounds/r1/{place}").status_code == 200


def test_missing_languages_are_marked(pages: AuditedClient) -> None:
    text = pages.get(AT).text

    assert "Spanish: missing" in text
    assert "Every published contribution is under a theme." in text


def test_what_was_typed_stays_when_it_cannot_be_kept(pages: AuditedClient) -> None:
    status, text = send(pages, AT, ("name_en", "water"), ("definition_en", "Rivers and taps."))

    assert status == 422
    assert "Another theme has this name already." in text
    assert "Rivers and taps." in text


def test_both_are_shown_when_somebody_changed_it(pages: AuditedClient) -> None:
    assert send(pages, f"{AT}/t1", ("edit", "1"), ("name_en", "Rivers"))[0] == 303
    status, text = send(pages, f"{AT}/t1", ("edit", "1"), ("name_en", "Lakes"))

    assert status == 409
    assert "Rivers" in text
    assert 'value="Lakes"' in text


def test_several_come_under_themes_and_leave_them(pages: AuditedClient, session: Session) -> None:
    before = tags(session)
    ticked = (("pick", "C1"), ("pick", "C2"), ("theme", "t1"), ("theme", "t2"))

    assert send(pages, TAGS, *ticked, ("do", "remove"))[0] == 303
    assert tags(session) == {pair for pair in before if pair[0] not in {"C1", "C2"}}
    assert send(pages, TAGS, *ticked, ("do", "add"))[0] == 303
    assert {("C1", "t1"), ("C1", "t2"), ("C2", "t1"), ("C2", "t2")} <= tags(session)


def test_nothing_ticked_is_said_and_the_rest_stays(pages: AuditedClient) -> None:
    status, text = send(pages, TAGS, ("pick", "C1"), ("do", "add"))

    assert status == 422
    assert "Tick at least one theme." in text
    assert 'value="C1" checked' in text


def test_tags_of_somebody_else_stay(pages: AuditedClient, session: Session) -> None:
    before = {key for reference, key in tags(session) if reference == "C1"}
    send(pages, TAGS, ("pick", "C1"), ("theme", "t2"), ("do", "add"))
    seen = [("seen", key) for key in sorted(before)]

    assert send(pages, f"{TAGS}/C1", *seen)[0] == 303, "everything seen is taken off"
    left = {key for reference, key in tags(session) if reference == "C1"}
    assert left == {"t2"} - before


def test_report_counts_links_and_quotes(pages: AuditedClient, session: Session) -> None:
    send(pages, f"{AT}/t1/quotes", ("quote", "C1"))
    text = pages.get("/en/manage/rounds/r1/synthesis/preview").text
    under = sum(key == "t1" for _, key in tags(session))

    assert f'<td class="num">{under}</td></tr>' in text.partition('href="#theme-t1"')[2]
    assert "=1+1 is not a reason" in text.partition('id="themes"')[2]
    status, refused = send(pages, f"{AT}/t1/quotes", *[("quote", f"C{n}") for n in (1, 2, 3, 4)])
    assert (status, "Choose 3 quotes at most." in refused) == (422, True)


def test_written_part_links_and_quotes(pages: AuditedClient, session: Session) -> None:
    written = "As A1 and C1 say on § 1.\n\nC2\n\nC999 is nobody."
    part = "/en/manage/rounds/r1/synthesis/parts/introduction"
    assert send(pages, part, ("edit", "0"), ("text", written))[0] == 303
    heard = pages.get("/en/manage/rounds/r1/synthesis/preview").text.partition('id="heard"')[2]
    heard = heard.partition("</section>")[0]

    assert 'href="/en/rounds/r1/contributions/A1"' in heard
    assert 'synthesis/preview#p1"' in heard
    assert "<blockquote" in heard
    assert "C999 is nobody." in heard
    assert "contributions/C999" not in heard
