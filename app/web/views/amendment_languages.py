"""An amendment's wording in a further language, as translators add it."""

from flask import Blueprint, Response, url_for

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.languages import LANGUAGES
from app.domain.permissions import Action, require
from app.queries.amendment_languages import Languages, languages_of
from app.queries.contribution import ContributionPage, contribution_page
from app.queries.rounds import RoundInView, visible_round
from app.services.amendment_languages import translate_amendment
from app.web import current, limits
from app.web.forms.amendments import FurtherLanguageForm
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.refusals import sentence

bp = Blueprint("amendment_languages", __name__)


@bp.route(
    f"/rounds/<slug>/contributions/<ref>/wordings/<any({', '.join(LANGUAGES)}):into>",
    methods=["GET", "POST"],
)
@members_only
def edit(slug: str, ref: str, into: str) -> Response:
    """Write the wording in one language; original and text under consultation beside it."""
    db, actor, now = current.db(), current.actor(), current.now()
    view = visible_round(db, actor, slug, now=now)
    require(actor, Action.TRANSLATE, view.subject, now)
    found, languages = opened(view, ref, into)
    one = languages.of(into)
    form = FurtherLanguageForm()
    if not form.is_submitted():
        form.text.data = one.text if one else ""
        form.edit.data = str(one.edit if one else 0)
        return shown(view, found, languages, form, into)
    if not form.validate():
        return shown(view, found, languages, form, into, 422)
    try:
        kept(view, found.contribution.reference, into, form)
    except (Conflict, Invalid) as error:
        db.rollback()
        found, languages = opened(view, ref, into)
        form.edit.data = str(error.details.get("edit", form.edit.data))
        form.text.errors = [*form.text.errors, sentence(error.code)]
        status = 409 if isinstance(error, Conflict) else 422
        return shown(view, found, languages, form, into, status)
    return see_other(url_for("contributions.show", slug=slug, ref=found.contribution.reference))


def opened(view: RoundInView, ref: str, into: str) -> tuple[ContributionPage, Languages]:
    """The amendment that readers see, where its proposer did not give this language."""
    found = contribution_page(current.db(), current.actor(), view, ref, 1, now=current.now())
    languages = languages_of(current.db(), found.contribution, found.words)
    one = languages.of(into)
    given = one is not None and not one.by_translator
    if not found.is_public or given or (one is None and into not in languages.missing):
        raise NotFound("amendment")
    return found, languages


def shown(
    view: RoundInView,
    found: ContributionPage,
    languages: Languages,
    form: FurtherLanguageForm,
    into: str,
    status: int = 200,
) -> Response:
    """The form with what it is written from, and what somebody else wrote meanwhile."""
    return page(
        "amendments/language.html",
        status,
        view=view,
        found=found,
        one=found.contribution,
        there=languages.of(into),
        form=form,
        into=into,
    )


@limits.posts
def kept(view: RoundInView, reference: str, into: str, form: FurtherLanguageForm) -> str:
    """Keep the words, counted against the limit of posts."""
    translate_amendment(
        current.db(),
        current.actor(),
        view.round.id,
        reference,
        into,
        form.text.data or "",
        edit=int(form.edit.data) if str(form.edit.data or "").isdigit() else 0,
        now=current.now(),
    )
    return reference
