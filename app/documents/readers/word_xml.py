"""XML of Word files, read by the names of its elements."""

from lxml import etree

from app.documents.readers.xml_parts import parse_part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Files saved as "strict" say the same with other names.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}
_OFF = frozenset({"0", "false", "off", "none"})


def parse_xml(text: bytes, name: str = "") -> etree._Element:
    """The root of a part in UTF-8; a document type or an entity is refused."""
    for strict, usual in _STRICT.items():
        text = text.replace(strict, usual)
    return parse_part(text, name)


def value(node: etree._Element | None, *path: str) -> str | None:
    """The ``w:val`` of the element that ``path`` leads to, None when there is none."""
    found = child(node, *path)
    return None if found is None else found.get(f"{W}val")


def child(node: etree._Element | None, *path: str) -> etree._Element | None:
    """The element that a path of local names in the Word namespace leads to."""
    for name in path:
        if node is None:
            return None
        node = node.find(f"{W}{name}")
    return node


def is_on(node: etree._Element | None, name: str) -> bool | None:
    """Whether a switch such as ``w:b`` is on; None when nothing is said."""
    found = child(node, name)
    if found is None:
        return None
    return (found.get(f"{W}val") or "true").lower() not in _OFF
