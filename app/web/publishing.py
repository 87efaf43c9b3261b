"""Why somebody cannot publish the synthesis now, in words; nothing when they can."""

from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _

from app.domain.people import Actor
from app.domain.permissions import Action, refusal
from app.queries.rounds import RoundInView
from app.queries.synthesis.workshop import Workshop
from app.web.refusals import sentence


def obstacle(actor: Actor, view: RoundInView, state: Workshop, now: datetime) -> str | None:
    """The reason in one or two sentences; a missing second person is named as such."""
    subject = replace(view.subject, edited_by=state.editors)
    named = refusal(actor, Action.PUBLISH_SYNTHESIS, subject, now)
    if named == "edited_nothing_since_review" and not state.publishers:
        return str(
            _(
                "Two people have to agree to publish a synthesis: you edited or sent it, and "
                "nobody else of the secretariat could publish it. An administrator can give "
                "a second person the role of secretariat."
            )
        )
    if named == "is_secretariat" and state.sent_at:
        return str(_("Somebody of the secretariat now checks and publishes it."))
    if named is not None:
        return sentence(named)
    return None if state.sent_at else sentence("not_sent_for_review")
