"""Telephone numbers in running text, told apart from years, dates, sums and numbers of articles.

No list of the world's numbering plans: what counts is how many digits there are, how they are
grouped, what they begin with, and whether the words before them speak of a telephone.
"""

import re
from collections.abc import Iterator

# ITU-T E.164: at most 15 digits with the country's code; 7 are a local number.
MOST, LOCAL, PLAIN, TOLD = 15, 7, 8, 6
WINDOW = 24

# Spaces, dots, dashes, slashes, brackets, and the marks that turn the direction of a line.
_BETWEEN = r"[ .\-/()\u00a0\u2009-\u2015\u202a-\u202f\u2066-\u2069\u200e\u200f]"
_NUMBER = re.compile(rf"(?<![\w/+.])\+?\(?\d(?:{_BETWEEN}{{0,3}}\d)+(?!\w)")
_GROUP = re.compile(r"\d+")
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}")
_TOLD = re.compile(
    r"\bt[eé]l(?:\b|[eé]ph?on|[eé]fon)|phone\b|\bwhats ?app\b|\bsms\b|\bgsm\b|\bm[oó]vil\b"
    r"|\b(?:call|ring|text) (?:me|him|her|us|them)\b|\bappele[rz]|\bll[aá]m[ae]|\bjoindre\b"
    r"|هاتف|جوال|موبايل|تليفون|تلفون|واتساب|اتصل",
    re.IGNORECASE,
)


def telephone_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where in a text a telephone number may stand, as (start, end); digits of any script."""
    plain = "".join(str(int(one)) if one.isdecimal() else one for one in text)
    for match in _NUMBER.finditer(plain):
        told = _TOLD.search(plain, max(0, match.start() - WINDOW), match.start()) is not None
        if _dialled(match.group(), told=told):
            yield match.span()


def _dialled(found: str, *, told: bool) -> bool:
    groups = _GROUP.findall(found)
    digits = "".join(groups)
    if len(digits) > MOST or _is_date(found, groups):
        return False
    if found.startswith("+") or digits.startswith("00"):
        return len(digits) >= LOCAL
    if digits.startswith("0"):
        return len(digits) >= LOCAL
    if told and not digits.endswith("000"):
        return len(digits) >= TOLD
    return len(digits) >= PLAIN and not _is_sum(found, groups) and not _is_place(groups)


def _is_date(found: str, groups: list[str]) -> bool:
    return bool(_DATE.fullmatch(found)) or all(_YEAR.fullmatch(group) for group in groups)


def _is_sum(found: str, groups: list[str]) -> bool:
    """Digits in threes are a sum, save three full groups with spaces, as some countries dial."""
    first, *others = groups
    if not others or any(len(group) != len("000") for group in others):
        return False
    dialled = len(first) == len(others) + 1 == len("000") and not re.search(r"[./]", found)
    return not dialled or others[-1] == "000"


def _is_place(groups: list[str]) -> bool:
    """Numbers of articles and sheets go down to single digits."""
    return any(len(group) == 1 for group in groups[1:])
