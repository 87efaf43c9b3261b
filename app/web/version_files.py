"""A version as a file: what the address asks for, and the file at once or when it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Response, current_app, request
from werkzeug.exceptions import BadRequest

from app.documents.writers.versions.files import TYPES, file_bytes, file_name, takes_long
from app.documents.writers.versions.pdf import pdf_possible
from app.domain.languages import LANGUAGES
from app.domain.version_documents import TextFormat, VersionDocument
from app.jobs.exports import Progress, call, exports_of
from app.queries.imports import languages_of
from app.queries.version_documents import version_document
from app.queries.versions import VersionInView
from app.web import current
from app.web.forms.version_texts import TextForm
from app.web.version_words import version_words


@dataclass(frozen=True, slots=True)
class TextAsked:
    """What the address asks for: a format, and one language or two."""

    found: VersionInView
    format: TextFormat
    languages: tuple[str, ...]

    @property
    def values(self) -> dict[str, Any]:
        """The same as values of an address."""
        beside = self.languages[1] if len(self.languages) > 1 else None
        return {
            "slug": self.found.view.slug,
            "number": self.found.version.number,
            "format": self.format.value,
            "language": self.languages[0],
            "beside": beside,
        }


def fonts() -> Path:
    """The folder of the faces that a PDF carries."""
    return Path(current_app.static_folder or "") / "fonts"


def address_of(found: VersionInView) -> str:
    """Where the version stays: the address that leads each reader to their own language."""
    place = f"/charters/{found.view.slug}/versions/{found.version.number}"
    return current.settings().public_url + place


def there(found: VersionInView) -> list[str]:
    """The languages a version has words in, in the order of the platform."""
    present = languages_of(current.db(), found.version)
    return [code for code in LANGUAGES if code in present]


def form_for(found: VersionInView, language: str) -> TextForm:
    """The form that asks for a file, with the formats and languages there are."""
    formats = [one for one in TextFormat if possible(one)]
    return TextForm.offered(formats, there(found), language)


def asked_for(found: VersionInView, format_: str, shown: str) -> TextAsked:
    """The format and the languages of the address; raises ``BadRequest`` for unknown ones.

    Without a language it is the one the page is ``shown`` in.
    """
    known = there(found)
    language = request.args.get("language") or shown
    beside = request.args.get("beside")
    if format_ not in {*TextFormat} or not {language, beside or language} <= {*known}:
        raise BadRequest
    languages = dict.fromkeys(code for code in (language, beside) if code)
    return TextAsked(found, TextFormat(format_), tuple(languages))


def at_once(asked: TextAsked) -> Response | None:
    """The file where it is there or quickly made; else it is asked for, and None."""
    document, words = _document(asked)
    if not takes_long(document, asked.format):
        data = file_bytes(document, words, asked.format, fonts=fonts())
        return _file(document, asked.format, data)
    settings = current.settings()
    exports = exports_of(settings.instance)
    key, new = exports.ask(document, words, asked.format)
    data_there = exports.read(key)
    if data_there is not None:
        return _file(document, asked.format, data_there)
    if new:
        call(settings.instance, settings.redis_url, key, fonts())
    return None


def progress_of(asked: TextAsked) -> Progress:
    """How far the file asked for has come."""
    document, words = _document(asked)
    exports = exports_of(current.settings().instance)
    return exports.progress(exports.key(document, words, asked.format))


def possible(format_: TextFormat) -> bool:
    """Whether this installation can make files of this format."""
    return format_ is not TextFormat.PDF or pdf_possible()


def _document(asked: TextAsked) -> tuple[VersionDocument, Mapping[str, str]]:
    document = version_document(
        current.db(), asked.found, asked.languages, address=address_of(asked.found)
    )
    return document, version_words(asked.languages[0])


def _file(document: VersionDocument, format_: TextFormat, data: bytes) -> Response:
    response: Response = current_app.response_class(data, content_type=TYPES[format_])
    named = file_name(document, format_)
    response.headers["Content-Disposition"] = f'attachment; filename="{named}"'
    response.headers["Cache-Control"] = "no-store"
    return response
