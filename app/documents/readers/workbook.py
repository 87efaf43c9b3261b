"""Opening a workbook: its sheets as rows of texts, within limits set before anything is parsed."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

import regex
from lxml import etree

from app.documents.archive import SafeZip, looks_like_zip
from app.documents.readers.reading import UnreadableDocument
from app.documents.readers.xml_parts import as_utf8, attribute, most_nodes, name_of, parse_part

MAX_XML = 24 * 1024 * 1024
MAX_NODES = 400_000
MOST_SHEETS = 50
MOST_COLUMNS = 200
MOST_ROWS = 20_000
_MAIN = "xl/workbook.xml"
_TYPES = "[Content_Types].xml"
_CODED = regex.compile(r"_x([0-9a-fA-F]{4})_")
_CELL = regex.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a cell; ``formula`` says that a program counted it."""

    text: str
    formula: bool = False


Rows = dict[int, dict[int, Cell]]


class Workbook:
    """A workbook that passed every check; its sheets are read when they are asked for."""

    def __init__(self, data: bytes) -> None:
        if not looks_like_zip(data):
            raise UnreadableDocument("not_an_xlsx")
        self._zip = SafeZip(data)
        self._left = MAX_NODES
        names = set(self._zip.names)
        if _TYPES not in names or _MAIN not in names:
            raise UnreadableDocument("not_an_xlsx")
        if any("vba" in name.lower() for name in names):
            raise UnreadableDocument("macro")
        self._room = MAX_XML
        self._shared = self._shared_texts()

    def sheets(self) -> Iterator[Rows]:
        """The rows of each sheet, in the order of the workbook."""
        relations = {
            attribute(node, "Id"): attribute(node, "Target")
            for node in self._part("xl/_rels/workbook.xml.rels")
            if name_of(node) == "Relationship" and attribute(node, "TargetMode") != "External"
        }
        named = [node for node in self._part(_MAIN).iter() if name_of(node) == "sheet"]
        if len(named) > MOST_SHEETS:
            raise UnreadableDocument("too_complex")
        for node in named:
            key = next((str(v) for k, v in node.attrib.items() if str(k).endswith("}id")), "")
            target = relations.get(key, "")
            path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            if target and path in self._zip.names:
                yield self._rows(self._part(path))

    def _rows(self, root: etree._Element) -> Rows:
        found: Rows = {}
        cells = (node for node in root.iter() if name_of(node) == "c")
        for node in cells:
            place = _CELL.fullmatch(attribute(node, "r"))
            if place is None:
                raise UnreadableDocument("damaged")
            row, column = int(place[2]), _column(place[1])
            if column > MOST_COLUMNS:
                continue
            cell = self._cell(node)
            if cell.text or cell.formula:
                found.setdefault(row, {})[column] = cell
                if len(found) > MOST_ROWS:
                    raise UnreadableDocument("too_complex")
        return found

    def _cell(self, node: etree._Element) -> Cell:
        parts = {name_of(child): child for child in node}
        formula = "f" in parts
        kind = attribute(node, "t")
        if kind == "inlineStr":
            return Cell(_text(parts["is"]) if "is" in parts else "", formula)
        value = _inside(parts["v"]) if "v" in parts else ""
        if kind != "s":
            return Cell(_decoded(value), formula)
        if not value.isdecimal() or int(value) >= len(self._shared):
            raise UnreadableDocument("damaged")
        return Cell(self._shared[int(value)], formula)

    def _shared_texts(self) -> list[str]:
        names = [name for name in self._zip.names if name.lower() == "xl/sharedstrings.xml"]
        if not names:
            return []
        return [_text(node) for node in self._part(names[0]) if name_of(node) == "si"]

    def _part(self, name: str) -> etree._Element:
        if name not in self._zip.names:
            raise UnreadableDocument("damaged", name)
        self._room -= self._zip.size(name)
        if self._room < 0:
            raise UnreadableDocument("too_large", name)
        text = as_utf8(self._zip.read(name), name)
        self._left -= most_nodes(text)
        if self._left < 0:
            raise UnreadableDocument("too_complex", name)
        return parse_part(text, name)


def _text(node: etree._Element) -> str:
    """The words of a string, its runs put together; readings beside the letters are left out."""
    pieces = []
    for child in node:
        name = name_of(child)
        if name == "t":
            pieces.append(_decoded(_inside(child)))
        elif name == "r":
            pieces += [_decoded(_inside(one)) for one in child if name_of(one) == "t"]
    return "".join(pieces)


def _inside(node: etree._Element) -> str:
    return "".join(str(piece) for piece in node.itertext())


def _decoded(text: str) -> str:
    """Signs that XML cannot carry are written by their number."""
    plain = _CODED.sub(lambda found: chr(int(found[1], 16)), text)
    return str(plain).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _column(letters: str) -> int:
    """The number of a column, from 1."""
    number = 0
    for one in letters:
        number = number * _LETTERS + ord(one) - ord("A") + 1
    return number
