"""What was said on an item, group by group, in the four counts that every measure reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.ratings import AGREE, DISAGREE
from app.domain.synthesis.shares import AGAINST, DIGITS, FOR, Share, wilson

CANNOT_JUDGE = "0"
ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Counts:
    """Agreement, disagreement, neither, and abstention of one group, or of all."""

    agree: int
    disagree: int
    neither: int = 0
    abstain: int = 0

    @property
    def sides(self) -> int:
        """Everybody who took a side."""
        return self.agree + self.disagree

    @property
    def heard(self) -> int:
        """Everybody who said anything, those who abstain included."""
        return self.sides + self.neither + self.abstain

    @property
    def share(self) -> Share | None:
        """The share of agreement with its interval; None where nobody took a side."""
        if not self.sides:
            return None
        low, high = wilson(self.agree, self.sides)
        value = self.agree / self.sides
        return Share(round(value, DIGITS), round(low, DIGITS), round(high, DIGITS), self.sides)

    @property
    def abstention(self) -> float | None:
        """Abstentions among everybody heard; None where nobody was."""
        return self.abstain / self.heard if self.heard else None

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.agree + other.agree,
            self.disagree + other.disagree,
            self.neither + other.neither,
            self.abstain + other.abstain,
        )


def of_opinions(counts: Mapping[str, int]) -> Counts:
    """Votes or positions: “support with changes” agrees too."""
    return Counts(
        agree=sum(counts.get(name, 0) for name in FOR),
        disagree=sum(counts.get(name, 0) for name in AGAINST),
        abstain=counts.get(ABSTAIN, 0),
    )


def of_marks(counts: Mapping[str, int]) -> Counts:
    """Ratings: 4 and 5 agree, 1 and 2 disagree, 3 does neither, who cannot judge abstains."""
    agree = sum(counts.get(str(mark), 0) for mark in AGREE)
    disagree = sum(counts.get(str(mark), 0) for mark in DISAGREE)
    abstain = counts.get(CANNOT_JUDGE, 0)
    return Counts(agree, disagree, sum(counts.values()) - agree - disagree - abstain, abstain)
