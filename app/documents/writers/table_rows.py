"""The rows of every table of an edition, in the words of one language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.contributions import PARTS_OF_SUM, Kind, Status
from app.domain.opinions import Choice, Stance
from app.domain.ratings import MARKS
from app.domain.report import Item, Report, ReportParagraph

Words = Mapping[str, str]
Value = str | int | float | date | None
Rows = Iterator[tuple[Value, ...]]


def overview(report: Report, words: Words) -> Rows:
    """What this is, from when, and how it can be checked."""
    document = report.document
    edition, round_, version = document["edition"], document["round"], document["version"]
    yield words["charter"], report.titled("charter").text
    yield words["round"], report.titled("round").text
    yield words["version"], version["number"]
    yield words["version_hash"], version["hash"]
    yield words["opened_at"], round_["opens_at"]
    yield words["closed_at"], round_["closes_at"]
    yield words["cut_off_at"], document["cut_off_at"]
    yield words["edition"], words["provisional"] if edition["provisional"] else edition["number"]
    if edition["reason"]:
        yield words["edition_reason"], edition["reason"]
    yield words["edition_hash"], edition["hash"]
    yield words["record_head"], document["record"]["head"]
    yield words["organisations"], document["participation"]["organisations"]
    yield words["people"], document["participation"]["people"]
    yield words["received"], document["register"]["received"]
    for status in PARTS_OF_SUM:
        yield words[f"status.{status}"], document["register"][status.value]
    yield words["undecided"], len(document["dispositions"]["undecided"])
    yield words["note"], words["limits.poll"]
    yield words["note"], words["limits.small_cells"]


def participation(report: Report, words: Words) -> Rows:
    """People and organisations by group, then finer, with small cells left empty."""
    value = report.document["participation"]
    for one in value["groups"]:
        group = words[f"group.{one['group']}"]
        yield words["organisations"], group, "", one["organisations"], words["no"]
        yield words["people"], group, "", one["people"], words["no"]
    for breakdown in value["breakdowns"]:
        attribute = breakdown["attribute"]
        for row in breakdown["rows"]:
            for cell in row["cells"]:
                column = words[f"{attribute}.{cell['column']}"]
                hidden = words["yes" if cell["suppressed"] else "no"]
                group = words[f"group.{row['group']}"]
                yield words["people"], group, column, cell["people"], hidden
    for language, number in value["published_by_language"].items():
        yield words["published_in"], "", words[f"language.{language}"], number, words["no"]


def paragraphs(report: Report, words: Words) -> Rows:
    """The text consulted on, with how many responses each paragraph drew."""
    for section in report.sections:
        for paragraph in section.paragraphs:
            text = paragraph.text
            yield (
                paragraph.number,
                paragraph.key,
                section.heading.text,
                paragraph.label,
                text.text if text else None,
                text.language if text else None,
                words["yes" if paragraph.missing else "no"],
                len(paragraph.comments),
                len(paragraph.amendments),
            )


def ratings(report: Report, words: Words) -> Rows:
    """Marks by paragraph, criterion and group."""
    for paragraph in report.paragraphs:
        for criterion, tally in paragraph.ratings.items():
            for cell in tally.cells:
                marks = cell.marks
                yield (
                    paragraph.number,
                    words.get(f"criterion.{criterion}", criterion),
                    words[f"group.{cell.group}"],
                    None if marks is None or marks.mean is None else round(marks.mean, 4),
                    *(None if marks is None else marks.counts.get(mark, 0) for mark in MARKS),
                    words["yes" if cell.suppressed else "no"],
                )


def amendments(report: Report, words: Words) -> Rows:
    """Amendments with their words and what happened to them."""
    for item in _items(report):
        if item.value["kind"] == Kind.AMENDMENT:
            value, shown = item.value, item.words or {}
            yield (
                item.reference,
                value["paragraph"],
                words[f"operation.{item.operation}"],
                *_who(item, words),
                item.language,
                shown.get("text"),
                item.base if item.operation != "insert_after" else None,
                shown.get("wording"),
                ", ".join(one["name"] for one in value["co_sponsors"]),
                *_what_happened(item, words),
            )


def votes(report: Report, words: Words) -> Rows:
    """Votes of members by amendment and group, with the share of support and its interval."""
    return _tallies(report, words, lambda item: item.value.get("votes"), tuple(Choice))


def positions(report: Report, words: Words) -> Rows:
    """Positions of organisations, one by one: public acts."""
    for paragraph in report.paragraphs:
        for one in paragraph.officials:
            yield (
                words["paragraph_n"] % {"n": paragraph.number},
                paragraph.number,
                one.name,
                words[f"group.{one.group}"],
                words[f"stance.{one.stance}"],
                one.reason,
            )
    for item in _items(report):
        for one in item.officials:
            yield (
                item.reference,
                item.value["paragraph"],
                one.name,
                words[f"group.{one.group}"],
                words[f"stance.{one.stance}"],
                one.reason,
            )


def comments(report: Report, words: Words) -> Rows:
    """Comments and answers with what happened to them."""
    for item in _items(report):
        if item.value["kind"] != Kind.AMENDMENT:
            value, shown = item.value, item.words or {}
            kind = item.comment_kind
            yield (
                item.reference,
                value["paragraph"],
                value["parent"],
                words[f"comment_kind.{kind}"] if kind else words[f"kind.{value['kind']}"],
                *_who(item, words),
                item.language,
                shown.get("text"),
                shown.get("quote"),
                *_what_happened(item, words),
            )


def register(report: Report, words: Words) -> Rows:
    """Every reference with its status; the sum of them is what was received."""
    listed: list[tuple[str, Status, str | None, str | None, str | None]] = [
        (one["reference"], Status.PUBLISHED, None, None, one["published_on"])
        for one in report.document["contributions"]
    ]
    listed.extend(
        (one["reference"], Status(one["status"]), one["reason_code"], one["merged_into"], one["on"])
        for one in report.document["register"]["unpublished"]
    )
    for reference, status, code, into, on in sorted(listed, key=_in_order):
        reason = words[f"reason_code.{code}"] if code else None
        yield reference, words[f"status.{status}"], reason, into, _date(on)


def _in_order(row: tuple[str, Status, str | None, str | None, str | None]) -> tuple[str, int]:
    return row[0][0], int(row[0][1:])


def _items(report: Report) -> Iterator[Item]:
    """Every published contribution: by paragraph, those on the whole text last."""
    for paragraph in report.paragraphs:
        yield from _on_paragraph(paragraph)
    yield from report.whole


def _on_paragraph(paragraph: ReportParagraph) -> Iterator[Item]:
    yield from paragraph.amendments
    yield from paragraph.comments


def _who(item: Item, words: Words) -> tuple[Value, ...]:
    organisation = item.value["organisation"]
    return (
        item.value["author"],
        organisation["name"] if organisation else None,
        words[f"group.{item.group}"],
        words[f"channel.{item.value['channel']}"],
        _on(item, "submitted_on"),
        ", ".join(item.value["merged"]),
    )


def _what_happened(item: Item, words: Words) -> tuple[Value, ...]:
    decided = item.decided
    if decided is None:
        return words["undecided"], None, None, None, None
    return (
        words[f"disposition.{decided.disposition}"],
        decided.reason.text,
        decided.wording.text if decided.wording else None,
        decided.follow_up or None,
        _date(decided.decided_on),
    )


def _tallies(
    report: Report,
    words: Words,
    of: Callable[[Item], Mapping[str, Any] | None],
    options: Sequence[Choice | Stance],
) -> Rows:
    for item in _items(report):
        for cell in (of(item) or {"cells": ()})["cells"]:
            counts, share = cell["counts"] or {}, cell["support_share"] or {}
            yield (
                item.reference,
                item.value["paragraph"],
                words[f"group.{cell['group']}"],
                *(counts.get(option.value) for option in options),
                *(share.get(name) for name in ("value", "low", "high", "of")),
                words["yes" if cell["suppressed"] else "no"],
            )


def _on(item: Item, name: str) -> date | None:
    return _date(item.value[name])


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
