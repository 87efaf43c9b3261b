"""What each file says, found by another way than ours: the lines of its paragraphs by language."""

import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import html5lib
from lxml import etree
from markdown_it import MarkdownIt

HTML = "{http://www.w3.org/1999/xhtml}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Lines = list[tuple[str, ...]]


def odt_part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def whole(node: etree._Element) -> str:
    return "".join(node.itertext())


def docx_lines(data: bytes, columns: int) -> Lines:
    document = docx.Document(io.BytesIO(data))
    if columns == 1:
        return [(p.text,) for p in document.paragraphs if p.style.name == "Charter paragraph"]
    rows = [row for table in document.tables for row in table.rows[1:]]
    return [tuple(cell.text for cell in row.cells[1:]) for row in rows]


def odt_lines(data: bytes, columns: int) -> Lines:
    root = odt_part(data, "content.xml")
    if columns == 1:
        return [(whole(item),) for item in root.iter(f"{TEXT}list-item")]
    heads = {row for head in root.iter(f"{TABLE}table-header-rows") for row in head}
    rows = [row for row in root.iter(f"{TABLE}table-row") if row not in heads]
    return [tuple(whole(cell) for cell in row[1:]) for row in rows]


def html_lines(data: bytes, columns: int) -> Lines:
    root = html5lib.HTMLParser(strict=True).parse(io.BytesIO(data), transport_encoding="utf-8")
    if columns == 1:
        divs = [d for d in root.iter(f"{HTML}div") if d.get("class") == "para"]
        return [("".join(div.find(f"{HTML}p").itertext()),) for div in divs]
    rows = [row for row in root.iter(f"{HTML}tr") if (row.get("id") or "").startswith("p")]
    return [tuple("".join(c.itertext()) for c in row.findall(f"{HTML}td")) for row in rows]


def md_lines(data: bytes, columns: int) -> Lines:
    shown = (
        MarkdownIt("commonmark")
        .enable("table")
        .render(re.sub(r"\A---\n.*?\n---\n", "", data.decode(), flags=re.DOTALL))
    )
    root = html5lib.parse(shown)
    if columns == 1:
        return [("".join(p.itertext()),) for p in root.iter(f"{HTML}p")]
    bodies = [row for body in root.iter(f"{HTML}tbody") for row in body]
    return [tuple("".join(cell.itertext()) for cell in row[1:]) for row in bodies]


def txt_lines(data: bytes, columns: int) -> Lines:
    found: dict[str, list[str]] = {}
    for number, line in re.findall(r"^\[(\d+)\](?: \w\w:(?= ))? (.*)$", data.decode(), re.M):
        found.setdefault(number, []).append(line)
    return [tuple(lines) for lines in found.values()]


def akn_lines(data: bytes, columns: int) -> Lines:
    root = etree.fromstring(data)
    bodies = [
        [
            " ".join(
                filter(None, (p.findtext(f"{AKN}num"), whole(p.find(f"{AKN}content")).strip()))
            )
            for p in body.iter(f"{AKN}paragraph")
        ]
        for body in root.iter(f"{AKN}mainBody")
    ]
    return list(zip(*bodies, strict=True))


def pdf_text(data: bytes, folder: Path, *more: str) -> str:
    path = folder / "file.pdf"
    path.write_bytes(data)
    command = ["pdftotext", *more, str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


READERS = {
    "docx": docx_lines,
    "odt": odt_lines,
    "html": html_lines,
    "md": md_lines,
    "txt": txt_lines,
    "akn": akn_lines,
}
