"""A version as one HTML file: to read, to print, and for the PDF to be laid out from."""

import base64
import re
from html import escape

from app.documents.margin import ABOUT, BESIDE, NUMBER, PART, TITLE
from app.documents.writers.versions.copies import Beside, Copy, Fact
from app.documents.writers.versions.html_style import style
from app.documents.writers.versions.qr import qr_svg
from app.domain.languages import direction
from app.domain.said import Said
from app.domain.version_documents import DocumentParagraph, DocumentSection

_DEEPEST = 6
_ADDRESS = re.compile(r"(https?://[^\s<>\"]+)", re.IGNORECASE)
_ABOUT, _NUMBER = f' {PART}="{ABOUT}"', f' {PART}="{NUMBER}"'
# Browsers draw no picture in the margin of a page: the hash stands there, the code at the end.
IN_A_BROWSER = """@media print {
  @page { margin-bottom: 22mm;
    @bottom-%(start)s { content: %(words)s; font: 7pt monospace; color: #52606d } }
  .foot { break-inside: avoid }
}
"""


def html_bytes(copy: Copy) -> bytes:
    """The version as a file of its own, with everything it needs inside."""
    document = copy.document
    margin = {
        "start": "right" if direction(copy.language) == "rtl" else "left",
        "words": _css_string(document.hash or document.address),
    }
    look = style(copy.language) + IN_A_BROWSER % margin
    return html_text(copy, look).encode()


def html_text(copy: Copy, look: str, *, foot_first: bool = False) -> str:
    """The page in a look of its own; what goes to the foot of each page has to come first."""
    document = copy.document
    body = _side_by_side(copy) if document.beside else _alone(copy)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{copy.language}" dir="{direction(copy.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="Palabre">',
            f'<meta name="dcterms.created" content="{document.moment.date().isoformat()}">',
            f"<title>{escape(copy.named)}</title>",
            f"<style>{look}</style>",
            "</head>",
            "<body>",
            *([_foot(copy)] if foot_first else []),
            "<main>",
            _head(copy),
            *body,
            _proof(copy),
            "</main>",
            *([] if foot_first else [_foot(copy)]),
            "</body>",
            "</html>",
            "",
        )
    )


def _head(copy: Copy) -> str:
    document = copy.document
    lines = ["<header>", f'<h1 {PART}="{TITLE}">{escape(copy.title)}</h1>']
    if document.beside:
        title = Said(document.titles[document.beside], document.beside)
        lines.append(f'<p class="title"{_spoken(title.language)}>{escape(title.text)}</p>')
    lines += [f'<p class="state"{_ABOUT}>{escape(copy.state)}</p>', "</header>"]
    return "\n".join(lines)


def _alone(copy: Copy) -> list[str]:
    found = []
    for section in copy.document.sections:
        found.append("<section>")
        head = copy.heading(section)
        if head:
            found.append(_heading(section, head))
        found += [_paragraph(copy, paragraph) for paragraph in section.paragraphs]
        found.append("</section>")
    return found


def _paragraph(copy: Copy, paragraph: DocumentParagraph) -> str:
    words = escape(copy.words["paragraph"])
    number = f'<span class="n"{_NUMBER}><span class="vh">{words} </span>{paragraph.number}</span>'
    return (
        f'<div class="para" id="p{paragraph.number}">{number}'
        f"{_text(copy, paragraph, copy.language)}{_beside(copy, paragraph, copy.language)}</div>"
    )


def _beside(copy: Copy, paragraph: DocumentParagraph, language: str) -> str:
    """Note and citations, marked as no part of the text."""
    return "".join(
        f'<p class="beside" {PART}="{BESIDE}"{_spoken(language)}>'
        f"<b>{escape(one.word)}</b> {_lines(one)}</p>"
        for one in copy.beside(paragraph, language)
    )


def _lines(one: Beside) -> str:
    """Each citation runs its own way, and an address in it from left to right, also when broken."""
    if one.name == "note":
        return escape(one.text)
    return "\n".join(f'<bdi dir="auto">{_cited(line)}</bdi>' for line in one.text.split("\n"))


def _cited(line: str) -> str:
    parts = _ADDRESS.split(line)
    return "".join(
        f'<bdi dir="ltr">{escape(part)}</bdi>' if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )


def _text(copy: Copy, paragraph: DocumentParagraph, language: str) -> str:
    said = copy.said(paragraph, language)
    if paragraph.line(language) is None:
        return f'<p class="absent"{_spoken(said.language)}>{escape(said.text)}</p>'
    return f'<p class="text"{_spoken(language)}>{escape(said.text)}</p>'


def _side_by_side(copy: Copy) -> list[str]:
    """One table: its head, with the languages, stands on top of every page."""
    document = copy.document
    names = "".join(
        f'<th scope="col"{_spoken(language)}>{escape(copy.column(language).text)}</th>'
        for language in document.languages
    )
    words = escape(copy.words["paragraph"])
    found = [
        '<table class="side">',
        f'<thead><tr><th scope="col" class="n"><span class="vh">{words}</span></th>',
        f"{names}</tr></thead>",
    ]
    for section in document.sections:
        found.append("<tbody>")
        if section.headings:
            found.append(_heads(copy, section))
        for paragraph in section.paragraphs:
            cells = "".join(
                f"<td>{_text(copy, paragraph, code)}{_beside(copy, paragraph, code)}</td>"
                for code in document.languages
            )
            found.append(
                f'<tr id="p{paragraph.number}"><th scope="row" class="n">{paragraph.number}</th>'
                f"{cells}</tr>"
            )
        found.append("</tbody>")
    return [*found, "</table>"]


def _heads(copy: Copy, section: DocumentSection) -> str:
    first, second = (copy.heading(section, language) for language in copy.document.languages)
    head = _heading(section, first) if first else ""
    other = f'<p class="head"{_spoken(second.language)}>{escape(second.text)}</p>' if second else ""
    return f'<tr class="heads"><td></td><td>{head}</td><td>{other}</td></tr>'


def _heading(section: DocumentSection, head: Said) -> str:
    level = min(section.level + 1, _DEEPEST)
    deeper = f' aria-level="{section.level + 1}"' if section.level + 1 > _DEEPEST else ""
    return f"<h{level}{deeper}{_spoken(head.language)}>{escape(head.text)}</h{level}>"


def _spoken(language: str) -> str:
    return f' lang="{language}" dir="{direction(language)}"'


def _proof(copy: Copy) -> str:
    rows = "\n".join(f"<p>{_fact(fact)}</p>" for fact in copy.facts())
    note = escape(copy.words["margin"])
    return f'<div class="proof"{_ABOUT}>\n{rows}\n<p>{note}</p>\n</div>'


def _foot(copy: Copy) -> str:
    """At the foot of each printed page: the name, the hash, the address and its QR code."""
    document = copy.document
    picture = base64.b64encode(qr_svg(document.address).encode()).decode()
    codes = [document.hash] if document.hash else []
    lines = "".join(
        f'<span class="code" dir="ltr">{escape(code)}</span>' for code in (*codes, document.address)
    )
    return (
        f'<div class="foot"{_ABOUT}>'
        f'<img src="data:image/svg+xml;base64,{picture}" alt="{escape(copy.words["qr"])}">'
        f'<div><span class="named">{escape(copy.named)}</span>{lines}</div></div>'
    )


def _css_string(text: str) -> str:
    """A string of a style sheet: no sign in it can end the string, or the sheet."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'


def _fact(fact: Fact) -> str:
    if not fact.code:
        return escape(fact.words)
    return f'{escape(fact.words)}: <span class="code" dir="ltr">{escape(fact.code)}</span>'
