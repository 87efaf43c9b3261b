"""The words in a round's Word file, handed down as plain values."""

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.contributions import CommentKind, Operation
from app.domain.languages import LANGUAGES
from app.web import labels
from app.web.filters import lang_name

WORDS = {
    "version": _l("Version %(number)s"),
    "to_mark_up": _l(
        "To be marked up: change the text and comment on it. Every change is tracked. Then bring "
        "the file to the page of the round."
    ),
    "to_read": _l(
        "Published amendments are tracked changes, published comments stand in the margin. "
        "Amendments that compete for the same words are told in the margin."
    ),
    "reason": _l("Reason: %(reason)s"),
    "sponsors": _l("Joined by: %(names)s"),
    f"proposes.{Operation.REPLACE.value}": _l("Proposed wording of this paragraph:"),
    f"proposes.{Operation.INSERT_AFTER.value}": _l("Proposed new paragraph after this one:"),
    f"proposes.{Operation.DELETE.value}": _l("Proposes to delete this paragraph."),
}


def review_words(language: str) -> dict[str, str]:
    """Every word of the file in a language, still holding the places of its values."""
    with force_locale(language):
        words = {name: _bare(text) for name, text in WORDS.items()}
        words |= {f"language.{code}": str(lang_name(code)) for code in LANGUAGES}
        kinds = labels.LABELS[CommentKind]
        return words | {f"kind.{kind.value}": str(kinds[kind]) for kind in CommentKind}


def usual_reason(language: str, organisation: str) -> str:
    """What is given as reason where a marked-up file gives none, in the language of the file."""
    with force_locale(language):
        return str(
            _("Proposed by %(organisation)s in a marked-up file.", organisation=organisation)
        )


def _bare(words: object) -> str:
    return str(words)
