"""The measures of a written report: what can be said of the round, of an item, and of who came."""

from collections.abc import Iterable, Sequence

from app.documents.writers.bars import Bar, Bars, ranged
from app.documents.writers.docx_writing import DASH, Writing
from app.documents.writers.measure_rows import basis_word
from app.documents.writers.runs import Run, auto
from app.domain.measured import GroupShare, MeasuredItem
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
            named = ", ".join(f"§ {one[1:]}" if one.startswith("p") else one for one in items)
            w.sheet.paragraph(w.code(named), style="Small", language="en")
    found = [name for name in ItemClass if any(one.classes[name] for one in measures.classes)]
    for name in found:
        w.sheet.say(w.word(f"item_class.{name}"), bold=True)
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
        )


def coverage(w: Writing) -> None:
    """Who of those that could take part did."""
    if w.report.measures is None:
        return
    value = w.report.measures.value["coverage"]
    for kind in ("group", "region"):
        rows = value[f"{kind}s"]
        if rows:
            w.sheet.say(w.word(f"coverage.{kind}s"), bold=True)
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
            )


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


def _range(one: GroupShare, row: Sequence[str], language: str) -> Bar | None:
    """The share of a group with its interval, drawn; said as the row says it."""
    value = one.value
    if value["share"] is None:
        return None
    return ranged(value["share"], value["low"], value["high"], f"{row[1]} ({row[2]})", language)


def unmeasured(w: Writing) -> None:
    """That no measures were made, where none were."""
    if w.report.measures is None:
        w.sheet.paragraph(auto(w.word("unmeasured"), w.language))
