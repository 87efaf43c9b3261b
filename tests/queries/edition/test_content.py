"""The content of an edition: equal to the rows, valid by its schema, with nothing hidden in it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from app.domain.contributions import Status, Step
from app.domain.people import Group, Region
from app.domain.texts import content_hash
from app.models.contributions import Contribution, Revision
from app.models.moderation import ModerationStep
from app.queries.edition.content import content_of
from app.queries.synthesis.editions import as_document
from tests.factories.cast import Cast
from tests.factories.charters import make_charter, make_round, make_version
from tests.factories.people import make_member, make_organisation
from tests.factories.reports import HIDDEN, contribute, make_story, rate
from tests.house.tree import ROOT

SCHEMA = ROOT / "static/schema/round-export.schema.json"


def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def of(content: dict[str, Any], reference: str) -> dict[str, Any]:
    return next(one for one in content["contributions"] if one["reference"] == reference)


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements sent inside."""
    found: list[str] = []
    engine = session.get_bind()
    assert isinstance(engine, Engine)

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def content(session: Session, cast: Cast, now: datetime) -> dict[str, Any]:
    make_story(session, cast, now=now)
    return content_of(session, cast.round, now=now)


def test_hidden_words_are_nowhere(content: dict[str, Any]) -> None:
    assert HIDDEN not in json.dumps(content)


def test_document_is_valid_by_the_published_schema(content: dict[str, Any]) -> None:
    document = as_document(content, content_hash(content))

    assert not [error.message for error in validator().iter_errors(document)]


def test_schema_notices_an_unknown_member(content: dict[str, Any]) -> None:
    document = as_document(content, content_hash(content))
    document["contributions"][0]["e_mail"] = "x"

    assert list(validator().iter_errors(document))


def test_register_adds_up_to_the_rows(session: Session, content: dict[str, Any]) -> None:
    rows = dict(
        session.execute(text("SELECT status, count(*) FROM contributions GROUP BY status")).all()
    )

    register = content["register"]

    assert {status.value: register[status.value] for status in Status} == rows
    assert register["received"] == sum(rows.values())
    assert len(content["contributions"]) + len(register["unpublished"]) == register["received"]


def test_votes_are_those_of_the_rows(session: Session, content: dict[str, Any]) -> None:
    rows = session.execute(
        text(
            'SELECT v."group", v.choice, count(*) FROM votes v JOIN contributions c '
            "ON c.id = v.contribution_id WHERE c.reference = 'A1' GROUP BY v.\"group\", v.choice"
        )
    ).all()
    counted_rows: dict[str, dict[str, int]] = {}
    for group, choice, number in rows:
        counted_rows.setdefault(group, {})[choice] = number

    cells = of(content, "A1")["votes"]["cells"]

    assert {cell["group"] for cell in cells} == set(counted_rows)
    for cell in cells:
        if cell["suppressed"]:
            assert sum(counted_rows[cell["group"]].values()) < 5
        else:
            shown = {choice: number for choice, number in cell["counts"].items() if number}
            assert shown == counted_rows[cell["group"]]


def test_small_groups_are_null_and_so_is_the_total(content: dict[str, Any]) -> None:
    votes = of(content, "A1")["votes"]
    ratings = content["paragraphs"][0]["ratings"][0]

    small = next(cell for cell in votes["cells"] if cell["group"] == "individual")
    assert (small["counts"], small["suppressed"], small["support_share"]) == (None, True, None)
    assert votes["total"]["counts"] is None
    assert ratings["total"] == {"suppressed": True, "counts": None, "mean": None}


def test_positions_are_public_whatever_their_number(content: dict[str, Any]) -> None:
    positions = of(content, "A1")["positions"]

    assert positions["cells"][0]["counts"]["support_with_changes"] == 1
    assert positions["organisations"][0]["name"] == "Rivebelle"


def test_drafts_are_no_decisions(content: dict[str, Any]) -> None:
    assert of(content, "A1")["disposition"]["disposition"] == "accepted"
    assert of(content, "C1")["disposition"] is None
    assert "C1" in content["dispositions"]["undecided"]


def test_withheld_keeps_number_reason_code_and_day(content: dict[str, Any]) -> None:
    found = next(one for one in content["register"]["unpublished"] if one["status"] == "withheld")

    assert found == {
        "reference": "C8",
        "kind": "comment",
        "status": "withheld",
        "reason_code": "spam",
        "merged_into": None,
        "on": "2026-03-02",
    }


def test_veiled_words_stay_out(session: Session, cast: Cast, now: datetime) -> None:
    story = make_story(session, cast, now=now)
    story["comment"].veiled_until = now + timedelta(hours=3)
    session.flush()

    found = of(content_of(session, cast.round, now=now), "C1")

    assert (found["veiled"], found["revisions"], found["author"]) == (True, [], None)


def revise(session: Session, row: Contribution, words: str, *, now: datetime, **step: Any) -> None:
    """A second revision, and the step that led to it or away from it."""
    session.add(
        Revision(contribution_id=row.id, number=row.last_revision + 1, text=words, created_at=now)
    )
    row.last_revision += 1
    session.add(
        ModerationStep(
            contribution_id=row.id,
            role="author",
            revision=row.last_revision,
            at=now,
            **{"step": Step.REVISE, "after": Status.PUBLISHED, **step},
        )
    )
    session.flush()


def test_replaced_words_stay_on_record(session: Session, cast: Cast, now: datetime) -> None:
    row = contribute(session, cast.round, cast.bo, now=now, text="First words.")
    revise(session, row, "Better words.", now=now, before=Status.PUBLISHED, shown_before=1)
    row.shown_revision = 2
    session.flush()

    found = of(content_of(session, cast.round, now=now), "C1")

    assert [one["text"] for one in found["revisions"]] == ["First words.", "Better words."]


def test_words_never_published_stay_out(session: Session, cast: Cast, now: datetime) -> None:
    row = contribute(session, cast.round, cast.bo, now=now, text=HIDDEN)
    revise(session, row, "Clean.", now=now, before=Status.RETURNED, shown_before=None)
    row.shown_revision = 2
    session.flush()

    assert HIDDEN not in json.dumps(content_of(session, cast.round, now=now))


def test_regions_hide_small_cells_and_one_more(session: Session, cast: Cast, now: datetime) -> None:
    bodies = {
        region: make_organisation(session, region.value, Group.CIVIL_SOCIETY, now=now)
        for region in (Region.AFRICA, Region.EUROPE, Region.MEWA)
    }
    for (region, body), number in zip(bodies.items(), (12, 14, 3), strict=True):
        body.region = region
        for _ in range(number):
            member = make_member(session, "One", body, now=now)
            contribute(session, cast.round, member, now=now)
    rate(session, cast.round, cast.paragraphs[0].id, Group.INDIVIDUAL, "5", now=now)

    region = content_of(session, cast.round, now=now)["participation"]["breakdowns"][0]

    cells = {cell["column"]: cell["people"] for cell in region["rows"][0]["cells"]}
    assert cells == {"africa": None, "europe": 14, "mewa": None, "none": None}


def test_statements_do_not_grow_with_the_text(session: Session, cast: Cast, now: datetime) -> None:
    numbers = []
    for slug, sections in (("small", 3), ("large", 30)):
        charter = make_charter(session, slug, now=now)
        version = make_version(session, charter, now=now, sections=sections, paragraphs=10)
        round_ = make_round(session, version, slug, now=now)
        for _ in range(sections):
            contribute(session, round_, cast.bo, now=now)
        session.commit()
        session.expire_all()
        with counted(session) as statements:
            content_of(session, round_, now=now)
        numbers.append(len(statements))

    assert numbers[0] == numbers[1]
