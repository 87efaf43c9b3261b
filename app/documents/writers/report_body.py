"""The whole of a written report in reading order, on whatever paper it is written."""

from app.documents.writers.docx_figures import fates, glance, limits, who
from app.documents.writers.docx_measures import (
    Sentences,
    by_paragraph,
    coverage,
    duplicates,
    overview,
    positions_of_groups,
    unmeasured,
)
from app.documents.writers.docx_results import results
from app.documents.writers.docx_themes import themes, written
from app.documents.writers.docx_writing import Writing


def body(w: Writing, outline: Sentences) -> None:
    """All parts after the title and the contents."""
    glance(w)
    fates(w)
    who(w)
    coverage(w)
    overview(w, outline)
    by_paragraph(w)
    duplicates(w)
    if w.report.introduction:
        w.sheet.heading(1, w.word("heard"))
        written(w, w.report.introduction)
    results(w)
    themes(w)
    positions_of_groups(w)
    limits(w)
    unmeasured(w)
