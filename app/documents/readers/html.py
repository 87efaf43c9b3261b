"""Reading web pages: headings make sections, numbers of lists are those a browser shows.

What a reader of the page does not see as text (scripts, style sheets, hidden parts, pictures,
fields of forms) is left out and named; so are tables of contents, and footnotes with their text.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import regex
from lxml import etree

from app.documents.margin import BESIDE, PART, TITLE
from app.documents.readers.blocks import Block, split_lines, table_blocks, with_gaps_named
from app.documents.readers.changes import Changes
from app.documents.readers.decoding import without_controls
from app.documents.readers.html_elements import (
    BLOCKS,
    COUNTED,
    HEADINGS,
    is_beside_text,
    level_of,
    rows_of,
    why_unseen,
)
from app.documents.readers.html_lists import is_known, item_labels, list_format
from app.documents.readers.html_notes import Footnotes, text_of
from app.documents.readers.html_package import parse_page
from app.documents.readers.line import Line
from app.documents.readers.outline import build
from app.documents.readers.reading import Problem, Reading, place_of
from app.documents.readers.xml_parts import attribute
from app.domain.labels import path_label, split_label
from app.domain.texts import normalise_text

_SPACE = regex.compile(r"[ \t\r\n\f]+")
_BETWEEN = regex.compile(r"\n[ \t]*\n\s*")
_HEAVY = regex.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00)", regex.I)


@dataclass
class _Item:
    """A list item: its label, until its first words take it."""

    label: str | None
    waiting: str | None


@dataclass(frozen=True)
class _Around:
    """What holds for the words being read."""

    bold: bool = False
    kept_lines: bool = False
    level: int | None = None
    title: bool = False
    item: _Item | None = None
    parent: str | None = None


def read_html(data: bytes, changes: Changes = Changes.ACCEPTED) -> Reading:
    """The tree of a web page, and what it could not carry."""
    root, assumed = parse_page(data)
    reader = _Reader(root, "del" if changes is Changes.ACCEPTED else "ins")
    tree, _notes = build(with_gaps_named(reader.read(), reader.problems))
    counted = sum(1 for _ in root.iter("ins", "del"))
    if counted:
        assumed.append(Problem(f"tracked_changes_{changes}", detail=str(counted)))
    lines = set(tree.lines())
    found = (
        one
        for one in reader.problems
        if not (one.code == "page_title_dropped" and one.detail in lines)
    )
    return Reading(tree, (*assumed, *found), (), counted)


class _Reader:
    """One pass over one page."""

    def __init__(self, root: etree._Element, left_out: str) -> None:
        self.problems: list[Problem] = []
        self._root = root
        self._left_out = left_out
        self._footnotes = Footnotes(root)
        self._blocks: list[Block] = []
        self._line = Line()
        self._counts: dict[str, int] = {}

    def read(self) -> list[Block]:
        """The blocks of the whole page."""
        around = _Around()
        self._inside(self._root, around)
        self._flush(around)
        self.problems.extend(Problem(code, detail=str(n)) for code, n in self._counts.items())
        return self._blocks

    def _inside(self, node: etree._Element, around: _Around) -> None:
        self._text(node.text, around)
        for child in node:
            if not self._footnotes.holds(child):
                self._element(child, around)
            self._text(child.tail, around)

    def _text(self, text: str | None, around: _Around) -> None:
        if text:
            shown = text if around.kept_lines else _SPACE.sub(" ", text)
            self._line.add(shown, bold=around.bold)

    def _element(self, node: etree._Element, around: _Around) -> None:
        name = str(node.tag)
        if name == self._left_out or is_beside_text(node):
            if attribute(node, PART) == BESIDE:
                self._name("beside_left_out", node)
            return
        if code := why_unseen(node, name):
            self._name(code, node)
        elif name in _SPECIAL:
            _SPECIAL[name](self, node, around)
        elif name in BLOCKS or name in HEADINGS:
            self._block(node, name, around)
        else:
            self._inside(node, _styled(node, around))

    def _block(self, node: etree._Element, name: str, around: _Around) -> None:
        self._flush(around)
        level = level_of(node, name) or around.level
        kept = around.kept_lines or name == "pre"
        title = around.title or attribute(node, PART) == TITLE
        own = replace(_styled(node, around), level=level, title=title, kept_lines=kept)
        self._inside(node, own)
        self._flush(own)

    def _flush(self, around: _Around) -> None:
        """The words so far are a paragraph; empty lines among them part several."""
        line, self._line = self._line, Line()
        text = without_controls(line.text, self.problems)
        parts = [
            lines
            for part in _BETWEEN.split(text)
            if (lines := [one for raw in part.split("\n") if (one := normalise_text(raw))])
        ]
        for lines in parts:
            self._paragraph(lines, around, strong=line.all_bold)
        place = place_of(" ".join(parts[0])) if parts else ""
        for target, shown in line.links:
            if target and target.removeprefix("mailto:") not in shown:
                line.notes.append(("link_target_dropped", target))
        for code, detail in line.notes:
            self.problems.append(Problem(code, place, detail))

    def _paragraph(self, lines: list[str], around: _Around, *, strong: bool) -> None:
        item = around.item
        label = item.waiting if item else None
        if item:
            item.waiting = None
        if around.level is not None:
            text = " ".join(lines)
            shown = text if label is None else f"{label} {text}"
            level = None if around.title else around.level
            self._blocks.append(Block(shown, level=level, title=around.title))
            return
        first, *others = split_lines(lines)
        strong = (strong or first.isupper()) and not others
        self._blocks.append(Block(first, label=label, strong=strong))
        for line in others:
            own, text = split_label(line)
            self._blocks.append(Block(text, label=path_label(label, own)))

    def items(self, node: etree._Element, around: _Around) -> None:
        """A list; an item inside an item carries the number above it."""
        self._flush(around)
        format_ = list_format(node)
        if not is_known(format_):
            self.problems.append(Problem("number_format_unknown", detail=format_))
        labels = dict(item_labels(node, format_))
        for child in node:
            if self._footnotes.holds(child):
                continue
            if child not in labels:
                self._element(child, around)
                self._flush(around)
                continue
            label = path_label(around.parent, labels[child])
            item = _Item(label, label)
            own = replace(_styled(child, around), item=item, parent=label or around.parent)
            self._inside(child, own)
            self._flush(own)
            if item.waiting:
                self.problems.append(Problem("label_without_text", detail=item.waiting))

    def table(self, node: etree._Element, around: _Around) -> None:
        """A table row by row; one that only lays out the page, cell by cell."""
        self._flush(around)
        around = replace(around, item=None, level=None)
        for caption in node.iterchildren("caption"):
            self._block(caption, "caption", around)
        rows = [
            [self._cell(cell, around) for cell in row if cell.tag in {"td", "th"}]
            for row in rows_of(node)
        ]
        if any(block.level for row in rows for cell in row for block in cell):
            blocks = [block for row in rows for cell in row for block in cell]
        else:
            blocks = table_blocks(rows)
        self._blocks.extend(blocks)
        if blocks:
            self.problems.append(
                Problem("table_flattened", place_of(blocks[0].text), str(len(blocks)))
            )

    def _cell(self, node: etree._Element, around: _Around) -> list[Block]:
        before, self._blocks = self._blocks, []
        self._block(node, "td", around)
        cell, self._blocks = self._blocks, before
        return cell

    def link(self, node: etree._Element, around: _Around) -> None:
        """Words that lead somewhere, or the call of a footnote."""
        note = self._footnotes.called_by(node)
        if note is not None:
            self._line.notes.append(("footnote_dropped", note))
            return
        line, start = self._line, len(self._line.pieces)
        self._inside(node, _styled(node, around))
        line.links.append((attribute(node, "href").strip(), "".join(line.pieces[start:])))

    def bold(self, node: etree._Element, around: _Around) -> None:
        """Heavy letters."""
        self._inside(node, replace(around, bold=True))

    def struck(self, node: etree._Element, around: _Around) -> None:
        """Letters struck through, where no change is meant."""
        self._line.notes.append(("struck_text_kept", text_of(node)))
        self._inside(node, around)

    def quoted(self, node: etree._Element, around: _Around) -> None:
        """Words that a browser puts between quotation marks."""
        self._text("“", around)
        self._inside(node, around)
        self._text("”", around)

    def break_(self, _node: etree._Element, around: _Around) -> None:
        """The end of a line inside a paragraph."""
        self._line.add("\n", bold=around.bold)

    def rule(self, _node: etree._Element, around: _Around) -> None:
        """A line across the page ends a paragraph."""
        self._flush(around)

    def picture(self, node: etree._Element, _around: _Around) -> None:
        """A picture, named with the words that stand for it."""
        target = attribute(node, "src").partition(",")[0]
        self._line.notes.append(("image_dropped", attribute(node, "alt") or target))

    def field(self, node: etree._Element, _around: _Around) -> None:
        """A field of a form."""
        if attribute(node, "type").lower() != "hidden":
            shown = attribute(node, "value") or attribute(node, "placeholder")
            self._line.notes.append(("form_field_dropped", normalise_text(shown)))

    def formula(self, node: etree._Element, around: _Around) -> None:
        """A formula as a line of signs."""
        self._text(text_of(node), around)
        self._line.notes.append(("formula_as_text", text_of(node)))

    def _name(self, code: str, node: etree._Element) -> None:
        if code in COUNTED:
            self._counts[code] = self._counts.get(code, 0) + 1
            return
        detail = text_of(node) or attribute(node, "src") or attribute(node, "data")
        if detail or code not in {"hidden_text_dropped", "page_title_dropped"}:
            self._line.notes.append((code, detail))


def _styled(node: etree._Element, around: _Around) -> _Around:
    said = _HEAVY.search(attribute(node, "style"))
    if said is None:
        return around
    return replace(around, bold=said[1][0].lower() == "b" or said[1] >= "600")


_SPECIAL: dict[str, Callable[[_Reader, etree._Element, _Around], None]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Reader.items),
    **dict.fromkeys(("b", "strong"), _Reader.bold),
    **dict.fromkeys(("s", "strike"), _Reader.struck),
    "table": _Reader.table,
    "a": _Reader.link,
    "q": _Reader.quoted,
    "br": _Reader.break_,
    "hr": _Reader.rule,
    "img": _Reader.picture,
    "input": _Reader.field,
    "math": _Reader.formula,
}
