"""Labels: the source's own numbering, recognised, split from the text and compared.

A paragraph's label is split from its text with its punctuation, so that nothing is lost:
label, a space and the text are the source again. A heading is kept whole, its label only
repeats the numbering it begins with. A typed bullet or dash is no label and stays in the text.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

import regex

from app.domain.numerals import (
    ABJAD,
    HIJAI,
    LATIN,
    SPANISH,
    bare_letter,
    letter,
    letter_place,
    roman_value,
    western_digits,
)
from app.domain.ordinals import ORDINALS


class LabelKind(StrEnum):
    """What a numbering word names; the order is that of a document, outermost first."""

    ANNEX = "annex"
    PART = "part"
    TITLE = "title"
    CHAPTER = "chapter"
    SECTION = "section"
    PRINCIPLE = "principle"
    COMMITMENT = "commitment"
    OBJECTIVE = "objective"
    RECOMMENDATION = "recommendation"
    ARTICLE = "article"
    CLAUSE = "clause"
    PARAGRAPH = "paragraph"


_WORDS = {
    LabelKind.ANNEX: "annexe?|appendix|anexo|(?:ال)?مرفق|(?:ال)?ملحق",
    LabelKind.PART: "part|partie|parte|(?:ال)?جزء",
    LabelKind.TITLE: "title|titre|título|titulo|(?:ال)?باب",
    LabelKind.CHAPTER: "chapter|chapitre|capítulo|capitulo|chap\\.|cap\\.|(?:ال)?فصل",
    LabelKind.SECTION: "section|sección|seccion|sect?\\.|(?:ال)?قسم",
    LabelKind.PRINCIPLE: "principle|principe|principio|(?:ال)?مبدأ",
    LabelKind.COMMITMENT: "commitment|engagement|compromiso|(?:ال)?التزام|(?:ال)?تعهد",
    LabelKind.OBJECTIVE: "objective|goal|objectif|objetivo|(?:ال)?هدف",
    LabelKind.RECOMMENDATION: "recommendation|recommandation|recomendación|(?:ال)?توصية",
    LabelKind.ARTICLE: "article|artículo|articulo|art\\.?|(?:ال)?مادة",
    LabelKind.CLAUSE: "clause|cláusula|clausula|(?:ال)?بند",
    LabelKind.PARAGRAPH: "paragraph|paragraphe|párrafo|parrafo|para\\.|§|(?:ال)?فقرة",
}
_BIS = r"(?:\s?(?:bis|ter|quater|مكررا?))?"
_DECIMAL = r"\d{1,3}(?:[.٫]\d{1,3})+"
_DIGITS = rf"\d{{1,3}}{_BIS}"
_ARABIC = "[أاإبجدهوزحطيكلمنسعفصقرشتثخذضظغ]ـ?"
_LETTER = rf"(?:[a-z]|[A-Z]|aa|bb|cc|dd|ee|ff|[ivx]{{2,6}}|[IVX]{{2,6}}|{_ARABIC})"
_TOKEN = rf"(?:{_DECIMAL}|{_DIGITS}|{_LETTER})"
_CAPITAL = r"(?=\s+[\p{Lu}\p{Lo}«“‘\"(\[])"
_DASH = "[-–—ـ]"
_UNITS = r"(?!\s+(?:مليون|مليار|ألف|في المائة|بالمائة|في المئة|بالمئة))"

# Where a text may begin with a bare number or letter, and with which sign after it.
_FIRST = rf"""
    (?:\({_TOKEN}\)|{_TOKEN}\))
  | (?:{_DECIMAL}|\d{{1,3}})(?:\s{_LETTER}\.|(?=\s?\({_TOKEN}\)\s|\s{_LETTER}\)\s))
  | {_DECIMAL}\.|{_DECIMAL}{_UNITS}{_CAPITAL}
  | {_DIGITS}(?:\.{_DASH}?|\.?[º°][.)]?{_DASH}?|ـ|\s?{_DASH}{_CAPITAL})
  | (?:(?!p\.\s+ej)[a-z]|[A-CE-H]|[IVX]{{1,6}})\.{_DASH}?
  | [IVX]{{1,6}}\s?{_DASH}{_CAPITAL}
  | {_ARABIC}(?:\.|\s?[-–—])
  | §\s?{_TOKEN}(?:\.|{_CAPITAL})
"""
_NEXT = rf"(?:\s?\({_TOKEN}\)|\s?{_TOKEN}\)|\s\d{{1,3}}\.)"
_BARE_LABEL = regex.compile(
    rf"(?P<label>(?:{_FIRST}){_NEXT}*)(?=\s)(?P<rest>.*)", regex.X | regex.S
)

_WORD = regex.compile(
    rf"(?i:(?P<word>{'|'.join(_WORDS.values())}))\s*"
    rf"(?P<number>\d+(?:[.٫]\d+)*(?:\.?[º°]|er|ère|ere|re)?{_BIS}|\(\d+\)"
    rf"|(?<=\s)(?:[IVXLC]+(?:er|ère|re)?|[A-Z]|{_ARABIC}"
    rf"|(?i:{'|'.join(sorted(ORDINALS, key=len, reverse=True))})))(?![\p{{L}}\p{{N}}])"
    rf"(?P<tail>\.\s?{_DASH}|\s?[.:)]|\s?{_DASH})?(?=(?P<end>\s*$)|\s)(?P<rest>.*)",
    regex.S,
)
_HEADING_NUMBER = regex.compile(rf"(?P<label>{_DECIMAL}|\d{{1,2}}|[IVX]{{1,6}}){_UNITS}{_CAPITAL}")
_CAPITAL_NEXT = regex.compile(r"\s+[\p{Lu}«“‘\"(\[]")
_PARTS = regex.compile(r"\d+|[\p{L}\p{M}]+(?:ـ)?")


def split_label(text: str) -> tuple[str | None, str]:
    """The label a paragraph begins with and the text after it; without one, the text untouched."""
    word = _WORD.match(text)
    if word and word["tail"] and word["rest"].strip():
        return text[: word.start("rest")].strip(), word["rest"].lstrip()
    bare = _BARE_LABEL.match(text)
    if bare and bare["rest"].strip() and _letters_are_numbers(bare["label"]):
        return bare["label"].strip(), bare["rest"].lstrip()
    return None, text


def heading_label(heading: str) -> str | None:
    """The numbering a heading begins with, without the punctuation after it."""
    word = _WORD.match(heading)
    if word and (word["tail"] or word["end"] is not None or _CAPITAL_NEXT.match(word["rest"])):
        return heading[: word.end("number")]
    followed = f"{heading} X"  # a heading may be its number alone
    label, _ = split_label(followed)
    if label is not None:
        return label.rstrip(".:-–—ـ ")
    number = _HEADING_NUMBER.match(followed)
    return number["label"] if number and _letters_are_numbers(number["label"]) else None


def _letters_are_numbers(label: str) -> bool:
    """Whether each run of several letters counts: Roman, doubled, or a word such as "bis"."""
    runs = [run for run in _PARTS.findall(label) if run.isalpha() and len(bare_letter(run)) > 1]
    return all(
        len(set(run)) == 1 or roman_value(run) is not None or run in _AFTER_NUMBER for run in runs
    )


_AFTER_NUMBER = {"bis": "bis", "ter": "ter", "quater": "quater", "مكرر": "bis", "مكررا": "bis"}
_ROMAN_ORDINAL = regex.compile(r"(?<=[IVXLC])(?:er|ère|re)\b")
_DROPPED = frozenset({"er", "ère", "ere", "re", "º"})


_KINDS = {
    kind: regex.compile(rf"(?:{words})(?![\p{{L}}])", regex.I) for kind, words in _WORDS.items()
}


def label_kind(label: str) -> LabelKind | None:
    """What the numbering word of a label names; None for a bare number or letter."""
    for kind, pattern in _KINDS.items():
        if pattern.match(label):
            return kind
    return None


def label_key(label: str) -> str:
    """The label as any language writes it: "Article 1", "المادة ١" and "I." are all "1"."""
    return ".".join(_part_key(part, None, LATIN, ABJAD) for part in _parts(label))


def label_keys(labels: Sequence[str | None]) -> list[str | None]:
    """The keys of labels that follow each other, where "(i)" after "(h)" is a letter.

    What stands before and after tells Roman numerals from letters, the two orders of the Arabic
    alphabet from each other, and whether ñ counts.
    """
    rows = [[] if label is None else _parts(label) for label in labels]
    last = [bare_letter(row[-1]) if row else "" for row in rows]
    latin = SPANISH if "ñ" in last else LATIN
    arabic = HIJAI if ("ب", "ت") in pairwise(last) else ABJAD
    before = [None, *last][: len(last)]
    keys: list[str | None] = []
    for row, previous in zip(rows, before, strict=True):
        written = [_part_key(part, None, latin, arabic) for part in row[:-1]]
        written.extend(_part_key(part, previous, latin, arabic) for part in row[-1:])
        keys.append(".".join(written) if row else None)
    return keys


def path_label(parent: str | None, own: str | None) -> str | None:
    """The label of an item inside an item: "1." and "(a)" make "1 (a)", "1." and "2." "1.2."."""
    if parent is None or own is None:
        return own
    if parent.endswith(".") and own[0].isdecimal():
        return parent + own
    return f"{parent.rstrip('.')} {own}"


def _parts(label: str) -> list[str]:
    """The numbers and letters of a label, without its word; ordinal words become digits."""
    word = _WORD.match(label)
    bare = word["number"] if word else label
    ordinal = ORDINALS.get(bare.lower())
    if ordinal is not None:
        return [str(ordinal)]
    figures = western_digits(_ROMAN_ORDINAL.sub("", bare))
    return [part for part in _PARTS.findall(figures) if part not in _DROPPED]


def _part_key(part: str, previous: str | None, latin: str, arabic: str) -> str:
    if part.isdecimal():
        return str(int(part))
    if part in _AFTER_NUMBER:
        return _AFTER_NUMBER[part]
    place = letter_place(part, latin) or letter_place(part, arabic)
    value = roman_value(part)
    if value is not None and not _is_list_letter(part, place, previous, latin):
        return str(value)
    return letter(place) if place else part.lower()


def _is_list_letter(part: str, place: int | None, previous: str | None, latin: str) -> bool:
    """Whether a Roman numeral is rather a letter: c, d, l, m alone, or next after its neighbour."""
    if place is None:
        return False
    if len(part) == 1 and part.lower() in "cdlm":
        return True
    return bool(previous) and letter_place(previous or "", latin) == place - 1
