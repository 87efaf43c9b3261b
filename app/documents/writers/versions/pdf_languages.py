"""The language of each stretch of words in a tagged PDF, which its layout leaves out.

WeasyPrint says the language of the whole file alone. A reader that speaks a text needs it for each
column: the elements of the structure that hold words are made in the order of the boxes laid out.
"""

from collections.abc import Iterator
from typing import Any


def say_languages(document: Any, pdf: Any) -> None:
    """Name the language of words in another one than the file's; made to finish a PDF with."""
    whole = document.pages[0]._page_box.style["lang"] if document.pages else None
    spoken = [text.style["lang"] for page in document.pages for text in _texts(page._page_box)]
    for element, language in zip(_leaves(pdf), spoken, strict=True):
        if language and language != whole:
            element["Lang"] = f"({language})"


def _leaves(pdf: Any) -> list[Any]:
    """The elements that hold one stretch of marked words, in the order they were made."""
    found = (one for one in pdf.objects if isinstance(one, dict))
    return [
        one
        for one in found
        if one.get("Type") == "/StructElem"
        and one.get("S") != "/Figure"
        and [isinstance(kid, int) for kid in one["K"]] == [True]
    ]


def _texts(box: Any) -> Iterator[Any]:
    """The boxes of words inside a box, in reading order."""
    box = getattr(box, "_box", box)
    if hasattr(box, "text"):
        yield box
    for child in box.children:
        yield from _texts(child)
