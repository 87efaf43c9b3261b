"""XML of a stranger's file, parsed without entities, document types or network."""

import codecs

from lxml import etree

from app.documents.readers.reading import UnreadableDocument

_REFUSED = (b"<!DOCTYPE", b"<!ENTITY")


def as_utf8(data: bytes, name: str = "") -> bytes:
    """A part in UTF-8 without its mark; what is neither UTF-8 nor UTF-16 is refused."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16").encode()
        return data.decode("utf-8-sig").encode()
    except UnicodeDecodeError as error:
        raise UnreadableDocument("damaged", name) from error


def most_nodes(text: bytes) -> int:
    """How many elements and attributes a part can have at most, without parsing it."""
    return text.count(b"<") + text.count(b"=")


def parse_part(text: bytes, name: str = "") -> etree._Element:
    """The root of a part in UTF-8; a document type or an entity is refused."""
    if any(sign in text for sign in _REFUSED):
        raise UnreadableDocument("doctype", name)
    # The encoding is given, so a declaration inside cannot choose one that hides a sign.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise UnreadableDocument("too_deep", name) from error
        raise UnreadableDocument("damaged", name) from error


def name_of(node: etree._Element) -> str:
    """The local name of an element."""
    return str(node.tag).rpartition("}")[2]


def attribute(node: etree._Element, name: str) -> str:
    """An attribute's value, empty when it is not there."""
    return str(node.get(name, ""))


def number(text: str | None) -> int | None:
    """A whole number written as an attribute, None for anything else."""
    if text is None or not text.strip().lstrip("-").isdecimal():
        return None
    return int(text)
