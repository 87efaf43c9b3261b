"""Exports of a round as files: made anew for each request, kept by nobody on the way."""

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app
from flask_babel import force_locale

from app.documents.writers.json import json_bytes
from app.documents.writers.report_files import report_bytes
from app.domain.errors import Invalid
from app.domain.report import report_of
from app.web.outline import outline_of
from app.web.report_words import words_in

JSON = "json"
CSV = "csv.zip"
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "application/zip",
    JSON: "application/json",
}


def export_bytes(document: Mapping[str, Any], format_: str, language: str) -> bytes:
    """The document in a format and a language; JSON holds all of them."""
    if format_ == JSON:
        return json_bytes(document)
    if format_ not in TYPES:
        raise Invalid("format", format=format_)
    report = report_of(document, language)
    with force_locale(language):
        outline = [(one.text, one.items) for one in outline_of(report)]
    return report_bytes(report, words_in(language), format_, outline)


def download(document: Mapping[str, Any], format_: str, language: str) -> Response:
    """The document as a file to keep; the browser and those on the way store nothing."""
    number = document["edition"]["number"]
    named = [document["round"]["slug"], f"e{number}" if number else "provisional"]
    if format_ != JSON:
        named.append(language)
    response: Response = current_app.response_class(
        export_bytes(document, format_, language), mimetype=TYPES[format_]
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{"-".join(named)}.{format_}"'
    response.headers["Cache-Control"] = "no-store"
    return response
