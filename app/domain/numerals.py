"""Numbers as documents write them: digits of several scripts, Roman numerals, letters."""

import unicodedata

import regex

LATIN = "abcdefghijklmnopqrstuvwxyz"
SPANISH = "abcdefghijklmnñopqrstuvwxyz"
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
HIJAI = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"

_ROMAN = regex.compile(
    r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", regex.I
)
_ROMAN_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_HEBREW_STEPS = (
    (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"),
    (50, "נ"), (40, "מ"), (30, "ל"), (20, "כ"), (16, "טז"), (15, "טו"), (10, "י"), (9, "ט"),
    (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"), (4, "ד"), (3, "ג"), (2, "ב"), (1, "א"),
)  # fmt: skip


def western_digits(text: str) -> str:
    """The text with the digits of every script written 0 to 9."""
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text
    )


def _by_steps(number: int, steps: tuple[tuple[int, str], ...]) -> str:
    written = ""
    for value, sign in steps:
        written += sign * (number // value)
        number %= value
    return written


def roman(number: int) -> str:
    """The number in upper-case Roman numerals; 0 is empty."""
    return _by_steps(number, _ROMAN_STEPS)


def hebrew(number: int) -> str:
    """The number in Hebrew letters that add up."""
    return _by_steps(number, _HEBREW_STEPS)


def roman_value(text: str) -> int | None:
    """What a Roman numeral is worth, in either case; None when it is none."""
    if not _ROMAN.fullmatch(text):
        return None
    rest, value = text.upper(), 0
    for step, sign in _ROMAN_STEPS:
        while rest.startswith(sign):
            value += step
            rest = rest[len(sign) :]
    return value


def letter(number: int, alphabet: str = LATIN) -> str:
    """The number as a list letter: a to z, then aa, bb, as word processors count."""
    if number < 1:
        return str(number)
    return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)


def letter_place(text: str, alphabet: str = LATIN) -> int | None:
    """The number behind a list letter, the reverse of ``letter``; None when it is none."""
    bare = bare_letter(text)
    if not bare or len(set(bare)) > 1 or bare[0] not in alphabet:
        return None
    return alphabet.index(bare[0]) + 1 + (len(bare) - 1) * len(alphabet)


def bare_letter(text: str) -> str:
    """A list letter without its dress: lower case, no tatweel, alef with hamza."""
    return text.lower().replace("ـ", "").replace("ا", "أ").replace("إ", "أ")


def letters_counting_on(number: int, alphabet: str = LATIN) -> str:
    """The number as a list letter where ab follows aa, as web pages and OpenDocument count."""
    if number < 1:
        return str(number)
    written = ""
    while number:
        number, place = divmod(number - 1, len(alphabet))
        written = alphabet[place] + written
    return written


def arabic_digits(number: int) -> str:
    """The number in the digits of Arabic script."""
    return "".join(chr(0x660 + int(digit)) for digit in str(number))
