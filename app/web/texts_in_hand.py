"""Texts kept in hand: what everybody sees of a reading page, made once for each revision.

Held by round, language and everything in the round that can change; the reader's own marks are
laid over it. A paragraph's HTML is made once for each way it can look, never with a person in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import current_app
from markupsafe import Markup

from app.domain.charters import VersionStatus
from app.queries.reading import ReadParagraph, ReadSection, outline_of
from app.queries.rounds import RoundInView
from app.queries.themes import Themes, themes_of
from app.web import current
from app.web.offers import Offer
from app.web.rounds_in_hand import Shelf

TEXTS = "palabre_texts"
THEMES = "palabre_themes"
TEXTS_AT_MOST = 12
THEMES_AT_MOST = 50
LOOKS_AT_MOST = 3000


@dataclass(slots=True)
class TextInHand:
    """A text with its numbers, principles and topics, and the paragraphs made of it so far."""

    outline: tuple[ReadSection, ...]
    themes: Themes
    looks: dict[tuple[object, ...], Markup] = field(default_factory=dict)


def text_in_hand(view: RoundInView) -> TextInHand:
    """The text of a round in the language of the page; a working version is read anew."""
    if view.version.status is VersionStatus.WORKING:
        return _read(view)
    key = (view.round.slug, current.language(), view.marks)
    shelf: Shelf = current_app.extensions.setdefault(TEXTS, Shelf(TEXTS_AT_MOST))
    found: TextInHand = shelf.take(key, lambda: _read(view))
    return found


def themes_in_hand(view: RoundInView) -> Themes:
    """The principles and topics of a round's charter in the language of the page."""
    language, charter = current.language(), view.charter
    shelf: Shelf = current_app.extensions.setdefault(THEMES, Shelf(THEMES_AT_MOST))
    found: Themes = shelf.take(
        (charter.id, charter.edit, language),
        lambda: themes_of(current.db(), charter.id, language),
    )
    return found


@dataclass(frozen=True, slots=True)
class Look:
    """How the paragraphs of one answer look; ``here`` is the one opened beside the text."""

    view: RoundInView
    text: TextInHand
    offers: Mapping[str, Offer]
    with_activity: bool
    with_original: bool
    here: int

    def __call__(self, part: ReadSection) -> Markup:
        """The HTML of the paragraphs of a section that are shown."""
        possible = tuple(name for name, found in self.offers.items() if found.possible)
        how = (possible, self.with_activity, self.with_original)
        return Markup("").join([self._one(part, item, how) for item in part.shown])

    def _one(self, part: ReadSection, item: ReadParagraph, how: tuple[object, ...]) -> Markup:
        key = (item.number, item.responded, item.number == self.here, how)
        found = self.text.looks.get(key)
        if found is None:
            found = self._make(part, item)
            if len(self.text.looks) >= LOOKS_AT_MOST:
                self.text.looks.clear()
            self.text.looks[key] = found
        return found

    def _make(self, part: ReadSection, item: ReadParagraph) -> Markup:
        macros: Any = current_app.jinja_env.get_template("reading/_paragraph.html").module
        made: Markup = macros.paragraph_read(part, item, self, current.language())
        return made


def _read(view: RoundInView) -> TextInHand:
    session, language = current.db(), current.language()
    return TextInHand(
        outline_of(session, view, language), themes_of(session, view.charter.id, language)
    )
