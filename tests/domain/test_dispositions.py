"""Decisions: a reason always, a wording or a follow-up where the decision needs one."""

import pytest

from app.domain.dispositions import Disposition, Outcome
from app.domain.errors import Invalid

REASON = {"en": "Because."}
NEEDY = {Disposition.ACCEPTED_WITH_CHANGES, Disposition.REFERRED}


@pytest.mark.parametrize("disposition", Disposition)
def test_reason_is_always_needed(disposition: Disposition) -> None:
    outcome = Outcome(disposition, {"en": " "}).tidied()

    with pytest.raises(Invalid, match="disposition_reason_missing"):
        outcome.check(language="en", amendment=True)


@pytest.mark.parametrize("disposition", sorted(set(Disposition) - NEEDY))
def test_reason_is_enough(disposition: Disposition) -> None:
    Outcome(disposition, REASON).tidied().check(language="fr", amendment=True)


@pytest.mark.parametrize(
    ("amendment", "wordings", "complete"),
    [
        (True, {}, False),
        (True, {"fr": "Texte"}, False),
        (True, {"ar": "نص"}, True),
        (False, {}, False),
        (False, {"fr": "Texte"}, True),
    ],
)
def test_changed_wording_in_the_language_of_the_amendment(
    amendment: bool, wordings: dict[str, str], complete: bool
) -> None:
    outcome = Outcome(Disposition.ACCEPTED_WITH_CHANGES, REASON, wordings).tidied()

    if complete:
        outcome.check(language="ar", amendment=amendment)
        return
    with pytest.raises(Invalid, match="changed_wording_missing"):
        outcome.check(language="ar", amendment=amendment)


def test_referred_needs_a_follow_up() -> None:
    with pytest.raises(Invalid, match="follow_up_missing"):
        Outcome(Disposition.REFERRED, REASON).check(language="en", amendment=False)


def test_texts_of_another_decision_are_dropped() -> None:
    outcome = Outcome(Disposition.ACCEPTED, {**REASON, "fr": ""}, {"en": "x"}, "later").tidied()

    assert outcome == Outcome(Disposition.ACCEPTED, REASON)
