"""The charts of a report, each with its caption: the same on the page and in every file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.documents.charts import Day, Point, scatter, timeline
from app.documents.drawing import Drawing
from app.documents.writers.bars import apart, stacked
from app.documents.writers.docx_writing import Words
from app.documents.writers.measure_rows import basis_word
from app.domain.measured import MeasuredItem, Measures
from app.domain.people import Group
from app.domain.synthesis.classes import THRESHOLDS

FEWEST_POINTS = 3
MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and what it shows."""

    caption: str
    drawing: Drawing


def paragraphs_by_basis(measures: Measures) -> Mapping[str, list[MeasuredItem]]:
    """The paragraphs anything was said on, by what was counted, in their order."""
    found: dict[str, list[MeasuredItem]] = {}
    for own in measures.items.values():
        for item in own:
            if item.key.startswith("p"):
                found.setdefault(item.basis, []).append(item)
    return {
        basis: sorted(rows, key=lambda one: one.paragraph or 0) for basis, rows in found.items()
    }


def groups_in(rows: Iterable[MeasuredItem]) -> tuple[Group, ...]:
    """The groups that said anything on these."""
    there = {one.group for item in rows for one in item.groups}
    return tuple(group for group in Group if group in there)


def support_and_gap(w: Words, basis: str, rows: Sequence[MeasuredItem]) -> Chart | None:
    """Paragraphs by pooled support and widest difference; None where too few have both."""
    points = [
        Point(str(item.paragraph), item.value["pooled"]["share"], item.gap["value"])
        for item in rows
        if item.gap and item.value["pooled"] and item.value["pooled"]["share"] is not None
    ]
    if len(points) < FEWEST_POINTS:
        return None
    words = w.word("chart.scatter.words", n=len(points))
    caption = w.word("chart.scatter", basis=basis_word(basis, w.words))
    return Chart(caption, scatter(points, THRESHOLDS.gap, words, w.language))


def heat_cell(w: Words, item: MeasuredItem, group: Group) -> str:
    """The share of one group on a paragraph with how many took a side."""
    if group in item.hidden:
        return w.word("suppressed_cell")
    one = next((one for one in item.groups if one.group is group), None)
    if one is None or one.value["share"] is None:
        return "–"
    return f"{w.percent(one.value['share'])} ({w.number(one.sides)})"


def moved(w: Words, one: Mapping[str, Any]) -> Drawing:
    """A difference of shares with its interval."""
    return apart(one["value"], one["low"], one["high"], in_points(w, one), w.language)


def in_points(w: Words, one: Mapping[str, Any]) -> str:
    """A difference in points, with the ends of its interval."""
    value, low, high = (w.number(100 * one[name]) for name in ("value", "low", "high"))
    return f"{value} ({low} … {high})"


def by_group(w: Words, numbers: Mapping[Group, int], groups: Sequence[Group], most: int) -> Drawing:
    """How much each group gave to one thing, one after the other."""
    told = "; ".join(
        f"{w.word(f'group.{one}')}: {w.number(numbers[one])}" for one in groups if one in numbers
    )
    return stacked([numbers.get(one, 0) for one in groups], most, told, w.language)


def by_column(w: Words, breakdown: Mapping[str, Any], row: Mapping[str, Any]) -> Drawing:
    """People of a group by an attribute; those that are not shown stand together in white."""
    attribute, cells = breakdown["attribute"], row["cells"]
    shown = [one["people"] or 0 for one in cells]
    most = max((one["people"] for one in breakdown["rows"]), default=1)
    told = "; ".join(
        f"{w.word(attribute + '.' + one['column'])}: {w.number(one['people'])}"
        for one in cells
        if one["people"]
    )
    rest = row["people"] - sum(shown)
    if rest:
        told = f"{told}; {w.word('suppressed_cell')}: {w.number(rest)}".removeprefix("; ")
    return stacked(shown, most, told, w.language, rest=rest)


def days_of(document: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Each day from the first to the last of the round or its contributions, with its number."""
    value = document["timeline"]
    counted = {one["day"]: one["contributions"] for one in value["days"]}
    ends = sorted({*counted, *(one["on"] for one in value["dates"])})
    if not ends:
        return []
    first, last = date.fromisoformat(ends[0]), date.fromisoformat(ends[-1])
    length = min((last - first).days + 1, MOST_DAYS)
    every = [(first + timedelta(days=place)).isoformat() for place in range(length)]
    return [(on, counted.get(on, 0)) for on in every]


def weeks_of(document: Mapping[str, Any]) -> list[tuple[str, int, int | None]]:
    """Each week: its first day, contributions sent in it, and people, None where not shown.

    What came before the round or after it counts in its first or last week.
    """
    value = document["timeline"]
    starts = [one["from"] for one in value["weeks"]]
    sent = dict.fromkeys(starts, 0)
    for one in value["days"]:
        before = [start for start in starts if start <= one["day"]] or starts[:1]
        sent[before[-1]] += one["contributions"]
    return [(one["from"], sent[one["from"]], one["people"]) for one in value["weeks"]]


def activity(w: Words, document: Mapping[str, Any]) -> Chart | None:
    """Contributions by day, with numbers over the days on which the round's time was settled."""
    days = days_of(document)
    if not any(number for _, number in days):
        return None
    marks: dict[str, str] = {}
    for place, one in enumerate(document["timeline"]["dates"], 1):
        marks[one["on"]] = f"{marks[one['on']]},{place}" if one["on"] in marks else str(place)
    drawn = [Day(number, marks.get(on, "")) for on, number in days]
    most = max(number for _, number in days)
    words = w.word("chart.timeline.words", most=w.number(most))
    return Chart(w.word("chart.timeline"), timeline(drawn, words, w.language))


def dates_told(w: Words, document: Mapping[str, Any]) -> list[str]:
    """What each number over the days stands for."""
    return [
        f"{place} {w.word('date.' + one['what'])}: {w.day(one['on'])}"
        for place, one in enumerate(document["timeline"]["dates"], 1)
    ]
