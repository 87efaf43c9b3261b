"""Amendments that organisations prepare together: their life before they are filed."""

from enum import StrEnum
from typing import Final

from app.domain.errors import Conflict

MOST_INVITED: Final = 60


class JointState(StrEnum):
    """Where a joint draft stands; only a filed one is a contribution."""

    DRAFTING = "drafting"
    COLLECTING = "collecting"
    FILED = "filed"


class Answer(StrEnum):
    """What an invited organisation says."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class JointStep(StrEnum):
    """What the delegates of the organisation that leads do with a joint draft."""

    COLLECT = "collect"
    STOP = "stop"
    FILE = "file"


STEPS: dict[JointStep, dict[JointState, JointState]] = {
    JointStep.COLLECT: {JointState.DRAFTING: JointState.COLLECTING},
    JointStep.STOP: {JointState.COLLECTING: JointState.DRAFTING},
    JointStep.FILE: {
        JointState.DRAFTING: JointState.FILED,
        JointState.COLLECTING: JointState.FILED,
    },
}


def next_state(state: JointState, step: JointStep) -> JointState:
    """The state after a step; an amendment is filed once and stays so."""
    after = STEPS[step].get(state)
    if after is None:
        raise Conflict("already_filed" if state is JointState.FILED else "joint_step")
    return after


def stands(answer: Answer, read: int | None, edit: int) -> bool:
    """Whether an organisation has accepted the very words that there are now."""
    return answer is Answer.ACCEPTED and read == edit
