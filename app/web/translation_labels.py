"""The words of the translation desk: where words stand, what they are, what a table's row does."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from app.domain.bilingual import Outcome
from app.domain.parts import Part
from app.domain.translation import Standing

TRANSLATION: Mapping[type[StrEnum], Mapping[str, object]] = {
    Standing: {
        Standing.MISSING: lazy_pgettext("translation", "Missing"),
        Standing.DRAFT: lazy_pgettext("translation", "Draft"),
        Standing.STALE: lazy_pgettext("translation", "Stale"),
        Standing.REVIEWED: lazy_pgettext("translation", "Reviewed"),
    },
    Part: {
        Part.PARAGRAPH: _l("Paragraph"),
        Part.HEADING: lazy_pgettext("part of a text", "Heading"),
        Part.NOTE: lazy_pgettext("part of a text", "Note"),
        Part.CITATIONS: lazy_pgettext("part of a text", "Citations"),
    },
    Outcome: {
        Outcome.SAME: _l("the same words"),
        Outcome.UNTOUCHED: _l("not changed in the table"),
        Outcome.ENTERS: _l("new words"),
        Outcome.ORIGINAL_CHANGED: _l("the original changed meanwhile"),
        Outcome.TRANSLATION_CHANGED: _l("the translation changed meanwhile"),
        Outcome.BOTH_CHANGED: _l("original and translation changed meanwhile"),
        Outcome.UNCHECKED: _l("its check was lost, so changes cannot be told"),
        Outcome.EMPTIED: _l("left empty; the words here stay"),
        Outcome.CLOSED: _l("its words can no longer be changed"),
        Outcome.UNKNOWN: _l("its key is not of this version"),
        Outcome.REPEATED: _l("there more than once, with different words"),
        Outcome.FORMULA: _l("holds a formula; write the words as text"),
        Outcome.TOO_LONG: _l("longer than 20,000 characters"),
    },
}
