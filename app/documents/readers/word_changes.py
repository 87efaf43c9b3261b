"""Tracked changes of a Word file. The text before them is the text after their reverse."""

from lxml import etree

from app.documents.readers.word_xml import W, child
from app.documents.readers.xml_parts import name_of

_COUNTED = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "pPrChange")
_REVERSE = {
    "ins": "del",
    "del": "ins",
    "moveTo": "moveFrom",
    "moveFrom": "moveTo",
    "cellIns": "cellDel",
    "cellDel": "cellIns",
    "delText": "t",
    "delInstrText": "instrText",
}
# What a change of properties leaves where it is: the mark's own changes, the page.
_STAYS = {
    "pPrChange": ("pPr", {"rPr", "sectPr"}),
    "rPrChange": ("rPr", {"ins", "del", "moveFrom", "moveTo"}),
}


def count_changes(root: etree._Element) -> int:
    """How many changes of the text are tracked in a part."""
    return sum(1 for _ in root.iter(*(f"{W}{name}" for name in _COUNTED)))


def reverse_changes(root: etree._Element) -> None:
    """Turn every change of a part round: what was put in is taken out, and the other way."""
    for node in list(root.iter(*(f"{W}{name}" for name in _STAYS))):
        _restore(node)
    for node in list(root.iter(*(f"{W}{name}" for name in _REVERSE))):
        node.tag = f"{W}{_REVERSE[name_of(node)]}"


def _restore(change: etree._Element) -> None:
    """Put former properties back in the place of those that followed them."""
    properties = change.getparent()
    name, stays = _STAYS[name_of(change)]
    former = child(change, name)
    if properties is None or former is None:
        return
    kept = [node for node in properties if name_of(node) in stays]
    for node in list(properties):
        properties.remove(node)
    properties.extend([*former, *kept])
