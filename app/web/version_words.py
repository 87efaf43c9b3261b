"""The words around the text of an exported version, handed down as plain values."""

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from app.domain.languages import LANGUAGES
from app.web.filters import lang_name

WORDS = {
    "version": _l("Version %(number)s"),
    "frozen": _l("frozen on %(day)s"),
    "adopted": _l("adopted on %(day)s"),
    "working": _l("draft, not published"),
    "hash": _l("SHA-256 of the text"),
    "address": _l("Permanent address"),
    "authentic": _l("Authentic text: %(language)s"),
    "equal": _l("All languages are equally authentic"),
    "late": _l("%(language)s was added after freezing, on %(day)s"),
    "gaps": _l("Paragraphs missing in %(language)s: %(numbers)s"),
    "missing": _l("This paragraph is missing in %(language)s."),
    "note": _l("In plain words."),
    "cited": _l("Refers to:"),
    "paragraph": _l("Paragraph"),
    "number": _l("No."),
    "margin": _l("The numbers in the margin are not part of the text."),
    "qr": _l("QR code that leads to this version"),
}


def version_words(language: str) -> dict[str, str]:
    """Every word of a copy in a language, still holding the places of its values."""
    with force_locale(language):
        names = {f"language.{code}": str(lang_name(code)) for code in LANGUAGES}
        own = {name: _bare(words) for name, words in WORDS.items()}
    return {**own, **names, **_beside_words()}


def _beside_words() -> dict[str, str]:
    """What stands before a note or citation, in the language of each column."""
    found: dict[str, str] = {}
    for code in LANGUAGES:
        with force_locale(code):
            found |= {f"{name}.{code}": _bare(WORDS[name]) for name in ("note", "cited")}
    return found


def _bare(words: object) -> str:
    return str(words)
