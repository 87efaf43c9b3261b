"""The dashboard of a round: what those who run it watch, and what they can do about it."""

from flask import Blueprint, Response, url_for

from app.domain.languages import LANGUAGES
from app.domain.people import Group, Region
from app.domain.permissions import Action, refusal, require
from app.domain.rules import Subject
from app.domain.synthesis.classes import ItemClass
from app.queries.dashboard import turnout, unheard
from app.queries.dashboard.turnout import Turnout, silent_page, turnout_of
from app.queries.dashboard.unheard import unheard_paragraphs
from app.queries.dashboard.waiting import ages_of
from app.queries.measures import live_classes_of, measures_in_view
from app.queries.rounds import RoundInView, visible_round
from app.services.measures import ask_again
from app.web import current, limits
from app.web.asked import one_among, one_in
from app.web.forms.synthesis import MeasureForm
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.measuring import measure_soon
from app.web.outline import basis_name
from app.web.paging import last_page, page_asked, page_url
from app.web.workspaces import round_workspace

bp = Blueprint("dashboards", __name__)
AT = "/manage/rounds/<slug>/dashboard"
SILENT, UNHEARD = "silent", "paragraphs"


@bp.get(AT)
@members_only
def show(slug: str) -> Response:
    """Who is heard and who is not, what waits, and what can be said so far."""
    view = run_view(slug)
    session, now = current.db(), current.now()
    found = turnout_of(session, view.round)
    asked = {
        "group": one_in("group", Group),
        "region": one_in("region", Region),
        "language": one_among("language", LANGUAGES),
    }
    without = one_in("without", Group)
    silent = [
        body
        for body in found.silent
        if all(value is None or getattr(body, name) == value for name, value in asked.items())
    ]
    missing = [
        one
        for one in unheard_paragraphs(session, view, to_hear(found))
        if without is None or without in one.groups
    ]
    silent_at, unheard_at = page_asked(), page_asked(UNHEARD)
    return page(
        "dashboards/show.html",
        view=view,
        now=now,
        turnout=found,
        asked=asked,
        without=without,
        groups=Group,
        regions=Region,
        languages=LANGUAGES,
        heard_groups=to_hear(found),
        silent=silent_page(session, silent, silent_at),
        silent_total=len(silent),
        silent_at=silent_at,
        silent_last=last_page(len(silent), turnout.PER_PAGE),
        silent_url=page_url(anchor=SILENT),
        unheard=missing[unheard.PER_PAGE * (unheard_at - 1) : unheard.PER_PAGE * unheard_at],
        unheard_total=len(missing),
        unheard_at=unheard_at,
        unheard_last=last_page(len(missing), unheard.PER_PAGE),
        unheard_url=page_url(UNHEARD, anchor=UNHEARD),
        ages=ages_of(session, view, now=now),
        measured=measures_in_view(session, view.round.id),
        classes=live_classes_of(session, view.round.id),
        item_classes=ItemClass,
        basis_name=basis_name,
        form=MeasureForm(formdata=None),
        may_invite=refusal(current.actor(), Action.ISSUE_CODES, Subject(), now) is None,
        workspace=round_workspace(view, "dashboard"),
    )


@bp.post(AT)
@limits.saves
def measure(slug: str) -> Response:
    """Have the measures made from the present state of the round."""
    view = run_view(slug)
    ask_again(current.db(), current.actor(), view.round.id, now=current.now())
    measure_soon()
    return see_other(url_for("dashboards.show", slug=slug, _anchor="classes"))


def run_view(slug: str) -> RoundInView:
    """The round, for those who run it; they see its tallies at any time."""
    now, actor = current.now(), current.actor()
    view = visible_round(current.db(), actor, slug, now=now)
    require(actor, Action.SET_UP_ROUND, view.subject, now)
    return view


def to_hear(found: Turnout) -> list[Group]:
    """The groups of which a view on each paragraph is hoped for: those that are there."""
    return [one.group for one in found.groups]
