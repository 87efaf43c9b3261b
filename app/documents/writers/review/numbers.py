"""The numbers of paragraphs in the margin: no part of the text, and never counted anew.

Each paragraph has a list of its own, so that one put in or taken out before it changes nothing.
"""

from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.documents.writers.docx_text import WORD
from app.documents.writers.review.marks import element

# The list that the styles of a version's file bring along, and the one that shows no number.
_LIST, _NONE = "77", "0"
_FIRST = 1_000


class Numbers:
    """Gives paragraphs their numbers."""

    def __init__(self, document: Document) -> None:
        self._numbering = document.part.numbering_part.element

    def number(self, paragraph: Any, number: int) -> None:
        """Give a paragraph its number."""
        key = str(_FIRST + number)
        self._numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{_LIST}"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride>'
                "</w:num>"
            )
        )
        _put(paragraph, key)

    def none(self, paragraph: Any) -> None:
        """Show no number beside a paragraph that is only proposed."""
        _put(paragraph, _NONE)


def _put(paragraph: Any, list_: str) -> None:
    found = element("numPr")
    found.extend((element("ilvl", val="0"), element("numId", val=list_)))
    paragraph.find(f"{WORD}pPr/{WORD}pStyle").addnext(found)
