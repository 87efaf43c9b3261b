"""References in the written parts of a report: what becomes a link, and what becomes a quote."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_NAMED = re.compile(r"(?<![^\W_])([ACQ][1-9]\d{0,8})(?![^\W_])|§\s?([1-9]\d{0,4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text; ``item`` is the contribution or paragraph (``p12``) it names."""

    text: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """One paragraph of a written part; ``quote`` is the reference whose own words it tells."""

    stretches: tuple[Stretch, ...]
    quote: str = ""


def parts_of(text: str, known: Collection[str]) -> list[WrittenPart]:
    """The paragraphs of a text, what they name apart; joined again they are the same text.

    ``known`` are the references and paragraphs that there are: nothing else is taken for one. A
    paragraph that is nothing but the reference of a contribution tells its words as a quote.
    """
    found = []
    for part in text.split("\n\n"):
        words = part.strip()
        if words:
            quote = words if words in known and not words.startswith("p") else ""
            found.append(WrittenPart(tuple(_stretches(words, known)), quote))
    return found


def _stretches(text: str, known: Collection[str]) -> list[Stretch]:
    found, at = [], 0
    for match in _NAMED.finditer(text):
        item = match[1] or f"p{match[2]}"
        if item in known:
            if match.start() > at:
                found.append(Stretch(text[at : match.start()]))
            found.append(Stretch(match[0], item))
            at = match.end()
    if at < len(text):
        found.append(Stretch(text[at:]))
    return found
