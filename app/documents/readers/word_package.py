"""Opening a Word file: what kind of package it is, its parts and what they point to."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from app.documents.archive import SafeZip, looks_like_zip
from app.documents.readers.reading import UnreadableDocument
from app.documents.readers.word_xml import parse_xml
from app.documents.readers.xml_parts import as_utf8, attribute, most_nodes, name_of

# A tree takes many times the room of its file: what becomes one is bounded before it does.
MAX_XML = 16 * 1024 * 1024
MAX_LISTING = 1024 * 1024
MAX_NODES = 400_000
_TYPES = "[Content_Types].xml"
_KINDS = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
# What a file may point to outside itself; nothing is ever fetched, all else is refused.
_HARMLESS = frozenset({"hyperlink", "attachedTemplate"})


@dataclass(frozen=True)
class Relation:
    """One arrow from a part to another part or to an address outside the file."""

    kind: str
    target: str
    external: bool


class WordPackage:
    """A Word file that passed every check, with its parts at hand."""

    def __init__(self, data: bytes) -> None:
        if not looks_like_zip(data):
            raise UnreadableDocument("not_a_docx")
        self._zip = SafeZip(data)
        self._trees = self._parse()
        self._refuse_macros()
        self._relations = {
            name: dict(_relations(tree))
            for name, tree in self._trees.items()
            if name.lower().endswith(".rels")
        }
        self._refuse_outside()
        self._main = self._find_main()

    @property
    def main(self) -> etree._Element:
        """The part that holds the text."""
        return self._trees[self._main]

    @property
    def texts(self) -> list[etree._Element]:
        """The parts that hold words a reader sees: the text, its notes, heads and feet of pages."""
        kinds = ("footnotes", "endnotes", "header", "footer")
        return [self.main, *(root for kind in kinds for root in self.parts(kind))]

    def relation(self, key: str, part: etree._Element | None = None) -> Relation | None:
        """What a part calls ``key``; the main part, unless another one is given."""
        found = (name for name, tree in self._trees.items() if tree is part)
        return self._relations.get(_relations_of(next(found, self._main)), {}).get(key)

    def lost_targets(
        self, links: Iterable[tuple[str, str]], part: etree._Element | None = None
    ) -> Iterator[str]:
        """The addresses behind links of a part that their words do not show."""
        for key, shown in links:
            relation = self.relation(key, part)
            if relation is not None and relation.external and relation.target not in shown:
                yield relation.target

    def parts(self, kind: str) -> list[etree._Element]:
        """The parts of one kind that the main part points to, such as ``styles``."""
        relations = self._relations.get(_relations_of(self._main), {}).values()
        names = (
            _resolve(self._main, relation.target)
            for relation in relations
            if relation.kind == kind and not relation.external
        )
        return [self._trees[name] for name in names if name in self._trees]

    def package_parts(self, kind: str) -> list[etree._Element]:
        """The parts of one kind that belong to the file as a whole."""
        names = (
            _resolve("", relation.target)
            for relation in self._relations.get("_rels/.rels", {}).values()
            if relation.kind == kind and not relation.external
        )
        return [self._trees[name] for name in names if name in self._trees]

    def outside_templates(self) -> list[str]:
        """Addresses of templates the file was made from; named, never fetched."""
        return [
            relation.target
            for relations in self._relations.values()
            for relation in relations.values()
            if relation.external and relation.kind == "attachedTemplate"
        ]

    def _parse(self) -> dict[str, etree._Element]:
        names = [name for name in self._zip.names if name.lower().endswith((".xml", ".rels"))]
        if sum(self._zip.size(name) for name in names) > MAX_XML:
            raise UnreadableDocument("too_large")
        for name in names:
            if _is_listing(name) and self._zip.size(name) > MAX_LISTING:
                raise UnreadableDocument("too_large", name)
        trees = {}
        left = MAX_NODES
        for name in names:
            text = as_utf8(self._zip.read(name), name)
            left -= most_nodes(text)
            if left < 0:
                raise UnreadableDocument("too_complex", name)
            trees[name] = parse_xml(text, name)
        return trees

    def _refuse_macros(self) -> None:
        types = self._trees.get(_TYPES)
        if types is None:
            raise UnreadableDocument("not_a_docx")
        declared = " ".join(str(value) for node in types.iter() for value in node.attrib.values())
        names = " ".join(self._zip.names)
        if any(sign in f"{declared} {names}".lower() for sign in ("vba", "macroenabled")):
            raise UnreadableDocument("macro")

    def _refuse_outside(self) -> None:
        for relations in self._relations.values():
            for relation in relations.values():
                if relation.external and relation.kind not in _HARMLESS:
                    raise UnreadableDocument("external", relation.kind)

    def _find_main(self) -> str:
        found = [
            _resolve("", relation.target)
            for relation in self._relations.get("_rels/.rels", {}).values()
            if relation.kind == "officeDocument" and not relation.external
        ]
        types = self._trees[_TYPES]
        declared = {
            attribute(node, "PartName").lstrip("/"): attribute(node, "ContentType")
            for node in types
            if name_of(node) == "Override"
        }
        if not found or found[0] not in self._trees:
            raise UnreadableDocument("not_a_docx")
        if not declared.get(found[0], _KINDS[0]).endswith(_KINDS):
            raise UnreadableDocument("not_a_docx")
        return found[0]


def _relations(tree: etree._Element) -> Iterator[tuple[str, Relation]]:
    for node in tree:
        if name_of(node) == "Relationship":
            kind = attribute(node, "Type").rsplit("/", 1)[-1]
            external = attribute(node, "TargetMode").lower() == "external"
            yield attribute(node, "Id"), Relation(kind, attribute(node, "Target"), external)


def _is_listing(name: str) -> bool:
    return name == _TYPES or name.lower().endswith(".rels")


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _resolve(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
