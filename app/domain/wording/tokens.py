"""Text cut into the pieces a reader sees: words, numbers, spaces and single punctuation marks."""

import unicodedata
from typing import Final

import regex

_LETTER: Final = r"\p{L}[\p{M}\u0640]*+"
_CORE: Final = r"[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d\u00ad_]*+"
_EMOJI_PART: Final = r"[\p{M}\U0001F3FB-\U0001F3FF]*+"
_GAP: Final = r"[\x20\u00a0\u202f]"
_ABBREVIATED: Final = (
    r"(?:(?i:arts?|al|c[ah]p|ch|fig|nos?|nr|núm|pár?r?|párrs?|paras?|pp?|sec|sect|vol)\."
    r"|[Nn][°º]|№|§§?)"
)
_PART: Final = r"[\p{Lu}\p{Nd}][\p{L}\p{Nd}]{0,15}+(?:[.\-][\p{L}\p{Nd}]{1,15}+){0,3}+"
# "A/RES/73/195": capitals first, a digit somewhere; all bounded, so that no text can stall it.
_DOCUMENT: Final = (
    rf"(?=[\p{{L}}\p{{Nd}}./\-]{{3,40}}?\p{{Nd}})\p{{Lu}}{{1,8}}+(?:\.\p{{Nd}}{{1,4}}+)?"
    rf"(?:/{_PART}){{1,8}}+(?:\(\p{{Nd}}{{1,4}}+\))?"
)

# Order matters: the first kind that fits wins. Only number groups ("1 500") and what names a place
# by an abbreviation and a number ("art. 12") may hold a space.
_TOKEN: Final = regex.compile(
    rf"""
      [^\S\n]++ | \n++
    | https?://[^\s<>«»"“”]*[\p{{L}}\p{{N}}/=&\#]
    | \p{{Nd}}{{1,3}}(?:[\x20\u00a0\u202f\u2007]\p{{Nd}}{{3}})++(?![\p{{L}}\p{{N}}])
      (?:[.,٫]\p{{Nd}}++)?
    | {_ABBREVIATED}{_GAP}?\p{{Nd}}++(?:[.٫]\p{{Nd}}++)*+(?![\p{{L}}\p{{N}}])
    | {_DOCUMENT}(?![\p{{L}}\p{{N}}])
    | (?:{_LETTER}\.){{2,}}
    | (?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=[\p{{L}}\p{{N}}«“"])
    | {_CORE}
      (?: (?:[-‐‑'’·‧] | (?<=\p{{Nd}})[.,٫٬:/](?=\p{{Nd}})) {_CORE}
        | \((?:{_LETTER}|\p{{N}}){{1,3}}\)[\p{{L}}\p{{M}}]*+
      )*+
    | \((?:{_LETTER}|\p{{N}}){{1,3}}\)
    | [\U0001F1E6-\U0001F1FF]{{2}}
    | \S{_EMOJI_PART}(?:\u200d\S{_EMOJI_PART})*+
    """,
    regex.VERBOSE,
)
_SAME_TO_THE_READER: Final = str.maketrans(
    {"\u0640": None, "\u00a0": " ", "\u202f": " ", "\u2007": " "}
)
BEFORE_NUMBERS: Final = ".°º№§"
"""What an abbreviation that belongs to a number ends with."""
_SENTENCE_ENDS: Final = frozenset(".!?…؟۔")


def tokenise(text: str) -> list[str]:
    """Cut a text into its tokens; joined again they are the same text, character by character."""
    found: list[str] = _TOKEN.findall(text)
    return found


def key(token: str) -> str:
    """What two tokens share when a reader cannot tell them apart."""
    if token.isascii():
        return token
    return unicodedata.normalize("NFC", token.translate(_SAME_TO_THE_READER))


def same_reading(one: str, other: str) -> bool:
    """Whether two texts read the same: only invisible spellings may differ."""
    return one == other or [*map(key, tokenise(one))] == [*map(key, tokenise(other))]


def is_space(token: str) -> bool:
    """Whether the token only keeps words apart."""
    return token.isspace()


def is_word(token: str) -> bool:
    """Whether the token carries a letter or a digit."""
    return any(map(str.isalnum, token))


def letters(token: str) -> int:
    """How long a word looks, its vowel marks and accents not counted."""
    return sum(map(str.isalnum, key(token)))


def ends_sentence(token: str) -> bool:
    """Whether the token is a mark that closes a sentence."""
    return token in _SENTENCE_ENDS
