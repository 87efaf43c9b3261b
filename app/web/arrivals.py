"""Coming in: whichever way somebody proved to be a member, the browser session begins here."""

from flask import url_for
from werkzeug.wrappers import Response

from app.domain.errors import NotFound
from app.domain.people import Actor
from app.queries.open_rounds import open_to
from app.queries.people import actor_behind
from app.services.accounts.sessions import begin_session, end_session
from app.services.drafts import claim_draft
from app.web import current
from app.web.htmx import see_other
from app.web.login import enter, own_path, session_key


def arrive(member_key: str, next_path: str | None = None, draft_key: str | None = None) -> Response:
    """Sign the member in under a new session, claim the draft typed before, and lead on."""
    actor = actor_behind(current.db(), member_key)
    if actor is None or actor.member_id is None:
        raise NotFound("person")
    before = session_key()
    key = begin_session(current.identity(), actor, now=current.now())
    if before:
        end_session(current.identity(), before)
    enter(key, actor)
    if draft_key:
        claim_draft(current.db(), actor.member_id, draft_key, now=current.now())
    return see_other(own_path(next_path) or first_page(actor))


def first_page(actor: Actor) -> str:
    """Where somebody begins who was on no way elsewhere.

    Staff in their workspace; whoever holds a code in the one open round it was handed out for.
    """
    if actor.grants:
        return url_for("manage.index")
    rounds = open_to(current.db(), actor, now=current.now()) if actor.code_holder else []
    if len(rounds) == 1:
        return url_for("rounds.show", slug=rounds[0].slug)
    return url_for("pages.home")
