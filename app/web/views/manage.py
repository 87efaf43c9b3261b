"""The workspace: what there is to do, by role."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.domain.errors import NotAllowed
from app.domain.people import Role
from app.domain.permissions import Action, refusal
from app.domain.rules import Subject
from app.queries.workspace import workspace_of
from app.web import current, htmx
from app.web.login import members_only

bp = Blueprint("manage", __name__)


@bp.get("/manage")
@members_only
def index() -> Response:
    """Rounds and texts with what is left to do, and the way to people and organisations."""
    actor, now = current.actor(), current.now()
    if not actor.grants:
        raise NotAllowed("hands_out_codes")
    return htmx.page(
        "manage/index.html",
        workspace_data=workspace_of(current.db(), actor, current.language(), now=now),
        may_people=refusal(actor, Action.MANAGE_PEOPLE, Subject(), now) is None,
        may_codes=refusal(actor, Action.ISSUE_CODES, Subject(), now) is None,
        may_charters=actor.has_anywhere(Role.SECRETARIAT),
        may_rounds=actor.has_anywhere(Role.SECRETARIAT, Role.FACILITATOR),
    )
