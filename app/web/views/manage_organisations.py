"""Organisations and their code sheets, for those who enter them or hand out codes."""

from datetime import timedelta

from flask import Blueprint, get_template_attribute, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response

from app.domain.codes import grouped, read_code
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.languages import direction
from app.domain.people import ORGANISATION_GROUPS, Region
from app.domain.permissions import Action, refusal, require
from app.domain.rules import Subject
from app.queries.accounts import batches_of
from app.queries.organisations import (
    functions_of_delegates,
    goes_on_in,
    organisation_called,
    organisations_listed,
)
from app.queries.people import every_body
from app.services.accounts.codes import BatchAsked, issue_codes, revoke_batch, revoke_code
from app.services.closing import close_organisation
from app.services.organisations import change_organisation, enter_organisation
from app.web import current, htmx, limits
from app.web.forms.organisations import (
    CloseForm,
    CodesForm,
    OrganisationForm,
    RevokeCodeForm,
    country_name,
    filters_asked,
)
from app.web.letters import own_address
from app.web.login import members_only
from app.web.paging import page_asked, page_url
from app.web.problems import field_problem

bp = Blueprint("manage_organisations", __name__)

FIRST_USE_WITHIN = timedelta(days=90)


@bp.get("/manage/organisations")
@limits.searches
@members_only
def index() -> Response:
    """Organisations by name, with what is known of them."""
    may(Action.ISSUE_CODES)
    filters = filters_asked()
    return htmx.page(
        "manage_organisations/index.html",
        filters=filters,
        listed=organisations_listed(current.db(), filters, page_asked()),
        groups=ORGANISATION_GROUPS,
        regions=list(Region),
        page_url=page_url(),
        may_enter=allowed(Action.MANAGE_ORGANISATIONS),
    )


@bp.get("/manage/organisations/new")
@members_only
def new() -> Response:
    """The form for another organisation."""
    may(Action.MANAGE_ORGANISATIONS)
    form = OrganisationForm(interface=current.language(), language=current.language())
    return htmx.page("manage_organisations/new.html", form=form)


@bp.post("/manage/organisations/new")
@members_only
@limits.posts
def create() -> Response:
    """Enter an organisation."""
    may(Action.MANAGE_ORGANISATIONS)
    form = OrganisationForm(interface=current.language())
    if not form.validate_on_submit():
        return htmx.page("manage_organisations/new.html", 422, form=form)
    try:
        entered = enter_organisation(current.db(), current.actor(), form.draft(), now=current.now())
    except Invalid as error:
        current.db().rollback()
        field_problem(form, error)
        return htmx.page("manage_organisations/new.html", 422, form=form)
    return htmx.see_other(url_for("manage_organisations.show", slug=entered.slug))


@bp.get("/manage/organisations/<slug>")
@bp.get("/manage/organisations/<slug>/<any(codes, lost):part>")
@bp.get("/manage/organisations/<slug>/codes/<key>/revoke")
@members_only
def show(slug: str, part: str = "", key: str = "") -> Response:
    """One organisation with its delegates and code batches."""
    may(Action.ISSUE_CODES)
    return organisation_page(slug)


@bp.get("/manage/organisations/<slug>/edit")
@members_only
def edit(slug: str) -> Response:
    """The form with what is written down."""
    may(Action.MANAGE_ORGANISATIONS)
    organisation = organisation_called(current.db(), slug)
    form = OrganisationForm(obj=organisation, interface=current.language())
    return htmx.page(
        "manage_organisations/edit.html", form=form, organisation=organisation, other=None
    )


@bp.post("/manage/organisations/<slug>/edit")
@members_only
@limits.posts
def update(slug: str) -> Response:
    """Correct what is written down; whoever comes second sees both."""
    may(Action.MANAGE_ORGANISATIONS)
    form = OrganisationForm(interface=current.language())
    status, other = 422, None
    if form.validate_on_submit():
        seen = int(form.edit.data) if str(form.edit.data).isdecimal() else 0
        try:
            change_organisation(
                current.db(), current.actor(), slug, form.draft(), seen, now=current.now()
            )
        except Invalid as error:
            current.db().rollback()
            field_problem(form, error)
        except Conflict:
            current.db().rollback()
            status, other = 409, organisation_called(current.db(), slug)
            form.edit.data = str(other.edit)
        else:
            return htmx.see_other(url_for("manage_organisations.show", slug=slug))
    organisation = organisation_called(current.db(), slug)
    return htmx.page(
        "manage_organisations/edit.html", status, form=form, organisation=organisation, other=other
    )


@bp.get("/manage/organisations/<slug>/close")
@members_only
def ask(slug: str) -> Response:
    """What closing means, and where its people go on."""
    may(Action.MANAGE_ORGANISATIONS)
    return closing_page(slug, CloseForm())


@bp.post("/manage/organisations/<slug>/close")
@members_only
@limits.posts
def close(slug: str) -> Response:
    """Close it, or merge it into another one."""
    may(Action.MANAGE_ORGANISATIONS)
    form = CloseForm()
    form.offer(every_body(current.db()), slug)
    if not form.validate_on_submit():
        return closing_page(slug, form, 422)
    into = form.into.data or None
    try:
        close_organisation(current.db(), current.actor(), slug, into, now=current.now())
    except (Conflict, Invalid) as error:
        current.db().rollback()
        form.refuse("into", error.code)
        return closing_page(slug, form, 422)
    if into is None:
        body = organisation_called(current.db(), slug).id
        for batch in batches_of(current.identity(), body):
            revoke_batch(current.identity(), current.actor(), body, batch.key, now=current.now())
    return htmx.see_other(url_for("manage_organisations.show", slug=into or slug))


def closing_page(slug: str, form: CloseForm, status: int = 200) -> Response:
    """The page that asks before an organisation is closed."""
    form.offer(every_body(current.db()), slug)
    organisation = organisation_called(current.db(), slug)
    if organisation.closed_at is not None:
        raise NotFound("organisation")
    return htmx.page(
        "manage_organisations/close.html", status, form=form, organisation=organisation
    )


@bp.post("/manage/organisations/<slug>/codes")
@members_only
@limits.posts
def issue(slug: str) -> Response:
    """Make codes and show the sheet, this one time, in its own language with our controls."""
    may(Action.ISSUE_CODES)
    form = CodesForm()
    if not form.validate_on_submit():
        return organisation_page(slug, 422, codes=form)
    organisation = organisation_called(current.db(), slug)
    language = str(form.language.data)
    asked = BatchAsked(
        key=str(form.submission_key.data),
        organisation_id=organisation.id,
        label=form.label.data or "",
        language=language,
        number=form.number.data,
        expires_at=form.expires_at(),
    )
    codes = issue_codes(current.identity(), current.actor(), asked, now=current.now())
    with force_locale(language):
        sheet = get_template_attribute("manage_organisations/_sheet.html", "sheet")(
            organisation,
            codes=[grouped(code) for code in codes],
            label=asked.label,
            expires_at=asked.expires_at - timedelta(days=1),
            address=own_address("sign_in.code", language),
            lang=language,
            direction=direction(language),
        )
    return htmx.page("manage_organisations/sheet.html", organisation=organisation, sheet=sheet)


@bp.post("/manage/organisations/<slug>/codes/<key>/revoke")
@members_only
def revoke(slug: str, key: str) -> Response:
    """Make a whole batch worthless."""
    organisation = organisation_called(current.db(), slug)
    revoke_batch(current.identity(), current.actor(), organisation.id, key, now=current.now())
    return htmx.see_other(url_for("manage_organisations.show", slug=slug))


@bp.post("/manage/organisations/<slug>/lost")
@members_only
@limits.codes
def lost(slug: str) -> Response:
    """Make one code worthless, such as one that was lost."""
    may(Action.ISSUE_CODES)
    form = RevokeCodeForm()
    if not form.validate_on_submit():
        return organisation_page(slug, 422, lost=form)
    organisation = organisation_called(current.db(), slug)
    code = read_code(form.code.data) or ""
    try:
        revoke_code(current.identity(), current.actor(), organisation.id, code, now=current.now())
    except NotFound as error:
        form.refuse("code", error.code)
        return organisation_page(slug, 422, lost=form)
    return htmx.see_other(url_for("manage_organisations.show", slug=slug))


def may(action: Action) -> None:
    """Refuse whoever may not do this anywhere."""
    require(current.actor(), action, Subject(), current.now())


def allowed(action: Action) -> bool:
    """Whether the page offers this to whoever looks at it."""
    return refusal(current.actor(), action, Subject(), current.now()) is None


def organisation_page(
    slug: str,
    status: int = 200,
    *,
    codes: CodesForm | None = None,
    lost: RevokeCodeForm | None = None,
) -> Response:
    """The page of one organisation, with the form that came back."""
    organisation = organisation_called(current.db(), slug)
    fresh = CodesForm(
        formdata=None,
        language=organisation.language,
        expires_on=(current.now() + FIRST_USE_WITHIN).date(),
    )
    return htmx.page(
        "manage_organisations/show.html",
        status,
        organisation=organisation,
        country=country_name(organisation.country, current.language()),
        functions=functions_of_delegates(current.db(), organisation.id),
        batches=batches_of(current.identity(), organisation.id),
        codes_form=codes or fresh,
        lost_form=lost or RevokeCodeForm(formdata=None),
        failed=bool(codes or lost),
        heir=goes_on_in(current.db(), organisation),
        may_enter=allowed(Action.MANAGE_ORGANISATIONS),
    )
