"""A base text and others like it, cut into tokens that carry one number where they read alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final

from app.domain.wording import tokens
from app.domain.wording.alignment import common_head, common_tail

# A space that no token reaches over, neither "1 500" nor "art. 12" nor a row of spaces; what
# stands between two of them has the same tokens in whatever text it stands.
_SEAM: Final = re.compile(rf"(?<=[^\s\d{re.escape(tokens.BEFORE_NUMBERS)}]) (?=\S|\n)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's tokens and their numbers.

    ``solid`` and ``wordy`` tell of each number whether it is no space, and whether it is a word.
    """

    tokens: Sequence[str]
    ids: Sequence[int]
    solid: Sequence[bool]
    wordy: Sequence[bool]

    def words(self, start: int, end: int) -> int:
        """How many words stand in a stretch of tokens."""
        return sum(map(self.wordy.__getitem__, self.ids[start:end]))


class Reader:
    """Reads a base and others like it; a stretch of text that came before is not cut again."""

    def __init__(self, base: str) -> None:
        """Read the base."""
        self._by_token: dict[str, int] = {}
        self._by_key: dict[str, int] = {}
        self._wordy: list[bool] = []
        self._solid: list[bool] = []
        self._cut: dict[str, list[str]] = {}
        self._numbered: dict[str, list[int]] = {}
        self._space = self._numbers([" "])
        self._stretches: list[str] = []
        self._ends: list[int] = [0]
        self.base = Reading([], [], self._solid, self._wordy)
        self.base = self.read(base)
        self._stretches = _SEAM.split(base)
        lengths = (len(self._cut[stretch]) for stretch in self._stretches)
        self._ends = [0, *accumulate(lengths)]

    def read(self, text: str) -> Reading:
        """Read a text; its tokens are those of ``tokenise``."""
        stretches = _SEAM.split(text)
        # What stands before and after all that differs is taken over from the base; the last
        # stretch is not, for behind it there is no space.
        most = min(len(stretches), len(self._stretches)) - 1
        head = max(min(common_head(self._stretches, stretches), most), 0)
        tail = common_tail(self._stretches, stretches, max(most - head, 0))
        middle = stretches[head : len(stretches) - tail]
        for stretch in middle:
            if stretch not in self._cut:
                found = tokens.tokenise(stretch)
                self._cut[stretch] = [*found, " "]
                self._numbered[stretch] = [*self._numbers(found), *self._space]
        before, after = self._ends[head], self._ends[len(self._stretches) - tail]
        base = self.base
        spelled = [
            *base.tokens[:before],
            *chain.from_iterable(map(self._cut.__getitem__, middle)),
            *(base.tokens[after:] if tail else ()),
        ]
        ids = [
            *base.ids[:before],
            *chain.from_iterable(map(self._numbered.__getitem__, middle)),
            *(base.ids[after:] if tail else ()),
        ]
        if not tail:
            del spelled[-1], ids[-1]
        return Reading(spelled, ids, self._solid, self._wordy)

    def _numbers(self, found: Sequence[str]) -> list[int]:
        for token in found:
            if token not in self._by_token:
                number = self._by_key.setdefault(tokens.key(token), len(self._by_key))
                self._by_token[token] = number
                if number == len(self._wordy):
                    self._wordy.append(tokens.is_word(token))
                    self._solid.append(not tokens.is_space(token))
        return [self._by_token[token] for token in found]
