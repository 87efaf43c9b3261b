"""The charts of a report on its page: drawn where its files have them, with the same words."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.documents.drawing import PATTERNS, SERIES, STEP, Drawing
from app.documents.writers import report_charts as charts
from app.documents.writers.docx_writing import Words
from app.domain.report import Report
from app.domain.themed import ThemeTold, groups_under
from app.web.report_words import words_in

DARKEST = 4


class Charts:
    """What the templates of a report draw; every drawing says itself aloud."""

    def __init__(self, report: Report, themes: Sequence[ThemeTold]) -> None:
        self._w = Words(report.language, words_in(report.language))
        self._report = report
        self._groups = groups_under(themes)
        self._most = max((len(one.items) for one in themes), default=1)
        self.series, self.patterns, self.step = SERIES, PATTERNS, STEP

    @property
    def scatters(self) -> list[tuple[str, Drawing]]:
        """Paragraphs by agreement and difference, for each thing that was counted."""
        if self._report.measures is None:
            return []
        found = (
            charts.support_and_gap(self._w, basis, rows)
            for basis, rows in charts.paragraphs_by_basis(self._report.measures).items()
        )
        return [(one.caption, one.drawing) for one in found if one]

    @property
    def activity(self) -> tuple[str, Drawing] | None:
        """Contributions by day."""
        found = charts.activity(self._w, self._report.document)
        return (found.caption, found.drawing) if found else None

    @property
    def weeks(self) -> list[tuple[str, int, int | None]]:
        """First day, contributions and people of each week."""
        return [
            (self._w.day(start), texts, people)
            for start, texts, people in charts.weeks_of(self._report.document)
        ]

    @property
    def dates(self) -> list[str]:
        """What the numbers over the days stand for."""
        return charts.dates_told(self._w, self._report.document)

    def moved(self, one: Mapping[str, Any]) -> Drawing:
        """A difference with its interval."""
        return charts.moved(self._w, one)

    def theme(self, one: ThemeTold) -> Drawing:
        """How much each group said under a theme."""
        return charts.by_group(self._w, one.by_group, self._groups, self._most)

    def column(self, breakdown: Mapping[str, Any], row: Mapping[str, Any]) -> Drawing:
        """The people of a group by an attribute."""
        return charts.by_column(self._w, breakdown, row)

    def dark(self, share: float | None) -> int:
        """How dark the cell of a share is, from 0 to 4."""
        return 0 if share is None else round(DARKEST * share)
