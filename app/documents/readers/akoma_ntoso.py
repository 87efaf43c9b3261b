"""Reading Akoma Ntoso: parts with a heading make the sections, numbers of the others labels.

Of a file with several languages one text is read and the others are named. Notes, pictures
and what stands around the body are named as problems with their text; those notes and citations
that a file of ours holds beside the text are counted.
"""

from collections.abc import Iterator
from itertools import islice

import regex
from lxml import etree

from app.documents.readers.akoma_ntoso_file import AknText, attached, open_akn
from app.documents.readers.akoma_ntoso_words import other_language, read_words, words_of
from app.documents.readers.blocks import Block, left_beside, table_blocks, with_gaps_named
from app.documents.readers.changes import Changes
from app.documents.readers.decoding import without_controls
from app.documents.readers.line import Line
from app.documents.readers.outline import build
from app.documents.readers.reading import Problem, Reading, UnreadableDocument, place_of
from app.documents.readers.xml_parts import attribute, name_of
from app.domain.absent import standing_in
from app.domain.labels import path_label
from app.domain.texts import normalise_text

MAX_PARAGRAPHS = 20_000
_LARGE = "article book chapter division part section subchapter subdivision subpart subsection"
_SMALL = (
    "alinea citation clause hcontainer indent item level list paragraph point proviso recital rule "
    "subclause sublist subparagraph subrule transitional"
)
# Parts that hold others; with a number or a heading each is a section.
_HOLDERS = frozenset((*_LARGE.split(), "subtitle", "title", "tome"))
# Smaller parts: a paragraph with a label, unless they have a heading.
_UNITS = frozenset(_SMALL.split())
_LINES = frozenset({"p", "block", "span", "formula"})
_UNSEEN = frozenset({"num", "heading", "subheading", "toc"})
_PICTURES = {"img": "image_dropped", "foreign": "embedded_document_dropped"}
_LONGEST_LABEL = 60
_TITLES = ("docTitle", "longTitle", "shortTitle")
_OUR_NOTE = regex.compile(r"(?:[a-z]{2}__)?(?:note|cited)_\d+")


def read_akn(data: bytes, changes: Changes = Changes.ACCEPTED, language: str = "") -> Reading:
    """The tree of an Akoma Ntoso file in one reading of its changes, and what it lost.

    Of several texts that in ``language`` is read; where none is in it, the first.
    """
    texts = open_akn(data)
    chosen = next((one for one in texts if one.is_in(language)), texts[0])
    if sum(1 for _ in islice(chosen.root.iter("{*}p"), MAX_PARAGRAPHS + 1)) > MAX_PARAGRAPHS:
        raise UnreadableDocument("too_large")
    reader = _Reader("del" if changes is Changes.ACCEPTED else "ins")
    blocks = with_gaps_named(reader.whole(chosen), reader.problems)
    tree, _notes = build(blocks)
    counted = sum(1 for _ in chosen.root.iter("{*}ins", "{*}del"))
    problems = [
        Problem("second_text_left_out", detail=_named(one)) for one in texts if one is not chosen
    ]
    if counted:
        problems.append(Problem(f"tracked_changes_{changes}", detail=str(counted)))
    return Reading(tree, (*problems, *reader.problems, *_beside(chosen)), (), counted)


class _Reader:
    """One pass over one text."""

    def __init__(self, left_out: str) -> None:
        self.problems: list[Problem] = []
        self._left_out = left_out
        self._language = ""

    def whole(self, text: AknText) -> list[Block]:
        """Title, preamble, body and what is attached."""
        self._language = text.language
        return [*self._title(text), *self._parts(text, 1), *self._attached(text)]

    def _parts(self, text: AknText, level: int) -> Iterator[Block]:
        for preamble in text.parts("preamble"):
            yield from self._children(preamble, level, None)
        yield from self._children(text.body, level, None)
        for end in text.parts("conclusions"):
            if words_of(end):
                self.problems.append(Problem("page_footer_dropped", detail=words_of(end)))

    def _title(self, text: AknText) -> Iterator[Block]:
        """The title; what else stands on the cover or before the text is named."""
        titled = False
        for part in text.parts("coverPage", "preface"):
            found = next((node for name in _TITLES for node in part.iter(f"{{*}}{name}")), None)
            title = None if found is None or titled else self._block(found)
            if title:
                titled = True
                yield Block(title.text, title=True)
            around = found.iterancestors() if title and found is not None else ()
            held = {found, *around} if title else set()
            rest = " ".join(words_of(node) for node in part if node not in held).strip()
            if rest:
                self.problems.append(Problem("page_header_dropped", detail=rest))

    def _attached(self, text: AknText) -> Iterator[Block]:
        for holder, one in attached(text):
            shown = self._shown(holder) or next((block.text for block in self._title(one)), None)
            if shown:
                yield Block(shown, level=1)
            yield from self._parts(one, 2 if shown else 1)

    def _children(self, node: etree._Element, level: int, parent: str | None) -> Iterator[Block]:
        for part in node:
            yield from self._element(part, level, parent)

    def _element(self, node: etree._Element, level: int, parent: str | None) -> Iterator[Block]:
        name = name_of(node)
        if name == self._left_out or name in _UNSEEN:
            return
        if name in _HOLDERS or name in _UNITS:
            yield from self._part(node, level, parent)
        elif name in _LINES:
            yield from self._line(node, None)
        elif name == "crossHeading":
            yield from self._line(node, level)
        elif name == "table":
            yield from self._table(node, level)
        elif name == "li":
            yield from self._cell(node, level, parent)
        elif name in _PICTURES:
            said = words_of(node) or attribute(node, "alt") or attribute(node, "src")
            self.problems.append(Problem(_PICTURES[name], detail=said))
        else:  # content, wrappers, lists, anything not known: what is inside counts
            yield from self._children(node, level, parent)

    def _part(self, node: etree._Element, level: int, parent: str | None) -> Iterator[Block]:
        number, heading = self._said(node, "num"), self._said(node, "heading")
        if heading or (number and name_of(node) in _HOLDERS):
            yield Block(self._shown(node) or "", level=level)
            yield from self._children(node, level + 1, None)
        else:
            if len(number) > _LONGEST_LABEL:  # a number of so many letters is words
                yield Block(number, settled=True)
                number = ""
            label = path_label(parent, number or None)
            if label and len(label) > _LONGEST_LABEL:
                label = number
            yield from self._held(node, level, label, label or parent)

    def _held(
        self, node: etree._Element, level: int, label: str | None, parent: str | None
    ) -> Iterator[Block]:
        """What stands in a part without heading: its first words take the label."""
        blocks = self._children(node, level, parent)
        first = next(blocks, None)
        if first is None:
            if label:
                self.problems.append(Problem("label_without_text", detail=label))
            return
        takes = first.level is None and first.label is None
        yield Block(first.text, label=label, settled=True) if takes else first
        yield from blocks

    def _shown(self, node: etree._Element) -> str | None:
        """Number and heading of a part in one line, marked where it is in another language."""
        parts = (self._said(node, name) for name in ("num", "heading", "subheading"))
        text = " ".join(part for part in parts if part)
        heading = next((part for part in node if name_of(part) == "heading"), None)
        if heading is not None and other_language(heading, self._language):
            return standing_in(text)
        return text or None

    def _said(self, node: etree._Element, name: str) -> str:
        found = next((part for part in node if name_of(part) == name), None)
        block = None if found is None else self._block(found)
        return block.text if block else ""

    def _table(self, node: etree._Element, level: int) -> Iterator[Block]:
        rows = [
            [list(self._cell(cell, level, None)) for cell in row if name_of(cell) in {"td", "th"}]
            for row in node.iter("{*}tr")
        ]
        blocks = table_blocks(rows)
        if blocks:
            place = place_of(blocks[0].text)
            self.problems.append(Problem("table_flattened", place, str(len(blocks))))
        yield from blocks

    def _cell(self, node: etree._Element, level: int, parent: str | None) -> Iterator[Block]:
        """A cell or an item in HTML's way: words alone, or lines."""
        if node.text and node.text.strip():
            yield from self._line(node, None)
        else:
            yield from self._children(node, level, parent)

    def _line(self, node: etree._Element, level: int | None) -> Iterator[Block]:
        block = self._block(node)
        if block:
            yield Block(block.text, level=level, settled=True)

    def _block(self, node: etree._Element) -> Block | None:
        line = Line()
        read_words(node, line, self._left_out)
        text = normalise_text(without_controls(line.text, self.problems))
        place = place_of(text)
        self.problems.extend(Problem(code, place, detail) for code, detail in line.notes)
        self.problems.extend(
            Problem("link_target_dropped", place, target)
            for target, shown in line.links
            if target.removeprefix("mailto:") not in shown
        )
        return Block(text, settled=True) if text.strip() else None


def _named(text: AknText) -> str:
    title = next((words_of(node) for node in text.root.iter("{*}docTitle")), "")
    return " · ".join(part for part in (title, text.language) if part)


def _beside(text: AknText) -> Iterator[Problem]:
    """The notes kept apart from the text: those of ours are counted, others named."""
    ours = 0
    for one in text.root.iter("{*}note"):
        if _OUR_NOTE.fullmatch(attribute(one, "eId")):
            ours += 1
        else:
            yield Problem("footnote_dropped", detail=words_of(one))
    yield from left_beside(ours)
