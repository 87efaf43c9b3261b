"""Agreed renderings of a charter's terms: found in a text as whole words, the longest first."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from app.domain.wording import tokens

# Conjunction, preposition and article are written into the Arabic word they stand before.
_ARABIC_BEFORE = regex.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\p{Arabic}{3})")


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its agreed rendering in each language that has one."""

    id: int
    renderings: Mapping[str, str]
    note: str = ""

    def rendering(self, language: str) -> str | None:
        """How the term is to read in a language."""
        return self.renderings.get(language) or None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, with the term it is, if any."""

    text: str
    term: Term | None = None


def fold(word: str) -> str:
    """What spellings of one word share: case, accents, Arabic marks and joined articles aside."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").replace("\u0640", ""))
    bare = "".join(one for one in plain if not unicodedata.combining(one)).casefold()
    return str(_ARABIC_BEFORE.sub("", bare))


def marked(text: str, language: str, terms: Iterable[Term]) -> list[Piece]:
    """The text in pieces, terms apart; joined again they are the same text."""
    shapes = _shapes(terms, language)
    found = tokens.tokenise(text)
    pieces: list[Piece] = []
    at = start = 0
    while at < len(found):
        fit = next(
            ((term, end) for words, term in shapes if (end := _ends(found, at, words)) is not None),
            None,
        )
        if fit is None:
            at += 1
            continue
        term, end = fit
        if start < at:
            pieces.append(Piece("".join(found[start:at])))
        pieces.append(Piece("".join(found[at:end]), term))
        at = start = end
    if start < len(found):
        pieces.append(Piece("".join(found[start:])))
    return pieces


def occurring(pieces: Iterable[Piece]) -> list[Term]:
    """The terms of a marked text, each once, in order."""
    return list({piece.term.id: piece.term for piece in pieces if piece.term}.values())


def unrendered(text: str, language: str, terms: Sequence[Term]) -> list[Term]:
    """Terms with a rendering in this language that the text does not show."""
    return [
        term
        for term in terms
        if term.rendering(language) and not occurring(marked(text, language, [term]))
    ]


def _shapes(terms: Iterable[Term], language: str) -> list[tuple[tuple[str, ...], Term]]:
    """The words of each term, those with the most words and letters first."""
    shapes = [(parts, term) for term in terms if (parts := _parts(term.rendering(language) or ""))]
    return sorted(shapes, key=lambda one: (-len(one[0]), -sum(map(len, one[0])), one[1].id))


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(fold(token) for token in tokens.tokenise(text) if tokens.is_word(token))


def _parts(text: str) -> tuple[str, ...]:
    """The words as they are compared, and the signs that stand between them."""
    found = [token for token in tokens.tokenise(text) if not tokens.is_space(token)]
    words = [at for at, token in enumerate(found) if tokens.is_word(token)]
    return tuple(map(fold, found[words[0] : words[-1] + 1])) if words else ()


def _ends(found: Sequence[str], at: int, parts: Sequence[str]) -> int | None:
    """Where these words and signs end if they stand here with nothing but spaces between."""
    for count, part in enumerate(parts):
        while count and at < len(found) and tokens.is_space(found[at]):
            at += 1
        if at >= len(found) or fold(found[at]) != part:
            return None
        at += 1
    return at
