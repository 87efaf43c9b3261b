"""Small OpenDocument texts for the reader's tests, written part by part."""

import io
import zipfile

KIND = "application/vnd.oasis.opendocument.text"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{short}="{_URN}:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("manifest", "manifest"),
        ("svg", "svg-compatible"),
    )
) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)  # fmt: skip


def style(name: str, letters: str = "", *, family: str = "paragraph", more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" {more}>'
        f"<style:text-properties {letters}/></style:style>"
    )


def numbers(level: int, format_: str, more: str = "", name: str = "number") -> str:
    return (
        f'<text:list-level-style-{name} text:level="{level}" style:num-format="{format_}" {more}/>'
    )


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


STYLES = (
    style("Title")
    + style("Fat", 'fo:font-weight="bold"')
    + style("fat", 'fo:font-weight="bold"', family="text")
    + style("gone", 'text:display="none"', family="text")
    + style("struck", 'style:text-line-through-style="solid"', family="text")
    + list_style(
        "L",
        numbers(1, "1", 'style:num-suffix="."'),
        numbers(2, "a", 'style:num-prefix="(" style:num-suffix=")"'),
        numbers(3, "i", 'style:num-suffix="."'),
    )
    + list_style("Dots", numbers(1, "", name="bullet"))
)


def p(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def h(content: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{content}</text:h>'


def items(*contents: str, style: str = "L", more: str = "") -> str:
    inner = "".join(f"<text:list-item>{one}</text:list-item>" for one in contents)
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{inner}</text:list>"


def content(body: str, styles: str = STYLES) -> str:
    return (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


def members(body: str, styles: str = STYLES) -> dict[str, bytes | str]:
    """The parts of an OpenDocument text by name."""
    return {
        "mimetype": KIND,
        "content.xml": content(body, styles),
        "styles.xml": f"<office:document-styles {SPACES}/>",
        "META-INF/manifest.xml": f"<manifest:manifest {SPACES}/>",
    }


def zipped(parts: dict[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, compress_type=stored)
    return target.getvalue()


def odt(body: str, styles: str = STYLES) -> bytes:
    """A whole OpenDocument text."""
    return zipped(members(body, styles))
