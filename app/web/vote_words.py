"""Votes in words: on the buttons, and as one's own."""

from flask_babel import gettext, pgettext

from app.domain.opinions import Choice


def verb(choice: Choice) -> str:
    """The word on a vote button, which in other languages differs from a column heading."""
    words = {
        Choice.SUPPORT: pgettext("vote button", "Support"),
        Choice.OPPOSE: pgettext("vote button", "Oppose"),
        Choice.ABSTAIN: pgettext("vote button", "Abstain"),
    }
    return str(words[choice])


def own_vote(choice: Choice) -> str:
    """One's own vote in words."""
    words = {
        Choice.SUPPORT: gettext("You support this"),
        Choice.OPPOSE: gettext("You oppose this"),
        Choice.ABSTAIN: gettext("You abstain on this"),
    }
    return str(words[choice])
