"""What the pages of a report show, published or not: the same context for both."""

from collections.abc import Mapping
from typing import Any

from flask import request

from app.domain.contributions import PARTS_OF_SUM
from app.domain.people import Group, Region, SizeClass
from app.domain.report import Report, ReportParagraph, ReportSection, report_of
from app.domain.wording.diff import excerpt
from app.web import current, labels

# Above this many paragraphs and contributions one section is shown at a time.
WHOLE = 400
COMMENTS_SHOWN = 40
REGIONS = {"region": Region, "size_class": SizeClass}


def report_page(document: Mapping[str, Any]) -> dict[str, Any]:
    """The report in the language of the page, one section at a time when it is long."""
    report = report_of(document, current.language())
    sections = [section for section in report.sections if section.paragraphs or section.written]
    long = len(document["paragraphs"]) + len(document["contributions"]) > WHOLE
    return {
        "report": report,
        "document": document,
        "sections": sections,
        "shown": _shown(sections, request.args.get("section", "")) if long else sections,
        "long": long,
        "sum_parts": PARTS_OF_SUM,
        "groups": Group,
        "attributes": REGIONS,
        "criteria": criteria_of(report),
        "rating_rows": rating_rows,
        "floor_notes": floor_notes,
        "comments_shown": COMMENTS_SHOWN,
        "excerpt_of": excerpt,
    }


def _shown(sections: list[ReportSection], key: str) -> list[ReportSection]:
    """The section asked for, else the first that drew a response."""
    found = [section for section in sections if section.key == key and key]
    answered = (one for one in sections if any(p.answered for p in one.paragraphs))
    return found or [next(answered, sections[0])] if sections else []


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
