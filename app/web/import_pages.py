"""The pages of an import but for its preview, as views and refusals show them."""

from collections import Counter

from flask import Response, request

from app.domain.charters import LineageKind
from app.domain.errors import Conflict, Invalid
from app.queries.charters import CharterInView, managed_charter
from app.queries.import_pages import (
    PAIRS_A_PAGE,
    ImportInView,
    import_in_view,
    numbers_of,
    pairs_of,
)
from app.queries.imports import import_behind, last_step, open_imports
from app.web import current
from app.web.charter_links import charter_workspace
from app.web.forms.imports import ImportForm
from app.web.htmx import page
from app.web.import_words import refusal_words, step_words
from app.web.paging import last_page, page_asked, page_url


def managed(slug: str) -> CharterInView:
    """The charter, for its secretariat."""
    return managed_charter(current.db(), current.actor(), slug, now=current.now())


def opened(slug: str, key: str) -> ImportInView:
    """The import in the address."""
    view = managed(slug)
    row = import_behind(current.db(), view.charter, key)
    return import_in_view(current.db(), view.charter, row)


def form_page(view: CharterInView, form: ImportForm, status: int = 200) -> Response:
    """The page of the upload form."""
    return page(
        "imports/new.html",
        status,
        view=view,
        form=form,
        imports=open_imports(current.db(), view.charter),
        workspace=charter_workspace(view, "import"),
    )


def pairs_page(
    slug: str, key: str, *, problem: Invalid | Conflict | None = None, status: int = 200
) -> Response:
    """One page of the comparison."""
    view, found = managed(slug), opened(slug, key)
    every = pairs_of(current.db(), found)
    tally = Counter(pair.kind for pair in every if pair.state != "joined")
    doubtful = [pair for pair in every if pair.row.doubtful]
    shown = doubtful if request.args.get("show") == "doubtful" else every
    last = last_page(len(shown), PAIRS_A_PAGE)
    asked = min(page_asked(), last)
    return page(
        "imports/pairs.html",
        status,
        view=view,
        found=found,
        pairs=shown[(asked - 1) * PAIRS_A_PAGE : asked * PAIRS_A_PAGE],
        numbers=numbers_of(found.preview),
        total=len(every),
        doubtful=len(doubtful),
        kinds=[(kind, number) for kind in LineageKind if (number := tally[kind])],
        only_doubtful=shown is doubtful,
        problem=problem,
        words=refusal_words,
        step=last_step(current.db(), found.row),
        step_words=step_words,
        current_page=asked,
        last=last,
        page_url=page_url(),
        workspace=charter_workspace(view, "import"),
    )
