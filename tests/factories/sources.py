"""Charters as files of every kind, with the lines a reader of each file sees."""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from hypothesis import strategies as st

from tests.documents.readers import odt_files, word_files

# Words of the four languages, with what looks like mark-up among them.
WORDS = (
    "city cities, dignité l’égalité « droits » niñez ¿quién? agua المدن للجميع، الحق <b> &amp; R&D "
    "5% 2030 Article well-being co-operation “all” #one * _x_ (a) water; no. yes. a|b \\ [1] 3<4"
).split()
HEADINGS = (
    "Rights of all", "Droits & devoirs", "Ciudades", "الحقوق والواجبات", "Article 1", "المادة ٢",
)  # fmt: skip
NUMBERING = word_files.numbering(
    word_files.level(0, "decimal", "%1."), word_files.level(1, "lowerLetter", "(%2)")
)
FOOTNOTES = (
    '<w:footnote w:id="{id}"><w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    "</w:footnote>"
)


@dataclass(frozen=True)
class Part:
    """A paragraph, a paragraph with a footnote, an item with items inside, or a row of a table."""

    words: tuple[str, ...]
    note: str = ""
    kind: str = "text"

    def lines(self, item: int, letter: str) -> list[str]:
        """What a reader sees; ``item`` is the number of the list item."""
        if self.kind == "row":
            return [" | ".join(self.words)]
        if self.kind == "text":
            return list(self.words)
        first, *inner = self.words
        letters = (f"{item} {letter % chr(ord('a') + at)} {text}" for at, text in enumerate(inner))
        return [f"{item}. {first}", *letters]


@dataclass(frozen=True)
class Source:
    """A text: a title, and named sections of parts."""

    title: str
    sections: tuple[tuple[str, tuple[Part, ...]], ...]

    @property
    def headings(self) -> list[str]:
        """The headings in order."""
        return [head for head, _ in self.sections]

    def lines(self, format_: str) -> list[str]:
        """The paragraphs in order, as a reader of this kind of file sees them."""
        letter = "%s." if format_ == "html" else "(%s)"  # a page can ask for no other sign
        return [line for _, parts in self.sections for line in _lines(parts, letter)]

    @property
    def notes(self) -> list[str]:
        """The footnotes."""
        return [part.note for _, parts in self.sections for part in parts if part.note]


def _lines(parts: tuple[Part, ...], letter: str = "(%s)") -> list[str]:
    found: list[str] = []
    for part, item in _counted(parts):
        found.extend(part.lines(item, letter))
    return found


def _counted(parts: tuple[Part, ...]) -> list[tuple[Part, int]]:
    """Each part with its number in the list of the section."""
    number, found = 0, []
    for part in parts:
        number += part.kind == "item"
        found.append((part, number))
    return found


_sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=20).map(
    lambda words: "We say " + " ".join(words) + " so."
)
_cells = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(
    lambda words: "Cell " + " ".join(words)
)
_parts = st.one_of(
    st.builds(Part, st.tuples(_sentences)),
    st.builds(Part, st.tuples(_sentences), note=_cells),
    st.builds(Part, st.lists(_sentences, min_size=1, max_size=3).map(tuple), kind=st.just("item")),
    st.builds(Part, st.tuples(_cells, _cells), kind=st.just("row")),
)


def _in_order(parts: list[Part]) -> tuple[Part, ...]:
    """One list a section, with its items side by side, so that it counts without a break."""
    return tuple(sorted(parts, key=lambda part: part.kind == "item"))


sources = st.builds(
    Source,
    st.just("Charter of the quays"),
    st.lists(
        st.tuples(
            st.sampled_from(HEADINGS), st.lists(_parts, min_size=1, max_size=5).map(_in_order)
        ),
        min_size=2,
        max_size=4,
    ).map(tuple),
)


def as_docx(source: Source) -> bytes:
    """A Word file with heading styles, automatic numbers, footnotes and tables."""
    body = [word_files.paragraph(source.title, "Titre")]
    notes: list[str] = []
    lists = 0
    for head, parts in source.sections:
        body.append(word_files.paragraph(head, "Titre1"))
        lists += 1
        for part in parts:
            body.extend(_in_word(part, notes, lists))
    found = {"footnotes": word_files.part("footnotes", "".join(notes))} if notes else {}
    more = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for at in range(2, lists + 1)
    )
    numbering = NUMBERING.replace("</w:numbering>", f"{more}</w:numbering>")
    return word_files.docx("".join(body), numbering=numbering, **found)


def _in_word(part: Part, notes: list[str], number: int) -> list[str]:
    if part.kind == "row":
        cells = "".join(f"<w:tc>{word_files.paragraph(cell)}</w:tc>" for cell in _safe(part))
        return [f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"]
    if part.kind == "item":
        return [word_files.item(one, number, min(at, 1)) for at, one in enumerate(_safe(part))]
    words = word_files.run(part.words[0])
    if part.note:
        notes.append(FOOTNOTES.format(id=len(notes) + 1, text=escape(part.note)))
        words += f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>'
    return [word_files.paragraph(words)]


def _safe(part: Part) -> list[str]:
    """The words in runs, since bare words that begin with a tag would be taken for runs."""
    return [word_files.run(one) for one in part.words]


def as_odt(source: Source) -> bytes:
    """An OpenDocument text with the same."""
    body = [odt_files.p(escape(source.title), "Title")]
    for head, parts in source.sections:
        body.append(odt_files.h(escape(head)))
        body.extend(_in_odt(part) for part in parts if part.kind != "item")
        listed = [_odt_item(part) for part in parts if part.kind == "item"]
        body.extend([odt_files.items(*listed)] if listed else [])
    return odt_files.odt("".join(body))


def _in_odt(part: Part) -> str:
    if part.kind == "row":
        cells = "".join(
            f"<table:table-cell>{odt_files.p(escape(cell))}</table:table-cell>"
            for cell in part.words
        )
        return f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    note = odt_files.p(escape(part.note))
    foot = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{note}</text:note-body></text:note>"
    )
    return odt_files.p(escape(part.words[0]) + (foot if part.note else ""))


def _odt_item(part: Part) -> str:
    first, *inner = (odt_files.p(escape(words)) for words in part.words)
    return first + (odt_files.items(*inner, style="") if inner else "")


def as_html(source: Source) -> bytes:
    """A page with headings, lists in lists, tables and called footnotes."""
    body, notes = [f"<h1>{escape(source.title)}</h1>"], []
    for head, parts in source.sections:
        body.append(f"<h2>{escape(head)}</h2>")
        body.extend(_in_html(part, notes) for part in parts if part.kind != "item")
        listed = "".join(_html_item(part) for part in parts if part.kind == "item")
        body.append(f"<ol>{listed}</ol>" if listed else "")
    return f"<!doctype html><meta charset=utf-8><body>{''.join([*body, *notes])}".encode()


def _in_html(part: Part, notes: list[str]) -> str:
    if part.kind == "row":
        return f"<table><tr>{''.join(f'<td>{escape(cell)}</td>' for cell in part.words)}</table>"
    call = ""
    if part.note:
        at = len(notes) + 1
        notes.append(f'<p id="fn{at}">{escape(part.note)}</p>')
        call = f'<sup><a href="#fn{at}">{at}</a></sup>'
    return f"<p>{escape(part.words[0])}{call}</p>"


def _html_item(part: Part) -> str:
    first, *inner = map(escape, part.words)
    nested = "".join(f"<li>{words}</li>" for words in inner)
    return f"<li>{first}" + (f'<ol type="a">{nested}</ol>' if nested else "")


def as_markdown(source: Source) -> bytes:
    """Markdown; it knows no footnotes and no letters, so these are typed."""
    blocks = [f"# {_typed(source.title)}"]
    for head, parts in source.sections:
        blocks.append(f"## {_typed(head)}")
        blocks.extend(_typed(line) for line in _lines(parts))
    return "\n\n".join(blocks).encode()


def _typed(words: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+-.!&|" else sign for sign in words)


def as_text(source: Source) -> bytes:
    """Plain text, broken at a width where no line begins as an item of a list does."""
    made = (_as_wide(source, width) for width in range(66, 20, -1))
    return next(text for text in made if "\n* " not in text and "\n*\n" not in text).encode()


def _as_wide(source: Source, width: int) -> str:
    blocks = [source.title]
    for head, parts in source.sections:
        blocks.append(f"{head}\n{'-' * len(head)}")
        blocks.extend(_filled(line, width) for line in _lines(parts))
    return "\n\n".join(blocks)


def _filled(words: str, width: int) -> str:
    """Broken at a width, but never before what nobody could tell from the letter of an item."""
    held = words.replace(" (a)", "\0(a)")
    lines = textwrap.wrap(held, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace("\0", " ")


WRITTEN: Mapping[str, Callable[[Source], bytes]] = {
    "docx": as_docx,
    "odt": as_odt,
    "html": as_html,
    "md": as_markdown,
    "txt": as_text,
}
