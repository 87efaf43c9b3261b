"""Reading Word files: styles make the outline, automatic numbers become labels.

Tracked changes are read as accepted or as rejected. Tables come over row by row, text boxes
after the paragraph they hang on, comments beside theirs; notes, pictures and page headers are
named as problems with their text. The label of an item inside an item carries the one above it
("1 (a)").
"""

from itertools import islice

from lxml import etree

from app.documents.readers.blocks import Block, left_beside, table_blocks, with_gaps_named
from app.documents.readers.changes import Changes
from app.documents.readers.decoding import without_controls
from app.documents.readers.line import Line
from app.documents.readers.list_labels import ListNumber, Parents
from app.documents.readers.outline import build
from app.documents.readers.reading import (
    Note,
    Problem,
    Reading,
    UnreadableDocument,
    place_of,
)
from app.documents.readers.word_changes import count_changes, reverse_changes
from app.documents.readers.word_notes import Notes, page_notes
from app.documents.readers.word_numbering import Numbering
from app.documents.readers.word_package import WordPackage
from app.documents.readers.word_runs import read_inline
from app.documents.readers.word_styles import Styles
from app.documents.readers.word_xml import W, child
from app.documents.readers.xml_parts import name_of
from app.domain.texts import normalise_text

_CONTAINERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
MAX_PARAGRAPHS = 20_000


def read_docx(data: bytes, changes: Changes = Changes.ACCEPTED) -> Reading:
    """The tree of a Word file in one reading of its changes, and what it could not carry."""
    package = WordPackage(data)
    counted = sum(count_changes(root) for root in package.texts)
    if changes is Changes.REJECTED:
        for root in package.texts:
            reverse_changes(root)
    body = child(package.main, "body")
    if body is None:
        raise UnreadableDocument("not_a_docx")
    if sum(1 for _ in islice(body.iter(f"{W}p"), MAX_PARAGRAPHS + 1)) > MAX_PARAGRAPHS:
        raise UnreadableDocument("too_large")
    return _Reader(package).read(body, counted, changes)


class _Reader:
    """One pass over one file, in order, because numbers count as they go."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._styles = Styles(next(iter(package.parts("styles")), None))
        self._numbering = Numbering(next(iter(package.parts("numbering")), None), self._styles)
        self._notes = Notes(package)
        self._problems: list[Problem] = []
        self._parents = Parents()
        # Text of a paragraph whose end was deleted: it goes on in the next one.
        self._carried: Line | None = None
        self._beside = 0

    def read(self, body: etree._Element, counted: int, changes: Changes) -> Reading:
        """The whole file."""
        tree, notes = build(with_gaps_named(self._blocks(body), self._problems))
        problems = list(page_notes(self._package))
        if counted:
            problems.append(Problem(f"tracked_changes_{changes}", detail=str(counted)))
        problems.extend(
            Problem("outside_template_ignored", detail=target)
            for target in self._package.outside_templates()
        )
        problems.extend(self._problems)
        problems.extend(left_beside(self._beside))
        problems.extend(self._notes.unplaced())
        loose = self._notes.loose_comments()
        problems.extend(self._notes.lost)
        return Reading(tree, tuple(problems), (*notes, *loose), counted)

    def _blocks(self, container: etree._Element) -> list[Block]:
        blocks: list[Block] = []
        for node in container:
            name = name_of(node)
            if name == "p":
                blocks.extend(self._paragraph(node))
            elif name == "tbl":
                blocks.extend(self._flush())
                blocks.extend(self._table(node))
            elif name in _CONTAINERS:
                blocks.extend(self._blocks(node))
            elif name == "altChunk":
                self._problems.append(Problem("embedded_document_dropped", detail=name))
        blocks.extend(self._flush())
        return blocks

    def _paragraph(self, node: etree._Element) -> list[Block]:
        properties = child(node, "pPr")
        if self._styles.is_beside(properties):
            self._beside += 1
            return self._flush()
        line = self._carried or Line()
        self._carried = None
        bold = self._styles.switched_on(properties, "b", "bCs", "caps")
        read_inline(node, line, bold=bold)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._carried = line
            return []
        return self._finish(line, properties)

    def _flush(self) -> list[Block]:
        """The carried text where no paragraph follows that could take it."""
        line, self._carried = self._carried, None
        return self._finish(line, None) if line is not None else []

    def _finish(self, line: Line, properties: etree._Element | None) -> list[Block]:
        counted = self._numbering.next_number(properties)
        text = normalise_text(without_controls(line.text, self._problems))
        blocks = []
        if self._styles.is_contents(properties):
            if text.strip():
                self._problems.append(Problem("contents_list_dropped", place_of(text)))
        elif text.strip():
            comments = [key for kind, key in line.references if kind == "comment"]
            notes = self._notes.comments(comments, place_of(text))
            blocks.append(self._block(text, line, properties, counted, notes))
        self._name_losses(line, text, counted)
        for box in line.boxes:
            self._problems.append(Problem("text_box_moved", place_of(text)))
            blocks.extend(self._blocks(box))
        return blocks

    def _block(
        self,
        text: str,
        line: Line,
        properties: etree._Element | None,
        counted: ListNumber | None,
        notes: tuple[Note, ...],
    ) -> Block:
        level = self._styles.heading_level(properties)
        if level is not None or self._styles.is_title(properties):
            self._parents.clear()
            label = counted.label if counted else None
            shown = text if label is None else f"{label} {text}"
            return Block(shown, level=level, title=level is None, notes=notes)
        label = self._parents.label(counted) if counted else None
        strong = text.isupper() or line.all_bold
        return Block(text, label=label, strong=strong and counted is None, notes=notes)

    def _table(self, table: etree._Element) -> list[Block]:
        rows = [self._cells(row) for row in _inside(table, "tr") if not _is_deleted(row, "trPr")]
        blocks = table_blocks(rows)
        if blocks:
            place = place_of(blocks[0].text)
            self._problems.append(Problem("table_flattened", place, str(len(blocks))))
        return blocks

    def _cells(self, row: etree._Element) -> list[list[Block]]:
        return [self._blocks(cell) for cell in _inside(row, "tc") if not _is_deleted(cell, "tcPr")]

    def _name_losses(self, line: Line, text: str, counted: ListNumber | None) -> None:
        place = place_of(text)
        found = [Problem(code, place, detail) for code, detail in line.notes]
        found.extend(
            self._notes.named(kind, key, place)
            for kind, key in line.references
            if kind != "comment"
        )
        found.extend(
            Problem("link_target_dropped", place, target)
            for target in self._package.lost_targets(line.links)
        )
        if counted is not None and not counted.known_format:
            found.append(Problem("number_format_unknown", place, counted.label or ""))
        self._problems.extend(found)


def _inside(node: etree._Element, name: str) -> list[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    found = []
    for part in node:
        if name_of(part) == name:
            found.append(part)
        elif name_of(part) in _CONTAINERS:
            found.extend(_inside(part, name))
    return found


def _is_deleted(node: etree._Element, properties: str) -> bool:
    marks = (child(node, properties, "del"), child(node, properties, "cellDel"))
    return any(mark is not None for mark in marks)
