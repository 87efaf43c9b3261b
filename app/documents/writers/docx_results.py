"""The results of a written report: each paragraph with all that was said and decided on it."""

from collections.abc import Sequence

from app.documents.writers.bars import Bars, diverging
from app.documents.writers.docx_brief import brief, is_brief, listed, told_briefly
from app.documents.writers.docx_measures import measures
from app.documents.writers.docx_themes import written
from app.documents.writers.docx_writing import DASH, Writing
from app.documents.writers.runs import Run, auto
from app.domain.contributions import Kind, Operation
from app.domain.opinions import Choice, Tally
from app.domain.report import Decided, Item, Official, ReportParagraph, ReportSection
from app.domain.said import Said
from app.domain.synthesis.shares import support_share
from app.domain.wording.diff import SpanKind


def results(w: Writing) -> None:
    """Section by section: the written part, then each paragraph."""
    w.sheet.heading(1, w.word("results"))
    if is_brief(w):
        told_briefly(w)
    for section in w.report.sections:
        _section(w, section)
    if w.report.whole:
        w.sheet.heading(2, w.word("whole"))
        if is_brief(w):
            listed(w, w.word("column.reference"), w.report.whole)
            return
        for item in w.report.whole:
            comment(w, item)


def _section(w: Writing, section: ReportSection) -> None:
    if section.heading.text:
        w.sheet.heading(2, section.heading.text, section.heading.language)
    written(w, section.written)
    for paragraph in section.paragraphs:
        _paragraph(w, paragraph)


def _paragraph(w: Writing, paragraph: ReportParagraph) -> None:
    w.sheet.heading(3, w.word("paragraph_n", n=paragraph.number))
    label = f"{paragraph.label} " if paragraph.label else ""
    if paragraph.missing:
        w.sheet.say(w.word("missing_in"), style="Small")
    if paragraph.text:
        text = Said(f"{label}{paragraph.text.text}", paragraph.text.language)
        w.tell(text, style="Charter text")
    written(w, paragraph.written)
    if not paragraph.answered:
        w.sheet.say(w.word("no_response"), style="Small")
        return
    if is_brief(w):
        brief(w, paragraph)
        return
    measures(w, f"p{paragraph.number}")
    if paragraph.rated:
        _ratings(w, paragraph)
    _positions(w, paragraph.officials)
    for item in paragraph.amendments:
        amendment(w, item)
    for item in paragraph.comments:
        comment(w, item)


def _ratings(w: Writing, paragraph: ReportParagraph) -> None:
    criteria = [name for name, tally in paragraph.ratings.items() if tally.cells]
    rows = []
    for group in paragraph.rating_groups:
        row = [w.word(f"group.{group}")]
        for name in criteria:
            cell = paragraph.ratings[name].cell(group)
            if cell is None:
                row.append(DASH)
            elif cell.marks is None:
                row.append(w.word("suppressed"))
            else:
                row.append(f"{w.number(cell.marks.mean, 1)} ({w.number(cell.marks.voters)})")
        rows.append(row)
    titles = [w.words.get(f"criterion.{name}", name) for name in criteria]
    widths = (3, *(2 for _ in criteria))
    header = (w.word("column.group"), *titles)
    w.sheet.table(header, rows, widths, figures_from=1, caption=w.word("ratings"))


def _positions(w: Writing, officials: tuple[Official, ...]) -> None:
    if not officials:
        return
    keys = ("organisation", "group", "position", "own_words")
    w.sheet.table(
        [w.word(f"column.{key}") for key in keys],
        [
            (
                one.name,
                w.word(f"group.{one.group}"),
                w.word(f"stance.{one.stance}"),
                auto(one.reason or DASH, w.language),
            )
            for one in officials
        ],
        (3, 2, 2, 3),
        caption=w.word("positions"),
    )


def amendment(w: Writing, item: Item, *, tag: str = "") -> None:
    """What it changes and why, votes by group, positions, and what happened to it.

    ``tag`` says in a few words what sets it apart.
    """
    w.sheet.heading(4, f"{item.reference} · {w.word(f'operation.{item.operation}')}")
    _byline(w, item)
    if tag:
        w.sheet.say(tag, bold=True)
    if item.words is None:
        w.sheet.say(w.word("veiled"), style="Small")
    else:
        if title := item.words.get("title"):
            named = Run(str(title), item.language, bold=True)
            w.sheet.paragraph(named, language=item.language, keep=True)
        reason = Run(str(item.words["text"]), item.language)
        w.sheet.say(w.word("reason"), bold=True)
        w.sheet.paragraph(reason, style="Quoted", language=item.language)
        _change(w, item)
    if item.votes and item.votes.cells:
        _votes(w, item, item.votes)
    measures(w, item.reference)
    _positions(w, item.officials)
    _decision(w, item.decided)


def _change(w: Writing, item: Item) -> None:
    if item.difference is not None:
        w.sheet.difference(item.difference, item.language)
        return
    mark = SpanKind.DELETE if item.operation is Operation.DELETE else SpanKind.INSERT
    run = Run(item.proposed, item.language, mark=mark)
    w.sheet.paragraph(run, style="Quoted", language=item.language)


def _votes(w: Writing, item: Item, tally: Tally) -> None:
    rows: list[list[str]] = []
    for cell in tally.cells:
        share = support_share(cell.counts)
        counts = (
            [w.word("suppressed"), DASH, DASH]
            if cell.counts is None
            else [w.number(cell.counts[option.value]) for option in Choice]
        )
        told = (
            f"{w.percent(share.value)} ({w.percent(share.low)} – {w.percent(share.high)})"
            if share
            else DASH
        )
        rows.append([w.word(f"group.{cell.group}"), *counts, told])
    header = ("group", "support", "oppose", "abstain", "share")
    drawn = [
        None
        if cell.counts is None
        else diverging(cell.counts, _aloud(header[1:4], w, row), w.language)
        for cell, row in zip(tally.cells, rows, strict=True)
    ]
    w.sheet.table(
        [w.word(f"column.{key}") for key in header],
        rows,
        (3, 2, 2, 2, 3),
        figures_from=1,
        bars=Bars(w.word("chart.votes"), drawn),
        caption=w.word("votes", reference=item.reference),
    )


def _aloud(names: Sequence[str], w: Writing, row: Sequence[str]) -> str:
    """The numbers of a row with their titles."""
    pairs = zip(names, row[1 : len(names) + 1], strict=True)
    return " · ".join(f"{w.word(f'column.{name}')}: {number}" for name, number in pairs)


def comment(w: Writing, item: Item) -> None:
    """A comment, or an answer, with what happened to it."""
    if item.value["kind"] == Kind.AMENDMENT:
        amendment(w, item)
        return
    kind = item.comment_kind
    named = w.word(f"comment_kind.{kind}" if kind else f"kind.{item.value['kind']}")
    w.sheet.paragraph(w.code(item.reference, bold=True), Run(f" · {named}", w.language, bold=True))
    _byline(w, item)
    if item.words is None:
        w.sheet.say(w.word("veiled"), style="Small")
    else:
        text = Run(str(item.words["text"]), item.language)
        w.sheet.paragraph(text, style="Quoted", language=item.language)
    _decision(w, item.decided)


def _byline(w: Writing, item: Item) -> None:
    value = item.value
    group = w.word(f"group.{item.group}")
    parts = []
    if value["organisation"]:
        parts.append(f"{value['organisation']['name']}, {group}")
    elif value["author"]:
        parts.append(w.word("by_author", author=value["author"], group=group))
    parts.append(w.day(value["submitted_on"]))
    if item.language != w.language:
        parts.append(w.word("in_language", language=w.word(f"language.{item.language}")))
    if value["parent"]:
        parts.append(w.word("replies_to", reference=value["parent"]))
    if value["merged"]:
        parts.append(f"{w.word('column.merged')}: {', '.join(value['merged'])}")
    w.sheet.paragraph(Run(" · ".join(parts), w.language, muted=True), style="Small")


def _decision(w: Writing, decided: Decided | None) -> None:
    if decided is None:
        w.sheet.say(w.word("undecided"), style="Small")
        return
    head = [w.word(f"disposition.{decided.disposition}"), w.day(decided.decided_on)]
    if decided.self_confirmed:
        head.append(w.word("self_confirmed"))
    w.sheet.say(" · ".join(head), bold=True)
    w.tell(decided.reason)
    if decided.wording:
        w.sheet.say(w.word("wording_accepted"), style="Small")
        w.tell(decided.wording, style="Quoted")
    if decided.follow_up:
        w.sheet.paragraph(
            Run(f"{w.word('referred_to')} ", w.language), auto(decided.follow_up, w.language)
        )
