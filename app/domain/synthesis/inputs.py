"""What the measures of a round are computed from, and its fingerprint."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.contributions import Scope
from app.domain.texts import content_hash

PARAGRAPH = ("number", "key", "ratings", "positions")
CONTRIBUTION = (
    "reference",
    "paragraph",
    "language",
    "organisation",
    "shown_revision",
    "revisions",
    "votes",
    "positions",
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The published content that is measured.

    ``senders`` tells accounts apart for the count of senders and is kept nowhere; ``previous`` is
    the round before, where there is one.
    """

    content: Mapping[str, Any]
    senders: Mapping[str, int]
    previous: Mapping[str, Any] | None

    @property
    def fingerprint(self) -> str:
        """Figures belong to content with this fingerprint and no other."""
        return content_hash(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "content": dict(self.content),
            "senders": dict(self.senders),
            "previous": None if self.previous is None else dict(self.previous),
        }


def measured_part(content: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a round's content that measures read: counts and published words, no more.

    Corrections of one language version say nothing on the substance and are not measured.
    """
    return {
        "round": {name: content["round"][name] for name in ("criteria", "evidence_floor")},
        "participation": {
            name: content["participation"][name]
            for name in ("groups", "official", "registered", "regions")
        },
        "paragraphs": [{name: one[name] for name in PARAGRAPH} for one in content["paragraphs"]],
        "contributions": [
            {name: one[name] for name in CONTRIBUTION if name in one}
            for one in content["contributions"]
            if one.get("scope") != Scope.LANGUAGE
        ],
    }
