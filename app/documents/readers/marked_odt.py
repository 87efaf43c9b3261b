"""Reading an OpenDocument text with everything its changes say.

What was taken out is kept at the head of the file and is read where its mark stands; what was put
in stands between two marks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import regex
from lxml import etree

from app.documents.readers.decoding import without_controls
from app.documents.readers.marked import MAX_LINES, MAX_REMARKS, Margin, named_date
from app.documents.readers.odt_changes import MARKS
from app.documents.readers.odt_package import OdtPackage
from app.documents.readers.odt_runs import clean, plain_text
from app.documents.readers.odt_styles import Styles
from app.documents.readers.odt_xml import DC, LOEXT, OFFICE, TEXT, XML, said
from app.documents.readers.reading import UnreadableDocument, place_of
from app.documents.readers.xml_parts import name_of, number
from app.domain.marked.lines import Mark, MarkedFile, MarkedLine, Piece, Remark
from app.domain.texts import normalise_text

# What was removed and is still kept holds copies of its bookmarks.
_COPY = regex.compile(r" Copy \d+$")
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_SPACES = frozenset({"s", "tab", "line-break"})
_SILENT = frozenset({"tracked-changes", "forms", "soft-page-break", "title", "desc"})
_BOOKMARKS = frozenset({"bookmark", "bookmark-start"})
_PICTURES = frozenset({"frame", "custom-shape", "rect", "ellipse", "g"})


@dataclass(frozen=True, slots=True)
class _Region:
    mark: Mark
    removed: tuple[etree._Element, ...] | None


def read_marked_odt(data: bytes) -> MarkedFile:
    """All lines of an OpenDocument text with their changes, and the comments in its margin."""
    package = OdtPackage(data)
    body = package.content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UnreadableDocument("not_an_odt")
    for names, most in (((f"{TEXT}p", f"{TEXT}h"), MAX_LINES), ((_NOTE,), MAX_REMARKS)):
        if sum(1 for _ in islice(body.iter(*names), most + 1)) > most:
            raise UnreadableDocument("too_large")
    return _Reader(package, body).read(body)


_NOTE = f"{OFFICE}annotation"


class _Reader:
    def __init__(self, package: OdtPackage, body: etree._Element) -> None:
        self._package = package
        self._styles = Styles(package.styles, package.content)
        self._regions = dict(map(_region, body.iter(f"{TEXT}changed-region")))
        self._open: dict[str, Mark] = {}
        self._taken_out: Mark | None = None
        self._lines: list[MarkedLine] = []
        self._pieces: list[Piece] = []
        self._keys: list[str] = []
        self._margin = Margin()
        self._remarks: list[Remark] = []
        self._problems: list[tuple[str, str, str]] = []
        self._level: int | None = None

    def read(self, body: etree._Element) -> MarkedFile:
        self._blocks(body)
        remarks = (
            Remark(
                one.key,
                one.author,
                one.at,
                one.text,
                one.parent,
                one.line,
                self._margin.quote(one.key),
            )
            for one in self._remarks
        )
        properties = _properties(self._package.meta)
        return MarkedFile(tuple(self._lines), tuple(remarks), properties, tuple(self._problems))

    def _blocks(self, nodes: Iterable[etree._Element]) -> None:
        for node in nodes:
            name = name_of(node)
            if name in {"p", "h"}:
                self._paragraph(node)
            elif name in MARKS:
                self._mark(node, between=True)
            elif name == "table":
                self._problems.append(("table_dropped", place_of(plain_text(node)), ""))
            elif name not in _SILENT and name not in _PICTURES:
                self._blocks(node)

    def _paragraph(self, node: etree._Element) -> None:
        if self._styles.is_beside(said(node, f"{TEXT}style-name")):
            return
        self._level = self._level_of(node)
        self._inline(node)
        self._finish()

    def _finish(self) -> None:
        """The end of a paragraph, in the state of the place."""
        end = Piece("", self._put_in, self._taken_out)
        self._lines.append(MarkedLine(tuple(self._pieces), end, tuple(self._keys), self._level))
        self._pieces, self._keys = [], []

    @property
    def _put_in(self) -> Mark | None:
        return next(iter(self._open.values()), None)

    def _inline(self, node: etree._Element) -> None:
        self._say(node.text)
        for part in node:
            self._part(part)
            self._say(part.tail)

    def _part(self, node: etree._Element) -> None:
        name = name_of(node)
        if name in MARKS:
            self._mark(node)
        elif name in _SPACES:
            self._say(" ")
        elif name in _BOOKMARKS:
            self._keys.append(_COPY.sub("", said(node, f"{TEXT}name")))
        elif name in _MARGIN:
            _MARGIN[name](self, node)
        elif name in _PICTURES or name == "note":
            self._problems.append((_lost(node), self._here, ""))
        elif name not in _SILENT:
            self._inline(node)

    def _mark(self, node: etree._Element, *, between: bool = False) -> None:
        """Enter or leave what was put in; read what was taken out where its mark stands."""
        key, name = said(node, f"{TEXT}change-id"), name_of(node)
        region = self._regions.get(key)
        if name == "change-end":
            self._open.pop(key, None)
        elif region is not None and name == "change-start" and region.removed is None:
            self._open[key] = region.mark
        elif region is not None and name == "change" and region.removed:
            self._removed(region, between=between)

    def _removed(self, region: _Region, *, between: bool) -> None:
        removed = region.removed or ()
        around, level = self._taken_out, self._level
        self._taken_out = region.mark
        for at, node in enumerate(removed):
            own = self._level_of(node)
            if at:
                if not self._lines_text and at == 1:
                    self._level = self._level_of(removed[0])
                self._finish()
                self._level = own
            self._inline(node)
        if between and removed:
            self._finish()
        self._taken_out = around
        self._level = level

    @property
    def _lines_text(self) -> str:
        return "".join(piece.text for piece in self._pieces if piece.taken_out is None).strip()

    def _comment(self, node: etree._Element) -> None:
        key = said(node, f"{OFFICE}name") or f"c{len(self._remarks)}"
        named = said(node, f"{OFFICE}name") != ""
        text = "\n".join(plain_text(one) for one in node.iter(f"{TEXT}p")).strip()
        if named:
            self._margin.begin(key, len(self._lines))
        if text:
            parent = said(node, f"{LOEXT}parent-name", f"{OFFICE}parent-name")
            about = (clean(_child(node, f"{DC}creator")), named_date(_child(node, f"{DC}date")))
            self._remarks.append(Remark(key, *about, text, parent, len(self._lines)))

    def _comment_ends(self, node: etree._Element) -> None:
        self._margin.end(said(node, f"{OFFICE}name"))

    def _level_of(self, node: etree._Element) -> int | None:
        if self._styles.is_title(said(node, f"{TEXT}style-name")):
            return 0
        if name_of(node) != "h":
            return None
        return max(1, number(said(node, f"{TEXT}outline-level")) or 1)

    @property
    def _here(self) -> str:
        return place_of(normalise_text("".join(piece.text for piece in self._pieces)))

    def _say(self, text: str | None) -> None:
        words = without_controls(text or "", [])
        if words:
            self._pieces.append(Piece(words, self._put_in, self._taken_out))
            if self._taken_out is None:
                self._margin.say(words, len(self._lines))


_MARGIN = {"annotation": _Reader._comment, "annotation-end": _Reader._comment_ends}


def _lost(node: etree._Element) -> str:
    """The code of what is no text."""
    if name_of(node) != "note":
        return "image_dropped"
    return f"{'endnote' if said(node, f'{TEXT}note-class') == 'endnote' else 'footnote'}_dropped"


def _region(node: etree._Element) -> tuple[str, _Region]:
    """A change by its key; what it removed, None where it put something in."""
    kind = next((one for one in node if name_of(one) in {"insertion", "deletion"}), None)
    info = None if kind is None else kind.find(f"{OFFICE}change-info")
    author = "" if info is None else clean(_child(info, f"{DC}creator"))
    at = "" if info is None else named_date(_child(info, f"{DC}date"))
    removed: tuple[etree._Element, ...] | None = ()
    if kind is not None:
        blocks = tuple(_paragraphs(kind))
        removed = blocks if name_of(kind) == "deletion" else None
    return said(node, f"{XML}id", f"{TEXT}id"), _Region(Mark(author, at), removed)


def _paragraphs(node: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of what was removed, also those of lists; not what is said in the margin."""
    for part in node:
        if name_of(part) in {"p", "h"}:
            yield part
        elif name_of(part) not in {"change-info", "table"}:
            yield from _paragraphs(part)


def _child(node: etree._Element, name: str) -> str:
    found = node.find(name)
    return "" if found is None else str(found.text or "")


def _properties(meta: etree._Element | None) -> dict[str, str]:
    if meta is None:
        return {}
    return {
        said(one, f"{META}name"): "".join(str(text) for text in one.itertext()).strip()
        for one in meta.iter(f"{META}user-defined")
    }
