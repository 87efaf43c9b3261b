"""A round as Word files: with all that was published, or to be marked up."""

from flask import Blueprint, Response, url_for

from app.domain.errors import Invalid
from app.domain.permissions import Action, refusal
from app.queries.rounds import RoundInView, visible_round
from app.web import current, limits
from app.web.forms.word_files import ReviewForm, refusal_words
from app.web.htmx import page, render, see_other
from app.web.review_files import (
    CLEAN,
    REVIEW,
    at_once,
    document_for,
    form_for,
    progress_of,
    values_of,
)
from app.web.workspaces import round_workspace

bp = Blueprint("review_files", __name__)


@bp.get("/rounds/<slug>/documents")
def index(slug: str) -> Response:
    """The files of a round, and the way back for marked-up ones."""
    view = _view(slug)
    return documents_page(view, form_for(view))


@bp.get('/rounds/<slug>/documents/<any(review, "to-mark-up"):kind>.docx')
@limits.exports
def show(slug: str, kind: str) -> Response:
    """The file; one that takes long is made meanwhile, and a page says how far it is."""
    view = _view(slug)
    form = form_for(view)
    try:
        made = at_once(document_for(view, kind, form))
    except Invalid as error:
        form.paragraphs.errors = [refusal_words(error)]
        return documents_page(view, form, kind, 422)
    return made or see_other(url_for(".progress", **values_of(view, kind, form)))


@bp.get('/rounds/<slug>/documents/<any(review, "to-mark-up"):kind>.docx/progress')
def progress(slug: str, kind: str) -> Response:
    """How far a file is, to look at again; with script it looks by itself."""
    view = _view(slug)
    form = form_for(view)
    try:
        document = document_for(view, kind, form)
    except Invalid as error:
        form.paragraphs.errors = [refusal_words(error)]
        return documents_page(view, form, kind, 422)
    return render(
        "review_files/progress.html",
        "components/_making.html",
        view=view,
        language=form.language.data,
        again=url_for(".progress", **values_of(view, kind, form)),
        file=url_for(".show", **values_of(view, kind, form)),
        progress=progress_of(document),
    )


def documents_page(
    view: RoundInView, form: ReviewForm, kind: str = REVIEW, status: int = 200
) -> Response:
    """The page of both forms; the one that was sent keeps what was typed."""
    plain = ReviewForm.offered(None, [], [])
    plain.language.choices = form.language.choices
    plain.organisation.choices = form.organisation.choices
    plain.language.data = form.language.data
    clean = form if kind == CLEAN else plain
    # Two forms on one page: a field of the second has an id of its own.
    clean.language.id, clean.paragraphs.id = "clean-language", "clean-paragraphs"
    runs = refusal(current.actor(), Action.MODERATE, view.subject, current.now()) is None
    return page(
        "review_files/index.html",
        status,
        view=view,
        review_form=form if kind == REVIEW else plain,
        clean_form=clean,
        failed=bool(form.paragraphs.errors),
        workspace=round_workspace(view, "documents") if runs else None,
    )


def _view(slug: str) -> RoundInView:
    return visible_round(current.db(), current.actor(), slug, now=current.now())
