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


def docx_bytes(
    report: Report, words: Mapping[str, str], *, moment: datetime, outline: Sentences = ()
) -> bytes:
    """The report as a DOCX file; the same report always gives the same bytes.

    ``outline`` is what its figures say, sentence by sentence with the items each counts.
    """
    document = new_document(report.language)
    sheet = Sheet(document, report.language)
    w = Writing(report.language, words, report, sheet)
    front(w)
    sheet.say(w.word("contents"), bold=True)
    place = sheet.say("")
    body(w, outline)
    sheet.contents(place)
    title = w.word("title", round=report.titled("round").text)
    footer(document, f"{title} · {report.document['edition']['hash'][:12]}", report.language)
    return as_bytes(document, title=title, language=report.language, moment=moment)
