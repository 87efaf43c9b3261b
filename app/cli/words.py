"""What a command says when it is refused: a sentence, and the code for scripts."""

from flask_babel import force_locale

from app.domain.errors import NotFound, Refusal
from app.web.forms.dispositions import PROBLEMS as ON_DISPOSITIONS
from app.web.forms.tables import PROBLEMS as ON_TABLES
from app.web.forms.word_files import PROBLEMS as ON_WORD_FILES
from app.web.import_words import UNREADABLE
from app.web.problems import PROBLEMS
from app.web.refusals import SENTENCES

# What the pages say with parts of their own, or never meet.
ALONE = {
    "amendments_undecided": "Accepted amendments are not decided yet.",
    "changes_unexplained": "Changes have no reason and no contribution that led to them yet.",
    "editorial_cites_nothing": "An editorial correction cites no contribution.",
    "format": "A report leaves as one of the formats named in the help of the command.",
    "introduction_needed": "Write an introduction in at least one language.",
    "language": "The languages are en, fr, es and ar.",
    "nothing_left": "Nothing is left of this amendment once what meets the others is taken out.",
    "place": "A text belongs to a paragraph, stands alone or is left out.",
    "reference": "This is no reference such as C34 or A7.",
    "refused": "This file could not be read.",
    "unknown_references": "These references are not known on the version before.",
}
KNOWN: tuple[dict[str, object], ...] = (
    dict(SENTENCES),
    dict(PROBLEMS),
    dict(UNREADABLE),
    dict(ON_WORD_FILES),
    dict(ON_DISPOSITIONS),
    dict(ON_TABLES),
    dict(ALONE),
)


def sentence_of(code: str) -> str | None:
    """The English sentence behind a code, its parts still to be filled in; None for no code."""
    with force_locale("en"):
        return next((str(words[code]) for words in KNOWN if code in words), None)


def words_of(error: Refusal) -> str:
    """One line: what the matter is, and the code. What does not exist is named."""
    details = {name: str(value) for name, value in error.details.items()}
    if isinstance(error, NotFound):
        return f"no such {error.code}: {' '.join(details.values())}".removesuffix(": ")
    found = sentence_of(error.code) or ""
    filled = found % details if details and "%(" in found else found
    return f"{filled} ({error.code})".strip()
