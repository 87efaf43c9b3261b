"""A report as a page of HTML, from which its PDF is laid out."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from app.documents.drawing import Drawing, svg_of
from app.documents.writers.bars import WIDE, Bars
from app.documents.writers.paper import Paper
from app.documents.writers.runs import Run
from app.documents.writers.versions.html_style import OWN_ARABIC, OWN_SANS, style
from app.domain.languages import direction
from app.domain.wording.diff import SpanKind

CLASSES = {"Title": "", "Charter text": "charter", "Quoted": "quoted", "Small": "small"}
TAGS = {SpanKind.INSERT: "ins", SpanKind.DELETE: "del"}
LOOK = """
h1 { font-size: 1.6em } h2 { font-size: 1.3em } h3 { font-size: 1.1em } h4 { font-size: 1em }
p { margin: 0 0 .5em; white-space: pre-line; orphans: 2; widows: 2 }
.charter { font-size: 1.05em }
.quoted { font-size: .97em; padding-START: .8em; border-START: 2px solid var(--rule) }
.small { font: .82em/1.5 SANS; color: var(--muted) }
.keep { break-after: avoid }
.muted { color: var(--muted) }
ins { color: #0a3a66; text-decoration: underline double; text-underline-offset: .15em }
del { color: #6b2e00; text-decoration: line-through }
.told { border-collapse: collapse; width: 100%; margin: .4em 0 1em; font: .82em/1.45 SANS;
  border-top: 1.5px solid var(--ink); border-bottom: 1.5px solid var(--ink) }
.told th, .told td { text-align: start; vertical-align: top; padding: .3em .5em;
  border-bottom: 1px solid var(--rule); overflow-wrap: break-word }
.told .fig { text-align: END; font-variant-numeric: tabular-nums }
.told tr { break-inside: avoid }
.told img { display: block; width: 100%; min-width: 2.2cm }
.told img.short { width: auto; height: .35cm; min-width: 0 }
.told caption { text-align: start; font-weight: 700; padding: .3em 0; break-after: avoid }
figure { margin: .6em 0 1em; break-inside: avoid }
figure img { display: block; width: 100%; max-height: 12cm }
.contents { list-style: none; margin: 0 0 1.5em; padding: 0; font-size: .95em }
.contents a { color: inherit; text-decoration: none }
.contents .deep { padding-START: 1.5em }
.contents li::after { content: " · " target-counter(attr(data-to), page); color: var(--muted) }
@page { margin: 18mm 18mm 20mm;
  @bottom-START { content: FOOT; font: 7.5pt SANS; color: #52606d } }
"""


@dataclass
class HtmlPaper(Paper):
    """The body of a page being filled, in the language of its reader."""

    language: str
    parts: list[str] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)

    def paragraph(
        self, *runs: Run, style: str = "Normal", language: str | None = None, keep: bool = False
    ) -> None:
        """A paragraph in the direction of a language, by default the reader's."""
        spoken = language or self.language
        tag = "h1" if style == "Title" else "p"
        names = " ".join(filter(None, (CLASSES.get(style, ""), "keep" if keep else "")))
        named = f' class="{names}"' if names else ""
        inner = "".join(_run(run, spoken) for run in runs if run.text)
        self.parts.append(f"<{tag}{named}{_spoken(spoken)}>{inner}</{tag}>")

    def heading(self, level: int, text: str, language: str | None = None) -> None:
        """A heading; the title of the page is the first one."""
        tag, spoken = f"h{min(level + 1, 6)}", language or self.language
        self.headings.append((level, text, spoken))
        named = f'id="h{len(self.headings)}"{_spoken(spoken)}'
        self.parts.append(f"<{tag} {named}>{escape(text)}</{tag}>")

    def place(self) -> int:
        """Where something can be put later."""
        self.parts.append("")
        return len(self.parts) - 1

    def contents(self, place: int, deepest: int = 2) -> None:
        """A list of links to the headings, with their pages, put at a place."""
        lines = [
            f'<li{" class=deep" if level > 1 else ""} data-to="#h{number}"><a href="#h{number}">'
            f"<span{_spoken(language)}>{escape(text)}</span></a></li>"
            for number, (level, text, language) in enumerate(self.headings, 1)
            if level <= deepest
        ]
        self.parts[place] = f'<ul class="contents">{"".join(lines)}</ul>'

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str | Run]],
        widths: Sequence[int],
        *,
        figures_from: int | None = None,
        bars: Bars | None = None,
        caption: str = "",
    ) -> None:
        """A table whose first row is repeated on each page; bars after its first column."""
        if bars is not None:
            header = [header[0], bars.title, *header[1:]]
            widths = [widths[0], sum(widths) // 2, *widths[1:]]
            figures_from = None if figures_from is None else figures_from + 1
        words = len(widths) if figures_from is None else figures_from
        keyed = dict(enumerate(bars.keys, 2)) if bars else {}

        def cell(tag: str, place: int, value: str | Run) -> str:
            run = value if isinstance(value, Run) else Run(value, self.language)
            named = ' class="fig"' if place >= words else ""
            scope = ' scope="col"' if tag == "th" else ""
            key = _picture(keyed[place]) if tag == "th" and place in keyed else ""
            shade = f' style="background: #{run.shade}"' if run.shade else ""
            return f"<{tag}{scope}{named}{shade}>{key}{_run(run, self.language)}</{tag}>"

        def line(number: int, row: Sequence[str | Run]) -> str:
            cells = [cell("td", place, one) for place, one in enumerate(row)]
            if bars is not None:
                cells = [cell("td", 0, row[0]), _drawing(bars.cells[number])]
                cells += [cell("td", place, one) for place, one in enumerate(row[1:], 2)]
            return f"<tr>{''.join(cells)}</tr>"

        share = [round(100 * one / sum(widths)) for one in widths]
        columns = "".join(f'<col style="width: {one}%">' for one in share)
        head = "".join(cell("th", place, one) for place, one in enumerate(header))
        lines = "\n".join(line(number, row) for number, row in enumerate(rows))
        named = f"<caption>{escape(caption)}</caption>" if caption else ""
        self.parts.append(
            f'<table class="told">{named}{columns}<thead><tr>{head}</tr></thead>\n'
            f"<tbody>{lines}</tbody></table>"
        )

    def figure(self, drawing: Drawing, caption: str) -> None:
        """A chart under its caption."""
        self.parts.append(
            f'<figure><figcaption class="keep"><b>{escape(caption)}</b></figcaption>'
            f"{_picture(drawing)}</figure>"
        )

    def page(self, title: str, foot: str, *, faces: str) -> str:
        """The whole page, with its look and the faces it carries."""
        look = style(self.language, own_faces=True) + faces + _look(self.language, foot)
        return (
            f'<!DOCTYPE html>\n<html lang="{self.language}" dir="{direction(self.language)}">\n'
            f'<head>\n<meta charset="utf-8">\n<meta name="generator" content="Palabre">\n'
            f"<title>{escape(title)}</title>\n<style>{look}</style>\n</head>\n<body>\n<main>\n"
            + "\n".join(self.parts)
            + "\n</main>\n</body>\n</html>\n"
        )


def _look(language: str, foot: str) -> str:
    rtl = direction(language) == "rtl"
    start, end = ("right", "left") if rtl else ("left", "right")
    shown = "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in foot)
    text = LOOK.replace("START", start).replace("END", end)
    text = text.replace("SANS", f'"{OWN_SANS}", "{OWN_ARABIC}", sans-serif')
    return text.replace("FOOT", f'"{shown}"')


def _drawing(drawing: Drawing | None) -> str:
    return f"<td>{_picture(drawing) if drawing else ''}</td>"


def _picture(drawing: Drawing) -> str:
    data = b64encode(svg_of(drawing).encode()).decode()
    short = ' class="short"' if drawing.width < WIDE else ""
    return f'<img{short} alt="{escape(drawing.words)}" src="data:image/svg+xml;base64,{data}">'


def _run(run: Run, around: str) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if run.bold:
        text = f"<b>{text}</b>"
    if tag := TAGS.get(run.mark or SpanKind.EQUAL):
        text = f"<{tag}>{text}</{tag}>"
    named = ' class="muted"' if run.muted else ""
    if run.language != around or named:
        spoken = _spoken(run.language) if run.language != around else ""
        text = f"<span{named}{spoken}>{text}</span>"
    return text


def _spoken(language: str) -> str:
    return f' lang="{language}" dir="{direction(language)}"'
