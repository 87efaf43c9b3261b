"""Opening an OpenDocument text: what it is, its parts, and what it may not point to."""

from collections.abc import Iterator

from lxml import etree

from app.documents.archive import SafeZip, looks_like_zip
from app.documents.readers.odt_xml import MANIFEST, XLINK
from app.documents.readers.reading import UnreadableDocument
from app.documents.readers.xml_parts import (
    as_utf8,
    attribute,
    most_nodes,
    name_of,
    parse_part,
)

# A tree takes many times the room of its file: what becomes one is bounded before it does.
MAX_XML = 16 * 1024 * 1024
MAX_NODES = 400_000
_KINDS = (
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.text-template",
)
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_META = "meta.xml"
_MACROS = ("Basic/", "Scripts/")
# Elements that show what lies elsewhere; a link that a reader may follow is not among them.
_FETCHING = frozenset({"image", "object", "object-ole", "section-source", "plugin", "applet"})


def looks_like_odt(data: bytes) -> bool:
    """Whether the bytes begin as an OpenDocument text does: its kind is stored first, unpacked."""
    return looks_like_zip(data) and f"mimetype{_KINDS[0]}".encode() in data[:200]


class OdtPackage:
    """An OpenDocument text that passed every check, with its parts at hand."""

    def __init__(self, data: bytes) -> None:
        if not looks_like_zip(data):
            raise UnreadableDocument("not_an_odt")
        self._zip = SafeZip(data)
        if self._kind() not in _KINDS:
            raise UnreadableDocument("not_an_odt")
        if any(name.startswith(_MACROS) and name.endswith(".xml") for name in self._zip.names):
            raise UnreadableDocument("macro")
        trees = self._parse()
        _refuse_locked(trees.get(_MANIFEST))
        if _CONTENT not in trees:
            raise UnreadableDocument("not_an_odt")
        self.content = trees[_CONTENT]
        self.styles = trees.get(_STYLES)
        self.meta = trees.get(_META)
        for tree in (self.content, self.styles):
            _refuse_outside(tree)

    def _kind(self) -> str:
        if "mimetype" not in self._zip.names or self._zip.size("mimetype") > max(map(len, _KINDS)):
            return ""
        return self._zip.read("mimetype").decode("ascii", "replace")

    def _parse(self) -> dict[str, etree._Element]:
        names = [name for name in (_MANIFEST, _META, _STYLES, _CONTENT) if name in self._zip.names]
        if sum(self._zip.size(name) for name in names) > MAX_XML:
            raise UnreadableDocument("too_large")
        trees = {}
        left = MAX_NODES
        for name in names:
            text = as_utf8(self._zip.read(name), name)
            left -= most_nodes(text)
            if left < 0:
                raise UnreadableDocument("too_complex", name)
            trees[name] = parse_part(text, name)
        return trees


def _refuse_locked(manifest: etree._Element | None) -> None:
    if manifest is not None and next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None:
        raise UnreadableDocument("encrypted")


def _refuse_outside(tree: etree._Element | None) -> None:
    for node, target in _targets(tree):
        if "://" in target or target.startswith(("//", "file:")):
            raise UnreadableDocument("external", name_of(node))


def _targets(tree: etree._Element | None) -> Iterator[tuple[etree._Element, str]]:
    for node in () if tree is None else tree.iter():
        if name_of(node) in _FETCHING:
            yield node, attribute(node, f"{XLINK}href").strip().lower()
