"""The styles of an ODT file: each for both directions, with the page around the text."""

from html import escape

from app.documents.margin import BESIDE_STYLE, MARGIN_LIST
from app.documents.writers.versions.copies import Copy
from app.domain.languages import LANGUAGES, direction

NAMESPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in (
        ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
        ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        ("svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
        ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xlink", "http://www.w3.org/1999/xlink"),
    )
)
COUNTRIES = {"en": "GB", "fr": "FR", "es": "ES", "ar": "SA"}
SERIF, SANS, ARABIC = "Liberation Serif", "Liberation Sans", "Noto Naskh Arabic"
INK, HEAD, MUTED, RULE = "#1b2430", "#12304a", "#52606d", "#d9dce0"
FACES = "".join(
    f'<style:font-face style:name="{name}" svg:font-family="&apos;{name}&apos;" '
    f'style:font-family-generic="{generic}" style:font-pitch="variable"/>'
    for name, generic in ((SERIF, "roman"), (SANS, "swiss"), (ARABIC, "roman"))
)
# Whoever goes on typing after a note types text again.
AFTER_NOTE = f' style:display-name="{BESIDE_STYLE}" style:next-style-name="Charter_20_paragraph"'
# Name, font, size, Arabic size, weight, colour, space before and after in millimetres.
PARAGRAPHS = (
    ("Title", SANS, 24, 25, "bold", HEAD, 0, 4),
    ("Subtitle", SANS, 16, 18, "bold", MUTED, 0, 6),
    ("Heading_20_beside", SANS, 13, 14, "bold", MUTED, 0, 2),
    ("Charter_20_paragraph", SERIF, 11.5, 13, "normal", INK, 0, 2.6),
    ("Charter_20_beside", SERIF, 10.5, 12, "normal", INK, 0.6, 0.6),
    ("Charter_20_gap", SERIF, 10.5, 12, "normal", MUTED, 0, 2.6),
    (BESIDE_STYLE.replace(" ", "_20_"), SANS, 9, 10, "normal", MUTED, 0, 2.6, AFTER_NOTE),
    ("Cell", SANS, 8.5, 9.5, "normal", MUTED, 0.8, 0.6),
    ("Small", SANS, 8, 9, "normal", MUTED, 0, 0.6),
)
SIZES = (17, 14, 12.5, 11.5, 11, 11, 11, 11, 11, 11)
TABLES = f"""<style:style style:name="Beside" style:family="table"><style:table-properties
 style:width="16cm" table:align="margins"{{mode}}/></style:style>
<style:style style:name="Number" style:family="table-column"><style:table-column-properties
 style:column-width="1cm"/></style:style>
<style:style style:name="Text" style:family="table-column"><style:table-column-properties
 style:column-width="7.5cm"/></style:style>
<style:style style:name="Words" style:family="table-column"><style:table-column-properties
 style:column-width="14cm"/></style:style>
<style:style style:name="Code" style:family="table-column"><style:table-column-properties
 style:column-width="2cm"/></style:style>
<style:style style:name="Whole" style:family="table-row"><style:table-row-properties
 fo:keep-together="always"/></style:style>
<style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties
 fo:border-bottom="0.5pt solid {RULE}" fo:padding="0.8mm"/></style:style>
<style:style style:name="Bare" style:family="table-cell"><style:table-cell-properties
 fo:border="none" fo:padding="0mm" style:vertical-align="middle"/></style:style>"""
GRAPHIC = """<style:style style:name="Graphics" style:family="graphic"><style:graphic-properties
 text:anchor-type="as-char" style:vertical-pos="middle" style:vertical-rel="line"/></style:style>"""
PAGE = """<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin-top="1.3cm" fo:margin-bottom="1cm" fo:margin-left="2.5cm"
 fo:margin-right="2.5cm" style:writing-mode="{mode}"/><style:header-style>
<style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.6cm"/>
</style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="1.8cm"
 fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>"""
LIST = f"""<text:list-style style:name="{MARGIN_LIST}"><text:list-level-style-number
 text:level="1" text:style-name="Margin" style:num-format="1"><style:list-level-properties
 text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment
 text:label-followed-by="listtab" text:list-tab-stop-position="0cm" fo:text-indent="-1.2cm"
 fo:margin-left="0cm"/></style:list-level-properties></text:list-level-style-number>
</text:list-style><style:style style:name="Margin" style:family="text"><style:text-properties
 style:font-name="{SANS}" fo:font-size="8.5pt" style:font-size-complex="8.5pt" fo:color="{MUTED}"
 fo:font-weight="normal"/></style:style>"""


def styles(copy: Copy) -> str:
    """The document of styles, with the header and footer of its page."""
    mode = "rl-tb" if direction(copy.language) == "rtl" else "lr-tb"
    named = "".join(
        (
            *(_both(*row) for row in PARAGRAPHS),
            *(_heading(level, size) for level, size in enumerate(SIZES, start=1)),
            *(_spoken(language) for language in LANGUAGES),
            *(_spoken(language, strong=True) for language in LANGUAGES),
            LIST,
            GRAPHIC,
        )
    )
    return (
        f'<office:document-styles {NAMESPACES} office:version="1.3">'
        f"<office:font-face-decls>{FACES}</office:font-face-decls>"
        f"<office:styles>{named}</office:styles>"
        f"<office:automatic-styles>{PAGE.format(mode=mode)}{table_styles(copy.language)}"
        "</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="A4">{_around(copy)}</style:master-page></office:master-styles>'
        "</office:document-styles>"
    )


def table_styles(language: str) -> str:
    """The styles of tables, for a part of the document that holds some."""
    mode = "rl-tb" if direction(language) == "rtl" else "lr-tb"
    return TABLES.format(mode=f' style:writing-mode="{mode}"')


def _heading(level: int, size: float) -> str:
    about = f' style:default-outline-level="{level}" style:display-name="Heading {level}"'
    name = f"Heading_20_{level}"
    return _both(name, SANS, size, size + 1, "bold", HEAD, 6, 2, about)


def _both(
    name: str,
    font: str,
    size: float,
    complex_size: float,
    weight: str,
    colour: str,
    before: float,
    after: float,
    about: str = "",
) -> str:
    keep = ' fo:keep-with-next="always"' if weight == "bold" else ""
    text = (
        f'<style:text-properties style:font-name="{font}" style:font-name-complex="{ARABIC}" '
        f'fo:font-size="{size}pt" style:font-size-complex="{complex_size}pt" '
        f'fo:font-weight="{weight}" style:font-weight-complex="{weight}" fo:color="{colour}"/>'
    )
    found = []
    ways = (("", "lr-tb", "left", about), ("Rtl_20_", "rl-tb", "right", _renamed(about)))
    for prefix, mode, side, shown in ways:
        height = 125 if font == SERIF and not prefix else 110
        based = f' style:parent-style-name="{name}"' if prefix else ""
        found.append(
            f'<style:style style:name="{prefix}{name}" style:family="paragraph"{based}{shown}>'
            f'<style:paragraph-properties fo:margin-top="{before}mm" fo:margin-bottom="{after}mm" '
            f'fo:line-height="{height}%" fo:text-align="{side}" '
            f'style:writing-mode="{mode}" fo:orphans="2" fo:widows="2"{keep}/>{text}</style:style>'
        )
    return "".join(found)


def _renamed(about: str) -> str:
    shown = about.replace('display-name="', 'display-name="Rtl ')
    return shown.replace('next-style-name="', 'next-style-name="Rtl_20_')


def _spoken(language: str, *, strong: bool = False) -> str:
    """The language of a stretch of words, for spelling and for reading aloud."""
    kind = "-complex" if direction(language) == "rtl" else ""
    space = "style" if kind else "fo"
    weight = 'fo:font-weight="bold" style:font-weight-complex="bold" ' if strong else ""
    name = f"Strong_20_In_20_{language}" if strong else f"In_20_{language}"
    return (
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {weight}'
        f'{space}:language{kind}="{language}" {space}:country{kind}="{COUNTRIES[language]}"/>'
        "</style:style>"
    )


def _around(copy: Copy) -> str:
    document = copy.document
    way = "Rtl_20_" if direction(copy.language) == "rtl" else ""
    about = escape(" · ".join((copy.state, *copy.notes())))
    codes = "".join(
        f'<text:p text:style-name="Small">{escape(code)}</text:p>'
        if not way
        else f'<text:p text:style-name="Rtl_20_Small">&#8206;{escape(code)}&#8206;</text:p>'
        for code in (document.hash, document.address)
        if code
    )
    picture = (
        '<draw:frame draw:style-name="Graphics" draw:name="QR" text:anchor-type="as-char" '
        'svg:width="1.7cm" svg:height="1.7cm"><draw:image xlink:href="Pictures/qr.png" '
        'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        f"<svg:desc>{escape(copy.words['qr'])}</svg:desc></draw:frame>"
    )
    return (
        f'<style:header><text:p text:style-name="{way}Small">{about}</text:p></style:header>'
        '<style:footer><table:table table:name="Foot" table:style-name="Beside">'
        '<table:table-column table:style-name="Words"/>'
        '<table:table-column table:style-name="Code"/>'
        '<table:table-row><table:table-cell table:style-name="Bare">'
        f'<text:p text:style-name="{way}Small">{escape(copy.named)} · '
        "<text:page-number>1</text:page-number></text:p>"
        f'{codes}</table:table-cell><table:table-cell table:style-name="Bare">'
        f'<text:p text:style-name="{way}Small">{picture}</text:p></table:table-cell>'
        "</table:table-row></table:table></style:footer>"
    )
