"""A version as a DOCX file: heading styles, numbers of a real list in the margin, a proven foot.

The body holds the charter, so that it reads in again paragraph by paragraph; notes and citations
stand below in a style of their own, by which they are known. What proves the copy stands in the
header and at the foot of every page.
"""

import io
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor

from app.documents.margin import BESIDE_STYLE, MARGIN_LIST, TEXT_STYLE
from app.documents.writers.docx_package import as_bytes, new_document
from app.documents.writers.docx_text import Sheet
from app.documents.writers.runs import Run
from app.documents.writers.versions.copies import Beside, Copy
from app.documents.writers.versions.qr import qr_png
from app.documents.writers.versions.word_parts import cell, field, row, table
from app.domain.languages import direction
from app.domain.said import Said
from app.domain.version_documents import DocumentSection

BODY, BESIDE, HEADING_BESIDE = TEXT_STYLE, "Charter beside", "Heading beside"
MUTED = RGBColor(0x52, 0x60, 0x6D)
DEEPEST = 9
NUMBERING = """<w:abstractNum {ns} w:abstractNumId="77"><w:multiLevelType w:val="singleLevel"/>
<w:name w:val="{name}"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:pStyle w:val="{style}"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/>
<w:pPr><w:tabs><w:tab w:val="num" w:pos="0"/></w:tabs><w:ind w:left="0" w:hanging="680"/></w:pPr>
<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/><w:b w:val="0"/>
<w:color w:val="52606D"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:lvl></w:abstractNum>"""
IN_STYLE = '<w:numPr {ns}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'


def docx_version(copy: Copy) -> bytes:
    """The version as a DOCX file; the same version always gives the same bytes."""
    document = new_document(copy.language)
    charter_styles(document)
    sheet = Sheet(document, copy.language)
    sheet.paragraph(_run(Said(copy.title, copy.language)), style="Title")
    if copy.document.beside:
        other = copy.document.beside
        _beside(sheet, Said(copy.document.titles[other], other))
    for section in copy.document.sections:
        _section(sheet, copy, section)
    if not copy.document.sections:
        sheet.say("")
    _header(document, copy)
    _footer(document, copy)
    return as_bytes(document, title=copy.named, language=copy.language, moment=copy.document.moment)


def _section(sheet: Sheet, copy: Copy, section: DocumentSection) -> None:
    head = copy.heading(section)
    if head:
        level = min(section.level, DEEPEST)
        sheet.paragraph(_run(head), style=f"Heading {level}", language=head.language)
    if copy.document.beside is None:
        for paragraph in section.paragraphs:
            said = copy.said(paragraph, copy.language)
            gap = paragraph.line(copy.language) is None
            sheet.paragraph(
                Run(said.text, said.language, muted=gap), style=BODY, language=said.language
            )
            for one in copy.beside(paragraph):
                sheet.paragraph(*_note(one), style=BESIDE_STYLE, language=one.language)
        return
    other = copy.heading(section, copy.document.beside)
    if other:
        _beside(sheet, other)
    if section.paragraphs:
        sheet.end.addprevious(_table(sheet, copy, section))


def _beside(sheet: Sheet, head: Said) -> None:
    sheet.paragraph(_run(head), style=HEADING_BESIDE, language=head.language)


def _table(sheet: Sheet, copy: Copy, section: DocumentSection) -> Any:
    """The paragraphs of a section, the two languages beside each other."""
    head = [cell(sheet, [Run(copy.words["number"], copy.language, muted=True)])]
    head += [
        cell(sheet, [Run(column.text, column.language, muted=True)])
        for column in map(copy.column, copy.document.languages)
    ]
    rows = [row(head, header=True)]
    for paragraph in section.paragraphs:
        cells = [cell(sheet, [Run(str(paragraph.number), copy.language, muted=True)])]
        for language in copy.document.languages:
            said = copy.said(paragraph, language)
            gap = paragraph.line(language) is None
            made = cell(sheet, [Run(said.text, said.language, muted=gap)], style=BESIDE)
            notes = (_note(one) for one in copy.beside(paragraph, language))
            made.extend(cell(sheet, *notes, style=BESIDE_STYLE)[1:])
            cells.append(made)
        rows.append(row(cells))
    return table(rows, (690, 4190, 4190), rtl=direction(copy.language) == "rtl")


def _note(one: Beside) -> list[Run]:
    return [
        Run(f"{one.word} ", one.language, bold=True, muted=True),
        Run(one.text, one.language, muted=True),
    ]


def _run(said: Said) -> Run:
    return Run(said.text, said.language)


def charter_styles(document: Document) -> None:
    """The styles of a charter's text; the numbers belong to the style of its paragraphs."""
    base = document.styles["Charter text"]
    for name in (BODY, BESIDE, HEADING_BESIDE, BESIDE_STYLE):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = base
    document.styles[BESIDE].paragraph_format.space_before = Pt(2)
    document.styles[BESIDE].paragraph_format.space_after = Pt(2)
    _note_style(document)
    beside = document.styles[HEADING_BESIDE]
    beside.base_style = document.styles["Normal"]
    beside.font.size, beside.font.bold, beside.font.cs_bold = Pt(13), True, True
    beside.font.color.rgb = MUTED
    beside.paragraph_format.keep_with_next = True
    for level in range(5, DEEPEST + 1):
        document.styles[f"Heading {level}"].font.italic = False
    # Letters set apart would tear Arabic words, and the rule under the title says nothing.
    title = document.styles["Title"].element
    for old in title.xpath(".//w:pBdr | .//w:spacing[@w:val] | .//w:kern | .//w:contextualSpacing"):
        old.getparent().remove(old)
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    style = document.styles[BODY]
    namespaces = nsdecls("w")
    numbering.append(
        parse_xml(NUMBERING.format(ns=namespaces, name=MARGIN_LIST, style=style.style_id))
    )
    numbering.append(
        parse_xml(f'<w:num {namespaces} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    style.element.get_or_add_pPr().insert_element_before(
        parse_xml(IN_STYLE.format(ns=namespaces)), "w:spacing", "w:ind", "w:jc"
    )
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(22), Mm(40)
    section.footer_distance = Mm(9)


def _note_style(document: Document) -> None:
    """Smaller than the text; whoever goes on typing after a note types text again."""
    style = document.styles[BESIDE_STYLE]
    style.base_style = document.styles["Small"]
    style.next_paragraph_style = document.styles[BODY]
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.left_indent = Mm(5)


def _header(document: Document, copy: Copy) -> None:
    sheet = _Part(document.sections[0].header, copy, document)
    sheet.fill([[Run(" · ".join((copy.state, *copy.notes())), copy.language, muted=True)]])


def _footer(document: Document, copy: Copy) -> None:
    """Name and page, hash, address, and the code that leads there."""
    footer = document.sections[0].footer
    part = _Part(footer, copy, document)
    about = copy.document
    lines = [[Run(f"{copy.named} · ", copy.language, muted=True)]]
    lines += [[Run(code, "en", muted=True)] for code in (about.hash, about.address) if code]
    words = part.cell(lines)
    words[1].append(field("PAGE", copy.language))
    picture = footer.paragraphs[0]
    shape = picture.add_run().add_picture(io.BytesIO(qr_png(about.address)), width=Mm(16))
    shape._inline.docPr.set("descr", copy.words["qr"])
    shape._inline.docPr.set("name", "QR")
    code = part.cell([])
    code.append(picture._p)
    rtl = direction(copy.language) == "rtl"
    footer._element.insert(0, table([row([words, code])], (8070, 1000), rtl=rtl, ruled=False))
    part.end()


class _Part:
    """A header or footer being filled in the styles of the document."""

    def __init__(self, part: Any, copy: Copy, document: Document) -> None:
        part.is_linked_to_previous = False
        self._element = part._element
        self.sheet = Sheet(document, copy.language)

    def fill(self, lines: list[list[Run]]) -> None:
        """These lines in place of the empty one."""
        for old in list(self._element):
            self._element.remove(old)
        for one in self.cell(lines)[1:]:
            self._element.append(one)

    def cell(self, lines: list[list[Run]]) -> Any:
        """The lines as a cell of a table."""
        return cell(self.sheet, *lines, style="Small")

    def end(self) -> None:
        """A table may not be the last thing in a part."""
        self._element.append(self.cell([[]])[1])
