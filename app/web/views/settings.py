"""Settings: name and language, ways in, and the browsers one is signed in with."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from app.domain.errors import Conflict, Invalid
from app.domain.passwords import weakness
from app.queries.accounts import Purpose, own_account, sessions_of, token_behind
from app.queries.people import own_names
from app.services.accounts.links import ask_for_address, confirm_address
from app.services.accounts.passwords import fits, hashed, hasher, kept_hash, set_password
from app.services.accounts.sessions import end_sessions
from app.services.people.members import describe_oneself
from app.web import current, htmx, limits
from app.web.forms.accounts import AddressForm, NamesForm, PasswordForm
from app.web.letters import own_address, send
from app.web.login import give_locks_back, members_only, session_key

bp = Blueprint("settings", __name__)


@bp.get("/me/settings")
@bp.get("/me/settings/<any(names, email, password, sessions):part>")
@members_only
def show(part: str = "") -> Response:
    """Everything one can settle about oneself."""
    return settings_page(200)


@bp.post("/me/settings/names")
@members_only
def names() -> Response:
    """Change the own name and language."""
    form = NamesForm()
    if not form.validate_on_submit():
        return settings_page(422, names=form)
    edit = int(form.edit.data) if str(form.edit.data).isdecimal() else 0
    try:
        describe_oneself(
            current.db(), current.actor(), form.display_name.data, form.language.data, edit
        )
    except Conflict as error:
        form.edit.data = str(own_names(current.db(), current.actor()).edit)
        form.refuse("display_name", error.code)
        return settings_page(409, names=form)
    return htmx.see_other(url_for("settings.show", done="names", lang=form.language.data))


@bp.post("/me/settings/email")
@members_only
@limits.sign_ins
def email() -> Response:
    """Send a link to a new address; it counts once the link is followed."""
    form = AddressForm()
    if not form.validate_on_submit():
        return settings_page(422, email=form)
    token = ask_for_address(
        current.identity(), own_key(), form.email.data, current.language(), now=current.now()
    )
    link = own_address("settings.address", current.language(), token=token)
    send(form.email.data, "address", current.language(), link)
    return htmx.see_other(url_for("settings.show", done="email"))


@bp.get("/me/settings/email/<token>")
@members_only
def address(token: str) -> Response:
    """A button that makes the new address one’s own; looking spends nothing."""
    found = token_behind(current.identity(), token, [Purpose.EMAIL], now=current.now())
    if found is None or found.member_key != own_key():
        return htmx.page("sign_in/expired.html", 404)
    return htmx.page("settings/address.html", token=token, email=found.email)


@bp.post("/me/settings/email/<token>")
@members_only
@limits.sign_ins
def confirm(token: str) -> Response:
    """Make the new address one’s own, and end the sessions elsewhere."""
    confirm_address(current.identity(), own_key(), token, now=current.now())
    end_sessions(current.identity(), own_key(), but=session_key())
    return htmx.see_other(url_for("settings.show", done="address"))


@bp.post("/me/settings/password")
@members_only
@limits.sign_ins
def password() -> Response:
    """Set or change the password; sessions elsewhere end at once."""
    form = PasswordForm()
    if not acceptable(form):
        return settings_page(422, password=form)
    by = hasher(cheap=current.settings().testing)
    give_locks_back()
    kept = hashed(form.new_password.data, by)
    try:
        set_password(
            current.identity(),
            own_key(),
            kept,
            form.sign_in_name.data or None,
            but=session_key(),
            now=current.now(),
        )
    except Invalid as error:
        form.refuse("sign_in_name", error.code)
        return settings_page(422, password=form)
    return htmx.see_other(url_for("settings.show", done="password"))


@bp.post("/me/settings/sessions")
@members_only
def sessions() -> Response:
    """End every session but this one."""
    end_sessions(current.identity(), own_key(), but=session_key())
    return htmx.see_other(url_for("settings.show", done="sessions"))


def acceptable(form: PasswordForm) -> bool:
    """Whether the present password fits, and the new one can be taken."""
    if not form.validate_on_submit():
        return False
    account = own_account(current.identity(), own_key())
    if account and not (account.email or account.sign_in_name or form.sign_in_name.data):
        form.refuse("sign_in_name", "sign_in_name_needed")
        return False
    about = [current.actor().display_name, form.sign_in_name.data or ""]
    weak = weakness(form.new_password.data, [*about, account.email or "" if account else ""])
    if weak is not None:
        form.refuse("new_password", weak.value)
        return False
    kept = kept_hash(current.identity(), own_key())
    by = hasher(cheap=current.settings().testing)
    give_locks_back()
    if kept and not fits(current.identity(), kept, form.current_password.data or "", by):
        form.refuse("current_password", "wrong_present_password")
        return False
    return True


def own_key() -> str:
    """The key of the member who acts."""
    return current.actor().member_key or ""


def settings_page(
    status: int,
    *,
    names: NamesForm | None = None,
    email: AddressForm | None = None,
    password: PasswordForm | None = None,
) -> Response:
    """The page with the forms that came back, the others fresh."""
    own = own_names(current.db(), current.actor())
    account = own_account(current.identity(), own_key())
    return htmx.page(
        "settings/show.html",
        status,
        names=names
        or NamesForm(
            formdata=None, display_name=own.display_name, language=own.language, edit=own.edit
        ),
        email=email or AddressForm(formdata=None),
        password=password
        or PasswordForm(formdata=None, sign_in_name=account.sign_in_name if account else None),
        account=account,
        sessions=sessions_of(current.identity(), own_key(), session_key(), now=current.now()),
        failed=any(form and form.errors for form in (names, email, password)),
        done=request.args.get("done", ""),
    )
