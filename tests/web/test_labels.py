"""Every value a page may show has its words."""

from enum import StrEnum

import pytest
from flask import Flask
from flask_babel import Babel

from app.domain.contributions import Operation, Status
from app.domain.moderation import ReasonCode
from app.domain.opinions import Choice, Stance
from app.web import labels, vote_words


@pytest.fixture(autouse=True)
def _english() -> object:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


@pytest.mark.parametrize("kind", labels.LABELS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_word(kind: type[StrEnum]) -> None:
    words = [labels.label(member) for member in kind]

    assert all(words)
    assert len(set(words)) == len(words)


def test_same_value_of_two_enums_keeps_its_own_words() -> None:
    assert labels.LABELS[Choice] is not labels.LABELS[Stance]
    assert labels.label(Stance.SUPPORT_WITH_CHANGES) == "Support with changes"


def test_none_has_no_word() -> None:
    assert labels.label(None) == ""


def test_every_reason_is_explained_in_a_sentence() -> None:
    assert all(labels.explained(reason).endswith(".") for reason in ReasonCode)


def test_choices_are_value_and_word() -> None:
    assert [value for value, _ in labels.choices(Status)] == [status.value for status in Status]


@pytest.mark.parametrize("choice", Choice)
def test_vote_has_a_verb_and_a_sentence(choice: Choice) -> None:
    assert vote_words.verb(choice)
    assert vote_words.own_vote(choice).startswith("You ")


@pytest.mark.parametrize(
    ("operation", "number", "words"),
    [
        (Operation.REPLACE, 12, "Replace wording"),
        (Operation.DELETE, 12, "Delete paragraph 12"),
        (Operation.INSERT_AFTER, 12, "Insert a new paragraph after 12"),
        (Operation.INSERT_AFTER, None, "Insert a new paragraph at the start of the section"),
    ],
)
def test_operation_says_what_it_does(operation: Operation, number: int, words: str) -> None:
    assert labels.doing(operation, number) == words


def test_language_is_named_in_itself() -> None:
    assert labels.own_name("ar") == "العربية"
    assert labels.own_name("xx") == "xx"
