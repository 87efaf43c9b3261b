"""A joint draft is filed once, and nobody signs words that one has not read."""

import pytest

from app.domain.errors import Conflict
from app.domain.joint import Answer, JointState, JointStep, next_state, stands


@pytest.mark.parametrize("step", list(JointStep))
def test_filed_stays_filed(step: JointStep) -> None:
    with pytest.raises(Conflict) as caught:
        next_state(JointState.FILED, step)

    assert caught.value.code == "already_filed"


@pytest.mark.parametrize(
    ("state", "step", "after"),
    [
        (JointState.DRAFTING, JointStep.COLLECT, JointState.COLLECTING),
        (JointState.COLLECTING, JointStep.STOP, JointState.DRAFTING),
        (JointState.DRAFTING, JointStep.FILE, JointState.FILED),
        (JointState.COLLECTING, JointStep.FILE, JointState.FILED),
    ],
)
def test_step_leads_on(state: JointState, step: JointStep, after: JointState) -> None:
    assert next_state(state, step) is after


@pytest.mark.parametrize(
    ("state", "step"),
    [(JointState.COLLECTING, JointStep.COLLECT), (JointState.DRAFTING, JointStep.STOP)],
)
def test_step_taken_by_somebody_else_meanwhile_is_told(state: JointState, step: JointStep) -> None:
    with pytest.raises(Conflict) as caught:
        next_state(state, step)

    assert caught.value.code == "joint_step"


@pytest.mark.parametrize(
    ("answer", "read", "expected"),
    [
        (Answer.ACCEPTED, 3, True),
        (Answer.ACCEPTED, 2, False),
        (Answer.ACCEPTED, None, False),
        (Answer.DECLINED, 3, False),
        (Answer.INVITED, None, False),
    ],
)
def test_only_acceptance_of_these_words_stands(
    answer: Answer, read: int | None, expected: bool
) -> None:
    assert stands(answer, read, 3) is expected
