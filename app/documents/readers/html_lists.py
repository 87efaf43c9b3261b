"""Numbers of list items on a web page, as a browser shows them."""

from collections.abc import Callable, Iterator

import regex
from lxml import etree

from app.documents.readers.xml_parts import attribute, number
from app.domain.numerals import arabic_digits, letters_counting_on, roman

_STYLE = regex.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", regex.I)
_NAMES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "lower-latin": "lower-alpha",
    "upper-latin": "upper-alpha",
}
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimal-leading-zero": lambda count: f"{count:02d}",
    "lower-alpha": letters_counting_on,
    "upper-alpha": lambda count: letters_counting_on(count).upper(),
    "lower-roman": lambda count: roman(count).lower(),
    "upper-roman": roman,
    "arabic-indic": arabic_digits,
}
_BULLETS = frozenset({"none", "disc", "circle", "square"})
# Above these, and below one, a browser counts on in figures.
_HIGHEST_ROMAN = 3999
_HIGHEST = 32_767


def list_format(node: etree._Element) -> str:
    """How a list writes its numbers, as style sheets name it; empty for bullets."""
    said = _STYLE.search(attribute(node, "style"))
    if said:
        name = said[1].lower()
        return "" if name in _BULLETS else name
    if node.tag != "ol":
        return ""
    return _NAMES.get(attribute(node, "type"), "decimal")


def is_known(format_: str) -> bool:
    """Whether numbers written so are resolved as the browser shows them."""
    return not format_ or format_ in _FORMATS or format_ in _NAMES


def item_labels(node: etree._Element, format_: str) -> Iterator[tuple[etree._Element, str | None]]:
    """The items of a list with the number each shows; None for bullets."""
    items = [child for child in node if child.tag == "li"]
    back = node.get("reversed") is not None
    count = number(node.get("start"))
    if count is None:
        count = len(items) if back else 1
    for item in items:
        own = number(item.get("value"))
        count = count if own is None else own
        count = max(-_HIGHEST, min(count, _HIGHEST))
        yield item, f"{_written(count, format_)}." if format_ else None
        count += -1 if back else 1


def _written(count: int, format_: str) -> str:
    name = _NAMES.get(format_, format_)
    beyond = count < 1 or ("roman" in name and count > _HIGHEST_ROMAN)
    return str(count) if beyond else _FORMATS.get(name, str)(count)
