"""Dispositions: what became of a contribution, always with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.errors import Invalid
from app.domain.languages import LANGUAGES
from app.domain.writing import tidy, tidy_line


class Disposition(StrEnum):
    """The decision after the round."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_CHANGES = "accepted_with_changes"
    NOT_ACCEPTED = "not_accepted"
    ALREADY_COVERED = "already_covered"
    REFERRED = "referred"
    OUT_OF_SCOPE = "out_of_scope"
    NOTED = "noted"


TAKEN_UP = frozenset({Disposition.ACCEPTED, Disposition.ACCEPTED_WITH_CHANGES})
DISPOSITION_ENTRY = "disposition"


class DeskState(StrEnum):
    """How far the decision on a contribution is."""

    UNDRAFTED = "undrafted"
    DRAFTED = "drafted"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision as it is written down; reasons and changed wordings are by language."""

    disposition: Disposition
    reasons: Mapping[str, str]
    wordings: Mapping[str, str] = field(default_factory=dict)
    follow_up: str = ""

    def tidied(self) -> "Outcome":
        """The same decision without empty texts; a wording or follow-up only where it belongs."""
        changed = self.disposition is Disposition.ACCEPTED_WITH_CHANGES
        referred = self.disposition is Disposition.REFERRED
        return Outcome(
            self.disposition,
            _filled(self.reasons),
            _filled(self.wordings) if changed else {},
            tidy_line(self.follow_up) if referred else "",
        )

    def check(self, *, language: str, amendment: bool) -> None:
        """Raise ``Invalid`` naming what is missing; ``language`` is the contribution's own."""
        if not self.reasons:
            raise Invalid("disposition_reason_missing", field="reason")
        if self.disposition is Disposition.ACCEPTED_WITH_CHANGES:
            needed = {language} if amendment else set(LANGUAGES)
            if not needed & set(self.wordings):
                raise Invalid("changed_wording_missing", field="wording")
        if self.disposition is Disposition.REFERRED and not self.follow_up:
            raise Invalid("follow_up_missing", field="follow_up")


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {code: text for code in LANGUAGES if (text := tidy(texts.get(code)))}
