"""Where a translation stands, and what may still be written once a version is frozen."""

from collections.abc import Collection
from enum import StrEnum

from app.domain.charters import WordingStatus


class Standing(StrEnum):
    """State of a paragraph in one language, the absence of words among them."""

    MISSING = "missing"
    DRAFT = "draft"
    STALE = "stale"
    REVIEWED = "reviewed"


def standing_of(status: WordingStatus | None) -> Standing:
    """Where a wording stands; without one it is missing."""
    return Standing.MISSING if status is None else Standing(status.value)


class Closed(StrEnum):
    """Why the words of a paragraph in one language cannot be written at the desk."""

    FROZEN = "version_is_frozen"
    AMENDED = "words_of_an_amendment"


def closed(
    *, working: bool, there: bool, frozen_languages: Collection[str], language: str, taken: bool
) -> Closed | None:
    """Why these words cannot be written; None means go ahead.

    A frozen version takes words only in a language it had none of when it froze, and only where
    there are none yet: what was published stays. In a working version the words taken from an
    amendment are the secretariat's to change.
    """
    if working:
        return Closed.AMENDED if taken else None
    return Closed.FROZEN if there or language in frozen_languages else None
