"""What people write: tidied text, and the values that forms hand on to services."""

import re
import unicodedata
from dataclasses import dataclass
from textwrap import shorten

from app.domain.contributions import CommentKind, Operation, Scope
from app.domain.errors import Invalid

COMMENT_ADVISED = 2_000
REASON_ADVISED = 1_500
LONGEST = 10_000
LONGEST_LINE = 300
LONGEST_NAME = 80
LONGEST_TITLE = 120
TITLE_FROM_REASON = 70

# Bytes no database takes, and marks that turn the direction of what follows by force.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e\ufeff\ud800-\udfff]")
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def tidy(text: str | None) -> str:
    """The text as it is kept: even line ends, no control characters; empty when nothing shows."""
    even = _NEVER.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()
    return "" if is_blank(even) else even


def tidy_line(text: str | None) -> str:
    """The text on one line."""
    return " ".join(tidy(text).split())


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing."""
    return all(unicodedata.category(letter) in _UNSEEN for letter in text)


def reads_alike(one: str | None, other: str | None) -> bool:
    """Whether two texts read the same: spaces and ways of encoding a letter do not count."""
    first, second = (
        " ".join(unicodedata.normalize("NFC", text or "").split()) for text in (one, other)
    )
    return first == second


@dataclass(frozen=True, slots=True)
class CommentWords:
    """A comment as written; ``scores`` are ratings by criterion sent along with it."""

    text: str
    language: str
    kind: CommentKind | None = None
    quote: str = ""
    name: str = ""
    scores: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class AmendmentWords:
    """An amendment as written; at the head of a section it belongs to no paragraph.

    ``amends`` is the reference of an insertion, where other words for its new paragraph are
    proposed; ``wordings`` are the same words in further languages.
    """

    operation: Operation
    language: str
    reason: str
    wording: str = ""
    effect: str = ""
    mandate: str = ""
    name: str = ""
    at_section_start: bool = False
    title: str = ""
    amends: str = ""
    scope: Scope = Scope.SUBSTANCE
    wordings: tuple[tuple[str, str], ...] = ()


def title_from(reason: str) -> str:
    """A title for an amendment that came without one: how its reason begins."""
    sentence = _SENTENCE_END.split(tidy_line(reason), maxsplit=1)[0]
    return shorten(sentence.rstrip("."), TITLE_FROM_REASON, placeholder="…")


def check_reasons(title: str, reason: str) -> None:
    """Refuse an amendment without a title to know it by, or without a reason."""
    if not title:
        raise Invalid("title_missing", field="title")
    if not reason:
        raise Invalid("reason_missing", field="reason")


def check_scope(words: AmendmentWords) -> None:
    """Refuse to correct the language of a text by adding or removing it, or in several at once."""
    if words.scope is Scope.SUBSTANCE:
        return
    if words.operation is not Operation.REPLACE:
        raise Invalid("correction_replaces", field="scope")
    if words.wordings:
        raise Invalid("correction_is_in_one_language", field="scope")


def check_amendable(operation: Operation | None, *, amends: bool) -> None:
    """Refuse other words for anything but a new paragraph, and for other words of one."""
    if operation is not Operation.INSERT_AFTER:
        raise Invalid("only_insertions_are_amended", field="wording")
    if amends:
        raise Invalid("amended_one_level_deep", field="wording")


def check_wording(operation: Operation, base: str | None, wording: str) -> None:
    """Refuse an amendment that would change nothing; ``base`` is None where that text is missing.

    A language in which the paragraph does not exist yet can only be added to.
    """
    if operation is not Operation.INSERT_AFTER and base is None:
        raise Invalid("text_missing_in_language", field="language")
    if operation is Operation.DELETE:
        return
    if not wording:
        raise Invalid("wording_empty", field="wording")
    if operation is Operation.REPLACE and reads_alike(base, wording):
        raise Invalid("wording_unchanged", field="wording")
