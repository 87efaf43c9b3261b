"""The codebook of a round: its themes, what is said about each, and whose words it tells."""

from flask import Blueprint, Response, request, url_for

from app.domain.codebook import MOST_QUOTES
from app.domain.errors import Conflict, Invalid
from app.domain.permissions import Action, require
from app.queries.codebook import Theme, theme_behind, theme_counts, under_theme, untagged
from app.queries.rounds import RoundInView, visible_round
from app.services.codebook.keeping import keep_theme
from app.services.codebook.quoting import choose_quotes
from app.services.codebook.removing import remove_theme
from app.web import current, limits
from app.web.forms.codebook import QuotesForm, ThemeForm, sent, values_of
from app.web.forms.synthesis import seen
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.problems import field_problem
from app.web.workspaces import round_workspace

bp = Blueprint("codebook", __name__)

AT = "/manage/rounds/<slug>/themes"


@bp.get(AT)
@members_only
def index(slug: str) -> Response:
    """The themes with how much is under each, and the form for a new one."""
    return _list(written_by(slug), ThemeForm(formdata=None))


@bp.post(AT)
@limits.saves
def add(slug: str) -> Response:
    """Define a theme."""
    view, form = written_by(slug), ThemeForm()
    return _kept(view, form) or _list(view, form, 422)


@bp.get(f"{AT}/<key>")
@members_only
def edit(slug: str, key: str) -> Response:
    """One theme, and the contributions under it."""
    view = written_by(slug)
    theme = theme_behind(current.db(), view.round.id, key)
    return _one(view, theme, ThemeForm(formdata=None, data=values_of(theme)))


@bp.post(f"{AT}/<key>")
@limits.saves
def change(slug: str, key: str) -> Response:
    """Change or remove a theme; when somebody else changed it meanwhile, show both."""
    view, form, session = written_by(slug), ThemeForm(), current.db()
    theme, now = theme_behind(session, view.round.id, key), current.now()
    try:
        if request.form.get("do") == "remove":
            remove_theme(session, current.actor(), view.round.id, key, edit=seen(form), now=now)
            return see_other(url_for(".index", slug=slug))
        done = _kept(view, form, key)
    except Conflict:
        session.rollback()
        theme = theme_behind(session, view.round.id, key)
        session.refresh(theme)
        form.edit.data = str(theme.edit)
        return _one(view, theme, form, 409)
    return done or _one(view, theme_behind(session, view.round.id, key), form, 422)


@bp.post(f"{AT}/<key>/quotes")
@limits.saves
def quote(slug: str, key: str) -> Response:
    """Choose whose words the theme tells."""
    view, form, session = written_by(slug), QuotesForm(), current.db()
    try:
        choose_quotes(
            session,
            current.actor(),
            view.round.id,
            key,
            sent("quote"),
            now=current.now(),
        )
    except Invalid as error:
        session.rollback()
        field_problem(form, error)
        theme = theme_behind(session, view.round.id, key)
        empty = ThemeForm(formdata=None, data=values_of(theme))
        return _one(view, theme, empty, 422, quotes=form)
    return see_other(url_for(".edit", slug=slug, key=key, _anchor="quotes"))


def written_by(slug: str) -> RoundInView:
    """The round, for those who write its report."""
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    require(current.actor(), Action.WRITE_SYNTHESIS, view.subject, current.now())
    return view


def _kept(view: RoundInView, form: ThemeForm, key: str | None = None) -> Response | None:
    """Keep the theme and go to the list; None where the form has to come back."""
    if not form.validate_on_submit():
        return None
    try:
        keep_theme(
            current.db(),
            current.actor(),
            view.round.id,
            form.names(),
            form.definitions(),
            key=key,
            edit=seen(form),
            now=current.now(),
        )
    except Invalid as error:
        current.db().rollback()
        field_problem(form, error)
        return None
    return see_other(url_for(".index", slug=view.round.slug))


def _list(view: RoundInView, form: ThemeForm, status: int = 200) -> Response:
    session = current.db()
    return page(
        "codebook/index.html",
        status,
        view=view,
        themes=theme_counts(session, view.round.id),
        untagged=untagged(session, view.round.id),
        form=form,
        languages=view.charter.languages,
        workspace=round_workspace(view, "synthesis"),
    )


def _one(
    view: RoundInView,
    theme: Theme,
    form: ThemeForm,
    status: int = 200,
    *,
    quotes: QuotesForm | None = None,
) -> Response:
    rows = under_theme(current.db(), view, theme, now=current.now())
    ticked = set(sent("quote")) if quotes else {row.reference for row in rows if row.quoted}
    return page(
        "codebook/edit.html",
        status,
        view=view,
        theme=theme,
        form=form,
        rows=rows,
        quotes=quotes or QuotesForm(formdata=None),
        ticked=ticked,
        most=MOST_QUOTES,
        meanwhile=status == 409,  # noqa: PLR2004  the status of a conflict
        languages=view.charter.languages,
        workspace=round_workspace(view, "synthesis"),
    )
