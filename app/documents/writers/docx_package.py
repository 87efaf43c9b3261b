"""The frame of a DOCX file: styles of our own, page numbers, and nothing that names a machine."""

import io
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from app.documents.archive_writer import repack
from app.documents.writers.docx_pieces import Pieces
from app.documents.writers.docx_text import LOCALES
from app.domain.languages import direction

SERIF, SANS, ARABIC = "Cambria", "Calibri", "Arial"
INK, BLUE = RGBColor(0x1B, 0x24, 0x30), RGBColor(0x12, 0x30, 0x4A)
# Name, base, size, Arabic size, font, space before and after in points.
STYLES = (
    ("Charter text", "Normal", 11.5, 13, SERIF, 4, 6),
    ("Quoted", "Normal", 10.5, 12, SERIF, 2, 6),
    ("Small", "Normal", 9, 10, SANS, 0, 4),
    ("Cell", "Normal", 9, 10, SANS, 1, 1),
    ("Cell small", "Normal", 7.5, 8.5, SANS, 1, 1),
    ("After table", "Normal", 4, 4, SANS, 0, 4),
    ("Contents 1", "Normal", 10.5, 12, SANS, 3, 0),
    ("Contents 2", "Normal", 10, 11, SANS, 0, 0),
)
HEADINGS = {"Title": 24, "Heading 1": 17, "Heading 2": 14, "Heading 3": 12, "Heading 4": 11}
BODY = "word/document.xml"
UNWANTED = ("/docProps/thumbnail.jpeg", "/customXml/item1.xml", "/word/stylesWithEffects.xml")
REVISIONS = frozenset({qn("w:rsid"), qn("w:rsids")})
APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
TABLE_STYLE = """<w:style {ns} w:type="table" w:customStyle="1" w:styleId="ReportTable">
<w:name w:val="Report table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="8" w:color="1B2430"/>
<w:bottom w:val="single" w:sz="8" w:color="1B2430"/>
<w:insideH w:val="single" w:sz="4" w:color="D9DCE0"/></w:tblBorders></w:tblPr></w:style>"""


def new_document(language: str) -> Document:
    """An empty document in a language, without anything of the library's model."""
    document = docx.Document()
    for relation in (*document.part.package.rels.values(), *document.part.rels.values()):
        if not relation.is_external and str(relation.target_part.partname) in UNWANTED:
            _drop(document, relation)
    for root in (document.element, document.settings.element, document.styles.element):
        _forget_sittings(root)
    _style(document, language)
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595), Pt(842)
    section.left_margin = section.right_margin = Pt(57)
    section.top_margin = section.bottom_margin = Pt(57)
    if direction(language) == "rtl":
        section._sectPr.append(OxmlElement("w:bidi"))
    return document


def footer(document: Document, text: str, language: str) -> None:
    """One line at the foot of every page, with the number of the page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    if direction(language) == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    run = paragraph.add_run(f"{text} · ")
    run.font.size = Pt(8)
    if direction(language) == "rtl":
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    inner = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    inner.append(shown)
    field.append(inner)


def as_bytes(
    document: Document,
    *,
    title: str,
    language: str,
    moment: datetime,
    pieces: Pieces | None = None,
) -> bytes:
    """The file, dated with the edition's cut-off in every place that holds a date.

    ``pieces`` is what of its body was put away while it was written.
    """
    stamp = moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = core.category = ""
    core.title, core.language = title, language
    core.created = core.modified = stamp
    core.revision = 1
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            part._blob = APPLICATION
        if isinstance(part, XmlPart):
            _forget_revisions(part.element)
    buffer = io.BytesIO()
    document.save(buffer)
    within = {} if pieces is None else {BODY: pieces.within}
    return repack(buffer.getvalue(), moment=moment, within=within)


def _forget_revisions(root: Any) -> None:
    """Numbers that tell which files were once one, and who edited which part of them when."""
    # Never all nodes at once: a long document has millions, and each would be held twice.
    for node in list(root.iter(*REVISIONS)):
        node.getparent().remove(node)
    for node in root.iter():
        for name in [name for name in node.attrib if name.startswith(qn("w:rsid"))]:
            del node.attrib[name]


def _drop(document: Document, relation: Any) -> None:
    for rels in (document.part.package.rels, document.part.rels):
        rels.pop(relation.rId, None) if rels.get(relation.rId) is relation else None


def _forget_sittings(root: Any) -> None:
    """Take out the numbers by which Word tells sittings at the library's model apart."""
    for node in root.iter():
        for name in [one for one in node.attrib if "}rsid" in str(one)]:
            del node.attrib[name]
    for node in root.xpath("//w:rsids | //w:rsid"):
        if node.getparent() is not None:
            node.getparent().remove(node)


def _style(document: Document, language: str) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, SANS, 10.5, 12)
    normal.paragraph_format.space_after = Pt(6)
    normal.font.color.rgb = INK
    for name, points in HEADINGS.items():
        _font(styles[name], SANS, points, points + 1)
        styles[name].font.color.rgb = BLUE
        styles[name].font.bold = styles[name].font.cs_bold = True
        styles[name].font.italic = styles[name].font.cs_italic = False
        styles[name].paragraph_format.keep_with_next = True
    for name, base, size, arabic, font, before, after in STYLES:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        _font(style, font, size, arabic)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
    _font(styles["Caption"], SANS, 10, 11)
    styles["Caption"].font.color.rgb = INK
    styles["Caption"].font.bold = styles["Caption"].font.cs_bold = True
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Contents 2"].paragraph_format.left_indent = Pt(14)
    styles.element.append(parse_xml(TABLE_STYLE.format(ns=nsdecls("w"))))
    for latent in styles.element.xpath("w:docDefaults//w:lang"):
        latent.set(qn("w:val"), LOCALES["en" if direction(language) == "rtl" else language])
        latent.set(qn("w:bidi"), LOCALES["ar"])


def _font(style: Any, name: str, size: float, arabic: float) -> None:
    style.font.name, style.font.size = name, Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for attribute, value in (("ascii", name), ("hAnsi", name), ("eastAsia", name), ("cs", ARABIC)):
        fonts.set(qn(f"w:{attribute}"), value)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(int(arabic * 2)))
    properties.find(qn("w:sz")).addnext(complex_size)
