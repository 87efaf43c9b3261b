"""The public directory of organisations and their profiles."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.domain.people import ORGANISATION_GROUPS, Region
from app.queries.organisations import (
    amendments_of,
    functions_of_delegates,
    goes_on_in,
    organisation_called,
    organisations_listed,
    positions_of,
)
from app.web import current, htmx, limits
from app.web.forms.organisations import country_name, filters_asked
from app.web.paging import page_asked, page_url

bp = Blueprint("organisations", __name__)


@bp.get("/organisations")
@limits.searches
def index() -> Response:
    """Organisations by name, narrowed to a group or a region."""
    filters = filters_asked()
    return htmx.page(
        "organisations/index.html",
        filters=filters,
        listed=organisations_listed(current.db(), filters, page_asked()),
        groups=ORGANISATION_GROUPS,
        regions=list(Region),
        page_url=page_url(),
    )


@bp.get("/organisations/<slug>")
def show(slug: str) -> Response:
    """What an organisation is, and what it did in public."""
    organisation = organisation_called(current.db(), slug)
    amendments = amendments_of(current.db(), organisation.id, page_asked(), now=current.now())
    positions = positions_of(current.db(), organisation.id, page_asked("positions"))
    return htmx.page(
        "organisations/show.html",
        organisation=organisation,
        heir=goes_on_in(current.db(), organisation),
        country=country_name(organisation.country, current.language()),
        functions=functions_of_delegates(current.db(), organisation.id),
        amendments=amendments,
        positions=positions,
        amendments_url=page_url(anchor="amendments"),
        positions_url=page_url("positions", anchor="positions"),
    )
