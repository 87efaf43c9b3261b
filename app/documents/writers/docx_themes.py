"""The themes of a written report: how many contributions by group and language, and quotes."""

from collections.abc import Sequence

from app.documents.writers.bars import Bars, keys
from app.documents.writers.docx_writing import DASH, Writing
from app.documents.writers.report_charts import by_group
from app.documents.writers.runs import Run
from app.domain.references import parts_of
from app.domain.report import Item
from app.domain.said import Said
from app.domain.themed import (
    ThemeTold,
    groups_under,
    paragraphs_under,
    themes_told,
    without_theme,
)


def themes(w: Writing) -> None:
    """All themes side by side, then each with its groups, languages and quotes."""
    told = themes_told(w.report)
    if not told:
        return
    w.sheet.heading(1, w.word("themes"))
    w.sheet.say(w.word("themes.how"))
    w.sheet.say(w.word("themes.without", n=w.number(without_theme(w.report))), style="Small")
    groups = groups_under(told)
    most = max((len(one.items) for one in told), default=1)
    drawn = [by_group(w, one.by_group, groups, most) for one in told]
    w.sheet.table(
        (w.word("column.theme"), *(w.word(f"group.{one}") for one in groups), w.word("total")),
        [
            (
                Run(one.name.text, one.name.language),
                *(_number(w, one.by_group.get(group, 0)) for group in groups),
                w.number(len(one.items)),
            )
            for one in told
        ],
        (3, *(1 for _ in groups), 1),
        figures_from=1,
        bars=Bars(w.word("chart.stacked"), drawn, keys([w.word(f"group.{one}") for one in groups])),
        caption=w.word("themes.groups"),
    )
    for one in told:
        _theme(w, one)
    _paragraphs(w, told)


def _theme(w: Writing, one: ThemeTold) -> None:
    w.sheet.heading(2, one.name.text, one.name.language)
    if one.missing:
        w.sheet.say(w.word("themes.missing"), style="Small")
    w.tell(one.definition)
    counts = one.by_group_and_language
    groups = list(one.by_group)
    codes = one.languages
    if groups:
        w.sheet.table(
            (
                w.word("column.group"),
                *(w.word(f"language.{code}") for code in codes),
                w.word("total"),
            ),
            [
                (
                    w.word(f"group.{group}"),
                    *(_number(w, counts.get((group, code), 0)) for code in codes),
                    w.number(one.by_group[group]),
                )
                for group in groups
            ],
            (3, *(1 for _ in codes), 1),
            figures_from=1,
            caption=w.word("themes.languages", theme=one.name.text),
        )
    for item in one.quotes:
        quoted(w, item)


def quoted(w: Writing, item: Item) -> None:
    """The own words of a contribution, under its reference and the name its author chose."""
    if item.words is None:
        return
    run = Run(str(item.words["text"]), item.language)
    w.sheet.paragraph(run, style="Quoted", language=item.language, keep=True)
    told = [w.word(f"group.{item.group}")]
    if item.language != w.language:
        told.append(w.word("in_language", language=w.word(f"language.{item.language}")))
    name = item.value["organisation"]["name"] if item.value["organisation"] else None
    w.sheet.paragraph(
        w.code(item.reference),
        Run(f" · {name or item.value['author']} · {' · '.join(told)}", w.language, muted=True),
        style="Small",
    )


def written(w: Writing, text: Said | None) -> None:
    """A written part; a paragraph that is nothing but a reference tells its words."""
    items = w.report.items if text else {}
    for part in parts_of(text.text, items) if text else ():
        if part.quote:
            quoted(w, items[part.quote])
        elif text:
            words = "".join(one.text for one in part.stretches)
            w.sheet.paragraph(Run(words, text.language), language=text.language)


def _paragraphs(w: Writing, told: Sequence[ThemeTold]) -> None:
    """A line for each paragraph with its themes; those few that said nothing stay out."""
    rows = []
    for number in paragraphs_under(told):
        found = [(one, one.by_paragraph[number]) for one in told if number in one.by_paragraph]
        named = w.word("whole") if number is None else w.word("paragraph_n", n=number)
        rows.append(
            (
                named,
                " · ".join(f"{one.name.text} ({w.number(how_many)})" for one, how_many in found),
            )
        )
    header = (w.word("column.paragraph"), w.word("themes"))
    w.sheet.table(header, rows, (1, 3), caption=w.word("themes.paragraphs"))


def _number(w: Writing, value: int) -> str:
    return w.number(value) if value else DASH
