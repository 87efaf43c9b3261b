"""The links of a round's workspace, shown under the header of every staff page."""

from flask import url_for
from flask_babel import gettext as _

from app.domain.rounds import RoundState
from app.queries.rounds import RoundInView

Link = tuple[str, str, bool]


def round_workspace(view: RoundInView, here: str) -> list[Link]:
    """Word, address and whether it is the page shown; dispositions begin when the round is over."""
    slug = view.round.slug
    over = view.state in {RoundState.CLOSED, RoundState.REPORTED}
    pages = (
        ("round", _("Round"), url_for("manage_rounds.show", slug=slug)),
        ("dashboard", _("Dashboard"), url_for("dashboards.show", slug=slug)),
        ("queue", _("Queue"), url_for("queue.index", slug=slug)),
        *(
            [("dispositions", _("What happens to it"), url_for("dispositions.index", slug=slug))]
            if over
            else []
        ),
        ("synthesis", _("Synthesis"), url_for("manage_synthesis.show", slug=slug)),
        ("documents", _("Word files"), url_for("review_files.index", slug=slug)),
        ("text", _("Public page"), url_for("rounds.show", slug=slug)),
    )
    return [(word, url, name == here) for name, word, url in pages]
