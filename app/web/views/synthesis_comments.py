"""Comments of the review on a part of the synthesis, and what was done about them."""

from flask import Blueprint, Response, url_for

from app.domain.errors import Conflict, Invalid
from app.services.synthesis_comments import comment_on_part, settle_comment
from app.web import current, limits
from app.web.forms.synthesis import ReviewCommentForm, SettleForm
from app.web.htmx import see_other
from app.web.problems import field_problem
from app.web.refusals import sentence
from app.web.synthesis_desk import Desk, part_page, round_at_desk, written_language

bp = Blueprint("synthesis_comments", __name__)
AT = "/manage/rounds/<slug>/synthesis/parts/<part>/comments"


@bp.post(AT)
@limits.saves
def add(slug: str, part: str) -> Response:
    """Say something on the part."""
    view, form = round_at_desk(slug), ReviewCommentForm()
    if not form.validate():
        return part_page(view, part, Desk(comment=form), 422)
    try:
        comment_on_part(
            current.db(),
            current.actor(),
            view.round.id,
            form.text.data or "",
            part=part,
            key=str(form.submission_key.data),
            now=current.now(),
        )
    except Invalid as error:
        current.db().rollback()
        field_problem(form, error)
        return part_page(view, part, Desk(comment=form), 422)
    except Conflict as error:
        current.db().rollback()
        problem = sentence(error.code, error.details)
        return part_page(view, part, Desk(comment=form, problem=problem), 409)
    return _back(slug, part)


@bp.post(f"{AT}/<int:number>")
@limits.saves
def settle(slug: str, part: str, number: int) -> Response:
    """Say what was done about a comment."""
    view, form = round_at_desk(slug), SettleForm(number)
    if not form.validate():
        return part_page(view, part, Desk(settle=form, settling=number), 422)
    try:
        settle_comment(
            current.db(),
            current.actor(),
            view.round.id,
            number,
            form.answer.data or "",
            now=current.now(),
        )
    except Invalid as error:
        current.db().rollback()
        field_problem(form, error)
        return part_page(view, part, Desk(settle=form, settling=number), 422)
    except Conflict as error:
        current.db().rollback()
        problem = sentence(error.code, error.details)
        return part_page(view, part, Desk(problem=problem), 409)
    return _back(slug, part)


def _back(slug: str, part: str) -> Response:
    return see_other(
        url_for(
            "manage_synthesis.part",
            slug=slug,
            part=part,
            language=written_language(),
            _anchor="comments",
        )
    )
