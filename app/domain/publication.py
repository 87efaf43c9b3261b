"""Whether something sent appears at once or is read by a facilitator first."""

from app.domain.people import Actor
from app.domain.rounds import ModerationRule


def depends_on_the_past(rule: ModerationRule, actor: Actor) -> bool:
    """Whether what was published of this actor before decides."""
    return rule is ModerationRule.TRUSTED and not actor.delegations and not actor.code_holder


def appears_at_once(rule: ModerationRule, actor: Actor, *, published_before: bool) -> bool:
    """Delegates and members with a published contribution are trusted; newcomers wait.

    Holders of a code wait, because a printed sheet of codes may end up in any hands.
    """
    if rule is not ModerationRule.TRUSTED:
        return rule is ModerationRule.AFTER
    if actor.delegations:
        return True
    return published_before and not actor.code_holder
