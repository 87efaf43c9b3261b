"""A report as a file that is no page: Word, a workbook, or a zip of tables."""

from collections.abc import Mapping
from datetime import datetime

from app.documents.writers.bundle import bundle_bytes
from app.documents.writers.docx import docx_bytes
from app.documents.writers.docx_measures import Sentences
from app.documents.writers.tables import tables_of
from app.documents.writers.xlsx import xlsx_bytes
from app.domain.errors import Invalid
from app.domain.report import Report

DOCX, XLSX, CSV = "docx", "xlsx", "csv.zip"


def report_bytes(
    report: Report, words: Mapping[str, str], format_: str, outline: Sentences
) -> bytes:
    """The report in one of the formats; the same report and words always give the same bytes."""
    moment = datetime.fromisoformat(report.document["cut_off_at"])
    if format_ == DOCX:
        return docx_bytes(report, words, moment=moment, outline=outline)
    tables = tables_of(report, words)
    if format_ == CSV:
        return bundle_bytes(tables, words, moment=moment)
    if format_ == XLSX:
        title = words["title"] % {"round": report.titled("round").text}
        return xlsx_bytes(tables, words, language=report.language, title=title, moment=moment)
    raise Invalid("format", format=format_)
