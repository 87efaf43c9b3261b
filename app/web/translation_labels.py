"""The words of translating: where words stand, what they are, rows of tables, doubtful pairs."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from app.domain.bilingual import Outcome
from app.domain.doubts import Doubt
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
    Doubt: {
        Doubt.ALONE: _l("nothing stands opposite"),
        Doubt.JOINED: _l("one paragraph stands for several"),
        Doubt.CROSSED: _l("the same number, but at another place in the text"),
        Doubt.SHIFTED: _l("next to a gap or a merger, so it may be shifted"),
        Doubt.SECTION: _l("in a section that is doubtful itself"),
        Doubt.LENGTH: _l("one is far longer than the other"),
        Doubt.WORDS: _l("its words also fit another paragraph"),
        Doubt.WEAK: _l("it may as well belong elsewhere"),
    },
}
