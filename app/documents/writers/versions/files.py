"""Which writer makes which format of a version, and what the file is called and is."""

from collections.abc import Callable, Mapping
from pathlib import Path

from app.documents.writers.versions.akoma_ntoso import akn_bytes
from app.documents.writers.versions.copies import Copy
from app.documents.writers.versions.html import html_bytes
from app.documents.writers.versions.open_document import MIME, odt_bytes
from app.documents.writers.versions.pdf import Told, pdf_bytes
from app.documents.writers.versions.plain import markdown_bytes, text_bytes
from app.documents.writers.versions.word import docx_version
from app.domain.version_documents import TextFormat, VersionDocument

TYPES: Mapping[TextFormat, str] = {
    TextFormat.PDF: "application/pdf",
    TextFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    TextFormat.ODT: MIME,
    TextFormat.HTML: "text/html; charset=utf-8",
    TextFormat.MARKDOWN: "text/markdown; charset=utf-8",
    TextFormat.TEXT: "text/plain; charset=utf-8",
    TextFormat.AKN: "application/akn+xml",
}
ENDS = {TextFormat.AKN: "akn.xml"}
WRITERS: Mapping[TextFormat, Callable[[Copy], bytes]] = {
    TextFormat.DOCX: docx_version,
    TextFormat.ODT: odt_bytes,
    TextFormat.HTML: html_bytes,
    TextFormat.MARKDOWN: markdown_bytes,
    TextFormat.TEXT: text_bytes,
    TextFormat.AKN: akn_bytes,
}
# Above this many paragraphs, counted in each language, a file is made in the background.
LONG = 200


def file_bytes(
    document: VersionDocument,
    words: Mapping[str, str],
    format_: TextFormat,
    *,
    fonts: Path,
    told: Told | None = None,
) -> bytes:
    """The version in a format; the same version and words always give the same bytes.

    Raises ``NoPdf`` where PDF is asked for and cannot be made. ``told`` hears each page of a PDF.
    """
    copy = Copy(document, words)
    if format_ is TextFormat.PDF:
        return pdf_bytes(copy, fonts, told)
    return WRITERS[format_](copy)


def file_name(document: VersionDocument, format_: TextFormat) -> str:
    """What the file is called: charter, version, languages, format."""
    return f"{document.stem}.{ENDS.get(format_, format_.value)}"


def takes_long(document: VersionDocument, format_: TextFormat) -> bool:
    """Whether making the file is work for the background: every PDF, and long texts."""
    lines = len(document.paragraphs) * len(document.languages)
    return format_ is TextFormat.PDF or lines > LONG
