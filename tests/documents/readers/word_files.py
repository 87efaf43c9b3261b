"""Small Word files for the reader's tests, written part by part."""

import io
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def style(key: str, name: str, more: str = "", flag: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"{flag}><w:name w:val="{name}"/>{more}'
        "</w:style>"
    )


STYLES = (
    style("Normal", "Normal", flag=' w:default="1"')
    + style("Titre", "Title")
    + style("Titre1", "heading 1")
    + style("Titre2", "heading 2")
    + style("Own", "Own", '<w:basedOn w:val="Titre2"/>')
    + style("Circle", "Circle", '<w:basedOn w:val="Circle"/>')
    + style("Out", "Out", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    + style("TOC1", "toc 1")
    + style("Fat", "Fat", "<w:rPr><w:b/></w:rPr>")
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def item(text: str, number: int = 1, level: int = 0, style: str = "") -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, style, numbering)


def level(place: int, style: str, pattern: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> str:
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}</w:numbering>'
    )


def part(name: str, content: str) -> str:
    return f"<w:{name} {W} {R}>{content}</w:{name}>"


def relation(key: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def relations(*rows: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(rows)}</Relationships>'


def types(main: str = MAIN) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    override = f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    return f'<Types xmlns="{space}">{override}</Types>'


def members(body: str, links: tuple[str, ...] = (), **parts: str) -> dict[str, bytes | str]:
    """The parts of a Word file by name; ``parts`` are further ones such as ``numbering``."""
    named = {"styles": part("styles", STYLES), **parts}
    rows = [relation(f"part{name}", name, f"{name}.xml") for name in named]
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(relation("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations(*rows, *links),
        **{f"word/{name}.xml": content for name, content in named.items()},
    }


def zipped(parts: dict[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx(body: str, links: tuple[str, ...] = (), **parts: str) -> bytes:
    """A whole Word file."""
    return zipped(members(body, links, **parts))
