"""The forms of a rating, a vote, a position, and of joining an amendment."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from app.domain.opinions import Choice, Stance
from app.domain.writing import LONGEST_LINE
from app.web.forms import fields
from app.web.forms.base import PageForm

DIGITS = 8


class RatingForm(PageForm):
    """The scales come from the round's criteria."""


class VoteForm(PageForm):
    """One of three buttons, or the one that takes the vote back; remembers what was read."""

    revision = HiddenField()


class PositionForm(PageForm):
    """An organisation's stance, in its own words where it wants."""

    revision = HiddenField()
    stance = fields.choice(_l("Position"), Stance)
    reason = fields.words(_l("In its own words"))

    def validate_stance(self, field: Any) -> None:
        """A position says what it is."""
        fields.needed(_l("Please choose a position."))(self, field)

    def validate_reason(self, field: Any) -> None:
        """Support with changes names the changes."""
        if self.stance.data == Stance.SUPPORT_WITH_CHANGES.value:
            fields.needed(_l("Please say which changes you ask for."))(self, field)


class JoinForm(PageForm):
    """Joining an amendment needs no more than the button; who proposed it names whom to ask."""

    organisation = fields.line(_l("Organisation to invite"), LONGEST_LINE)


def choice_in(value: str) -> Choice | None:
    """The choice a button stands for; the empty one takes the vote back."""
    return Choice(value) if value in {choice.value for choice in Choice} else None


def read_revision(typed: str) -> int | None:
    """The number of the revision that was on the page."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= DIGITS else None
