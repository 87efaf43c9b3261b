"""A round's Word file: what the address asks for, and the file at once or when it is made."""

from typing import Any

from flask import Response, current_app, request
from werkzeug.exceptions import BadRequest

from app.documents.writers.review.files import review_bytes, takes_long
from app.documents.writers.versions.files import TYPES
from app.domain.languages import LANGUAGES
from app.domain.review import ReviewDocument, numbers_in
from app.domain.version_documents import TextFormat
from app.jobs.exports import Progress, call, exports_of
from app.queries.imports import languages_of
from app.queries.organisations import organisation_called
from app.queries.people import every_body
from app.queries.review_documents import review_document
from app.queries.rounds import RoundInView
from app.web import current
from app.web.forms.word_files import ReviewForm
from app.web.review_words import review_words
from app.web.version_files import fonts

REVIEW, CLEAN = "review", "to-mark-up"


def form_for(view: RoundInView) -> ReviewForm:
    """The form that asks for a file, as it was sent."""
    present = languages_of(current.db(), view.version)
    there = [code for code in LANGUAGES if code in present]
    form = ReviewForm.offered(request.args, there, every_body(current.db()))
    if not form.language.data:
        own = current.language()
        form.language.data = own if own in there else next(iter(there), "")
    return form


def document_for(view: RoundInView, kind: str, form: ReviewForm) -> ReviewDocument:
    """The document the form asks for; raises ``Invalid`` for paragraphs that are not there."""
    organisation = "" if kind == CLEAN else form.organisation.data or ""
    if form.language.data not in languages_of(current.db(), view.version):
        raise BadRequest
    if organisation:
        organisation_called(current.db(), organisation)
    return review_document(
        current.db(),
        view,
        form.language.data,
        organisation=organisation,
        chosen=numbers_in(form.paragraphs.data or ""),
        clean=kind == CLEAN,
        now=current.now(),
    )


def values_of(view: RoundInView, kind: str, form: ReviewForm) -> dict[str, Any]:
    """The same as values of an address."""
    return {
        "slug": view.round.slug,
        "kind": kind,
        "language": form.language.data,
        "organisation": form.organisation.data or None,
        "paragraphs": form.paragraphs.data or None,
    }


def at_once(document: ReviewDocument) -> Response | None:
    """The file where it is there or quickly made; else it is asked for, and None."""
    words = review_words(document.language)
    if not takes_long(document):
        return _file(document, review_bytes(document, words))
    settings = current.settings()
    exports = exports_of(settings.instance)
    key, new = exports.ask(document, words, TextFormat.DOCX)
    there = exports.read(key)
    if there is not None:
        return _file(document, there)
    if new:
        call(settings.instance, settings.redis_url, key, fonts())
    return None


def progress_of(document: ReviewDocument) -> Progress:
    """How far the file has come."""
    exports = exports_of(current.settings().instance)
    return exports.progress(exports.key(document, review_words(document.language), TextFormat.DOCX))


def _file(document: ReviewDocument, data: bytes) -> Response:
    response: Response = current_app.response_class(data, content_type=TYPES[TextFormat.DOCX])
    named = f'attachment; filename="{document.stem}.docx"'
    response.headers["Content-Disposition"] = named
    response.headers["Cache-Control"] = "no-store"
    return response
