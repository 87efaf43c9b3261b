"""The comments of a Word file: their part, their threads, and their marks in the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from app.documents.writers.docx_text import LOCALES
from app.documents.writers.review.marks import element
from app.domain.languages import direction

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
_W16 = 'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OPEN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_IDS = "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds"
_FIRST = 0x10000000


@dataclass(frozen=True, slots=True)
class Note:
    """A comment: who, when, the lines of its text, and the reference of what it answers."""

    reference: str
    author: str
    at: str
    language: str
    lines: tuple[str, ...]
    parent: str = ""


class Margin:
    """The comments of one file, numbered in the order in which they are hung up."""

    def __init__(self) -> None:
        self._notes: list[Note] = []

    def hang(self, note: Note) -> tuple[Any, Any, Any]:
        """Number a comment; the marks where its words begin and end, and the one that shows it."""
        key = str(len(self._notes))
        self._notes.append(note)
        shown = element("r")
        shown.append(element("commentReference", id=key))
        return element("commentRangeStart", id=key), element("commentRangeEnd", id=key), shown

    def fill(self, document: Document) -> None:
        """Write the parts of the comments, where there are any."""
        if not self._notes:
            return
        marks = {one.reference: _mark(at) for at, one in enumerate(self._notes)}
        comments = "".join(_comment(at, one) for at, one in enumerate(self._notes))
        threads = "".join(_thread(at, one, marks) for at, one in enumerate(self._notes))
        ids = "".join(
            f'<w16cid:commentId w16cid:paraId="{_mark(at)}" w16cid:durableId="{_mark(at)}"/>'
            for at in range(len(self._notes))
        )
        ignorable = 'mc:Ignorable="w14"'
        _add(
            document,
            ("comments", _OPEN, f"{_TYPE}comments+xml"),
            f"<w:comments {_W} {_MC} {_W14} {ignorable}>{comments}</w:comments>",
        )
        _add(
            document,
            ("commentsExtended", _EXTENDED, f"{_TYPE}commentsExtended+xml"),
            f"<w15:commentsEx {_W15}>{threads}</w15:commentsEx>",
        )
        _add(
            document,
            ("commentsIds", _IDS, f"{_TYPE}commentsIds+xml"),
            f"<w16cid:commentsIds {_W16}>{ids}</w16cid:commentsIds>",
        )


def _mark(at: int) -> str:
    return f"{_FIRST + at + 1:08X}"


def _comment(at: int, note: Note) -> str:
    rtl = direction(note.language) == "rtl"
    locale = LOCALES.get(note.language, note.language)
    lang = f'<w:rtl/><w:lang w:bidi="{locale}"/>' if rtl else f'<w:lang w:val="{locale}"/>'
    last = len(note.lines) - 1
    paragraphs = "".join(
        f"<w:p{f' w14:paraId={quoteattr(_mark(at))}' if number == last else ''}>"
        f"<w:pPr>{'<w:bidi/>' if rtl else ''}</w:pPr>"
        f'<w:r><w:rPr>{lang}</w:rPr><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for number, line in enumerate(note.lines)
    )
    initials = "".join(word[0] for word in note.author.split()[:3])
    return (
        f'<w:comment w:id="{at}" w:author={quoteattr(note.author)} w:date="{note.at}Z"'
        f" w:initials={quoteattr(initials)}>{paragraphs}</w:comment>"
    )


def _thread(at: int, note: Note, marks: dict[str, str]) -> str:
    above = marks.get(note.parent)
    parent = f' w15:paraIdParent="{above}"' if above else ""
    return f'<w15:commentEx w15:paraId="{_mark(at)}"{parent} w15:done="0"/>'


def _add(document: Document, about: Sequence[str], xml: str) -> None:
    name, relation, kind = about
    part = Part(PackURI(f"/word/{name}.xml"), kind, (_HEAD + xml).encode(), document.part.package)
    document.part.relate_to(part, relation)
