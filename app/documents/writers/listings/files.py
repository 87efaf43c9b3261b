"""Which writer makes which format of a list, and what the file is called and is."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from app.documents.writers.csv import csv_bytes
from app.documents.writers.docx_package import as_bytes, footer, new_document
from app.documents.writers.docx_pieces import Pieces
from app.documents.writers.docx_text import Sheet
from app.documents.writers.docx_writing import Writing
from app.documents.writers.html_paper import HtmlPaper
from app.documents.writers.json import json_bytes
from app.documents.writers.listings.akoma_ntoso import akn_list
from app.documents.writers.listings.amendments import amendments_on, items_of, title_of
from app.documents.writers.listings.changes import Telling, changes_on, changes_title
from app.documents.writers.listings.report import report_on
from app.documents.writers.listings.responses import (
    Answering,
    responses_on,
    responses_table,
    responses_title,
)
from app.documents.writers.listings.tables import one_table, tables_of_list
from app.documents.writers.paper import Paper
from app.documents.writers.report_files import CSV as CSV_ZIP
from app.documents.writers.report_files import report_bytes
from app.documents.writers.versions.pdf import Told, faces, laid_out
from app.documents.writers.xlsx import xlsx_bytes
from app.domain.listings import AMENDMENTS, CHANGES, REPORT, RESPONSES, ListFormat, Listing
from app.domain.report import report_of

TYPES: Mapping[ListFormat, str] = {
    ListFormat.PDF: "application/pdf",
    ListFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ListFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ListFormat.CSV: "text/csv; charset=utf-8",
    ListFormat.JSON: "application/json",
    ListFormat.AKN: "application/akn+xml",
}
ENDS = {ListFormat.AKN: "akn.xml"}
# Above this many entries a file is made in the background; a report has less to say of each.
LONG, LONG_REPORT = 150, 1_000
# Above this many entries a list is not laid out in pages: three entries take two pages, and the
# pages of one file are in memory together. A large report names contributions and prints few.
MOST_LAID_OUT = 600


def list_name(listing: Listing, format_: ListFormat) -> str:
    """What the file is called: of what, language, format; the tables of a report are a zip."""
    end = CSV_ZIP if _is_bundle(listing, format_) else ENDS.get(format_, format_.value)
    return f"{listing.name}.{end}"


def list_type(listing: Listing, format_: ListFormat) -> str:
    """The content type of the file."""
    return "application/zip" if _is_bundle(listing, format_) else TYPES[format_]


def takes_long(listing: Listing, format_: ListFormat) -> bool:
    """Whether making the file is work for the background: every PDF, and long lists."""
    most = LONG_REPORT if listing.subject == REPORT else LONG
    return format_ is ListFormat.PDF or listing.size > most


def too_long(listing: Listing, format_: ListFormat) -> bool:
    """Whether the list has more entries than a file of this format holds."""
    laid_out = format_ is ListFormat.PDF and listing.subject == AMENDMENTS
    return laid_out and listing.size > MOST_LAID_OUT


def list_bytes(
    listing: Listing,
    words: Mapping[str, str],
    format_: ListFormat,
    *,
    fonts: Path,
    told: Told | None = None,
) -> bytes:
    """The list in a format; the same list and words always give the same bytes.

    Raises ``NoPdf`` where PDF is asked for and cannot be made. ``told`` hears each page of a PDF.
    """
    if format_ is ListFormat.PDF:
        return laid_out(*page_of(listing, words, fonts), told)
    if listing.subject == REPORT:
        return _report(listing, words, format_)
    if format_ is ListFormat.DOCX:
        return _docx(listing, words)
    if format_ is ListFormat.XLSX:
        return _xlsx(listing, words)
    w = _writing(listing, words, HtmlPaper(listing.language))
    if format_ is ListFormat.CSV:
        return csv_bytes(*one_table(w))
    if format_ is ListFormat.AKN:
        return akn_list(w)
    return json_bytes(_document(w))


def _is_bundle(listing: Listing, format_: ListFormat) -> bool:
    return listing.subject == REPORT and format_ is ListFormat.CSV


def _report(listing: Listing, words: Mapping[str, str], format_: ListFormat) -> bytes:
    outline = [(text, tuple(items)) for text, items in listing.document["outline"]]
    report = report_of(listing.document["report"], listing.language)
    name = CSV_ZIP if _is_bundle(listing, format_) else format_.value
    return report_bytes(report, words, name, outline)


def _writing(listing: Listing, words: Mapping[str, str], paper: Paper) -> Writing:
    report = report_of(listing.document, listing.language)
    return Writing(listing.language, words, report, paper)


def _written(listing: Listing, words: Mapping[str, str], paper: Paper) -> str:
    """Put the whole list on paper; its title."""
    if listing.subject == CHANGES:
        telling = Telling(listing.language, words, listing.document, paper)
        changes_on(telling)
        return changes_title(telling)
    if listing.subject == RESPONSES:
        answering = Answering(listing.language, words, listing.document, paper)
        responses_on(answering)
        return responses_title(answering)
    w = _writing(listing, words, paper)
    amendments_on(w)
    return title_of(w)


def _xlsx(listing: Listing, words: Mapping[str, str]) -> bytes:
    paper = HtmlPaper(listing.language)
    if listing.subject == RESPONSES:
        answering = Answering(listing.language, words, listing.document, paper)
        tables, title = [responses_table(answering)], responses_title(answering)
    else:
        w = _writing(listing, words, paper)
        tables, title = tables_of_list(w), title_of(w)
    return xlsx_bytes(tables, words, language=listing.language, title=title, moment=listing.moment)


def _docx(listing: Listing, words: Mapping[str, str]) -> bytes:
    document = new_document(listing.language)
    pieces = Pieces()
    title = _written(listing, words, Sheet(document, listing.language, pieces=pieces))
    footer(document, title, listing.language)
    return as_bytes(
        document, title=title, language=listing.language, moment=listing.moment, pieces=pieces
    )


def page_of(listing: Listing, words: Mapping[str, str], fonts: Path) -> tuple[str, datetime]:
    """What a PDF is laid out from, and its date; the list itself is needed no longer then."""
    paper = HtmlPaper(listing.language)
    if listing.subject == REPORT:
        title, foot = report_on(listing.document, words, paper)
    else:
        title = foot = _written(listing, words, paper)
    return paper.page(title, foot, faces=faces(fonts)), listing.moment


def _document(w: Writing) -> dict[str, Any]:
    """The list for machines: every amendment with its base and its difference."""
    kept = ("format", "format_version", "moment", "address", "charter", "version", "round")
    return {
        **{name: w.document[name] for name in (*kept, "tallies_show", "hidden")},
        "language": w.language,
        "amendments": [
            {
                **{name: value for name, value in item.value.items() if name != "revisions"},
                "words": item.words,
                "base": item.base,
                "difference": [[span.kind.value, span.text] for span in item.difference.spans]
                if item.difference
                else None,
            }
            for item in items_of(w)
        ],
    }
