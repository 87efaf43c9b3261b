"""A round's file in Word's format, put together and dated."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

import docx.document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement

from app.documents.writers.docx_package import as_bytes, footer, new_document
from app.documents.writers.docx_text import Sheet
from app.documents.writers.review.body import Body
from app.documents.writers.review.numbers import Numbers
from app.documents.writers.runs import Run
from app.documents.writers.versions.word import charter_styles
from app.domain.review import ReviewDocument

# Above this size a file is made in the background.
LONG = 400
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def review_bytes(about: ReviewDocument, words: Mapping[str, str]) -> bytes:
    """The round as a DOCX file; the same round always gives the same bytes.

    ``words`` are those of ``review_words`` in the language of the document.
    """
    document = new_document(about.language)
    charter_styles(document)
    body = Body(Sheet(document, about.language), about, words, Numbers(document))
    body.fill()
    body.margin.fill(document)
    _header(document, about, words)
    version = words["version"] % {"number": about.number}
    mark = about.hash[:12]
    footer(document, " · ".join(filter(None, (about.title, version, mark))), about.language)
    _properties(document, about)
    if about.clean:
        _track(document)
    title = f"{about.charter} · {about.title}"
    return as_bytes(document, title=title, language=about.language, moment=about.moment)


def takes_long(about: ReviewDocument) -> bool:
    """Whether making the file is work for the background."""
    return about.size > LONG


def _header(
    document: docx.document.Document, about: ReviewDocument, words: Mapping[str, str]
) -> None:
    """One line at the head of every page: what this file is and what to do with it."""
    header = document.sections[0].header
    header.is_linked_to_previous = False
    sheet = Sheet(document, about.language)
    text = words["to_mark_up" if about.clean else "to_read"]
    line = sheet.paragraph(Run(text, about.language, muted=True), style="Small")
    for old in list(header._element):
        header._element.remove(old)
    header._element.append(line)


def _properties(document: docx.document.Document, about: ReviewDocument) -> None:
    """What the file says of itself when it comes back; nothing of anybody."""
    rows = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(about.properties.items(), start=2)
    )
    xml = f'<Properties xmlns="{_SPACE}" xmlns:vt="{_VALUES}">{rows}</Properties>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _TYPE, (head + xml).encode(), package)
    package.relate_to(part, _RELATION)


def _track(document: docx.document.Document) -> None:
    """Changes made in the file are tracked from the start."""
    settings = document.settings.element
    found = OxmlElement("w:trackRevisions")
    before = settings.xpath("w:defaultTabStop | w:characterSpacingControl | w:compat")
    if before:
        before[0].addprevious(found)
    else:
        settings.append(found)
