"""Which reader takes a marked-up file: Word or OpenDocument, nothing else."""

from pathlib import PurePath

from app.documents.archive import looks_like_zip
from app.documents.readers.marked_odt import read_marked_odt
from app.documents.readers.marked_word import read_marked_docx
from app.documents.readers.odt_package import looks_like_odt
from app.documents.readers.reading import UnreadableDocument
from app.domain.marked.lines import MarkedFile

_WITH_MACROS = frozenset({".docm", ".dotm"})


def read_marked(data: bytes, filename: str) -> MarkedFile:
    """A DOCX or ODT file with its tracked changes and comments; the content decides which.

    Raises ``UnreadableDocument`` as the readers of plain texts do.
    """
    if PurePath(filename).suffix.lower() in _WITH_MACROS:
        raise UnreadableDocument("macro")
    if not data.strip():
        raise UnreadableDocument("empty")
    if not looks_like_zip(data):
        raise UnreadableDocument("not_a_word_file")
    try:
        return read_marked_odt(data) if looks_like_odt(data) else read_marked_docx(data)
    except RecursionError as error:
        raise UnreadableDocument("too_deep") from error
