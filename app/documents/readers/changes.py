"""Tracked changes: a file that has them holds two texts, and a person says which one is meant."""

from enum import StrEnum


class Changes(StrEnum):
    """What is made of tracked changes: the text after them, or the text before."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"

    @property
    def other(self) -> "Changes":
        """The reading not taken."""
        return Changes.REJECTED if self is Changes.ACCEPTED else Changes.ACCEPTED
