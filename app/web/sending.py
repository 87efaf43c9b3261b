"""What every form that writes into a round goes through, with and without script.

Fill in, or take up a draft; change the language; keep a draft; sign in; check; send. Whatever
goes wrong on the way, the form comes back with everything that was typed.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from werkzeug.exceptions import TooManyRequests

from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.permissions import Action
from app.domain.rules import Subject
from app.ledger.submissions import draft_key_of
from app.queries.drafts import draft_at
from app.queries.rounds import RoundInView
from app.web import current, drafting, limits, switching
from app.web.forms.base import PageForm
from app.web.htmx import page, see_other
from app.web.offers import offer
from app.web.refusals import sentence

WAIT = "60"
# Buttons that show the form again, with what they changed in it.
REDRAWN = frozenset({"edit", "preview", "restore"})


@dataclass(frozen=True)
class Sheet:
    """A form page in a round: its place, its rule, its templates, and what sending it does.

    ``more`` gives the templates what they need beside the form; ``send`` returns where to go on;
    ``received`` finds the words that an earlier submit, or somebody else, left there.
    """

    view: RoundInView
    place: str
    action: Action
    subject: Subject
    values: dict[str, Any]
    template: str
    checked: str | None
    more: Callable[[Any], dict[str, Any]]
    send: Callable[[Any], str]
    received: Callable[[Conflict], str] = lambda _error: ""

    def address(self, **query: Any) -> str:
        """The address of this page."""
        return url_for(request.endpoint or "", **{**self.values, **query})


def answer(sheet: Sheet, form: PageForm) -> Response:
    """Answer a request for the form page, whatever was asked for or pressed."""
    if request.method != "POST":
        return opened(sheet, form)
    language = switching.asked()
    if language is not None:
        return see_other(back(sheet, form, lang=language, step=request.form.get("step")))
    if form.pressed("draft"):
        return see_other(back(sheet, form, kept=1))
    if form.button() in REDRAWN:
        return draw(sheet, form, refused=hindrance(sheet))
    return submitted(sheet, form)


def submitted(sheet: Sheet, form: PageForm) -> Response:
    """Check it, or send what was checked, once it is known who writes."""
    named = hindrance(sheet)
    if named is not None:
        return draw(sheet, form, 403, refused=named)
    if not form.validate():
        return draw(sheet, form, 422)
    if not current.actor().is_member:
        return sign_in_first(sheet, form)
    if sheet.checked and not form.pressed("send"):
        with suppress(Invalid):
            drafting.kept(form, sheet.place, sheet.view.round.id)
        return check(sheet, form)
    return send(sheet, form)


def opened(sheet: Sheet, form: PageForm) -> Response:
    """The form as first seen, or as it was left; complete ones go on to the check."""
    draft = drafting.restore(form, sheet.place)
    named = hindrance(sheet)
    if named is not None:
        return draw(sheet, form, refused=named, typed=draft is not None)
    asked = request.args.get("step") == "check" and current.actor().is_member
    if draft and asked and sheet.checked and drafting.complete(form):
        return check(sheet, form)
    left = None
    if draft is None:
        left = draft_at(current.db(), current.actor(), sheet.view.round.id, sheet.place)
    lost = draft is None and bool(request.args.get("draft"))
    return draw(sheet, form, left=left, lost=lost, saved=bool(request.args.get("kept")))


def hindrance(sheet: Sheet) -> str | None:
    """Why this person cannot send this now, signed in or not yet; None means go ahead."""
    found = offer(current.actor(), sheet.action, sheet.view, current.now(), sheet.subject)
    return None if found.possible else found.why


def back(sheet: Sheet, form: PageForm, **query: object) -> str:
    """Keep what was typed and return the address that shows it again."""
    return sheet.address(draft=drafting.kept(form, sheet.place, sheet.view.round.id), **query)


def sign_in_first(sheet: Sheet, form: PageForm) -> Response:
    """Ask who is writing, now that there is something to send."""
    path = back(sheet, form, step="check")
    return see_other(url_for("sign_in.new", next=path, draft=form.draft_key.data))


def check(sheet: Sheet, form: PageForm) -> Response:
    """Show what will be public, under which name, and who reads it."""
    return draw(sheet, form, template=sheet.checked or sheet.template)


def send(sheet: Sheet, form: PageForm) -> Response:
    """Send it; if that is refused, the form comes back with the reason and the words."""
    try:
        target = counted(sheet, form)
    except Invalid as error:
        return invalid(sheet, form, error)
    except NotAllowed as error:
        return draw_after(sheet, form, 403, refused=sentence(error.code))
    except Conflict as error:
        current.db().rollback()
        words = sheet.received(error)
        renew(form, error)
        return draw(sheet, form, 409, conflict=sentence(error.code), received=words)
    except TooManyRequests:
        words = sentence("too_many_posts")
        response = draw_after(sheet, form, 429, conflict=words)
        response.headers["Retry-After"] = WAIT
        return response
    return see_other(target)


@limits.posts
def counted(sheet: Sheet, form: PageForm) -> str:
    """Send it, counted against the limit of posts."""
    return sheet.send(form)


def invalid(sheet: Sheet, form: PageForm, error: Invalid) -> Response:
    """The rules of the domain found what the form could not."""
    words, name = sentence(error.code), str(error.details.get("field", ""))
    if name in form:
        form[name].errors = [*form[name].errors, words]
        return draw_after(sheet, form, 422)
    form.form_errors.append(words)
    return draw_after(sheet, form, 422)


def renew(form: PageForm, error: Conflict) -> None:
    """Give the form a new key and state, so that pressing again sends these words knowingly."""
    form.edit.data = error.details.get("edit", form.edit.data)
    form.draft_key.data = form.draft_key.data or draft_key_of(str(form.submission_key.data))
    form.submission_key.data = None
    form.submission_key.process(None)


def draw_after(sheet: Sheet, form: PageForm, status: int, **more: Any) -> Response:
    """Draw the form once the write that was refused has let go of its locks."""
    current.db().rollback()
    return draw(sheet, form, status, **more)


def draw(
    sheet: Sheet, form: PageForm, status: int = 200, *, template: str = "", **more: Any
) -> Response:
    """Draw the form page, or its check."""
    told = sheet.more(form)
    context = {
        "form": form,
        "view": sheet.view,
        "here": sheet.address(),
        "autosave": drafting.autosave_address(sheet.place, sheet.view.round.slug),
        "carried": drafting.carried(form),
        "switch_form": None if more.get("refused") and not more.get("typed", True) else "form",
        "failed": bool(form.errors or more.get("conflict")),
        "typed": True,
        "refused": None,
        "conflict": None,
        "received": "",
        "left": None,
        "lost": False,
        "saved": False,
    }
    return page(template or sheet.template, status, **{**context, **more, **told})
