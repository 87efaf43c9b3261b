"""People, for those who manage them: add, grant, suspend; never an address of anybody."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from app.domain.errors import Invalid
from app.domain.people import Role
from app.domain.permissions import Action, refusal, require
from app.domain.rules import Subject
from app.queries.accounts import not_arrived
from app.queries.management import (
    PersonInView,
    Sought,
    people_listed,
    person_numbered,
    scope_called,
    scopes,
)
from app.queries.people import every_body
from app.services.accounts.invitations import invite, invite_again
from app.services.accounts.sessions import end_sessions, restore_account, suspend_account
from app.services.people.delegations import end_delegation, make_delegate
from app.services.people.members import add_person
from app.services.people.roles import grant_role, revoke_role
from app.services.people.suspension import restore, suspend
from app.web import current, htmx, limits
from app.web.forms.people import (
    PLATFORM,
    DelegateForm,
    PersonForm,
    RoleForm,
    body_choices,
    scope_choices,
)
from app.web.letters import own_address, send
from app.web.login import members_only
from app.web.paging import page_asked, page_url

bp = Blueprint("manage_people", __name__)

PARTS = "any(roles, delegations, suspension, restoration, invitation)"


@bp.get("/manage/people")
@limits.searches
@members_only
def index() -> Response:
    """Everybody by name, narrowed by words or to those who hold a role."""
    may(Action.MANAGE_PEOPLE)
    sought = Sought(request.args.get("q", "").strip()[:80], request.args.get("staff") == "1")
    listed = people_listed(current.db(), sought, page_asked())
    return htmx.page(
        "people/index.html", sought=sought, listed=listed, page_url=page_url(), section="manage"
    )


@bp.get("/manage/people/new")
@members_only
def new() -> Response:
    """The form for somebody new."""
    may(Action.MANAGE_PEOPLE)
    return htmx.page("people/new.html", form=person_form())


@bp.post("/manage/people/new")
@members_only
@limits.posts
def create() -> Response:
    """Add somebody, and show the one-time address this one time."""
    may(Action.MANAGE_PEOPLE)
    form = person_form()
    if not acceptable(form):
        return htmx.page("people/new.html", 422, form=form)
    member = add_person(
        current.db(),
        current.actor(),
        form.newcomer(),
        str(form.submission_key.data),
        now=current.now(),
    )
    if form.wants_role:
        grant = form.grant(*scope_called(current.db(), form.scope.data))
        grant_role(current.db(), current.actor(), member.id, grant, now=current.now())
    language = member.language
    token = invite(current.identity(), member.key, language, now=current.now())
    if form.email.data:
        proof = invite(current.identity(), member.key, language, form.email.data, now=current.now())
        link = own_address("invitations.show", language, token=proof)
        send(form.email.data, "invitation", language, link)
    return invited(member.id, token, language, mailed=bool(form.email.data))


@bp.get("/manage/people/<int:number>")
@bp.get(f"/manage/people/<int:number>/<{PARTS}:part>")
@members_only
def show(number: int, part: str = "") -> Response:
    """One person with roles, delegations and what can be done."""
    may(Action.MANAGE_PEOPLE)
    return person_page(number)


@bp.post("/manage/people/<int:number>/roles")
@members_only
def grant(number: int) -> Response:
    """Grant a role; the person signs in again with it."""
    may(Action.GRANT_ROLES)
    form = role_form()
    if not form.validate_on_submit():
        return person_page(number, 422, role=form)
    scope = scope_called(current.db(), form.scope.data)
    try:
        key = grant_role(
            current.db(), current.actor(), number, form.grant(*scope), now=current.now()
        )
    except Invalid as error:
        form.refuse("scope", error.code)
        return person_page(number, 422, role=form)
    end_sessions(current.identity(), key)
    return back(number)


@bp.post("/manage/people/<int:number>/roles/<int:grant_id>/revoke")
@members_only
def revoke(number: int, grant_id: int) -> Response:
    """Take a role back; the person’s sessions end at once."""
    key = revoke_role(current.db(), current.actor(), grant_id, now=current.now())
    end_sessions(current.identity(), key)
    return back(number)


@bp.post("/manage/people/<int:number>/delegations")
@members_only
def delegate(number: int) -> Response:
    """Make the person a delegate of an organisation."""
    form = delegate_form()
    if not form.validate_on_submit():
        may(Action.MANAGE_PEOPLE)
        return person_page(number, 422, delegate=form)
    make_delegate(
        current.db(),
        current.actor(),
        number,
        int(form.organisation.data),
        form.function.data or None,
        now=current.now(),
    )
    return back(number)


@bp.post("/manage/people/<int:number>/delegations/<int:organisation_id>/end")
@members_only
def undelegate(number: int, organisation_id: int) -> Response:
    """End the right to act for an organisation."""
    end_delegation(current.db(), current.actor(), number, organisation_id, now=current.now())
    return back(number)


@bp.post("/manage/people/<int:number>/suspension")
@members_only
def suspend_person(number: int) -> Response:
    """Suspend; every session of the person ends at once."""
    key = suspend(current.db(), current.actor(), number, now=current.now())
    suspend_account(current.identity(), key, now=current.now())
    return back(number)


@bp.post("/manage/people/<int:number>/restoration")
@members_only
def restore_person(number: int) -> Response:
    """End a suspension."""
    key = restore(current.db(), current.actor(), number, now=current.now())
    restore_account(current.identity(), key, now=current.now())
    return back(number)


@bp.post("/manage/people/<int:number>/invitation")
@members_only
@limits.posts
def invite_person(number: int) -> Response:
    """A new one-time address for somebody who has not been here yet."""
    may(Action.MANAGE_PEOPLE)
    person = person_numbered(current.db(), number).person
    token = invite_again(current.identity(), person.key, person.language, now=current.now())
    return invited(number, token, person.language)


@bp.get("/manage/people/<int:number>/roles/<int:grant_id>/revoke")
@bp.get("/manage/people/<int:number>/delegations/<int:grant_id>/end")
@members_only
def after(number: int, grant_id: int) -> Response:
    """What was asked for stands on the person’s page."""
    return back(number)


def may(action: Action) -> None:
    """Refuse whoever may not do this anywhere."""
    require(current.actor(), action, Subject(), current.now())


def back(number: int) -> Response:
    """To the person’s page."""
    return htmx.see_other(url_for("manage_people.show", number=number))


def invited(number: int, token: str, language: str, *, mailed: bool = False) -> Response:
    """The page that shows a one-time address, once."""
    return htmx.page(
        "people/invited.html",
        person=person_numbered(current.db(), number).person,
        address=own_address("invitations.show", language, token=token),
        mailed=mailed,
    )


def person_form() -> PersonForm:
    """The form for somebody new, with the organisations to choose from."""
    form = PersonForm(language=current.language())
    form.organisation.choices = body_choices(every_body(current.db()))
    if refusal(current.actor(), Action.GRANT_ROLES, Subject(), current.now()) is None:
        form.scope.choices = scope_choices(scopes(current.db(), current.language()))
    else:
        del form.role, form.scope
    return form


def acceptable(form: PersonForm) -> bool:
    """Whether somebody can be added as filled in; a role that cannot be granted is said first."""
    if not form.validate_on_submit():
        return False
    if form.wants_role and Role(form.role.data) is Role.ADMIN and form.scope.data != PLATFORM[0]:
        form.refuse("scope", "admin_is_platform_wide")
        return False
    return True


def role_form() -> RoleForm:
    """The form for a role, with the scopes to choose from."""
    form = RoleForm()
    form.scope.choices = scope_choices(scopes(current.db(), current.language()))
    return form


def delegate_form() -> DelegateForm:
    """The form for a delegation, with the organisations to choose from."""
    form = DelegateForm()
    form.organisation.choices = body_choices(every_body(current.db()))
    return form


def person_page(
    number: int,
    status: int = 200,
    *,
    role: RoleForm | None = None,
    delegate: DelegateForm | None = None,
) -> Response:
    """The page of one person, with the form that came back."""
    found: PersonInView = person_numbered(current.db(), number)
    actor, now = current.actor(), current.now()
    may_grant = refusal(actor, Action.GRANT_ROLES, Subject(), now) is None
    return htmx.page(
        "people/show.html",
        status,
        found=found,
        person=found.person,
        role_form=(role or role_form()) if may_grant else None,
        delegate_form=delegate or delegate_form(),
        may_suspend=number != actor.member_id and (may_grant or not found.person.roles),
        not_arrived=bool(not_arrived(current.identity(), [found.person.key])),
        failed=bool(role or delegate),
    )
