"""Opening an Akoma Ntoso file: its limits, the text it holds, and what stands around that."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from lxml import etree

from app.documents.archive import MAX_UPLOAD
from app.documents.readers.reading import UnreadableDocument
from app.documents.readers.xml_parts import as_utf8, attribute, most_nodes, name_of, parse_part

MAX_XML = 16 * 1024 * 1024
MAX_NODES = 400_000
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Kinds of documents with a body of numbered parts, and the names of that body.
_KINDS = frozenset({"doc", "act", "bill", "statement", "documentCollection"})
_BODIES = ("body", "mainBody")
# The standard names languages by three letters, French in two ways.
_LONGER = {"en": ("eng",), "fr": ("fra", "fre"), "es": ("spa",), "ar": ("ara",)}
_NAMESPACE = regex.compile(r"\{http://docs\.oasis-open\.org/legaldocml/ns/akn/3\.0[^}]*\}")


@dataclass(frozen=True, slots=True)
class AknText:
    """One text of a file: the element that holds it and its body."""

    root: etree._Element
    body: etree._Element

    def parts(self, *names: str) -> list[etree._Element]:
        """The parts of the text of these names, beside the body."""
        return [node for node in self.root if name_of(node) in names]

    @property
    def language(self) -> str:
        """The language its body says it is in, empty when it says none."""
        return attribute(self.body, XML_LANG)

    def is_in(self, language: str) -> bool:
        """Whether its body or its head says that it is in this language, of two letters."""
        said = [self.language.partition("-")[0].lower()] if self.language else self._declared()
        return bool({language, *_LONGER.get(language, ())} & set(said))

    def _declared(self) -> list[str]:
        return [
            attribute(one, "language").lower()
            for meta in self.parts("meta")
            for one in meta.iter("{*}FRBRlanguage")
        ]


def open_akn(data: bytes) -> list[AknText]:
    """The texts of a file, the first of them leading; refused when there is none."""
    if len(data) > MAX_UPLOAD or len(data) > MAX_XML:
        raise UnreadableDocument("too_large")
    text = as_utf8(data)
    if most_nodes(text) > MAX_NODES:
        raise UnreadableDocument("too_complex")
    root = parse_part(text)
    if name_of(root) != "akomaNtoso" or not _NAMESPACE.match(str(root.tag)):
        raise UnreadableDocument("not_akoma_ntoso")
    found = [one for node in root for one in _texts(node)]
    if not found:
        raise UnreadableDocument("not_akoma_ntoso")
    return found


def attached(text: AknText) -> Iterator[tuple[etree._Element, AknText]]:
    """The texts attached to one, each with what holds it: heading and number may stand there."""
    for node in (one for around in text.parts("attachments") for one in around):
        for inner in node:
            for one in _texts(inner):
                yield node, one


def _texts(node: etree._Element) -> Iterator[AknText]:
    if name_of(node) not in _KINDS:
        return
    for part in node:
        if name_of(part) in _BODIES:
            yield AknText(node, part)
        elif name_of(part) == "collectionBody":
            for component in part:
                for inner in component:
                    yield from _texts(inner)
