"""The same text sent more than once, and texts that several people sent together.

Nothing is removed for it: both numbers are printed, received and distinct.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from app.analysis.alike import together

SHORTEST = 40
COORDINATED = 3
Key = tuple[str, str]  # language and normal words
_MARKS = regex.compile(r"[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u0640]")
_SPACE = regex.compile(r"\s+")
_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي"})


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody sent; ``sender`` tells accounts apart and is never published."""

    reference: str
    language: str
    words: str
    sender: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """Texts that are the same or nearly so, with the number of accounts that sent them."""

    references: tuple[str, ...]
    senders: int

    @property
    def is_coordinated(self) -> bool:
        """Whether enough different accounts sent it to call it a text sent together."""
        return self.senders >= COORDINATED


def normal(words: str) -> str:
    """A text without what its look alone adds: case, width, Arabic marks and tatweel, spaces.

    The forms of alef and of ya are made one, as dictionaries of Arabic do.
    """
    plain = unicodedata.normalize("NFKC", words).casefold()
    return str(_SPACE.sub(" ", _MARKS.sub("", plain).translate(_LETTERS))).strip()


def clusters(texts: Iterable[Text]) -> list[Cluster]:
    """Groups of two and more texts of one language that are at least 90 % alike, by reference.

    Only texts of 40 characters and more are compared: short ones are alike by chance. The measure
    is the normalised insertion and deletion distance, 200 (longest common subsequence) / (both
    lengths), and a cluster is whatever such pairs connect.
    """
    by_words: dict[Key, list[Text]] = {}
    for text in texts:
        words = normal(text.words)
        if len(words) >= SHORTEST:
            by_words.setdefault((text.language, words), []).append(text)
    first: dict[Key, str] = {}
    for language in sorted({language for language, _ in by_words}):
        own = sorted((words for code, words in by_words if code == language), key=_size)
        for words, at in zip(own, together(own), strict=True):
            first[language, words] = own[at]
    found: dict[Key, list[Text]] = {}
    for key, same in by_words.items():
        found.setdefault((key[0], first[key]), []).extend(same)
    return sorted(
        (
            Cluster(
                tuple(sorted((one.reference for one in same), key=_by_number)),
                len({one.sender for one in same}),
            )
            for same in found.values()
            if len(same) > 1
        ),
        key=lambda cluster: (-len(cluster.references), _by_number(cluster.references[0])),
    )


def _size(words: str) -> tuple[int, str]:
    return len(words), words


def _by_number(reference: str) -> tuple[str, int]:
    return reference[0], int(reference[1:])
