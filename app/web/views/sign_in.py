"""Signing in by link, password, printed code or demo button, and signing out."""

import io
from typing import Any

import segno
from flask import Blueprint, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.domain.codes import read_code
from app.domain.errors import NotFound
from app.queries.accounts import CodeInView, Purpose, TokenInView, token_behind, usable_code
from app.queries.demo import demo_members, demo_staff
from app.services.accounts.codes import use_code
from app.services.accounts.links import LinkAsked, ask_for_link, follow_link, join_with_link
from app.services.accounts.passwords import check_password, hasher
from app.services.accounts.sessions import end_session
from app.services.people.members import Newcomer, join
from app.web import current, htmx, limits
from app.web.arrivals import arrive
from app.web.forms.accounts import CodeForm, CodeNameForm, JoinForm, LinkForm, PasswordSignInForm
from app.web.letters import own_address, send
from app.web.login import leave as forget
from app.web.login import own_path, session_key

bp = Blueprint("sign_in", __name__)

LINKS = (Purpose.SIGN_IN, Purpose.JOIN)
CLEARED = '"cache", "cookies", "storage"'


@bp.get("/sign-in/password")
@bp.get("/sign-in/demo")
def new_again() -> Response:
    """The same page at the addresses its forms are sent to."""
    return new()


@bp.get("/sign-in")
def new() -> Response:
    """The ways in."""
    if current_user.is_authenticated:
        return htmx.see_other(own_path(request.args.get("next")) or url_for("pages.home"))
    return ways_in(200)


@bp.post("/sign-in")
@limits.sign_ins
def ask() -> Response:
    """Send a link; the answer is the same whether the address is known or not."""
    form = LinkForm()
    if not form.validate_on_submit():
        return ways_in(422, link=form)
    asked = LinkAsked(
        email=form.email.data,
        language=current.language(),
        next_path=own_path(form.next.data),
        draft_key=form.draft_key.data or None,
    )
    token = ask_for_link(current.identity(), asked, now=current.now())
    link = own_address("sign_in.link", current.language(), token=token)
    send(form.email.data, "sign_in", current.language(), link)
    return htmx.see_other(url_for("sign_in.sent"))


@bp.get("/sign-in/sent")
def sent() -> Response:
    """What to do after asking for a link."""
    return htmx.page("sign_in/sent.html", mail_server=bool(current.settings().smtp_url))


@bp.post("/sign-in/password")
@limits.sign_ins
def password() -> Response:
    """Sign in with a password; unknown accounts take as long as known ones."""
    form = PasswordSignInForm()
    if not form.validate_on_submit():
        return ways_in(422, password=form)
    key = check_password(
        current.identity(),
        form.login.data,
        form.password.data,
        hasher(cheap=current.settings().testing),
    )
    if key is None:
        form.refuse("password", "wrong_password")
        return ways_in(422, password=form)
    return arrive(key, form.next.data, form.draft_key.data)


@bp.post("/sign-in/demo")
@limits.sign_ins
def demo() -> Response:
    """Be one of the people of the demonstration; anywhere else there is no such page."""
    if not current.settings().demo:
        raise NotFound("only_in_the_demo")
    people = demo_staff(current.db()) + demo_members(current.db())
    wanted = request.form.get("member", "")
    if wanted not in {person.key for person in people}:
        raise NotFound("person")
    return arrive(wanted, request.form.get("next"), request.form.get("draft"))


@bp.get("/sign-in/<token>")
def link(token: str) -> Response:
    """A button, because mail scanners open links; looking spends nothing."""
    found = usable(token)
    if found is None:
        return htmx.page("sign_in/expired.html", 404)
    if found.purpose is Purpose.JOIN:
        return htmx.page(
            "sign_in/join.html", form=JoinForm(language=current.language()), token=token
        )
    return htmx.page("sign_in/link.html", token=token)


@bp.post("/sign-in/<token>")
@limits.sign_ins
def follow(token: str) -> Response:
    """Spend the link; whoever is new says first how to be called."""
    found = usable(token)
    if found is None:
        return htmx.page("sign_in/expired.html", 404)
    if found.purpose is Purpose.SIGN_IN:
        key = follow_link(current.identity(), token, now=current.now())
        return arrive(key, found.next_path, found.draft_key)
    form = JoinForm()
    if not form.validate_on_submit():
        return htmx.page("sign_in/join.html", 422, form=form, token=token)
    newcomer = Newcomer(form.display_name.data, form.language.data)
    key = join(current.db(), newcomer, now=current.now())
    key = join_with_link(current.identity(), token, key, now=current.now())
    return arrive(key, found.next_path, found.draft_key)


@bp.get("/code")
def code() -> Response:
    """Where the code is typed."""
    form = CodeForm(
        formdata=None,
        next=own_path(request.args.get("next")),
        draft_key=request.args.get("draft") or None,
    )
    return htmx.page("sign_in/code.html", form=form)


@bp.post("/code")
@limits.codes
def enter_code() -> Response:
    """Sign in with a code that was used before, or go on to the name."""
    form = CodeForm()
    if not form.validate_on_submit():
        return htmx.page("sign_in/code.html", 422, form=form)
    typed, found = looked_up(form.code.data)
    if found is None:
        form.refuse("code", "code_unknown")
        return htmx.page("sign_in/code.html", 422, form=form)
    if found.member_key is not None:
        return arrive(found.member_key, form.next.data, form.draft_key.data)
    asked = CodeNameForm(
        formdata=None,
        code=typed,
        next=form.next.data,
        draft_key=form.draft_key.data,
        language=current.language(),
    )
    return htmx.page("sign_in/code_name.html", form=asked)


@bp.get("/code/name")
def code_name_later() -> Response:
    """The name belongs to a code, so the code comes first."""
    return code()


@bp.post("/code/name")
@limits.codes
def code_name() -> Response:
    """Make the member of an unused code and sign in."""
    form = CodeNameForm()
    typed, found = looked_up(form.code.data or "")
    if found is None:
        again = CodeForm(formdata=None, next=form.next.data, draft_key=form.draft_key.data)
        again.refuse("code", "code_unknown")
        return htmx.page("sign_in/code.html", 422, form=again)
    if not form.validate_on_submit():
        return htmx.page("sign_in/code_name.html", 422, form=form)
    key = found.member_key
    if key is None:
        newcomer = Newcomer(
            form.display_name.data,
            form.language.data,
            organisation_id=found.organisation_id,
            code_holder=True,
        )
        key = join(current.db(), newcomer, now=current.now())
        key = use_code(current.identity(), typed, key, now=current.now())
    return arrive(key, form.next.data, form.draft_key.data)


@bp.get("/code.svg")
def code_picture() -> Response:
    """The address of the code page as a square for cameras, the same on every sheet."""
    out = io.BytesIO()
    address = own_address("sign_in.code", current.language())
    segno.make(address, error="m").save(out, kind="svg", border=2, nl=False)
    return Response(out.getvalue(), mimetype="image/svg+xml")


@bp.get("/sign-out")
def leave() -> Response:
    """Ask once, or say that nothing is left on this device."""
    return htmx.page("sign_in/leave.html")


@bp.post("/sign-out")
def left() -> Response:
    """End the session and clear what the browser keeps of this site."""
    key = session_key()
    if key:
        end_session(current.identity(), key)
    forget()
    response = htmx.see_other(url_for("sign_in.leave"))
    response.headers["Clear-Site-Data"] = CLEARED
    return response


def usable(token: str) -> TokenInView | None:
    """The sign-in link behind a token, while it can be spent."""
    return token_behind(current.identity(), token, LINKS, now=current.now())


def looked_up(typed: str) -> tuple[str, CodeInView | None]:
    """The code as it is kept, and what it opens."""
    code = read_code(typed)
    if code is None:
        return "", None
    return code, usable_code(current.identity(), code, now=current.now())


def ways_in(
    status: int,
    *,
    link: LinkForm | None = None,
    password: PasswordSignInForm | None = None,
) -> Response:
    """The sign-in page, with the form that came back."""
    asked: dict[str, Any] = {
        "next": own_path(request.args.get("next")),
        "draft_key": request.args.get("draft") or None,
    }
    is_demo = current.settings().demo
    return htmx.page(
        "sign_in/new.html",
        status,
        link_form=link or LinkForm(formdata=None, **asked),
        password_form=password or PasswordSignInForm(formdata=None, **asked),
        failed=bool((link and link.errors) or password),
        staff=demo_staff(current.db()) if is_demo else [],
        members=demo_members(current.db()) if is_demo else [],
    )
