"""A version as an ODT file: outline levels, styles, numbers of a list in the margin.

As in the Word file, the body holds the charter, with notes and citations in a style of their own
below each paragraph; what proves the copy is around it.
"""

from html import escape

from app.documents.archive_writer import pack
from app.documents.margin import BESIDE_STYLE, MARGIN_LIST
from app.documents.writers.versions.copies import Beside, Copy
from app.documents.writers.versions.open_document_style import NAMESPACES, styles, table_styles
from app.documents.writers.versions.qr import qr_png
from app.domain.languages import direction
from app.domain.said import Said
from app.domain.version_documents import DocumentParagraph, DocumentSection

MIME = "application/vnd.oasis.opendocument.text"
QR = "Pictures/qr.png"
CELL, NOTE = "Charter_20_beside", BESIDE_STYLE.replace(" ", "_20_")
DEEPEST = 10
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MANIFEST = (
    f"{HEAD}<manifest:manifest "
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
    f'manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    f'<manifest:file-entry manifest:full-path="{QR}" manifest:media-type="image/png"/>'
    "</manifest:manifest>"
)


def odt_bytes(copy: Copy) -> bytes:
    """The version as an ODT file; the same version always gives the same bytes."""
    members = [
        ("mimetype", MIME.encode()),
        ("META-INF/manifest.xml", MANIFEST.encode()),
        ("content.xml", _content(copy).encode()),
        ("meta.xml", _meta(copy).encode()),
        ("styles.xml", (HEAD + styles(copy)).encode()),
        (QR, qr_png(copy.document.address)),
    ]
    return pack(members, moment=copy.document.moment, stored=("mimetype",))


def _content(copy: Copy) -> str:
    document = copy.document
    parts = [_p("Title", Said(copy.title, copy.language))]
    if document.beside:
        parts.append(_p("Subtitle", Said(document.titles[document.beside], document.beside)))
    for place, section in enumerate(document.sections):
        parts += _section(copy, section, place)
    return (
        f'{HEAD}<office:document-content {NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{table_styles(copy.language)}</office:automatic-styles>"
        "<office:body>"
        f"<office:text>{''.join(parts)}</office:text></office:body></office:document-content>"
    )


def _section(copy: Copy, section: DocumentSection, place: int) -> list[str]:
    head, parts = copy.heading(section), []
    if head:
        level = min(section.level, DEEPEST)
        style = f"{_way(head.language)}Heading_20_{level}"
        parts.append(
            f'<text:h text:style-name="{style}" text:outline-level="{level}">'
            f"{_words(head)}</text:h>"
        )
    if copy.document.beside is None:
        return [*parts, *(_numbered(copy, one) for one in section.paragraphs)]
    other = copy.heading(section, copy.document.beside)
    if other:
        parts.append(_p("Heading_20_beside", other))
    if section.paragraphs:
        parts.append(_table(copy, section, place))
    return parts


def _numbered(copy: Copy, paragraph: DocumentParagraph) -> str:
    """A paragraph as an item of the list in the margin, with the number it has in the version."""
    body = _line(copy, paragraph, copy.language, "Charter_20_paragraph")
    return (
        f'<text:list text:style-name="{MARGIN_LIST}">'
        f'<text:list-item text:start-value="{paragraph.number}">{body}</text:list-item></text:list>'
        f"{_beside(copy, paragraph, copy.language)}"
    )


def _beside(copy: Copy, paragraph: DocumentParagraph, language: str) -> str:
    return "".join(map(_note, copy.beside(paragraph, language)))


def _note(one: Beside) -> str:
    word = _words(Said(one.word, one.language), "Strong_20_")
    text = _words(Said(f" {one.text}", one.language))
    return f'<text:p text:style-name="{_way(one.language)}{NOTE}">{word}{text}</text:p>'


def _line(copy: Copy, paragraph: DocumentParagraph, language: str, style: str) -> str:
    gap = paragraph.line(language) is None
    return _p("Charter_20_gap" if gap else style, copy.said(paragraph, language))


def _table(copy: Copy, section: DocumentSection, place: int) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="{name}"/>' for name in ("Number", "Text", "Text")
    )
    number = Said(copy.words["number"], copy.language)
    titles = [number, *(copy.column(code) for code in copy.document.languages)]
    head = "".join(_cell(_p("Cell", title)) for title in titles)
    rows = [f"<table:table-header-rows>{_row(head)}</table:table-header-rows>"]
    for paragraph in section.paragraphs:
        cells = [_cell(_p("Cell", Said(str(paragraph.number), copy.language)))]
        cells += [
            _cell(_line(copy, paragraph, code, CELL) + _beside(copy, paragraph, code))
            for code in copy.document.languages
        ]
        rows.append(_row("".join(cells)))
    return (
        f'<table:table table:name="Text{place + 1}" table:style-name="Beside">{columns}'
        f"{''.join(rows)}</table:table>"
    )


def _row(cells: str) -> str:
    return f'<table:table-row table:style-name="Whole">{cells}</table:table-row>'


def _cell(content: str) -> str:
    return (
        '<table:table-cell table:style-name="Ruled" office:value-type="string">'
        f"{content}</table:table-cell>"
    )


def _p(style: str, said: Said) -> str:
    return f'<text:p text:style-name="{_way(said.language)}{style}">{_words(said)}</text:p>'


def _way(language: str) -> str:
    """Each style there is twice: for lines from left to right, and from right to left."""
    return "Rtl_20_" if direction(language) == "rtl" else ""


def _words(said: Said, kind: str = "") -> str:
    """The words in their language; spaces and breaks that XML would join are written out."""
    text = "<text:line-break/>".join(escape(line, quote=False) for line in said.text.split("\n"))
    return f'<text:span text:style-name="{kind}In_20_{said.language}">{text}</text:span>'


def _meta(copy: Copy) -> str:
    document = copy.document
    day = document.moment.strftime("%Y-%m-%dT%H:%M:%S")
    return (
        f'{HEAD}<office:document-meta {NAMESPACES} office:version="1.3"><office:meta>'
        f"<meta:generator>Palabre</meta:generator><dc:title>{escape(copy.named)}</dc:title>"
        f"<dc:subject>{escape(' · '.join(fact.line for fact in copy.facts()))}</dc:subject>"
        f"<meta:creation-date>{day}</meta:creation-date><dc:date>{day}</dc:date>"
        f"<dc:language>{copy.language}</dc:language></office:meta></office:document-meta>"
    )
