"""Words are tidied without losing any, and amendments have to change something."""

import pytest

from app.domain.contributions import Operation
from app.domain.errors import Invalid
from app.domain.likeness import nearest
from app.domain.people import Actor
from app.domain.publication import appears_at_once
from app.domain.rounds import ModerationRule
from app.domain.writing import check_wording, is_blank, reads_alike, tidy, tidy_line, title_from


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  one\r\ntwo\rthree ", "one\ntwo\nthree"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("forced \u202eturned", "forced turned"),
        ("العربية\u200f 12", "العربية\u200f 12"),
        ("\u200b\u200f \n\t", ""),
        (None, ""),
        ("a\nb  c", "a\nb  c"),
    ],
)
def test_text_is_tidied(typed: str | None, kept: str) -> None:
    assert tidy(typed) == kept


def test_lone_half_of_a_character_is_dropped() -> None:
    assert tidy("a\ud800b") == "ab"


def test_line_holds_no_break() -> None:
    assert tidy_line("Ana\nMaria  Ruiz") == "Ana Maria Ruiz"


def test_zero_width_characters_are_blank() -> None:
    assert is_blank("\u200b\u2060")
    assert not is_blank("?")


def test_ways_of_writing_a_letter_read_alike() -> None:
    assert reads_alike("été  ici", "e\u0301te\u0301 ici")
    assert not reads_alike("été", "ete")


@pytest.mark.parametrize(
    ("operation", "base", "wording", "code"),
    [
        (Operation.REPLACE, "One two.", "One  two.", "wording_unchanged"),
        (Operation.REPLACE, "One two.", "", "wording_empty"),
        (Operation.REPLACE, None, "One.", "text_missing_in_language"),
        (Operation.INSERT_AFTER, "One two.", "", "wording_empty"),
        (Operation.DELETE, None, "", "text_missing_in_language"),
    ],
)
def test_amendment_without_effect_is_refused(
    operation: Operation, base: str | None, wording: str, code: str
) -> None:
    with pytest.raises(Invalid) as caught:
        check_wording(operation, base, wording)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("operation", "base", "wording"),
    [
        (Operation.REPLACE, "One two.", "One three."),
        (Operation.INSERT_AFTER, None, "New."),
        (Operation.DELETE, "One two.", ""),
    ],
)
def test_amendment_with_effect_passes(operation: Operation, base: str | None, wording: str) -> None:
    check_wording(operation, base, wording)


NEWCOMER = Actor(member_id=1)
BY_CODE = Actor(member_id=2, code_holder=True)
DELEGATE = Actor(member_id=3, code_holder=True, delegations=frozenset({7}))


@pytest.mark.parametrize(
    ("rule", "actor", "before", "at_once"),
    [
        (ModerationRule.BEFORE, DELEGATE, True, False),
        (ModerationRule.AFTER, NEWCOMER, False, True),
        (ModerationRule.TRUSTED, NEWCOMER, False, False),
        (ModerationRule.TRUSTED, NEWCOMER, True, True),
        (ModerationRule.TRUSTED, BY_CODE, True, False),
        (ModerationRule.TRUSTED, DELEGATE, False, True),
    ],
)
def test_moderation_rule_decides_what_appears_at_once(
    rule: ModerationRule, actor: Actor, before: bool, at_once: bool
) -> None:
    assert appears_at_once(rule, actor, published_before=before) is at_once


def test_nearest_names_the_same_wording_first() -> None:
    others = [
        ("A1", "Towns keep water open to everyone."),
        ("A2", "Towns keep water and schools open to everyone."),
        ("A3", "Something else altogether is said here."),
    ]

    found = nearest("Towns  keep water open to everyone.", others)

    assert [(near.reference, near.same) for near in found] == [("A1", True), ("A2", False)]


def test_blank_wording_is_near_to_nothing() -> None:
    assert nearest(" ", [("A1", " ")]) == []


@pytest.mark.parametrize(
    ("reason", "title"),
    [
        ("Clinics matter. Schools, too.", "Clinics matter"),
        ("ماذا عن العيادات؟ لا أحد يذكرها.", "ماذا عن العيادات؟"),
        ("word " * 40, f"{'word ' * 13}word…"),
        ("", ""),
    ],
)
def test_title_is_how_the_reason_begins(reason: str, title: str) -> None:
    assert title_from(reason) == title
