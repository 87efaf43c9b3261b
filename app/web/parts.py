"""Parts of pages that say the same to everybody, kept ready while nothing in them has changed.

They hold no form, no token and nothing of any person, and follow the rules of kept pages: the
round's marks, its state, its windows and the day are part of the key. Whoever is signed in gets
them inside a page of one's own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, render_template, request
from markupsafe import Markup

from app.domain.rounds import RoundState
from app.queries.cards import Card
from app.queries.paragraphs import Pages, ParagraphInView, public_paragraph
from app.queries.proposals import Proposal
from app.queries.rounds import RoundInView
from app.web import current
from app.web.kept import Kept, Made, Store
from app.web.packed import Packed, packed
from app.web.rounds_in_hand import Shelf

PARTS = "palabre_parts"
PARAGRAPHS = "palabre_paragraphs"
PARAGRAPHS_AT_MOST = 200
PACKED = "palabre_packed"
PACKED_AT_MOST = 60
LAYOUT = "palabre_layout"
# Stands where the vote goes; no text of anybody's can hold it unescaped.
CUT = Markup("<!--vote-->")


def install(app: Flask) -> None:
    """Let the layout use parts that are drawn once."""
    app.template_global("drawn_once")(drawn_once)


def drawn_once(template: str) -> Markup:
    """A part of the layout that knows only the language and which kind of page it stands on."""
    drawn: dict[tuple[object, ...], Markup] = current_app.extensions.setdefault(LAYOUT, {})
    demo = current.settings().demo
    key = (template, request.root_path, current.language(), request.endpoint, demo)
    found = drawn.get(key)
    if found is None:
        found = drawn[key] = as_markup(Made(render_template(template)))
    return found


def key_of(view: RoundInView, *about: object) -> tuple[object, ...]:
    """Everything a part depends on: what readers see of the round, the clock, and what it shows."""
    now = current.now()
    windows = tuple(
        (now >= window.opens_at, now >= window.closes_at) for window in view.subject.windows
    )
    language = current.language()
    return (view.round.slug, view.marks, view.state, windows, now.date(), language, *about)


def part(view: RoundInView, *about: object, make: Callable[[], Made]) -> Made:
    """A part as HTML, made if it is not there; a round in preparation keeps none."""
    if view.state is RoundState.PREPARING:
        return make()
    store: Store = current_app.extensions.setdefault(PARTS, Store())
    key, now = key_of(view, *about), current.now()
    found = store.get(key, now)
    if found is not None:
        return Made(found.body.decode(), found.until)
    made = make()
    store.put(key, Kept(made.html.encode(), "", made.until))
    return made


def packed_part(view: RoundInView, *about: object, make: Callable[[], str]) -> Packed:
    """A long part in compressed form, for rounds that are not in preparation."""
    shelf: Shelf = current_app.extensions.setdefault(PACKED, Shelf(PACKED_AT_MOST))
    found: Packed = shelf.take(key_of(view, *about), lambda: packed(make()))
    return found


def as_markup(made: Made) -> Markup:
    """The part as it goes into a page: templates made it, so it is escaped already."""
    return Markup(made.html)  # noqa: S704  rendered by a template


def paragraph_in_hand(view: RoundInView, number: int, pages: Pages) -> ParagraphInView:
    """What everybody reads on a paragraph; read anew once a covered text comes back."""
    session, now, language = current.db(), current.now(), current.language()

    def read() -> ParagraphInView:
        return public_paragraph(session, view, number, language, pages, now=now)

    if view.state is RoundState.PREPARING:
        return read()
    shelf: Shelf = current_app.extensions.setdefault(PARAGRAPHS, Shelf(PARAGRAPHS_AT_MOST))
    found: ParagraphInView = shelf.take(
        key_of(view, number, pages),
        read,
        lambda held: held.true_until is None or now < held.true_until,
    )
    return found


@dataclass(frozen=True, slots=True)
class ParagraphParts:
    """The parts of one paragraph that say the same to everybody, on its page or in the panel."""

    view: RoundInView
    found: ParagraphInView
    pagers: Mapping[str, object]
    in_panel: bool
    may_comment: bool

    def __call__(self, name: str) -> Markup:
        """Its positions or its comments."""
        asked = (request.endpoint, request.query_string)  # what the addresses of other pages keep
        own = tuple(card.id for card in self._cards() if card.is_by(current.actor()))
        about = (self.found.pages, self.in_panel, self.may_comment, own, *asked)
        return self._made(f"reading/_{name}.html", *about)

    def _cards(self) -> Iterator[Card]:
        for card in self.found.comments:
            yield card
            yield from card.replies

    def halves(self, item: Proposal) -> list[str]:
        """An amendment up to the vote, and what follows; the second is missing without a vote."""
        actor, card = current.actor(), item.card
        acting = actor.acting_for is not None
        seen = (acting, card.own_stance, card.part_of(actor), card.is_by(actor))
        about = (card.id, self.in_panel, *seen)
        made = self._made("amendments/_card.html", *about, item=item, acting=acting)
        return [*made.split(CUT, 1), ""][:2]

    def _made(self, template: str, *about: object, **more: Any) -> Markup:
        number = self.found.text.number
        level = 3 if self.in_panel else 2
        made = part(
            self.view,
            template,
            number,
            *about,
            make=lambda: Made(
                render_template(
                    template,
                    view=self.view,
                    found=self.found,
                    pagers=self.pagers,
                    in_panel=self.in_panel,
                    may_comment=self.may_comment,
                    number=number,
                    level=level,
                    h=f"h{level}",
                    cut=CUT,
                    **more,
                ),
                self.found.true_until,
            ),
        )
        return as_markup(made)
