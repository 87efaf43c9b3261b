"""Notes and page headers of a Word file, left out of the text and named; and its comments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from app.documents.readers.decoding import without_controls
from app.documents.readers.line import Line
from app.documents.readers.reading import IN_COMMENT, Note, Problem
from app.documents.readers.word_package import WordPackage
from app.documents.readers.word_runs import read_inline
from app.documents.readers.word_xml import W
from app.documents.readers.xml_parts import attribute, name_of
from app.domain.texts import normalise_text

# Kind of note, and the part of the file that holds them.
_PARTS = {"footnote": "footnotes", "endnote": "endnotes"}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True)
class _Comment:
    """A comment and, by code and detail, what in it is no text."""

    note: Note
    lost: tuple[tuple[str, str], ...]


class Notes:
    """The notes and comments of a file by kind and id, each handed out once."""

    def __init__(self, package: WordPackage) -> None:
        self._texts = {
            (kind, attribute(note, f"{W}id")): _text(note)
            for kind, part in _PARTS.items()
            for root in package.parts(part)
            for note in root
            if name_of(note) == kind and attribute(note, f"{W}type") not in _SEPARATORS
        }
        self._comments: dict[str, _Comment] = {
            attribute(note, f"{W}id"): _comment(package, root, note)
            for root in package.parts("comments")
            for note in root
            if name_of(note) == "comment"
        }
        # What is no text in the comments handed out so far.
        self.lost: list[Problem] = []
        self._named: set[tuple[str, str]] = set()

    def named(self, kind: str, key: str, place: str) -> Problem:
        """The problem that names one note, at the paragraph that refers to it."""
        self._named.add((kind, key))
        return Problem(f"{kind}_dropped", place, self._texts.get((kind, key), ""))

    def comments(self, keys: Iterable[str], place: str = "") -> tuple[Note, ...]:
        """The comments with these ids; one without any word says nothing."""
        found = [self._comments.pop(key) for key in keys if key in self._comments]
        self.lost.extend(
            Problem(f"{IN_COMMENT}{code}", place, detail)
            for one in found
            for code, detail in one.lost
        )
        return tuple(one.note for one in found if one.note.text)

    def unplaced(self) -> Iterator[Problem]:
        """Notes with a text that no paragraph refers to."""
        for (kind, key), text in self._texts.items():
            if (kind, key) not in self._named and text:
                yield Problem(f"{kind}_dropped", detail=text)

    def loose_comments(self) -> tuple[Note, ...]:
        """Comments no paragraph of the text carries, such as those on what was taken out."""
        return self.comments(list(self._comments))


def page_notes(package: WordPackage) -> Iterator[Problem]:
    """Page headers and footers that hold more than a page number."""
    for kind in ("header", "footer"):
        for text in dict.fromkeys(_text(root) for root in package.parts(kind)):
            if any(letter.isalpha() for letter in text):
                yield Problem(f"page_{kind}_dropped", detail=text)


def _text(root: etree._Element) -> str:
    found = (normalise_text(without_controls(line.text, [])) for line in _lines(root))
    return " ".join(text for text in found if text)


def _lines(root: etree._Element) -> Iterator[Line]:
    """The paragraphs inside in order, those of a text box after the one it hangs on."""
    for paragraph in root.iter(f"{W}p"):
        box = next(paragraph.iterancestors(f"{W}txbxContent"), None)
        if box is None or box is root:
            line = Line()
            read_inline(paragraph, line)
            yield line
            for inner in line.boxes:
                yield from _lines(inner)


def _comment(package: WordPackage, part: etree._Element, comment: etree._Element) -> _Comment:
    lost: list[tuple[str, str]] = []
    for line in _lines(comment):
        lost.extend(line.notes)
        targets = package.lost_targets(line.links, part)
        lost.extend(("link_target_dropped", target) for target in targets)
    return _Comment(Note(_author(comment), _text(comment)), tuple(lost))


def _author(comment: etree._Element) -> str:
    return normalise_text(without_controls(attribute(comment, f"{W}author"), []))
