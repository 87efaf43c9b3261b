"""We asked, you said, we did: one page a round, from published content only."""

from flask import Blueprint, Response

from app.domain.charters import LineageKind
from app.domain.report import report_of
from app.domain.responses import UNDECIDED
from app.queries.following import changes_that_followed
from app.queries.responses import outcomes_counted
from app.queries.rounds import visible_round
from app.queries.synthesis.editions import edition_of
from app.web import current
from app.web.htmx import page
from app.web.reports import is_long, written_context

bp = Blueprint("outcomes", __name__)
CHANGES_SHOWN = 20


@bp.get("/rounds/<slug>/outcome")
def show(slug: str) -> Response:
    """What the round asked, what was heard, and what was done about it."""
    db, actor, now = current.db(), current.actor(), current.now()
    view = visible_round(db, actor, slug, now=now)
    edition = edition_of(db, view.round.id)
    report = report_of(edition.document, current.language())
    followed = changes_that_followed(db, view.version.id, current.language())
    return page(
        "outcomes/show.html",
        view=view,
        edition=edition,
        document=edition.document,
        report=report,
        sections=[section for section in report.sections if section.written],
        counts=outcomes_counted(db, view.round.id),
        undecided=UNDECIDED,
        followed=followed,
        kinds=[(kind, followed.said.of(kind)) for kind in LineageKind] if followed else [],
        changes_shown=CHANGES_SHOWN,
        **written_context(report, long=is_long(edition.document)),
    )
