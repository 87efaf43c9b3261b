"""An edition as a DOCX file: real headings, tables with header rows, differences one can read."""

from collections.abc import Mapping
from datetime import datetime

from app.documents.writers.docx_figures import front
from app.documents.writers.docx_measures import Sentences
from app.documents.writers.docx_package import as_bytes, footer, new_document
from app.documents.writers.docx_text import Sheet
from app.documents.writers.docx_writing import Writing
from app.documents.writers.report_body import body
from app.domain.report import Report

# Paragraphs and amendments up to which tables have their charts beside them: each is a picture.
MOST_DRAWN = 300


def docx_bytes(
    report: Report, words: Mapping[str, str], *, moment: datetime, outline: Sentences = ()
) -> bytes:
    """The report as a DOCX file; the same report always gives the same bytes.

    ``outline`` is what its figures say, sentence by sentence with the items each counts.
    """
    document = new_document(report.language)
    items = report.measures.items if report.measures else ()
    sheet = Sheet(document, report.language, drawn=len(items) <= MOST_DRAWN)
    w = Writing(report.language, words, report, sheet)
    front(w)
    if not sheet.drawn:
        sheet.say(w.word("chart.left"), style="Small")
    sheet.say(w.word("contents"), bold=True)
    place = sheet.say("")
    body(w, outline)
    sheet.contents(place)
    title = w.word("title", round=report.titled("round").text)
    footer(document, f"{title} · {report.document['edition']['hash'][:12]}", report.language)
    return as_bytes(document, title=title, language=report.language, moment=moment)
