"""The first administrator, made once, at an address that only the server's operator sees."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.domain.errors import Invalid, NotFound
from app.domain.passwords import weakness
from app.queries.accounts import Purpose, any_account, token_behind
from app.queries.people import admin_keys
from app.services.accounts.invitations import Arrival, finish_setup
from app.services.accounts.passwords import hashed, hasher
from app.services.people.members import Newcomer, join
from app.services.people.roles import make_first_administrator
from app.web import current, htmx, limits
from app.web.arrivals import arrive
from app.web.forms.accounts import SetupForm
from app.web.login import give_locks_back

bp = Blueprint("setup", __name__)


@bp.get("/setup/<token>")
def new(token: str) -> Response:
    """Name, way in and password of the first administrator."""
    refuse_unless_open(token)
    return htmx.page("setup/new.html", form=SetupForm(), token=token)


@bp.post("/setup/<token>")
@limits.sign_ins
def create(token: str) -> Response:
    """Make the first administrator and sign in."""
    refuse_unless_open(token)
    form = SetupForm()
    if not acceptable(form):
        return htmx.page("setup/new.html", 422, form=form, token=token)
    give_locks_back()
    arrival = Arrival(
        form.login.data, hashed(form.password.data, hasher(cheap=current.settings().testing))
    )
    newcomer = Newcomer(form.display_name.data, current.language())
    key = join(current.db(), newcomer, now=current.now())
    make_first_administrator(current.db(), key, now=current.now())
    try:
        finish_setup(current.identity(), token, key, arrival, now=current.now())
    except Invalid as error:
        form.refuse("login", error.code)
        return htmx.page("setup/new.html", 422, form=form, token=token)
    return arrive(key)


def refuse_unless_open(token: str) -> None:
    """There is no such page without a token that is good, or once there is an administrator."""
    found = token_behind(current.identity(), token, [Purpose.SETUP], now=current.now())
    if found is None or any_account(current.identity(), admin_keys(current.db())):
        raise NotFound("link")


def acceptable(form: SetupForm) -> bool:
    """Whether the form is filled in and its password is not one that others would try."""
    if not form.validate_on_submit():
        return False
    found = weakness(form.password.data, [form.login.data, form.display_name.data])
    if found is not None:
        form.refuse("password", found.value)
    return found is None
