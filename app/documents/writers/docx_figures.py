"""The figures of a written report: at a glance, who took part, how to check it."""

from collections.abc import Mapping
from typing import Any

from app.documents.writers.bars import Bars, keys, plain
from app.documents.writers.docx_writing import Writing
from app.documents.writers.report_charts import activity, by_column, dates_told, weeks_of
from app.documents.writers.runs import Run, auto
from app.domain.contributions import PARTS_OF_SUM
from app.domain.fates import fates_of

MOST_COLUMNS = 6  # more stand better as lines
LIMITS = ("poll", "separate", "latest", "small_cells", "share")


def front(w: Writing) -> None:
    """Title, what it is about, and from when."""
    edition, round_ = w.document["edition"], w.document["round"]
    charter, title = w.report.titled("charter"), w.report.titled("round")
    w.sheet.paragraph(Run(w.word("title", round=title.text), w.language), style="Title")
    w.sheet.paragraph(Run(charter.text, charter.language, bold=True))
    named = (
        w.word("provisional")
        if edition["provisional"]
        else w.word("edition_n", n=edition["number"])
    )
    w.sheet.say(f"{w.word('version')} {w.document['version']['number']} · {named}")
    if edition["published_at"]:
        w.sheet.say(w.word("published_on", day=w.day(edition["published_at"])))
    if edition["reason"]:
        w.sheet.say(f"{w.word('edition_reason')}: {edition['reason']}")
    dates = (("opened_at", round_["opens_at"]), ("closed_at", round_["closes_at"]))
    w.sheet.say(" · ".join(f"{w.word(key)}: {w.day(value)}" for key, value in dates), style="Small")


def glance(w: Writing) -> None:
    """The key figures and the sum of the register."""
    w.sheet.heading(1, w.word("glance"))
    participation, register = w.document["participation"], w.document["register"]
    total = len(w.document["paragraphs"])
    w.sheet.table(
        (w.word("column.what"), w.word("column.number")),
        [
            (w.word("organisations"), w.number(participation["organisations"])),
            (w.word("people"), w.number(participation["people"])),
            (w.word("answered", n=total), w.number(w.report.answered)),
            (w.word("undecided"), w.number(len(w.document["dispositions"]["undecided"]))),
        ],
        (3, 1),
        figures_from=1,
    )
    w.sheet.heading(2, w.word("sum"))
    w.sheet.table(
        (w.word("received"), *(w.word(f"status.{status}") for status in PARTS_OF_SUM)),
        [
            (
                w.number(register["received"]),
                *(w.number(register[status.value]) for status in PARTS_OF_SUM),
            )
        ],
        (1,) * (len(PARTS_OF_SUM) + 1),
        figures_from=0,
    )


def fates(w: Writing) -> None:
    """What became of contributions, by the group of their authors."""
    rows = fates_of(w.report)
    if rows:
        keys = ("column.group", "column.kind_of_contribution", "texts", "with_decision", "accepted")
        w.sheet.table(
            [*(w.word(key) for key in keys), w.word("accepted_share")],
            [
                (
                    w.word(f"group.{one.group}"),
                    w.word(f"kind.{one.kind}"),
                    *(w.number(number) for number in (one.published, one.decided, one.accepted)),
                    w.percent(one.share),
                )
                for one in rows
            ],
            (3, 2, 1, 1, 1, 1),
            figures_from=2,
            caption=w.word("fates"),
        )


def who(w: Writing) -> None:
    """People and organisations by group, and the breakdowns with small cells hidden."""
    value = w.document["participation"]
    w.sheet.heading(1, w.word("who"))
    rows = [
        (w.word(f"group.{one['group']}"), w.number(one["organisations"]), w.number(one["people"]))
        for one in value["groups"]
    ]
    titles = (w.word("column.group"), w.word("organisations"), w.word("people"))
    people = [one["people"] for one in value["groups"]]
    drawn = [plain(one, max(people), w.number(one), w.language) for one in people]
    bars: Bars | None = Bars(w.word("chart.people"), drawn)
    caption = w.word("who.groups")
    w.sheet.table(titles, rows, (3, 1, 1), figures_from=1, bars=bars, caption=caption)
    for breakdown in value["breakdowns"]:
        attribute = breakdown["attribute"]
        grid = _breakdown(w, breakdown)
        bars = None
        if len(grid[0]) > MOST_COLUMNS:
            grid = [list(row) for row in zip(*grid, strict=True)]
        else:
            cells = [by_column(w, breakdown, row) for row in breakdown["rows"]]
            keyed = keys(grid[0][1:-1])
            bars = Bars(w.word("chart.stacked"), cells, keyed)
        header, *lines = grid
        caption = w.word(f"by.{attribute}")
        widths = (2, *(1 for _ in header[1:]))
        w.sheet.table(header, lines, widths, figures_from=1, bars=bars, caption=caption)
    when(w)
    if value["official"]:
        w.sheet.say(w.word("official"), bold=True)
        for one in value["official"]:
            w.sheet.paragraph(auto(one["name"], w.language), style="Small")


def when(w: Writing) -> None:
    """Contributions by day as a chart, and by week as a table beside who voted or rated."""
    chart = activity(w, w.document)
    if chart is None:
        return
    w.sheet.figure(chart.drawing, chart.caption)
    w.sheet.say(" · ".join(dates_told(w, w.document)), style="Small")
    hidden = w.word("suppressed_cell")
    w.sheet.table(
        (w.word("week"), w.word("texts"), w.word("people.weekly")),
        [
            (
                w.day(week),
                w.number(texts),
                hidden if people is None else w.number(people),
            )
            for week, texts, people in weeks_of(w.document)
        ],
        (2, 1, 2),
        figures_from=1,
        caption=w.word("weeks"),
    )


def _breakdown(w: Writing, breakdown: Mapping[str, Any]) -> list[list[str]]:
    """A line for each group, a column for each class, the sums of the groups at the end."""
    attribute, hidden = breakdown["attribute"], w.word("suppressed_cell")
    names = [w.word(f"{attribute}.{name}") for name in breakdown["columns"]]
    return [
        [w.word("column.group"), *names, w.word("people")],
        *(
            [
                w.word(f"group.{row['group']}"),
                *(hidden if one["suppressed"] else w.number(one["people"]) for one in row["cells"]),
                w.number(row["people"]),
            ]
            for row in breakdown["rows"]
        ),
    ]


def limits(w: Writing) -> None:
    """What the numbers do not say, and how to check them."""
    w.sheet.heading(1, w.word("limits"))
    for name in LIMITS:
        w.sheet.say(w.word(f"limits.{name}"))
    w.sheet.heading(2, w.word("verify"))
    w.sheet.say(w.word("verify.hash"))
    edition = w.document["edition"]
    for key, value in (
        ("version_hash", w.document["version"]["hash"]),
        ("edition_hash", edition["hash"]),
        ("record_head", w.document["record"]["head"]),
        ("cut_off_at", w.document["cut_off_at"]),
    ):
        w.sheet.say(w.word(key), bold=True)
        w.sheet.paragraph(w.code(value or "–"), style="Small", language="en")
