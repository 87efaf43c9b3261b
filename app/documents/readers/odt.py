"""Reading OpenDocument texts: outline levels make the sections, automatic numbers labels.

Tracked changes are read as accepted or as rejected. Tables come over row by row, frames after
the paragraph they hang on, comments beside theirs; notes, pictures and page headers are named as
problems with their text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from app.documents.readers.blocks import Block, left_beside, table_blocks, with_gaps_named
from app.documents.readers.changes import Changes
from app.documents.readers.decoding import without_controls
from app.documents.readers.line import Line
from app.documents.readers.list_labels import ListNumber, Parents
from app.documents.readers.odt_changes import MARKS, TrackedChanges
from app.documents.readers.odt_numbering import Counters, Numbering
from app.documents.readers.odt_package import OdtPackage
from app.documents.readers.odt_pages import page_notes
from app.documents.readers.odt_runs import Runs, text_of_blocks
from app.documents.readers.odt_styles import Styles
from app.documents.readers.odt_xml import OFFICE, TABLE, TEXT, said
from app.documents.readers.outline import build
from app.documents.readers.reading import Problem, Reading, UnreadableDocument, place_of
from app.documents.readers.xml_parts import name_of, number
from app.domain.texts import normalise_text

MAX_PARAGRAPHS = 20_000
_INDEXES = frozenset(
    {
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "alphabetical-index",
        "user-index",
    }
)
_SILENT = frozenset({"tracked-changes", "forms", "soft-page-break", "title", "desc"})
_FRAMES = frozenset({"frame", "custom-shape", "rect", "ellipse", "g"})


@dataclass
class _Item:
    """The item around a paragraph; its number is counted by the first paragraph that is shown."""

    counters: Counters
    style: str
    level: int
    set_to: int | None = None
    counted: bool = False
    goes_on: bool = False


@dataclass
class _Piece:
    """A paragraph being read: what carries its properties, and what was finished on the way."""

    node: etree._Element
    item: _Item | None
    done: list[Block] = field(default_factory=list)


def read_odt(data: bytes, changes: Changes = Changes.ACCEPTED) -> Reading:
    """The tree of an OpenDocument text in one reading of its changes, and what it lost."""
    package = OdtPackage(data)
    body = package.content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UnreadableDocument("not_an_odt")
    counted = islice(body.iter(f"{TEXT}p", f"{TEXT}h"), MAX_PARAGRAPHS + 1)
    if sum(1 for _ in counted) > MAX_PARAGRAPHS:
        raise UnreadableDocument("too_large")
    return _Reader(package, TrackedChanges(body, changes)).read(body, changes)


class _Reader:
    """One pass over one file, in order, because numbers count as they go."""

    def __init__(self, package: OdtPackage, tracked: TrackedChanges) -> None:
        self._package = package
        self._tracked = tracked
        self._styles = Styles(package.styles, package.content)
        self._numbering = Numbering(self._styles)
        self._runs = Runs(self._styles, tracked, self._put_back)
        self._problems: list[Problem] = []
        self._parents = Parents()
        self._piece: _Piece | None = None
        # Text of a paragraph whose end was put in by a rejected change: it goes on in the next.
        self._carried: tuple[Line, etree._Element, _Item | None] | None = None
        self._beside = 0

    def read(self, body: etree._Element, changes: Changes) -> Reading:
        """The whole file."""
        tree, notes = build(with_gaps_named([*self._blocks(body), *self._flush()], self._problems))
        problems = list(page_notes(self._package.styles))
        if self._tracked.count:
            problems.append(Problem(f"tracked_changes_{changes}", detail=str(self._tracked.count)))
        problems.extend([*self._problems, *left_beside(self._beside)])
        return Reading(tree, tuple(problems), (*notes, *self._runs.loose), self._tracked.count)

    def _blocks(self, nodes: Iterable[etree._Element], item: _Item | None = None) -> list[Block]:
        blocks: list[Block] = []
        for node in nodes:
            blocks.extend(self._node(node, item))
        return blocks

    def _node(self, node: etree._Element, item: _Item | None) -> list[Block]:
        name = name_of(node)
        if name in {"p", "h"}:
            if self._styles.is_beside(_style(node)):
                self._beside += 1
                return self._flush()
            return self._paragraph(node, item)
        if name == "list":
            return self._list(node, item)
        if name == "table":
            return [*self._flush(), *self._table(node)]
        if name in MARKS:
            return self._blocks(self._tracked.meet(node), item)
        if name in _FRAMES:
            return self._box(node, "")
        if name in _INDEXES or self._is_hidden(node):
            code = "contents_list_dropped" if name in _INDEXES else "hidden_text_dropped"
            self._problems.append(Problem(code, detail=text_of_blocks(node)))
            return []
        return [] if name in _SILENT else self._blocks(node, item)

    def _is_hidden(self, node: etree._Element) -> bool:
        return said(node, f"{TEXT}display") == "none"

    def _list(self, node: etree._Element, around: _Item | None) -> list[Block]:
        own = said(node, f"{TEXT}style-name")
        goes_on = self._numbering.goes_on(node, around=around is not None and around.goes_on)
        if around is None:
            counters, style, level = self._numbering.open_list(node, own), own, 1
        else:
            counters, style, level = around.counters, own or around.style, around.level + 1
            if not goes_on:
                counters.begin(level)
        blocks: list[Block] = []
        for part in node:
            if name_of(part) in {"list-item", "list-header"}:
                start = number(said(part, f"{TEXT}start-value"))
                is_header = name_of(part) == "list-header"
                item = _Item(counters, style, level, start, is_header, goes_on)
                blocks.extend(self._blocks(part, item))
        return blocks

    def _paragraph(self, node: etree._Element, item: _Item | None) -> list[Block]:
        around, line_around = self._piece, self._runs.line
        self._piece = piece = _Piece(node, item)
        self._runs.line = Line()
        if self._carried is not None:
            line, first, first_item = self._carried
            self._carried = None
            self._runs.line = line
            if line.text.strip():
                piece.node, piece.item = first, first_item
        self._runs.read(node, bold=self._styles.paragraph_is_bold(_style(node)))
        if self._tracked.passing_over:
            self._carried = (self._runs.line, piece.node, piece.item)
        else:
            piece.done.extend(self._finish(self._runs.line, piece.node, piece.item))
        self._piece, self._runs.line = around, line_around
        return piece.done

    def _put_back(self, removed: Sequence[etree._Element]) -> None:
        """Read several paragraphs that a rejected change took out, in the midst of another."""
        piece = self._piece
        if piece is None:
            return
        first, *others = removed
        if name_of(first) in {"p", "h"}:
            owner = piece.node if self._runs.line.text.strip() else first
            self._runs.read(first)
        else:
            others, owner = list(removed), piece.node
        piece.done.extend(self._finish(self._runs.line, owner, piece.item))
        self._runs.line = Line()
        last = others.pop() if others and name_of(others[-1]) in {"p", "h"} else None
        piece.done.extend(self._blocks(others))
        if last is not None:
            self._runs.read(last)
            piece.node = last if self._runs.line.text.strip() else piece.node

    def _flush(self) -> list[Block]:
        """The carried text where no paragraph follows that could take it."""
        if self._carried is None:
            return []
        line, node, item = self._carried
        self._carried = None
        return self._finish(line, node, item)

    def _finish(self, line: Line, node: etree._Element, item: _Item | None) -> list[Block]:
        text = normalise_text(without_controls(line.text, self._problems))
        blocks: list[Block] = []
        counted = self._count(node, item) if text.strip() else None
        if text.strip() and self._styles.is_hidden(_style(node), "paragraph"):
            self._problems.append(Problem("hidden_text_dropped", detail=text))
        elif text.strip():
            blocks.append(self._block(text, line, node, counted))
        else:
            self._runs.loose.extend(line.comments)
        self._name_losses(line, text, counted)
        for box in line.boxes:
            blocks.extend(self._box(box, text))
        return blocks

    def _count(self, node: etree._Element, item: _Item | None) -> ListNumber | None:
        if item is not None:
            if item.counted:
                return None
            item.counted = True
            style = item.style or self._styles.list_style(_style(node))
            found = self._numbering.next_item(item.counters, style, item.level, item.set_to)
            if found is not None and (found.label or name_of(node) == "p"):
                return found
        if name_of(node) != "h":
            return None
        return self._numbering.next_heading(node, number(said(node, f"{TEXT}outline-level")) or 1)

    def _block(
        self, text: str, line: Line, node: etree._Element, counted: ListNumber | None
    ) -> Block:
        notes = tuple(line.comments)
        if name_of(node) == "h" or self._styles.is_title(_style(node)):
            self._parents.clear()
            shown = text if counted is None or not counted.label else f"{counted.label} {text}"
            if name_of(node) == "p" or self._styles.is_title(_style(node)):
                return Block(shown, title=True, notes=notes)
            level = number(said(node, f"{TEXT}outline-level")) or 1
            return Block(shown, level=max(1, level), notes=notes)
        label = self._parents.label(counted) if counted else None
        strong = text.isupper() or line.all_bold
        return Block(text, label=label, strong=strong and counted is None, notes=notes)

    def _box(self, box: etree._Element, text: str) -> list[Block]:
        around, self._piece = self._piece, None
        blocks = self._blocks(box)
        self._piece = around
        if blocks:
            self._problems.append(Problem("text_box_moved", place_of(text or blocks[0].text)))
        return blocks

    def _table(self, table: etree._Element) -> list[Block]:
        blocks = table_blocks([self._cells(row) for row in _rows(table)])
        if blocks:
            place = place_of(blocks[0].text)
            self._problems.append(Problem("table_flattened", place, str(len(blocks))))
        return blocks

    def _cells(self, row: etree._Element) -> list[list[Block]]:
        cells = [
            [*self._blocks(cell), *self._flush()] for cell in row.iterfind(f"{TABLE}table-cell")
        ]
        return [cell for cell in cells if cell] or cells[:1]

    def _name_losses(self, line: Line, text: str, counted: ListNumber | None) -> None:
        place = place_of(text)
        found = [Problem(code, place, detail) for code, detail in line.notes]
        for target, shown in line.links:
            if target and target.removeprefix("mailto:") not in shown:
                found.append(Problem("link_target_dropped", place, target))
        if counted is not None and not counted.known_format:
            found.append(Problem("number_format_unknown", place, counted.label or ""))
        self._problems.extend(found)


def _style(node: etree._Element) -> str:
    return said(node, f"{TEXT}style-name")


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows of a table, also those in its head and in groups."""
    found: list[etree._Element] = []
    for part in table:
        if name_of(part) == "table-row":
            found.append(part)
        elif name_of(part) in {"table-header-rows", "table-rows", "table-row-group"}:
            found.extend(_rows(part))
    return found
