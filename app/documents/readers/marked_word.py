"""Reading a Word file with everything its changes say: who put in what, and who took it out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree

from app.documents.readers.decoding import without_controls
from app.documents.readers.marked import MAX_LINES, MAX_REMARKS, Margin, named_date
from app.documents.readers.marked_word_notes import properties_of, remarks_of
from app.documents.readers.reading import UnreadableDocument, place_of
from app.documents.readers.word_package import WordPackage
from app.documents.readers.word_runs import AS_TEXT, SILENT
from app.documents.readers.word_styles import Styles
from app.documents.readers.word_xml import W, child, is_on
from app.documents.readers.xml_parts import attribute, name_of
from app.domain.marked.lines import Mark, MarkedFile, MarkedLine, Piece
from app.domain.texts import normalise_text

_INTO = frozenset({"sdt", "sdtContent", "customXml", "smartTag"})
_PUT_IN = {"ins": False, "moveTo": True}
_TAKEN_OUT = {"del": False, "moveFrom": True}
_PICTURES = frozenset({"drawing", "pict", "object"})
_NOTES = {"footnoteReference": "footnote_dropped", "endnoteReference": "endnote_dropped"}
_LAYOUT = frozenset({"rPrChange", "pPrChange"})


def read_marked_docx(data: bytes) -> MarkedFile:
    """All lines of a Word file with their changes, and the comments in its margin."""
    package = WordPackage(data)
    body = child(package.main, "body")
    if body is None:
        raise UnreadableDocument("not_a_docx")
    if sum(1 for _ in islice(body.iter(f"{W}p"), MAX_LINES + 1)) > MAX_LINES:
        raise UnreadableDocument("too_large")
    if sum(1 for _ in islice(body.iter(f"{W}commentReference"), MAX_REMARKS + 1)) > MAX_REMARKS:
        raise UnreadableDocument("too_large")
    return _Reader(package).read(body)


@dataclass
class _State:
    """The changes around the place that is being read."""

    put_in: Mark | None = None
    taken_out: Mark | None = None


@dataclass
class _Line:
    pieces: list[Piece] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._styles = Styles(next(iter(package.parts("styles")), None))
        self._lines: list[MarkedLine] = []
        self._margin = Margin()
        self._problems: list[tuple[str, str, str]] = []
        self._line = _Line()

    def read(self, body: etree._Element) -> MarkedFile:
        self._blocks(body, _State())
        layout = sum(1 for _ in body.iter(*(f"{W}{name}" for name in _LAYOUT)))
        if layout:
            self._problems.append(("layout_changes", "", str(layout)))
        return MarkedFile(
            tuple(self._lines),
            tuple(remarks_of(self._package, self._margin)),
            properties_of(self._package),
            tuple(self._problems),
        )

    def _blocks(self, container: etree._Element, state: _State) -> None:
        for node in container:
            name = name_of(node)
            if name == "p":
                self._paragraph(node, state)
            elif name == "tbl":
                self._table(node)
            elif name in _PUT_IN or name in _TAKEN_OUT:
                self._blocks(node, _inside(node, state))
            elif name in _INTO:
                self._blocks(node, state)
            elif name == "bookmarkStart":
                self._line.keys.append(attribute(node, f"{W}name"))
            elif name == "altChunk":
                self._problems.append(("embedded_document_dropped", "", name))

    def _table(self, table: etree._Element) -> None:
        """No paragraph of a charter is a table: it is named, not taken."""
        texts = (part.text or "" for part in table.iter(f"{W}t"))
        shown = normalise_text(" ".join(texts))
        self._problems.append(("table_dropped", place_of(without_controls(shown, [])), ""))

    def _paragraph(self, node: etree._Element, state: _State) -> None:
        properties = child(node, "pPr")
        if self._styles.is_beside(properties):
            return
        self._inline(node, state)
        mark = child(properties, "rPr")
        end = Piece(
            "",
            _mark_of(mark, _PUT_IN) or state.put_in,
            _mark_of(mark, _TAKEN_OUT) or state.taken_out,
        )
        level = 0 if self._styles.is_title(properties) else self._styles.heading_level(properties)
        self._lines.append(
            MarkedLine(_together(self._line.pieces), end, tuple(self._line.keys), level)
        )
        self._line = _Line()

    def _inline(self, container: etree._Element, state: _State) -> None:
        for node in container:
            self._part(node, state)

    def _part(self, node: etree._Element, state: _State) -> None:
        name = name_of(node)
        if name == "r" and is_on(child(node, "rPr"), "vanish"):
            return
        if name in {"t", "delText"}:
            self._say(node.text or "", state)
        elif name in AS_TEXT:
            self._say(AS_TEXT[name], state)
        elif name in _PUT_IN or name in _TAKEN_OUT:
            self._inline(node, _inside(node, state))
        elif name == "bookmarkStart":
            self._line.keys.append(attribute(node, f"{W}name"))
        elif not self._special(node, name) and name not in SILENT:
            # The same content twice, for newer and older programs: it is taken once.
            twice = name == "AlternateContent"
            self._inline(next(iter(node), node) if twice else node, state)

    def _special(self, node: etree._Element, name: str) -> bool:
        """Take what is no text: the ends of a comment, pictures, notes."""
        key = attribute(node, f"{W}id")
        if name == "commentRangeStart":
            self._margin.begin(key, len(self._lines))
        elif name == "commentRangeEnd":
            self._margin.end(key)
        elif name == "commentReference":
            self._margin.hang(key, len(self._lines))
        elif name in _NOTES:
            self._problems.append((_NOTES[name], self._here, ""))
        elif name in _PICTURES:
            self._problems.append(("image_dropped", self._here, ""))
        else:
            return False
        return True

    @property
    def _here(self) -> str:
        return place_of(normalise_text("".join(piece.text for piece in self._line.pieces)))

    def _say(self, text: str, state: _State) -> None:
        said = without_controls(text, [])
        if said:
            self._line.pieces.append(Piece(said, state.put_in, state.taken_out))
            if state.taken_out is None:
                self._margin.say(said, len(self._lines))


def _inside(node: etree._Element, state: _State) -> _State:
    name, mark = name_of(node), _mark(node, name_of(node) in {"moveTo", "moveFrom"})
    if name in _PUT_IN:
        return _State(mark, state.taken_out)
    return _State(state.put_in, mark)


def _mark_of(properties: etree._Element | None, names: Mapping[str, bool]) -> Mark | None:
    """The change of a paragraph's end."""
    for name, moved in names.items():
        found = child(properties, name)
        if found is not None:
            return _mark(found, moved)
    return None


def _mark(node: etree._Element, moved: bool) -> Mark:
    author = normalise_text(without_controls(attribute(node, f"{W}author"), []))
    return Mark(author, named_date(attribute(node, f"{W}date")), moved)


def _together(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours in one state as one piece."""
    return tuple(_joined(pieces))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    held: Piece | None = None
    for piece in pieces:
        if held and (held.put_in, held.taken_out) == (piece.put_in, piece.taken_out):
            held = replace(held, text=held.text + piece.text)
        else:
            if held:
                yield held
            held = piece
    if held:
        yield held
