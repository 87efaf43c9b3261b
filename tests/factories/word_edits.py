"""Editing a Word file as a person does in Word: paragraph by paragraph."""

import copy
import io
from dataclasses import dataclass, field
from typing import Any

import docx


@dataclass
class WordFile:
    """A file open for editing; paragraphs are found by some of their words."""

    data: bytes
    document: Any = field(init=False)

    def __post_init__(self) -> None:
        self.document = docx.Document(io.BytesIO(self.data))

    def starting(self, words: str) -> Any:
        """The one paragraph that these words stand in."""
        (found,) = [one for one in self.document.paragraphs if words in one.text]
        return found

    def change(self, start: str, old: str, new: str) -> None:
        """Other words inside a paragraph, in the run they stand in."""
        for run in self.starting(start).runs:
            run.text = run.text.replace(old, new)

    def move(self, start: str, *, behind: str) -> None:
        """Cut a paragraph and paste it behind another."""
        moved = self.starting(start)._p
        self.starting(behind)._p.addnext(moved)

    def split(self, start: str, at: str) -> None:
        """Press Enter before these words: what follows is a paragraph of the same style."""
        paragraph = self.starting(start)
        first, rest = paragraph.text.split(at)
        twin = copy.deepcopy(paragraph._p)
        paragraph._p.addnext(twin)
        _say(paragraph, first)
        _say(type(paragraph)(twin, paragraph._parent), at + rest)

    def merge(self, start: str, following: str) -> None:
        """Press Delete at the end of a paragraph: the next one goes on in it."""
        first, second = self.starting(start), self.starting(following)
        _say(first, f"{first.text} {second.text}")
        second._p.getparent().remove(second._p)

    def delete(self, start: str) -> None:
        """Take a paragraph out."""
        paragraph = self.starting(start)._p
        paragraph.getparent().remove(paragraph)

    def add(self, text: str, *, behind: str) -> None:
        """Type a paragraph behind another, in its style."""
        twin = copy.deepcopy(self.starting(behind)._p)
        self.starting(behind)._p.addnext(twin)
        (found,) = [one for one in self.document.paragraphs if one._p is twin]
        _say(found, text)

    def saved(self) -> bytes:
        """The file as Word would save it."""
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()


def _say(paragraph: Any, text: str) -> None:
    first, *others = paragraph.runs
    first.text = text
    for run in others:
        run._r.getparent().remove(run._r)


LONG = b"""# Charter of the Quays

## Preamble

Recalling that quays were built for ships and are now used by people,

Noting that nobody who arrives by water carries a map of the town,

## Article 1

Every quay keeps a lamp lit from dusk to dawn, and the town pays for the oil and the wick.

(a) The lamp is visible from 200 metres on a clear night.

(b) The lamp is never used to search for anybody.

(c) Nobody pays for its light.

## Article 2

1. The harbour office answers in the language in which it was asked.

2. A person who cannot read is told aloud what is written on the boards.

3. Complaints are answered within ten days by somebody who was not there.

4. The keys of the office hang where every keeper of the quay can reach them.
"""


def edited(data: bytes) -> bytes:
    """The long text after an afternoon in Word: everything that can happen happens once."""
    word = WordFile(data)
    word.change("1. The harbour", "answers", "answers at once and in writing")
    word.move("Recalling", behind="Noting")
    word.split("Every quay", "and the town pays")
    word.merge("(a) The lamp", "(b) The lamp")
    word.delete("3. Complaints")
    word.add("Bells ring at noon on every quay of the town.", behind="4. The keys")
    return word.saved()
