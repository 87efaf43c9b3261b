"""The text inside one paragraph of an OpenDocument text.

What is no text (notes, comments, pictures, frames) is handed on beside it.
"""

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from app.documents.readers.decoding import without_controls
from app.documents.readers.line import Line
from app.documents.readers.odt_changes import MARKS, TrackedChanges
from app.documents.readers.odt_styles import Styles
from app.documents.readers.odt_xml import DC, TEXT, XLINK, said
from app.documents.readers.reading import IN_COMMENT, Note
from app.documents.readers.xml_parts import name_of
from app.domain.texts import normalise_text

_SPACES = frozenset({"s", "tab", "line-break"})
_SILENT = frozenset({"annotation-end", "desc", "title", "forms"})
_SHAPES = frozenset(
    {
        "frame",
        "custom-shape",
        "rect",
        "ellipse",
        "circle",
        "line",
        "path",
        "polygon",
        "g",
        "text-box",
    }
)
Taken = Callable[[Sequence[etree._Element]], None]


class Runs:
    """Reads paragraphs into ``line``; ``removed`` is asked to put back deleted paragraphs."""

    def __init__(self, styles: Styles, changes: TrackedChanges, removed: Taken) -> None:
        self.line = Line()
        self.loose: list[Note] = []
        self._styles = styles
        self._changes = changes
        self._removed = removed

    def read(self, node: etree._Element, *, bold: bool = False) -> None:
        """Add everything inside ``node``."""
        self._add(node.text, bold)
        for part in node:
            self._part(part, bold)
            self._add(part.tail, bold)

    def _add(self, text: str | None, bold: bool) -> None:
        if text and not self._changes.passing_over:
            self.line.add(text, bold=bold)

    def _part(self, node: etree._Element, bold: bool) -> None:
        name = name_of(node)
        if name in MARKS:
            self._mark(node, bold)
        elif name == "annotation":
            self._comment(node)
        elif self._changes.passing_over:
            self.read(node)  # for the marks inside
        elif name in _SPACES:
            self._add(" ", bold)
        elif name in _SHAPES:
            self._shape(node)
        elif name not in _SILENT:
            _SPECIAL.get(name, Runs.read_bold)(self, node, bold)

    def read_bold(self, node: etree._Element, bold: bool) -> None:
        """Fields, content controls, anything not known: what is inside counts."""
        self.read(node, bold=bold)

    def _mark(self, node: etree._Element, bold: bool) -> None:
        removed = self._changes.meet(node)
        if len(removed) == 1 and name_of(removed[0]) in {"p", "h"}:
            self.read(removed[0], bold=bold)
        elif removed:
            self._removed(removed)

    def _comment(self, node: etree._Element) -> None:
        author = "".join(said_in(node, f"{DC}creator"))
        paragraphs = (plain_text(one) for one in node.iter(f"{TEXT}p"))
        note = Note(clean(author), " ".join(text for text in paragraphs if text))
        for one in node.iter():
            parent = one.getparent()
            if name_of(one) in _SHAPES and not (parent is not None and name_of(parent) in _SHAPES):
                code, detail = seen_in(one)
                self._name(f"{IN_COMMENT}{code}", detail)
            elif name_of(one) == "a" and said(one, f"{XLINK}href") not in plain_text(one):
                self._name(f"{IN_COMMENT}link_target_dropped", said(one, f"{XLINK}href"))
        if note.text:
            (self.loose if self._changes.passing_over else self.line.comments).append(note)

    def span(self, node: etree._Element, bold: bool) -> None:
        """Letters of one style."""
        style = said(node, f"{TEXT}style-name")
        if self._styles.is_hidden(style):
            self._name("hidden_text_dropped", plain_text(node))
            return
        own = self._styles.is_bold(style)
        start = len(self.line.pieces)
        self.read(node, bold=bold if own is None else own)
        struck = "".join(self.line.pieces[start:]).strip()
        if struck and self._styles.is_struck(style):
            self._name("struck_text_kept", struck)

    def link(self, node: etree._Element, bold: bool) -> None:
        """Words that lead somewhere."""
        start = len(self.line.pieces)
        self.read(node, bold=bold)
        self.line.links.append((said(node, f"{XLINK}href"), "".join(self.line.pieces[start:])))

    def note(self, node: etree._Element, _bold: bool) -> None:
        """A note at the foot of the page or the end of the text."""
        kind = "endnote" if said(node, f"{TEXT}note-class") == "endnote" else "footnote"
        body = node.find(f"{TEXT}note-body")
        self._name(f"{kind}_dropped", "" if body is None else text_of_blocks(body))

    def aside(self, node: etree._Element, _bold: bool) -> None:
        """What a reader does not see as text."""
        self._name(_ASIDE[name_of(node)], said(node, f"{TEXT}string-value") or plain_text(node))

    def _shape(self, node: etree._Element) -> None:
        """Frames with words are boxes; all else is a picture or something embedded."""
        if any(name_of(one) in {"p", "h"} for one in node.iter() if _holds_words(one)):
            self.line.boxes.append(node)
            return
        self._name(*seen_in(node))

    def _name(self, code: str, detail: str) -> None:
        self.line.notes.append((code, clean(detail)))


def _holds_words(node: etree._Element) -> bool:
    return any(text.strip() for text in node.itertext())


def seen_in(shape: etree._Element) -> tuple[str, str]:
    """The problem that names a picture or something embedded, and how its author described it."""
    inside = {name_of(one) for one in shape.iter()}
    described = " ".join(
        text for one in shape.iter() if name_of(one) in {"title", "desc"} and (text := one.text)
    )
    embedded = inside & {"object", "object-ole", "plugin", "applet", "floating-frame"}
    code = "embedded_document_dropped" if embedded else "image_dropped"
    return code, described or ", ".join(sorted(embedded))


def said_in(node: etree._Element, name: str) -> list[str]:
    """The words of the children of this name."""
    return [str(child.text or "") for child in node.iterfind(name)]


def plain_text(node: etree._Element) -> str:
    """All words inside, notes and comments included."""
    return clean("".join(_words(node)))


def _words(node: etree._Element) -> Iterator[str]:
    yield node.text or ""
    for part in node:
        yield from (" ",) if name_of(part) in _SPACES else _words(part)
        yield part.tail or ""


def text_of_blocks(node: etree._Element) -> str:
    """The words of all paragraphs inside, a space between them."""
    found = (plain_text(one) for one in node.iter(f"{TEXT}p", f"{TEXT}h"))
    return " ".join(text for text in found if text)


def clean(text: str) -> str:
    """Words with one space between them, and nothing a reader cannot see."""
    return normalise_text(without_controls(text, []))


_ASIDE = {
    "ruby-text": "reading_aid_dropped",
    "hidden-text": "hidden_text_dropped",
    "hidden-paragraph": "hidden_text_dropped",
    "script": "script_dropped",
    "control": "form_field_dropped",
}
_SPECIAL: dict[str, Callable[[Runs, etree._Element, bool], None]] = {
    "span": Runs.span,
    "a": Runs.link,
    "note": Runs.note,
    **dict.fromkeys(_ASIDE, Runs.aside),
}
