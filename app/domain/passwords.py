"""Which passwords are refused: short ones, those everybody tries first, and one's own name."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from app.domain.common_passwords import COMMON

SHORTEST = 8
LONGEST = 1000
SITE_WORDS = ("palabre", "consultation", "charter")
FEW_LETTERS = 4
TRIMMED = "0123456789!?.,;:-_*+#@$%&/()=\"'^~ "
RUNS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "01234567890", "azertyuiop")


class Weakness(StrEnum):
    """Why a password is refused."""

    SHORT = "password_short"
    LONG = "password_long"
    COMMON = "password_common"
    OWN_WORD = "password_own_word"


def normal(password: str) -> str:
    """The same password from every keyboard: composed form, nothing else touched."""
    return unicodedata.normalize("NFC", password)


def weakness(password: str, about: Iterable[str] = ()) -> Weakness | None:
    """Why this password cannot be taken by somebody known by these words; None when it can."""
    password = normal(password)
    if len(password) < SHORTEST:
        return Weakness.SHORT
    if len(password) > LONGEST:
        return Weakness.LONG
    plain = password.casefold()
    core = plain.strip(TRIMMED)
    if plain in COMMON or core in COMMON or _monotonous(plain):
        return Weakness.COMMON
    if core in own_words(about):
        return Weakness.OWN_WORD
    return None


def own_words(about: Iterable[str]) -> frozenset[str]:
    """Words an attacker knows: the site's, one's name, one's address and its parts."""
    words = set(SITE_WORDS)
    for text in about:
        known = text.casefold()
        words.update((known, *known.split("@"), *known.replace("@", " ").replace(".", " ").split()))
    return frozenset(word.strip(TRIMMED) for word in words) - {""}


def _monotonous(plain: str) -> bool:
    """Few different characters, or a run along the alphabet or the keyboard."""
    if len(set(plain)) < FEW_LETTERS:
        return True
    return any(plain in run or plain in run[::-1] for run in RUNS)
