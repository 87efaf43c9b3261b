"""The demonstration's own promises, read from its data and draws without loading it."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from app.cli.demo.content import contributions_to, read, sections_of, staff_keys
from app.cli.demo.rearranging import as_markdown, halves
from app.cli.demo.stage import Stage
from app.cli.demo.voices import campaign_of
from app.documents.readers.dispatch import read_document
from app.domain.languages import LANGUAGES
from app.domain.people import Group
from app.models.people import Member, Organisation

ROUNDS = ("mobility-2025", "mobility-2026")


@pytest.fixture(scope="module")
def stage() -> Stage:
    """The people of the story, without any database."""
    stage = Stage(None, None, datetime(2026, 3, 2, tzinfo=UTC))  # type: ignore[arg-type]
    for row in read("organisations.json"):
        stage.organisations[row["slug"]] = Organisation(slug=row["slug"], group=Group(row["group"]))
    for row in read("people.json")["members"]:
        stage.bodies[row["key"]] = row["organisation"]
        stage.members[row["key"]] = Member(key=row["key"], language=row["language"])
    return stage


def test_story_is_as_large_as_promised(stage: Stage) -> None:
    sent = [len(contributions_to(slug)) + len(campaign_of(slug)) for slug in ROUNDS]

    assert len(stage.organisations) == 40
    assert len(stage.members) == 200
    assert sum(sent) >= 700
    assert abs(sent[0] - sent[1]) > 20


def test_no_text_is_used_twice_but_in_the_campaign() -> None:
    campaign = read("contributions", "campaign.json")["text"]
    texts = Counter(
        item["text"] for slug in ROUNDS for item in [*contributions_to(slug), *campaign_of(slug)]
    )

    assert {text for text, number in texts.items() if number > 1} == {campaign}


def test_names_of_contributions_are_their_own() -> None:
    for slug in ROUNDS:
        names = [item["id"] for item in contributions_to(slug)]
        assert len(names) == len(set(names))
        assert {item["parent"] for item in contributions_to(slug)} - {None} <= set(names)


def test_appeals_speak_of_the_text_that_was_restricted() -> None:
    pleas = {slug: [one for one in contributions_to(slug) if "plea" in one] for slug in ROUNDS}

    assert all(one["case"] for found in pleas.values() for one in found)
    assert all("answer_to_plea" in one for one in pleas["mobility-2025"])
    assert [len(found) for found in pleas.values()] == [2, 1]


def test_some_people_and_bodies_stay_silent_and_not_the_same_twice(stage: Stage) -> None:
    present = [{key for key in stage.members if stage.takes_part(slug, key)} for slug in ROUNDS]
    bodies = [{stage.bodies[key] for key in found} - {None} for found in present]

    assert all(120 < len(found) < 180 for found in present)
    assert all(30 <= len(found) < 40 for found in bodies)
    assert bodies[0] != bodies[1]
    for found in present:
        groups = Counter(stage.group_of(key) for key in found)
        assert all(groups[group] >= 5 for group in Group if group is not Group.OTHER)


def test_staff_take_no_part(stage: Stage) -> None:
    assert not staff_keys() & stage.members.keys()


def test_paragraph_cut_in_the_second_version_can_be_cut_in_every_language() -> None:
    story = read("mobility", "changes.json")["rearranged"]
    paragraphs = {
        row["key"]: row for section in sections_of("mobility") for row in section["paragraphs"]
    }

    texts = paragraphs[story["split"]["paragraph"]]["text"]
    assert set(texts) == set(LANGUAGES)
    for text in texts.values():
        assert " ".join(halves(text)) == text
        assert all(halves(text))
    assert {story["moved"]["paragraph"], story["moved"]["behind"]} <= paragraphs.keys()
    for one in story.values():
        assert set(one["reason"]) == set(LANGUAGES)


def test_text_that_came_back_has_its_title_and_the_sections_it_left_with() -> None:
    heads = [one["heading"]["en"] for one in sections_of("mobility")]
    sections = [(1, head, ["We keep a light on."]) for head in heads]
    title = read("mobility", "charter.json")["title"]["en"]

    tree = read_document(as_markdown(title, sections), "mobility-v2.en.md").tree

    assert tree.title == title
    assert [one.node.heading for one in tree.walk_sections()] == heads
    assert not tree.paragraphs


def test_story_has_one_of_each_way_to_amend() -> None:
    current = [item for item in contributions_to("mobility-2026") if item["kind"] == "amendment"]
    before = contributions_to("mobility-2025")

    (correction,) = [item for item in current if item.get("scope") == "language"]
    assert correction["language"] == "es"
    assert [set(item["also"]) for item in current if "also" in item] == [{"fr"}]
    assert [len(item["together"]) for item in current if "together" in item] == [2]
    (translated,) = [item["translated"] for item in current if "translated" in item]
    assert [set(texts) for texts in translated.values()] == [{"es"}, {"ar"}]
    assert [item["invites"] for item in current if "invites" in item] == [["andar-juntas-1"]]
    answers = [item["reply"]["agrees"] for item in before if "reply" in item]
    assert answers == [True, False]


def test_changes_of_the_story_change_the_text_they_are_about() -> None:
    texts = {
        row["key"]: row["text"] for part in sections_of("mobility") for row in part["paragraphs"]
    }
    for row in read("mobility", "changes.json")["changed"]:
        texts[row["paragraph"]] = {**texts[row["paragraph"]], **row["text"]}
    for item in contributions_to("mobility-2026"):
        for added in item.get("translated", {}).values():
            for code, pairs in added.items():
                assert all(old in texts[item["paragraph"]][code] for old, _ in pairs)
        changes = {item["language"]: item.get("change", []), **item.get("also", {})}
        if "scope" in item or "also" in item:
            for code, pairs in changes.items():
                assert all(old in texts[item["paragraph"]][code] for old, _ in pairs)
