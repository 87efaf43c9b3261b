"""Which reader takes a file: the name says what it should be, the content must agree."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

import regex

from app.documents.archive import looks_like_zip
from app.documents.readers.akoma_ntoso import read_akn
from app.documents.readers.changes import Changes
from app.documents.readers.decoding import without_controls
from app.documents.readers.html import read_html
from app.documents.readers.markdown import read_markdown
from app.documents.readers.odt import read_odt
from app.documents.readers.odt_package import looks_like_odt
from app.documents.readers.plain import read_text
from app.documents.readers.reading import Problem, Reading, UnreadableDocument
from app.documents.readers.word import read_docx

_PDF = b"%PDF-"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Files that may hold two texts, before and after changes that are not settled yet.
_TRACKING: dict[str, Callable[[bytes, Changes], Reading]] = {
    ".docx": read_docx,
    ".dotx": read_docx,
    ".odt": read_odt,
    ".ott": read_odt,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
# Files that may hold a text in several languages.
_MANY: dict[str, Callable[[bytes, Changes, str], Reading]] = {".xml": read_akn, ".akn": read_akn}
_PLAIN: dict[str, Callable[[bytes], Reading]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
}
_PACKED = frozenset({".docx", ".dotx", ".odt", ".ott"})
_WITH_MACROS = frozenset({".docm", ".dotm"})
EXTENSIONS = (*_TRACKING, *_MANY, *_PLAIN)

_PAGE = regex.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html\b)", regex.I)
_AKN = regex.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:\w{1,20}:)?akomaNtoso\b")
_HEADING = regex.compile(rb"^ {0,3}#{1,6} +\S", regex.M)


def read_document(
    data: bytes, filename: str, changes: Changes = Changes.ACCEPTED, language: str = ""
) -> Reading:
    """The text of a file; a kind the platform does not read is refused by name.

    ``language`` chooses where a file holds the text in several. Without a name, as for a text
    that was pasted, the content alone tells.
    """
    extension = PurePath(filename).suffix.lower()
    if extension in _WITH_MACROS:
        raise UnreadableDocument("macro")
    if data.startswith(_OLD_OFFICE):  # an old format, or a new one locked with a password
        raise UnreadableDocument("not_a_docx")
    if extension == ".pdf" or data.startswith(_PDF):
        raise UnreadableDocument("pdf")
    extension = extension or _looks_like(data)
    packed = extension in _PACKED
    if extension not in EXTENSIONS or (looks_like_zip(data) and not packed):
        raise UnreadableDocument("unsupported", extension)
    if not data.strip():
        raise UnreadableDocument("empty")
    try:
        reading = _read(data, extension, changes, language)
    except RecursionError as error:
        raise UnreadableDocument("too_deep") from error
    return replace(reading, problems=tuple(_clean(problem) for problem in reading.problems))


def _read(data: bytes, extension: str, changes: Changes, language: str) -> Reading:
    if extension in _MANY:
        return _MANY[extension](data, changes, language)
    tracking = _TRACKING.get(extension)
    return _PLAIN[extension](data) if tracking is None else tracking(data, changes)


def _looks_like(data: bytes) -> str:
    """The extension that fits the content; a line that begins with a hash makes it Markdown."""
    if looks_like_zip(data):
        return ".odt" if looks_like_odt(data) else ".docx"
    if _PAGE.match(data):
        return ".html"
    if _AKN.match(data):
        return ".xml"
    return ".md" if _HEADING.search(data) else ".txt"


def _clean(problem: Problem) -> Problem:
    """What was left out is shown too, so it may not play tricks either."""
    return Problem(
        problem.code, without_controls(problem.place, []), without_controls(problem.detail, [])
    )
