"""The translation desk: a language of a version, part by part."""

from typing import Any

from flask import Blueprint, Response, request
from flask import session as cookie

from app.domain.errors import Conflict, Invalid, NotAllowed, Refusal
from app.domain.parts import Part, Place, kept_text
from app.queries.desk import at_desk, desk_of
from app.services.translation.answering import answer_query
from app.services.translation.asking import ask_secretariat
from app.services.translation.reviewing import review_translation
from app.services.translation.saving import save_translation
from app.web import current, limits
from app.web.forms.translations import AnswerForm, QueryForm, TranslationForm
from app.web.htmx import see_other
from app.web.login import members_only
from app.web.translation_pages import (
    KEYS,
    DeskInView,
    desk_view,
    list_page,
    part_page,
    show_asked,
)

bp = Blueprint("translations", __name__)

DESK = "/manage/charters/<slug>/versions/<int:number>/translations/<into>"
AROUND = "<any(heading, note, citations):part>"


@bp.get(DESK)
@members_only
def index(slug: str, number: int, into: str) -> Response:
    """The parts with where each stands."""
    return list_page(desk_view(slug, number, into))


@bp.post(DESK)
@limits.saves
@members_only
def arrange(slug: str, number: int, into: str) -> Response:
    """Switch the keys of the desk on or off, for as long as one is signed in."""
    desk_at = desk_view(slug, number, into)
    cookie[KEYS] = "off" if request.form.get("do") == "keys_off" else "on"
    return see_other(desk_at.listed(_anchor="keys"))


@bp.get(f"{DESK}/<key>")
@members_only
def paragraph(slug: str, number: int, into: str, key: str) -> Response:
    """One paragraph beside its original."""
    return part_page(desk_view(slug, number, into), Place(Part.PARAGRAPH, key))


@bp.post(f"{DESK}/<key>")
@limits.saves
@members_only
def act(slug: str, number: int, into: str, key: str) -> Response:
    """Save the words, mark them as reviewed, ask or answer."""
    return acted(desk_view(slug, number, into), Place(Part.PARAGRAPH, key))


@bp.get(f"{DESK}/{AROUND}/<key>")
@members_only
def part(slug: str, number: int, into: str, part: str, key: str) -> Response:
    """A heading, note or citations beside the original."""
    return part_page(desk_view(slug, number, into), Place(Part(part), key))


@bp.post(f"{DESK}/{AROUND}/<key>")
@limits.saves
@members_only
def act_on_part(slug: str, number: int, into: str, part: str, key: str) -> Response:
    """Save the words, mark them as reviewed, ask or answer."""
    return acted(desk_view(slug, number, into), Place(Part(part), key))


def acted(desk_at: DeskInView, place: Place) -> Response:
    """Do what the button says."""
    do, _colon, row = request.form.get("do", "").partition(":")
    if do == "ask":
        return asked(desk_at, place)
    if do == "answer" and row.isdigit():
        return answered(desk_at, place, int(row))
    return written(desk_at, place, do)


def written(desk_at: DeskInView, place: Place, do: str) -> Response:
    """Save or review, then go on; a refusal shows what was typed beside what is saved."""
    form = TranslationForm()
    if not form.validate_on_submit():
        return part_page(desk_at, place, status=422, words=form)
    db, actor, version = current.db(), current.actor(), desk_at.version
    more: dict[str, Any] = {"token": form.edit.data or "", "now": current.now()}
    try:
        if do == "review":
            unchanged(desk_at, place, form)
            review_translation(db, actor, version, place, desk_at.into, **more)
        else:
            save_translation(db, actor, version, place, desk_at.into, form.words(), **more)
    except Refusal as error:
        db.rollback()
        return part_page(desk_at, place, status=status_of(error), words=form, problem=error)
    return see_other(desk_at.url(place, "text") if do == "save" else onward(desk_at, place))


def unchanged(desk_at: DeskInView, place: Place, form: TranslationForm) -> None:
    """Whoever changes the words is their writer: a review takes them as they are."""
    mine = at_desk(current.db(), desk_at.version, place, desk_at.into).wording
    words = form.words()
    saved = (mine.text, mine.label or "") if mine else ("", "")
    if (kept_text(place, words.text), words.label.strip()) != saved:
        raise Invalid("words_not_saved")


def onward(desk_at: DeskInView, place: Place) -> str:
    """The next part of the list, its field ready; after the last, the list."""
    desk = desk_of(current.db(), desk_at.version, desk_at.into)
    following = desk.after(place, show_asked())
    if following is None:
        return desk_at.listed()
    return desk_at.url(following.place, "text")


def asked(desk_at: DeskInView, place: Place) -> Response:
    """Put a query."""
    form = QueryForm()
    if not form.validate_on_submit():
        return part_page(desk_at, place, status=422, query=form)
    ask_secretariat(
        current.db(),
        current.actor(),
        desk_at.version,
        place,
        desk_at.into,
        form.question.data or "",
        now=current.now(),
    )
    return see_other(desk_at.url(place, "queries"))


def answered(desk_at: DeskInView, place: Place, row: int) -> Response:
    """Answer a query."""
    form = AnswerForm(about=str(row))
    if not form.validate_on_submit():
        return part_page(desk_at, place, status=422, answers={row: form})
    db, words = current.db(), form.answer.data or ""
    try:
        answer_query(db, current.actor(), desk_at.version, row, words, now=current.now())
    except Conflict as error:
        db.rollback()
        return part_page(desk_at, place, status=409, problem=error)
    return see_other(desk_at.url(place, "queries"))


def status_of(error: Refusal) -> int:
    """The status of a refusal whose page shows what was typed."""
    if isinstance(error, NotAllowed):
        return 403
    if isinstance(error, Conflict):
        return 409
    if isinstance(error, Invalid):
        return 422
    raise error
