"""What stands in for words a language lacks, marked so that it never comes back as text.

A line that says a paragraph is missing keeps its place when a file of ours is imported again, so
that nothing after it is shifted; it is not written. The marks of a heading are word joiners: nobody
sees them, and word processors keep them.
"""

from typing import Final

import regex

_ABSENT: Final = regex.compile(r"\[— [^\[\]]{1,200} —\]")
_MARK: Final = "\u2060"


def absent(words: str) -> str:
    """The line in place of a paragraph that is missing."""
    return f"[— {words} —]"


def is_absent(line: str) -> bool:
    """Whether a line only says that a paragraph is missing."""
    return _ABSENT.fullmatch(line.strip()) is not None


def standing_in(heading: str) -> str:
    """A heading in another language, where its own is missing."""
    return f"{heading}{_MARK}{_MARK}"


def is_standing_in(heading: str) -> bool:
    """Whether a heading is there in another language only."""
    return heading.rstrip().endswith(_MARK * 2)
