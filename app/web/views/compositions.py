"""Composing a version from accepted amendments, publishing what changed, and reading it."""

from flask import Blueprint, Response, jsonify, make_response, request, url_for

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.permissions import Action, require
from app.queries.changes import changes_of, shown_in
from app.queries.charters import about_charter
from app.queries.composition import may_start_next
from app.queries.following import reported_rounds
from app.queries.versions import VersionInView, visible_version
from app.services.composition import deciding, editing
from app.services.composition.preparing import prepare_version
from app.services.composition.publishing import publish_changes, write_introduction
from app.web import current, limits
from app.web.charter_links import charter_workspace
from app.web.composing_decisions import DECISIONS, decided
from app.web.composing_drafts import forget_words, keep_words, words_place
from app.web.composition_pages import (
    back_to_paragraph,
    list_page,
    opened,
    paragraph_page,
    publication_page,
    work_at,
)
from app.web.forms.base import PageForm
from app.web.forms.compositions import IntroductionForm, ReasonForm, WordsForm
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.problems import PROBLEMS, field_problem

bp = Blueprint("compositions", __name__)

MANAGED = "/manage/charters/<slug>/versions/<int:number>"
WITH_PAGE = frozenset({"changed_meanwhile", "amendments_clash", "edited_by_hand", "does_not_fit"})
VIEWS = ("text", "side", "new")


@bp.get("/charters/<slug>/versions/<int:number>/changes")
def changes(slug: str, number: int) -> Response:
    """What changed and why, for everybody once it is published."""
    session, actor, now = current.db(), current.actor(), current.now()
    found = visible_version(session, actor, slug, number, now=now)
    if found.version.changes_published_at is None and not found.view.works_on_it:
        raise NotFound("changes")
    text_language = shown_in(session, found.version, current.language())
    said = changes_of(session, found.version, text_language)
    if said is None:
        raise NotFound("changes")
    look = request.args.get("view", "text")
    return page(
        "compositions/changes.html",
        found=found,
        view=found.view,
        version=found.version,
        said=said,
        reported=reported_rounds(session, said.base.id),
        text_language=text_language,
        look=look if look in VIEWS else "text",
    )


@bp.get(f"{MANAGED}/next")
@members_only
def preparation(slug: str, number: int) -> Response:
    """What preparing the next version means."""
    found = frozen(slug, number)
    return page(
        "compositions/next.html",
        view=found.view,
        version=found.version,
        may_start=may_start_next(current.db(), found.version),
        form=PageForm(),
        workspace=charter_workspace(found.view, "charter"),
    )


@bp.post(f"{MANAGED}/next")
@limits.posts
@members_only
def prepare(slug: str, number: int) -> Response:
    """Begin the next version, word for word the same at first."""
    found = frozen(slug, number)
    version = prepare_version(current.db(), current.actor(), found.version, now=current.now())
    return see_other(url_for(".edit", slug=slug, number=version.number))


@bp.get(f"{MANAGED}/edit")
@members_only
def edit(slug: str, number: int) -> Response:
    """The paragraphs of a working version with the amendments on them."""
    return list_page(slug, number)


@bp.post(f"{MANAGED}/edit")
@limits.saves
@members_only
def act(slug: str, number: int) -> Response:
    """Put in all amendments that meet no other, or decide on one that opens a section."""
    _view, composition = opened(slug, number)
    session, actor, now = current.db(), current.actor(), current.now()
    version = composition.version
    do, _colon, language = request.form.get("do", "").partition(":")
    try:
        if do == "clean":
            deciding.take_all_clean(session, actor, version, now=now)
        elif do in DECISIONS:
            decided(composition.version.number, slug, do, language)
    except (Invalid, Conflict) as error:
        session.rollback()
        return list_page(slug, number, 409 if isinstance(error, Conflict) else 422, error)
    return see_other(url_for(".edit", slug=slug, number=number))


@bp.get(f"{MANAGED}/edit/<key>")
@members_only
def paragraph(slug: str, number: int, key: str) -> Response:
    """One paragraph: amendments, words in every language, reasons."""
    return paragraph_page(slug, number, key, typed=typed())


@bp.post(f"{MANAGED}/edit/<key>")
@limits.saves
@members_only
def change(slug: str, number: int, key: str) -> Response:
    """Decide on an amendment, write words by hand, or say why."""
    do, _colon, language = request.form.get("do", "").partition(":")
    if do in DECISIONS:
        return decision(slug, number, key, do, language)
    if do == "reason":
        return reason(slug, number, key)
    if do == "restore":
        return restored(slug, number, key, language)
    if do == "forget":
        forget_words(words_place(slug, number, key))
        return see_other(back_to_paragraph(slug, number, key))
    return written(slug, number, key)


@bp.post(f"{MANAGED}/edit/<key>/typed")
@limits.saves
@members_only
def typed_words(slug: str, number: int, key: str) -> Response:
    """Keep words that are being typed, for whoever types them; answers with the draft's key."""
    _view, composition = opened(slug, number)
    work_at(composition, key)
    draft = keep_words(words_place(slug, number, key))
    return make_response(jsonify(draft_key=draft), 200)


@bp.get(f"{MANAGED}/publish")
@members_only
def publication(slug: str, number: int) -> Response:
    """What is left to do, and the introduction."""
    return publication_page(slug, number)


@bp.post(f"{MANAGED}/publish")
@limits.posts
@members_only
def publish(slug: str, number: int) -> Response:
    """Keep the introduction, or publish: the version freezes and supersedes the one before."""
    _view, composition = opened(slug, number)
    form = IntroductionForm()
    if not form.validate_on_submit():
        return publication_page(slug, number, form, 422)
    session, actor, now = current.db(), current.actor(), current.now()
    edit = int(form.edit.data) if (form.edit.data or "").isdigit() else 0
    publishes = form.pressed("publish")
    step = publish_changes if publishes else write_introduction
    try:
        step(session, actor, composition.version, form.texts(), edit=edit, now=now)
    except (Invalid, Conflict) as error:
        session.rollback()
        status = 409 if isinstance(error, Conflict) else 422
        return publication_page(slug, number, form, status, error)
    end = ".changes" if publishes else ".publication"
    return see_other(url_for(end, slug=slug, number=number))


def decision(slug: str, number: int, key: str, do: str, into: str) -> Response:
    """Decide on one amendment; a refusal shows the paragraph as it stands, with what was typed."""
    try:
        decided(number, slug, do, into)
    except (Invalid, Conflict) as error:
        if isinstance(error, Conflict) and error.code not in WITH_PAGE:
            raise
        current.db().rollback()
        status = 409 if isinstance(error, Conflict) else 422
        return paragraph_page(slug, number, key, status=status, problem=error, typed=typed())
    return see_other(back_to_paragraph(slug, number, key))


def typed() -> dict[str, str]:
    """What was typed beside an amendment."""
    return {name: request.form.get(name, "") for name in ("wish", "reason", "text", "language")}


def written(slug: str, number: int, key: str) -> Response:
    """Keep the words typed; when somebody else was first, show both."""
    _view, composition = opened(slug, number)
    work_at(composition, key)
    form = WordsForm()
    if not form.validate_on_submit():
        return paragraph_page(slug, number, key, status=422, words=form)
    try:
        editing.edit_paragraph(
            current.db(),
            current.actor(),
            composition.version,
            key,
            form.words(current.language()),
            token=form.edit.data or "",
            now=current.now(),
        )
    except (Invalid, Conflict) as error:
        current.db().rollback()
        if isinstance(error, Invalid) and error.code in PROBLEMS:
            field_problem(form, error)
            return paragraph_page(slug, number, key, status=422, words=form)
        status = 409 if isinstance(error, Conflict) else 422
        return paragraph_page(slug, number, key, status=status, words=form, problem=error)
    forget_words(words_place(slug, number, key))
    return see_other(back_to_paragraph(slug, number, key))


def reason(slug: str, number: int, key: str) -> Response:
    """Keep the reasons and references."""
    _view, composition = opened(slug, number)
    form = ReasonForm()
    if not form.validate_on_submit():
        return paragraph_page(slug, number, key, status=422, reasons=form)
    try:
        editing.explain_change(
            current.db(),
            current.actor(),
            composition.version,
            key,
            form.reasons(),
            form.cited(),
            editorial=bool(form.editorial.data),
            token=form.edit.data or "",
            now=current.now(),
        )
    except (Invalid, Conflict) as error:
        current.db().rollback()
        status = 409 if isinstance(error, Conflict) else 422
        return paragraph_page(slug, number, key, status=status, reasons=form, problem=error)
    return see_other(back_to_paragraph(slug, number, key))


def restored(slug: str, number: int, key: str, language: str) -> Response:
    """Give a language the words again that base and decisions make."""
    _view, composition = opened(slug, number)
    editing.restore_wording(
        current.db(),
        current.actor(),
        composition.version,
        key,
        language,
        token=request.form.get("edit", ""),
        now=current.now(),
    )
    return see_other(back_to_paragraph(slug, number, key))


def frozen(slug: str, number: int) -> VersionInView:
    """The version in the address, for the charter's secretariat."""
    session, actor, now = current.db(), current.actor(), current.now()
    found = visible_version(session, actor, slug, number, now=now)
    require(actor, Action.EDIT_CHARTER, about_charter(found.view.charter.id), now)
    return found
