"""The measures of a written report: what can be said of the round, of an item, and of who came."""

from collections.abc import Iterable, Sequence

from app.documents.drawing import Drawing, light
from app.documents.writers.bars import Bars, ranged
from app.documents.writers.docx_writing import DASH, Writing
from app.documents.writers.measure_rows import basis_word
from app.documents.writers.report_charts import (
    groups_in,
    heat_cell,
    in_points,
    moved,
    paragraphs_by_basis,
    support_and_gap,
)
from app.documents.writers.runs import Run, auto
from app.domain.measured import GroupShare, MeasuredItem
from app.domain.people import Group
from app.domain.synthesis.classes import ItemClass

Sentences = Iterable[tuple[str, tuple[str, ...]]]


def overview(w: Writing, sentences: Sentences) -> None:
    """What the figures say, each sentence with the items it counts, and the classes as a table."""
    measures = w.report.measures
    if measures is None:
        return
    w.sheet.heading(1, w.word("overview"))
    told = list(sentences)
    if not told:
        w.sheet.say(w.word("overview.none"))
        return
    w.sheet.say(w.word("overview.checked"), style="Small")
    for text, items in told:
        w.sheet.say(text)
        if items:
            named = ", ".join(_item_name(one) for one in items)
            w.sheet.paragraph(w.code(named), style="Small", language="en")
    found = [name for name in ItemClass if any(one.classes[name] for one in measures.classes)]
    for name in found:
        w.sheet.table(
            (w.word("column.kind_of_item"), w.word("column.basis"), w.word("column.number")),
            [
                (
                    w.word(f"of.{one.of}"),
                    basis_word(one.basis, w.words),
                    w.number(len(one.classes[name])),
                )
                for one in measures.classes
                if one.classes[name]
            ],
            (2, 3, 1),
            figures_from=2,
            caption=w.word(f"item_class.{name}"),
        )


def by_paragraph(w: Writing) -> None:
    """Paragraphs by support and difference, and each with the share and number of every group."""
    found = paragraphs_by_basis(w.report.measures) if w.report.measures else {}
    for basis, rows in found.items():
        groups, counted = groups_in(rows), basis_word(basis, w.words)
        if not groups:
            continue
        chart = support_and_gap(w, basis, rows)
        if chart:
            w.sheet.figure(chart.drawing, chart.caption)
            w.sheet.say(w.word("chart.quarters"), style="Small")
        w.sheet.table(
            (w.word("column.paragraph"), *(w.word(f"group.{one}") for one in groups)),
            [
                (w.number(item.paragraph), *(_shaded(w, item, one) for one in groups))
                for item in rows
            ],
            (1, *(1 for _ in groups)),
            figures_from=1,
            caption=w.word("by_paragraph", basis=counted),
        )


def _shaded(w: Writing, item: MeasuredItem, group: Group) -> Run:
    """The share of a group in a cell as dark as it is high; grey where it says too little."""
    one = next((one for one in item.groups if one.group is group), None)
    enough = one is not None and one.enough and one.value["share"] is not None
    shade = light(one.value["share"]) if one and enough else ""
    return Run(heat_cell(w, item, group), w.language, muted=not enough, shade=shade)


def positions_of_groups(w: Writing) -> None:
    """Where a group stands apart from all others, and what moved since the round before."""
    if w.report.measures is None:
        return
    value = w.report.measures.value
    change = [one for one in (value["change"] or {"rows": ()})["rows"] if one["clear"]]
    for key, rows in (("apart", value["distinctive"]), ("moved", change)):
        if rows:
            w.sheet.table(
                [
                    w.word(one)
                    for one in ("column.group", "column.item", "column.basis", "in_points")
                ],
                [
                    (
                        w.word(f"group.{one['group']}"),
                        w.code(_item_name(one["item"])),
                        basis_word(one["basis"], w.words),
                        w.code(in_points(w, one)),
                    )
                    for one in rows
                ],
                (3, 1, 3, 2),
                figures_from=3,
                bars=Bars(w.word("chart.apart"), [moved(w, one) for one in rows]),
                caption=w.word(key),
            )


def duplicates(w: Writing) -> None:
    """Texts sent more than once; nothing is left out for it."""
    value = w.report.measures.value["duplicates"] if w.report.measures else None
    if not value or not value["clusters"]:
        return
    told = {name: w.number(value[name]) for name in ("received", "distinct")}
    w.sheet.say(w.word("received_distinct", **told))
    w.sheet.table(
        [w.word(f"column.{one}") for one in ("references", "senders", "coordinated")],
        [
            (
                w.code(", ".join(one["references"])),
                w.number(one["senders"]),
                w.word("yes" if one["coordinated"] else "no"),
            )
            for one in value["clusters"]
        ],
        (4, 1, 1),
        caption=w.word("sheet.duplicates"),
    )


def _item_name(item: str) -> str:
    return f"§ {item[1:]}" if item.startswith("p") else item


def coverage(w: Writing) -> None:
    """Who of those that could take part did."""
    if w.report.measures is None:
        return
    value = w.report.measures.value["coverage"]
    for kind in ("group", "region"):
        rows = value[f"{kind}s"]
        if rows:
            keys = (
                f"column.{kind}",
                *(f"column.{k}" for k in ("active", "could", "rate", "ratio")),
            )
            w.sheet.table(
                [w.word(key) for key in keys],
                [
                    (
                        w.word(f"{kind}.{one[kind]}"),
                        w.number(one["active"]),
                        w.number(one["reference"]),
                        w.percent(one["rate"]),
                        w.number(one["ratio"], 2),
                    )
                    for one in rows
                ],
                (3, 1, 1, 1, 1),
                figures_from=1,
                caption=w.word(f"coverage.{kind}s"),
            )
    for one in value["paragraphs"]:
        told = {"reached": one["reached"], "total": one["paragraphs"]}
        w.sheet.say(w.word("reached", basis=basis_word(one["basis"], w.words), **told))


def measures(w: Writing, key: str) -> None:
    """The class of an item on each basis, with the shares of every group."""
    for item in w.report.measures.told(key) if w.report.measures else ():
        _item(w, item)


def verdicts(w: Writing, key: str) -> None:
    """The class of an item on each basis alone, where more would be too long."""
    for item in w.report.measures.told(key) if w.report.measures else ():
        _verdict(w, item)


def _verdict(w: Writing, item: MeasuredItem) -> None:
    basis = basis_word(item.basis, w.words)
    told = [Run(w.word(f"item_class.{item.item_class}"), w.language, bold=True)]
    told.append(Run(f" · {w.word('agreement', basis=basis)}", w.language))
    w.sheet.paragraph(*told)
    if item.missing:
        names = ", ".join(w.word(f"group.{name}") for name in item.missing)
        w.sheet.say(w.word("below", groups=names), style="Small")


def _item(w: Writing, item: MeasuredItem) -> None:
    _verdict(w, item)
    rows = [
        [
            w.word(f"group.{one.group}"),
            w.percent(one.value["share"]),
            f"{w.percent(one.value['low'])} – {w.percent(one.value['high'])}"
            if one.value["share"] is not None
            else DASH,
            w.number(one.sides),
            w.number(one.value["abstain"]),
        ]
        for one in item.groups
    ]
    hidden = w.word("suppressed")
    rows += [[w.word(f"group.{name}"), hidden, DASH, DASH, DASH] for name in item.hidden]
    head = ("column.group", "column.agree", "interval", "sides", "column.abstain")
    drawn = [_range(one, row, w.language) for one, row in zip(item.groups, rows, strict=False)]
    drawn += [None] * len(item.hidden)
    bars = Bars(w.word("chart.share"), drawn)
    titles = [w.word(key) for key in head]
    w.sheet.table(titles, rows, (3, 1, 2, 1, 1), figures_from=1, bars=bars)


def _range(one: GroupShare, row: Sequence[str], language: str) -> Drawing | None:
    """The share of a group with its interval, drawn; said as the row says it."""
    value = one.value
    if value["share"] is None:
        return None
    words = f"{row[1]} ({row[2]})"
    ends = value["low"], value["high"]
    return ranged(value["share"], *ends, words, language, enough=one.enough)


def unmeasured(w: Writing) -> None:
    """That no measures were made, where none were."""
    if w.report.measures is None:
        w.sheet.paragraph(auto(w.word("unmeasured"), w.language))
