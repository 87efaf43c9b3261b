"""What changed and why, to read: per paragraph the difference, the reasons, what led to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.writers.docx_writing import Words
from app.documents.writers.paper import Paper
from app.documents.writers.runs import Run
from app.domain.said import Said, said
from app.domain.wording.diff import Difference, Span, SpanKind


@dataclass(frozen=True, slots=True)
class Telling(Words):
    """The changes of a version being written down."""

    document: Mapping[str, Any]
    sheet: Paper

    @property
    def text_language(self) -> str:
        """The language the text is shown in."""
        return str(self.document["language"])


def changes_title(w: Telling) -> str:
    """What the file is called inside."""
    return w.word("changes.title", number=w.document["version"])


def changes_on(w: Telling) -> None:
    """The whole list, in the order of the text."""
    document = w.document
    title = said(document["titles"], w.language) or Said("", w.language)
    w.sheet.paragraph(Run(changes_title(w), w.language), style="Title")
    w.sheet.paragraph(Run(title.text, title.language, bold=True), language=title.language)
    w.sheet.say(_counts(w))
    published = document["published_on"]
    w.sheet.say(
        w.word("changes.published", day=w.day(published))
        if published
        else w.word("changes.unpublished"),
        style="Small",
    )
    if w.text_language != w.language:
        other = w.word(f"language.{w.text_language}")
        w.sheet.say(w.word("changes.other", language=other), style="Small")
    w.sheet.paragraph(w.code(document["address"]), style="Small", language="en")
    for key, value in (("changes.hash", "hash"), ("changes.base_hash", "base_hash")):
        if document[value]:
            w.sheet.say(w.word(key), style="Small")
            w.sheet.paragraph(w.code(document[value]), style="Small", language="en")
    introduction = said(document["introduction"], w.language)
    if introduction:
        _tell(w, introduction)
    section = None
    for one in document["changes"]:
        if one["section"] != section and one["section"]["text"]:
            w.sheet.heading(1, one["section"]["text"], one["section"]["language"])
        section = one["section"]
        _change(w, one)
    if not document["changes"]:
        w.sheet.say(w.word("changes.none"))


def _counts(w: Telling) -> str:
    changes = w.document["changes"]
    kinds = [one["kind"] for one in changes]
    parts = [
        f"{w.word(f'lineage.{kind}')}: {w.number(kinds.count(kind))}"
        for kind in dict.fromkeys(sorted(kinds))
    ]
    return " · ".join([*parts, f"{w.word('lineage.kept')}: {w.number(w.document['unchanged'])}"])


def _change(w: Telling, one: Mapping[str, Any]) -> None:
    number, was = one["number"], one["before_number"]
    named = w.word("changes.paragraph", n=number, kind=w.word(f"lineage.{one['kind']}"))
    w.sheet.heading(2, named)
    if was and was != number and one["after"] is not None:
        w.sheet.say(w.word("changes.was", n=was, version=w.document["base"]), style="Small")
    _words(w, one)
    if one["editorial"]:
        w.sheet.say(w.word("changes.editorial"))
    if one["edited"]:
        w.sheet.say(w.word(f"edited.{one['edited']}"), style="Small")
    reason = said(one["reasons"], w.language)
    if reason:
        w.sheet.say(w.word("changes.reason"), bold=True)
        _tell(w, reason)
    if one["references"]:
        names = ", ".join(one["references"])
        led = Run(f"{w.word('changes.led')} ", w.language, bold=True)
        w.sheet.paragraph(led, w.code(names))


def _words(w: Telling, one: Mapping[str, Any]) -> None:
    """The difference; whole words where the paragraph is new or gone."""
    language = w.text_language
    if one["spans"]:
        w.sheet.difference(_difference(one["spans"]), language)
        return
    if not one["after"] and one["kind"] != "removed":
        absent = w.word("missing", language=w.word(f"language.{language}"))
        w.sheet.say(absent, style="Small")
    for text, mark in ((one["before"], SpanKind.DELETE), (one["after"], SpanKind.INSERT)):
        if text and (text != one["before"] or one["after"] is None):
            run = Run(text, language, mark=mark)
            w.sheet.paragraph(run, style="Quoted", language=language)
    if one["before"] and one["before"] == one["after"]:
        w.sheet.paragraph(Run(one["after"], language), style="Quoted", language=language)


def _difference(spans: list[list[Any]]) -> Difference:
    return Difference(tuple(Span(SpanKind(kind), text) for kind, text in spans))


def _tell(w: Telling, text: Said) -> None:
    for part in text.text.split("\n\n"):
        if part.strip():
            w.sheet.paragraph(Run(part.strip(), text.language), language=text.language)
