"""The wording of an amendment in further languages, as a list of amendments prints it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.writers.docx_writing import Writing
from app.documents.writers.runs import Run
from app.domain.contributions import Operation, Scope
from app.domain.languages import LANGUAGES
from app.domain.report import Item
from app.domain.wording.diff import SpanKind, difference


@dataclass(frozen=True, slots=True)
class Further:
    """A wording in one more language; ``is_older`` where it is of words replaced since."""

    language: str
    text: str
    by_translator: bool = False
    is_older: bool = False


def further_of(item: Item) -> Iterator[Further]:
    """By language: the proposer's where it was given, else the newest of the translators."""
    proposes = item.operation not in {None, Operation.DELETE}
    if item.words is None or not proposes or item.value["scope"] == Scope.LANGUAGE:
        return
    shown, given = item.words["number"], item.words["wordings"]
    rows = sorted(item.value["translated_wordings"], key=lambda row: row["revision"])
    translated = {row["language"]: row for row in rows if row["revision"] <= shown}
    for code in LANGUAGES:
        if code == item.language:
            continue
        if code in given:
            yield Further(code, given[code])
        elif code in translated:
            row = translated[code]
            yield Further(code, row["text"], True, row["revision"] < shown)


def write_further(w: Writing, item: Item) -> None:
    """Each wording with its language and whose it is, and what it changes in that language."""
    found = tuple(further_of(item))
    if not found:
        return
    texts = _text_there(w, item) if item.operation is Operation.REPLACE else {}
    w.sheet.say(w.word("list.further"), bold=True)
    for one in found:
        whose = w.word("list.by_translator" if one.by_translator else "list.by_proposer")
        older = (w.word("list.older"),) if one.is_older else ()
        w.sheet.say(" · ".join((w.word(f"language.{one.language}"), whose, *older)), style="Small")
        if one.language in texts:
            changed = difference(texts[one.language]["text"], one.text)
            w.sheet.difference(changed, one.language)
        else:
            run = Run(one.text, one.language, mark=SpanKind.INSERT)
            w.sheet.paragraph(run, style="Quoted", language=one.language)


def _text_there(w: Writing, item: Item) -> Mapping[str, Any]:
    """The paragraph it is about, by language."""
    number = item.value["paragraph"]
    found = (one["wordings"] for one in w.document["paragraphs"] if one["number"] == number)
    return next(found, {})
