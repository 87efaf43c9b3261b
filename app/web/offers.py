"""What a reader may do here and now, or the sentence that says why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask

from app.domain.people import Actor
from app.domain.permissions import RULES, Action, refusal
from app.domain.rounds import Act, RoundState
from app.domain.rules import Subject, acts_for_an_organisation, in_the_audience, signed_in
from app.queries.rounds import RoundInView
from app.web import current
from app.web.refusals import sentence, window_sentence

ACTS = {
    "comment_window_is_open": Act.COMMENT,
    "amend_window_is_open": Act.AMEND,
    "vote_window_is_open": Act.VOTE,
    "position_window_is_open": Act.POSITION,
}
# A visitor is asked who they are on sending only, so these rules wait until then.
ASKED_ON_SENDING = (signed_in, in_the_audience, acts_for_an_organisation)


@dataclass(frozen=True, slots=True)
class Offer:
    """One action: possible, or refused with the sentence to show in its place."""

    action: Action
    possible: bool
    why: str = ""


def install(app: Flask) -> None:
    """Let templates ask what a round takes at the moment."""
    app.jinja_env.globals["takes"] = takes


def takes(view: RoundInView, act: str) -> bool:
    """Whether the round takes this act now; else no link leads to where nothing can be sent."""
    window, now = view.windows[Act(act)], current.now()
    return view.state is RoundState.OPEN and window.opens_at <= now < window.closes_at


def offer(
    actor: Actor, action: Action, view: RoundInView, now: datetime, subject: Subject | None = None
) -> Offer:
    """Whether the button is shown, and what to say where it is not."""
    subject = subject or view.subject
    code = (
        refusal(actor, action, subject, now) if actor.is_member else _closed(action, subject, now)
    )
    if code is None:
        return Offer(action, possible=True)
    return Offer(action, possible=False, why=_why(code, view, now))


def offers(
    actor: Actor,
    actions: Iterable[Action],
    view: RoundInView,
    now: datetime,
    subject: Subject | None = None,
) -> dict[str, Offer]:
    """The offers by the name of their action."""
    return {action.value: offer(actor, action, view, now, subject) for action in actions}


def reasons(found: Iterable[Offer]) -> list[str]:
    """Each sentence once, in order."""
    return list(dict.fromkeys(item.why for item in found if not item.possible))


def _closed(action: Action, subject: Subject, now: datetime) -> str | None:
    """The rule that stops everybody, whoever they are."""
    asked = [rule for rule in RULES[action] if rule not in ASKED_ON_SENDING]
    return next((rule.__name__ for rule in asked if not rule(Actor(), subject, now)), None)


def _why(code: str, view: RoundInView, now: datetime) -> str:
    act = ACTS.get(code)
    if act is None or view.state is RoundState.PREPARING:
        return sentence(code)
    return window_sentence(view.windows[act], view.round.timezone, now)
