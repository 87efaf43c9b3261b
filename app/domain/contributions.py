"""Contributions: kinds, operations, references and the life cycle of moderation."""

import re
from enum import StrEnum

from app.domain.errors import Conflict, Invalid


class Kind(StrEnum):
    """What is sent to a round."""

    COMMENT = "comment"
    AMENDMENT = "amendment"
    ANSWER = "answer"


class CommentKind(StrEnum):
    """What a comment says about the paragraph; never turned into a vote."""

    AGREE = "agree"
    CONCERN = "concern"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    EXPERIENCE = "experience"


class Operation(StrEnum):
    """What an amendment does to the text."""

    REPLACE = "replace"
    INSERT_AFTER = "insert_after"
    DELETE = "delete"


class Scope(StrEnum):
    """What an amendment is about: what the text says, or how one language version says it."""

    SUBSTANCE = "substance"
    LANGUAGE = "language"


class Channel(StrEnum):
    """How a contribution reached the round."""

    ONLINE = "online"
    EVENT = "event"
    LETTER = "letter"
    WORD_FILE = "word_file"


class Status(StrEnum):
    """Moderation status: may it appear?"""

    PENDING = "pending"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHHELD = "withheld"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Step(StrEnum):
    """What happens to a contribution; each is one entry in its timeline."""

    SUBMIT = "submit"
    PUBLISH = "publish"
    RETURN = "return"
    WITHHOLD = "withhold"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    UNMERGE = "unmerge"
    REVISE = "revise"
    RESTORE = "restore"


STEPS: dict[Step, dict[Status, Status]] = {
    Step.PUBLISH: {Status.PENDING: Status.PUBLISHED},
    Step.RETURN: {Status.PENDING: Status.RETURNED},
    Step.REVISE: {
        Status.RETURNED: Status.PENDING,
        Status.PENDING: Status.PENDING,
        Status.PUBLISHED: Status.PUBLISHED,
    },
    Step.WITHHOLD: {
        Status.PENDING: Status.WITHHELD,
        Status.RETURNED: Status.WITHHELD,
        Status.PUBLISHED: Status.WITHHELD,
    },
    Step.WITHDRAW: {
        Status.PENDING: Status.WITHDRAWN,
        Status.RETURNED: Status.WITHDRAWN,
        Status.PUBLISHED: Status.WITHDRAWN,
        Status.WITHHELD: Status.WITHDRAWN,
    },
    Step.MERGE: {Status.PENDING: Status.MERGED, Status.PUBLISHED: Status.MERGED},
    Step.UNMERGE: {Status.MERGED: Status.PUBLISHED},
    Step.RESTORE: {Status.WITHHELD: Status.PUBLISHED},
}

# Received is the sum of these, told in this order.
PARTS_OF_SUM = (
    Status.PUBLISHED,
    Status.PENDING,
    Status.RETURNED,
    Status.WITHHELD,
    Status.WITHDRAWN,
    Status.MERGED,
)

LETTERS = {Kind.COMMENT: "C", Kind.AMENDMENT: "A", Kind.ANSWER: "Q"}
_REFERENCE = re.compile(r"([CAQ])([1-9][0-9]{0,8})")


def next_status(status: Status, step: Step) -> Status:
    """The status after a step; raises ``Conflict`` where the step is impossible."""
    after = STEPS.get(step, {}).get(status)
    if after is None:
        raise Conflict("step_impossible", status=status, step=step)
    return after


def reference(kind: Kind, number: int) -> str:
    """The public reference, such as ``C34``."""
    return f"{LETTERS[kind]}{number}"


def parse_reference(text: str) -> tuple[Kind, int]:
    """Kind and number behind a reference; raises ``Invalid`` for anything else."""
    found = _REFERENCE.fullmatch(text.strip().upper())
    if found is None:
        raise Invalid("reference")
    kinds = {letter: kind for kind, letter in LETTERS.items()}
    return kinds[found[1]], int(found[2])
