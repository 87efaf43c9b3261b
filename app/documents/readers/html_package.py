"""Opening a web page: its letters, its limits, and the tree of its elements."""

import codecs

import regex
from lxml import etree

from app.documents.archive import MAX_UPLOAD
from app.documents.readers.decoding import decode
from app.documents.readers.reading import Problem, UnreadableDocument

LONGEST = 8_000_000
MOST_TAGS = 100_000
DEEPEST = 200  # the parser stops at 256

_DECLARED = regex.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,99}?encoding=[\"']([\w.-]{2,40})",
    regex.I,
)
_HEAD = 4096
# The encodings pages of the four languages were written in; the declared name is a stranger's word.
_ENCODINGS = regex.compile(
    r"(?:windows-?|cp)125\d|iso-?8859-?\d{1,2}|latin-?\d|macroman|mac-?arabic|macintosh"
)
_ENTITY = regex.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", regex.I)


def parse_page(data: bytes) -> tuple[etree._Element, list[Problem]]:
    """The root element of a page, and what had to be assumed about its letters."""
    if len(data) > MAX_UPLOAD:
        raise UnreadableDocument("too_large")
    source, problems = _source(data)
    if len(source) > LONGEST or source.count("<") > MOST_TAGS:
        raise UnreadableDocument("too_complex")
    if _ENTITY.search(source):
        raise UnreadableDocument("doctype")
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise UnreadableDocument("too_deep") from error
        raise UnreadableDocument("damaged") from error
    if root is None:
        raise UnreadableDocument("empty")
    _refuse_deep(root)
    return root, problems


def _refuse_deep(root: etree._Element) -> None:
    """What is nested too deeply would be cut off by the parser without a word."""
    depth = 0
    for event, _node in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise UnreadableDocument("too_deep")


def _source(data: bytes) -> tuple[str, list[Problem]]:
    """The text of the file: UTF-8 where it is that, else what the page says it is."""
    try:
        return decode_strictly(data), []
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:_HEAD])
    name = (found[1] or found[2]).decode("ascii").lower() if found else ""
    if _ENCODINGS.fullmatch(name):
        try:
            return data.decode(codecs.lookup(name).name), []
        except (LookupError, UnicodeDecodeError) as error:
            raise UnreadableDocument("bad_encoding") from error
    return decode(data)


def decode_strictly(data: bytes) -> str:
    """UTF-8, or UTF-16 with its mark."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = data.decode("utf-16" if marked else "utf-8-sig")
    if "\0" in text:
        raise UnreadableDocument("bad_encoding")
    return text
