"""Corrections of one language version: apart from the substance, and said to be what they are."""

import json
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.domain.contributions import Scope
from app.domain.people import Group
from app.domain.rounds import TallyRule
from app.models.contributions import Contribution
from app.queries.edition.content import content_of
from app.queries.edition.inputs import inputs_of
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution
from tests.factories.measures import crowd
from tests.web.page import AuditedClient, Page

REGISTER = "/en/rounds/r1/contributions"
PARAGRAPH = "/en/rounds/r1/p/1"
TAG = "Concerns this language version only"
APART = "Corrections of one language version"


@pytest.fixture(autouse=True)
def there(session: Session, cast: Cast, now: datetime) -> list[Contribution]:
    """A1 corrects the English, A2 is about the substance, C1 comments, A3 corrects again."""
    one = cast.paragraphs[0]
    more = {"organisation_id": cast.town.id, "group": Group.LOCAL_GOVERNMENT}
    found = [
        make_amendment(
            session, cast.round, cast.lea, one, "A.", now=now, scope=Scope.LANGUAGE, **more
        ),
        make_amendment(session, cast.round, cast.lea, one, "B.", now=now, **more),
        make_contribution(session, cast.round, cast.bo, one, now=now),
        make_amendment(
            session, cast.round, cast.lea, one, "C.", now=now, scope=Scope.LANGUAGE, **more
        ),
    ]
    session.commit()
    return found


def listed(text: str) -> list[str]:
    (register,) = Page(text).by_class("register")
    return ["".join(line.itertext()) for line in register]


def test_register_says_so_and_can_be_narrowed(web: AuditedClient) -> None:
    tagged = [TAG in line for line in listed(web.get(REGISTER).text)]
    assert sorted(tagged) == [False, False, True, True]

    narrowed = listed(web.get(f"{REGISTER}?scope=language").text)

    assert len(narrowed) == 2
    assert all(TAG in line for line in narrowed)
    assert web.get(f"{REGISTER}?scope=theirs").status_code == 400


def test_table_of_the_register_says_so(web: AuditedClient) -> None:
    lines = web.get(f"{REGISTER}.csv?kind=amendment").text.splitlines()
    at = lines[0].split(",").index("scope")

    assert [line.split(",")[at] for line in lines[1:]] == ["language", "substance", "language"]


@pytest.mark.parametrize("sort", ["newest", "oldest", "supported"])
def test_paragraph_lists_them_apart_and_last(web: AuditedClient, cast: Cast, sort: str) -> None:
    cast.round.tallies = TallyRule.ALWAYS
    page = Page(web.get(f"{PARAGRAPH}?sort={sort}").text)

    names = [e.get("id") for e in page.root.iter()]
    order = [name for name in names if name in {"A1", "A2", "A3", "corrections"}]
    assert order[:2] == ["A2", "corrections"]
    assert sorted(order[2:]) == ["A1", "A3"]
    assert page.text.count(APART) == 1
    counts = ["".join(e.itertext()) for e in page.by_class("count-h")]
    assert counts[:2] == ["1", "2"]


def test_paragraph_without_any_has_no_such_heading(
    web: AuditedClient, session: Session, there: list[Contribution]
) -> None:
    for one in there:
        one.scope = Scope.SUBSTANCE
    session.commit()

    assert APART not in web.get(PARAGRAPH).text


def test_corrections_alone_are_no_other_words(
    web: AuditedClient, session: Session, there: list[Contribution]
) -> None:
    there[1].scope = Scope.LANGUAGE
    session.commit()

    text = Page(web.get(PARAGRAPH).text).text

    assert "Nobody has proposed other words for paragraph 1." in text
    assert APART in text


def test_profile_of_the_organisation_says_so(web: AuditedClient) -> None:
    assert web.get("/en/organisations/rivebelle").text.count(TAG) == 2


def test_measures_leave_them_out(
    session: Session, cast: Cast, there: list[Contribution], now: datetime
) -> None:
    crowd(session, cast, there[0], now=now)
    session.commit()

    content = content_of(session, cast.round, now=now)
    measured = inputs_of(session, cast.round, content).content

    assert [one["reference"] for one in content["contributions"]] == ["A1", "A2", "A3", "C1"]
    assert [one["reference"] for one in measured["contributions"]] == ["A2", "C1"]


@pytest.mark.parametrize(("query", "names"), [("", ["A2"]), ("?scope=language", ["A1", "A3"])])
def test_list_as_a_file_keeps_to_what_was_asked_for(
    web: AuditedClient, query: str, names: list[str]
) -> None:
    asked = f"/en/rounds/r1/amendments/file{query}{'&' if query else '?'}format=json"

    listed = json.loads(web.get(web.get(asked).location).text)["amendments"]

    assert [one["reference"] for one in listed] == names
