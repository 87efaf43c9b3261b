"""What the pages of a report show, published or not: the same context for both."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from flask import request, url_for

from app.domain.contributions import PARTS_OF_SUM
from app.domain.fates import fates_of
from app.domain.measured import MeasuredItem
from app.domain.people import Group, Region, SizeClass
from app.domain.references import WrittenPart, parts_of
from app.domain.report import Report, ReportParagraph, ReportSection, report_of
from app.domain.said import Said
from app.domain.synthesis.classes import ItemClass
from app.domain.themed import groups_under, paragraphs_under, themes_told, without_theme
from app.domain.wording.diff import excerpt
from app.web import current, labels
from app.web.outline import basis_name, outline_of
from app.web.report_charts import Charts

# Above this many paragraphs and contributions one section is shown at a time.
WHOLE = 150
COMMENTS_SHOWN = 40
REPORTS = ("synthesis.show", "manage_synthesis.preview")
READERS = "outcomes"
ATTRIBUTES = {"region": Region, "size_class": SizeClass}


def report_page(document: Mapping[str, Any]) -> dict[str, Any]:
    """The report in the language of the page, one section at a time when it is long."""
    report = report_of(document, current.language())
    themes = themes_told(report)
    sections = [section for section in report.sections if section.paragraphs or section.written]
    long = is_long(document)
    shown = _shown(sections, request.args.get("section", "")) if long else sections
    return {
        "report": report,
        "document": document,
        "sections": sections,
        "shown": shown,
        "stretches": stretches(shown),
        "told": [section for section in shown if is_told(section)],
        "long": long,
        "sum_parts": PARTS_OF_SUM,
        "groups": Group,
        "attributes": ATTRIBUTES,
        "criteria": criteria_of(report),
        "rating_rows": rating_rows,
        "floor_notes": floor_notes,
        "comments_shown": COMMENTS_SHOWN,
        "excerpt_of": excerpt,
        "measures": report.measures,
        "basis_name": basis_name,
        "item_classes": ItemClass,
        "outline": outline_of(report),
        "opinion_charts": _charts(report, shown),
        "themes": themes,
        "fates": fates_of(report),
        **written_context(report, long=long),
        "charts": Charts(report, themes),
        "theme_groups": groups_under(themes),
        "theme_paragraphs": paragraphs_under(themes),
        "without_theme": without_theme(report),
    }


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands together in the results: an answered paragraph, or neighbours without response.

    ``section`` is the section that begins here, if it is named; quiet sections are told inside.
    """

    section: ReportSection | None
    answered: ReportParagraph | None
    quiet: tuple[tuple[ReportSection, tuple[ReportParagraph, ...]], ...]

    @property
    def numbers(self) -> list[str]:
        """The paragraphs without response, neighbours as a range."""
        return ranges([one.number for _section, found in self.quiet for one in found])


def stretches(sections: Iterable[ReportSection]) -> list[Stretch]:
    """The results in the order of the text; what drew no response is gathered, not left out."""
    found: list[Stretch] = []
    for section in sections:
        named: ReportSection | None = section if is_told(section) else None
        for answered, group in groupby(section.paragraphs, key=_says):
            if answered:
                for paragraph in group:
                    found.append(Stretch(named, paragraph, ()))
                    named = None
                continue
            quiet = ((section, tuple(group)),)
            last = found[-1] if found else None
            if named is None and last and last.quiet and not is_told(last.quiet[-1][0]):
                found[-1] = replace(last, quiet=(*last.quiet, *quiet))
            else:
                found.append(Stretch(named, None, quiet))
            named = None
        if named is not None:
            found.append(Stretch(named, None, ()))
    return found


def _says(paragraph: ReportParagraph) -> bool:
    return paragraph.answered or paragraph.written is not None


def is_told(section: ReportSection) -> bool:
    """Whether there is anything to tell of a section: a written part, or a response."""
    return section.written is not None or any(_says(one) for one in section.paragraphs)


def ranges(numbers: Iterable[int]) -> list[str]:
    """Numbers in order, neighbours joined: 1–3, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]


def _shown(sections: list[ReportSection], key: str) -> list[ReportSection]:
    """The section asked for, else the first that drew a response."""
    found = [section for section in sections if section.key == key and key]
    answered = (one for one in sections if any(p.answered for p in one.paragraphs))
    return found or [next(answered, sections[0])] if sections else []


def _charts(
    report: Report, shown: list[ReportSection]
) -> list[tuple[str, list[MeasuredItem], list[Group]]]:
    """For each basis the paragraphs that are shown, and the groups that said anything."""
    if report.measures is None:
        return []
    by_basis: dict[str, list[MeasuredItem]] = {}
    for section in shown:
        for paragraph in section.paragraphs:
            for item in report.measures.of(f"p{paragraph.number}"):
                by_basis.setdefault(item.basis, []).append(item)
    return [
        (basis_name(basis), rows, groups)
        for basis, rows in by_basis.items()
        if (groups := [one for one in Group if any(one in _there(item) for item in rows)])
    ]


def _there(item: MeasuredItem) -> set[Group]:
    return {one.group for one in item.groups}


def is_long(document: Mapping[str, Any]) -> bool:
    """Whether a report is shown one section at a time."""
    return len(document["paragraphs"]) + len(document["contributions"]) > WHOLE


def written_context(report: Report, *, long: bool) -> dict[str, Any]:
    """What written parts need on a page: their paragraphs, what these name, and where that is."""
    items = report.items
    known = {*items, *(f"p{one.number}" for one in report.paragraphs)}

    def parts(text: Said) -> list[WrittenPart]:
        return parts_of(text.text, known)

    return {"items": items, "written_parts": parts, "place_of": _places(report, long=long)}


def _places(report: Report, *, long: bool) -> Callable[[str], str]:
    """The address of the rows behind an item: its paragraph in the report, or the amendment."""
    sections = {
        one.number: section.key for section in report.sections for one in section.paragraphs
    }
    slug = report.document["round"]["slug"]

    def place(item: str) -> str:
        if not item.startswith("p"):
            return url_for("contributions.show", slug=slug, ref=item)
        number = int(item[1:])
        section = sections.get(number) if long else None
        edition = request.args.get("edition")
        endpoint = request.endpoint or "synthesis.show"
        if endpoint not in REPORTS:
            endpoint, edition = REPORTS[not endpoint.startswith(READERS)], None
        return url_for(endpoint, slug=slug, edition=edition, section=section, _anchor=item)

    return place


def criteria_of(report: Report) -> list[tuple[str, str]]:
    """Key and word of each rating criterion of the round."""
    names = report.document["round"]["criteria"]
    return [
        (name, str(labels.CRITERIA[name][0]) if name in labels.CRITERIA else name) for name in names
    ]


def rating_rows(paragraph: ReportParagraph) -> list[tuple[Group, dict[str, float | None], Any]]:
    """Mean by criterion and number of ratings of each group; no number where one is hidden."""
    rows = []
    for group in paragraph.rating_groups:
        cells = {name: tally.cell(group) for name, tally in paragraph.ratings.items()}
        seen = {name: cell.marks for name, cell in cells.items() if cell and cell.marks}
        means = {name: marks.mean for name, marks in seen.items()}
        rows.append((group, means, max(m.voters for m in seen.values()) if seen else None))
    return rows


def floor_notes(tally: Any, floor: int) -> dict[Group, int]:
    """The groups whose voices are too few for a conclusion, with their number."""
    found = {cell.group: sum(cell.counts.values()) for cell in tally.cells if cell.counts}
    return {group: number for group, number in found.items() if number < floor}
