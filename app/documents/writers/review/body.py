"""The text of a round in a Word file, each paragraph under its key, with all that is proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.documents.writers.docx_text import WORD, Sheet
from app.documents.writers.review.margin import Margin, Note
from app.documents.writers.review.marks import Pen, element
from app.documents.writers.review.numbers import Numbers
from app.documents.writers.review.says import Says
from app.documents.writers.runs import Run
from app.documents.writers.versions.word import BODY
from app.domain.review import (
    TITLE_KEY,
    ReviewAmendment,
    ReviewComment,
    ReviewDocument,
    ReviewParagraph,
    ReviewSection,
    paragraph_key,
    section_key,
)
from app.domain.review_marks import MarkedParagraph, Stretch, marked_paragraph

DEEPEST = 9
UNMARKED = MarkedParagraph((), None, (), ())


@dataclass(frozen=True, slots=True)
class Hung:
    """A comment with the letters it hangs on."""

    note: Note
    start: int
    end: int


class Body:
    """The body of one file being filled."""

    def __init__(
        self, sheet: Sheet, document: ReviewDocument, words: Mapping[str, str], numbers: Numbers
    ) -> None:
        self.margin = Margin()
        self._sheet, self._about, self._numbers = sheet, document, numbers
        self._pen = Pen()
        self._says = Says(words)
        self._amendments: dict[int | None, list[ReviewAmendment]] = {}
        self._heads: dict[str, list[ReviewAmendment]] = {}
        for one in document.amendments:
            if one.head:
                self._heads.setdefault(one.head, []).append(one)
            else:
                self._amendments.setdefault(one.number, []).append(one)
        self._comments: dict[int | None, list[ReviewComment]] = {}
        for comment in document.comments:
            self._comments.setdefault(comment.number, []).append(comment)

    def fill(self) -> None:
        """Title, sections, paragraphs; an empty paragraph ends it, which nobody can propose."""
        about = self._about
        title = self._sheet.paragraph(Run(about.charter, about.language), style="Title")
        whole = [
            Hung(self._says.comment(one), 0, len(about.charter))
            for one in self._comments.get(None, ())
        ]
        stretches = (Stretch(about.charter, 0),)
        self._lay(title, stretches, whole, TITLE_KEY)
        for section in about.sections:
            self._section(section)
        self._sheet.paragraph()

    def _section(self, section: ReviewSection) -> None:
        language = section.heading_language
        if section.heading:
            heading = self._sheet.paragraph(
                Run(section.heading, language),
                style=f"Heading {min(section.level, DEEPEST)}",
                language=language,
            )
            heads = self._heads.get(section.key, [])
            others = [one for one in heads if one.language != self._about.language]
            hung = [Hung(self._says.beside(one), 0, len(section.heading)) for one in others]
            self._lay(heading, (Stretch(section.heading, 0),), hung, section_key(section.key))
            for one in heads:
                if one not in others:
                    self._new_paragraph(one)
        for paragraph in section.paragraphs:
            self._paragraph(paragraph)

    def _paragraph(self, paragraph: ReviewParagraph) -> None:
        text, number = paragraph.text, paragraph.number
        marked = marked_paragraph(text, self._amendments.get(number, ()), self._about.language)
        runs = [Run(text, paragraph.language)] if text else []
        made = self._sheet.paragraph(*runs, style=BODY, language=paragraph.language)
        self._numbers.number(made, number)
        hung = [*self._reasons(marked), *self._said(paragraph)]
        hung += [Hung(self._says.beside(one), 0, len(text)) for one in marked.beside]
        self._lay(made, marked.stretches, hung, paragraph_key(paragraph.key), label=paragraph.label)
        if marked.removed_by:
            self._pen.end(made, "del", marked.removed_by)
        for one in marked.after:
            self._new_paragraph(one)

    def _reasons(self, marked: MarkedParagraph) -> list[Hung]:
        """The reason of each amendment that is marked, on the words it changes."""
        found: dict[str, Hung] = {}
        for one in marked.stretches:
            amendment = one.put_in or one.taken_out
            if amendment is None:
                continue
            before = found.get(amendment.reference)
            note = before.note if before else self._says.reason(amendment)
            start = before.start if before else one.start
            found[amendment.reference] = Hung(note, start, one.end)
        return list(found.values())

    def _said(self, paragraph: ReviewParagraph) -> list[Hung]:
        """The comments on a paragraph, on the words they quote where those are there."""
        found = []
        for one in self._comments.get(paragraph.number, ()):
            at = paragraph.text.find(one.quote) if one.quote else -1
            start = max(at, 0)
            end = at + len(one.quote) if at >= 0 else len(paragraph.text)
            found.append(Hung(self._says.comment(one), start, end))
        return found

    def _new_paragraph(self, amendment: ReviewAmendment) -> None:
        """A paragraph that is put in, its end too."""
        made = self._sheet.paragraph(
            Run(amendment.wording, amendment.language), style=BODY, language=amendment.language
        )
        self._numbers.none(made)
        stretch = Stretch(amendment.wording, 0, put_in=amendment)
        hung = Hung(self._says.reason(amendment), 0, 0)
        self._lay(made, (stretch,), [hung], "")
        self._pen.end(made, "ins", amendment)

    def _lay(
        self,
        made: Any,
        stretches: Sequence[Stretch],
        hung: Sequence[Hung],
        key: str,
        *,
        label: str = "",
    ) -> None:
        """Put the text into its paragraph anew: marked, commented on, under its key."""
        model = made.find(f"{WORD}r")
        for run in made.findall(f"{WORD}r"):
            made.remove(run)
        cuts = sorted({edge for one in hung for edge in (one.start, one.end)})
        pieces = [part for one in stretches for part in _cut(one, cuts)]
        marks = [(_reach(one, pieces), self.margin.hang(one.note)) for one in hung]
        start, end = self._pen.bookmark(key) if key else (None, None)
        made.extend([] if start is None else [start])
        if label:
            first = pieces[0].taken_out if len(stretches) == 1 else None
            made.append(self._run(model, Stretch(f"{label} ", 0, taken_out=first)))
        for at, piece in enumerate(pieces):
            made.extend(begins for (first, _), (begins, _, _) in marks if first == at)
            made.append(self._run(model, piece))
            for (_, last), (_, ends, shown) in marks:
                if last == at:
                    made.extend((ends, shown))
        made.extend([] if end is None else [end])

    def _run(self, model: Any, piece: Stretch) -> Any:
        run = _like(model, piece.text)
        if piece.put_in:
            return self._pen.put_in(run, piece.put_in)
        return self._pen.taken_out(run, piece.taken_out) if piece.taken_out else run


def _reach(one: Hung, pieces: Sequence[Stretch]) -> tuple[int, int]:
    """The first and the last piece that a comment hangs on."""
    first = next((at for at, piece in enumerate(pieces) if piece.start >= one.start), 0)
    last = max((at for at, piece in enumerate(pieces) if piece.end <= one.end), default=first)
    return first, max(first, last)


def _like(model: Any, text: str) -> Any:
    """A run in the letters of another."""
    run = element("r")
    properties = None if model is None else model.find(f"{WORD}rPr")
    if properties is not None:
        run.append(_copy(properties))
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(element("br"))
        words = element("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    return run


def _copy(node: Any) -> Any:
    found = element(node.tag.rpartition("}")[2])
    for name, value in node.attrib.items():
        found.set(name, value)
    found.extend(_copy(part) for part in node)
    return found


def _cut(one: Stretch, cuts: Sequence[int]) -> list[Stretch]:
    """A stretch of the round's text at the edges of comments; what is put in stays whole."""
    if one.put_in:
        return [one]
    edges = [one.start, *(cut for cut in cuts if one.start < cut < one.end), one.end]
    return [
        Stretch(one.text[begin - one.start : end - one.start], begin, None, one.taken_out)
        for begin, end in pairwise(edges)
        if begin < end
    ]
