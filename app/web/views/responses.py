"""The response matrix of a round: each published contribution, its decision and the reason."""

from flask import Blueprint, Response

from app.domain.listings import ListFormat
from app.domain.responses import UNDECIDED
from app.queries.responses import (
    PAGE,
    how_many_responses,
    inserted_at,
    outcomes_counted,
    responses,
)
from app.queries.rounds import visible_round
from app.queries.synthesis.editions import next_version
from app.web import current
from app.web.forms.listings import ListFileForm
from app.web.forms.lists import ResponsesForm
from app.web.htmx import page
from app.web.paging import last_page, page_asked, page_url

bp = Blueprint("responses", __name__)
FORMATS = (ListFormat.DOCX, ListFormat.XLSX)


@bp.get("/rounds/<slug>/responses")
def index(slug: str) -> Response:
    """What was said and what became of it, in the order of the text."""
    db, now = current.db(), current.now()
    view = visible_round(db, current.actor(), slug, now=now)
    form = ResponsesForm.asked()
    wanted = form.wanted()
    total = how_many_responses(db, view, wanted, now=now)
    return page(
        "responses/index.html",
        view=view,
        form=form,
        lines=responses(db, view, wanted, page_asked(), now=now),
        total=total,
        counts=outcomes_counted(db, view.round.id),
        undecided=UNDECIDED,
        following=next_version(db, view.version.id),
        inserted=inserted_at(db, view.round.id),
        pager=(page_asked(), last_page(total, PAGE), page_url()),
        file_form=ListFileForm.offered(FORMATS, current.language()),
        kept={name: value for name, value in form.data.items() if value not in {None, ""}},
    )
