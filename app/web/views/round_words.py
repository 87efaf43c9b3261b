"""What readers are told of a round, mended once its plan stands."""

from flask import Blueprint, Response, url_for

from app.domain.errors import Conflict, Invalid
from app.domain.languages import LANGUAGES
from app.domain.permissions import Action, require
from app.domain.rounds import RoundState
from app.queries.rounds import RoundInView, visible_round
from app.queries.running import plan_of
from app.services.rounds.set_up_round import reword_round
from app.web import current, limits
from app.web.comparing import differences
from app.web.forms.rounds import WordsForm, words_values
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.problems import field_problem
from app.web.workspaces import round_workspace

bp = Blueprint("round_words", __name__)


@bp.get("/manage/rounds/<slug>/words")
@members_only
def edit(slug: str) -> Response:
    """Title, question, organiser and contact of a round, in each language."""
    view = run_view(slug)
    return words_page(saved(view), view)


@bp.post("/manage/rounds/<slug>/words")
@limits.posts
@members_only
def update(slug: str) -> Response:
    """Keep the words; when somebody else changed the round meanwhile, show both."""
    view = run_view(slug)
    form = WordsForm()
    if not form.validate_on_submit():
        return words_page(form, view, 422)
    seen = int(form.edit.data or 0)
    try:
        reword_round(
            current.db(),
            current.actor(),
            view.round.id,
            form.words(),
            edit=seen,
            now=current.now(),
        )
    except Invalid as error:
        field_problem(form, error)
        return words_page(form, view, 422)
    except Conflict as error:
        if error.code != "changed_meanwhile":
            raise
        return changed_meanwhile(slug, form)
    return see_other(url_for("manage_rounds.show", slug=slug))


def run_view(slug: str) -> RoundInView:
    """The round, for those who run it; before the scheduling its plan holds the words."""
    now, actor = current.now(), current.actor()
    view = visible_round(current.db(), actor, slug, now=now)
    require(actor, Action.RUN_ROUND, view.subject, now)
    if view.state is RoundState.PREPARING:
        raise Conflict("round_state", state=view.state.value)
    return view


def saved(view: RoundInView) -> WordsForm:
    """The form with what is kept."""
    words = plan_of(current.db(), view).words
    return WordsForm(formdata=None, data=words_values(words, view.round.edit))


def words_page(form: WordsForm, view: RoundInView, status: int = 200) -> Response:
    """The page of the words."""
    return page(
        "manage_rounds/words.html",
        status,
        form=form,
        view=view,
        languages=LANGUAGES,
        workspace=round_workspace(view, "round"),
    )


def changed_meanwhile(slug: str, form: WordsForm) -> Response:
    """What was typed beside what somebody else saved meanwhile; saving again is a choice."""
    current.db().rollback()
    view = run_view(slug)
    form.edit.data = str(view.round.edit)
    form.edit.raw_data = [form.edit.data]
    return page(
        "manage_rounds/words_changed.html",
        409,
        form=form,
        differing=differences(form, saved(view)),
        view=view,
        languages=LANGUAGES,
        workspace=round_workspace(view, "round"),
    )
