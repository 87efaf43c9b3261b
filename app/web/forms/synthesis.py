"""Forms of the synthesis being written: one part, sending, publishing."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from app.web.forms.base import PageForm
from app.web.forms.fields import needed, words

LONGEST_PART = 50_000


class PartForm(PageForm):
    """One part in one language."""

    text = words(_l("Text"), LONGEST_PART)


class ReviewCommentForm(PageForm):
    """What a reviewer says on a part."""

    text = words(_l("Your comment"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The form, beside that of the part itself."""
        super().__init__(*args, **kwargs)
        self.text.id = "comment-text"


class SettleForm(PageForm):
    """What was done about a comment; several stand on one page, each with ids of its own."""

    answer = words(_l("What was done"))

    def __init__(self, comment: int, *args: Any, **kwargs: Any) -> None:
        """The form of one comment."""
        super().__init__(*args, about=str(comment), **kwargs)
        self.answer.id = f"answer-{comment}"


class SendForm(PageForm):
    """Sends the report for review; a correction needs a reason."""

    reason = words(_l("Why a new edition is needed"))

    def leave_out_the_reason(self) -> None:
        """Nothing is published yet that could be corrected."""
        del self.reason


class MeasureForm(PageForm):
    """Has the measures made."""


class PublishForm(PageForm):
    """Publishes the report; what is missing has to be seen."""

    aware = BooleanField(
        _l("I have seen what is missing, and publish it as it stands"),
        validators=[needed(_l("Tick this box, or first complete what is missing."))],
    )

    def leave_out_the_warning(self) -> None:
        """Nothing is missing: nothing has to be ticked."""
        del self.aware


def seen(form: Any) -> int:
    """The state of the report that the person saw."""
    text = form.edit.data or ""
    return int(text) if text.isascii() and text.isdigit() else 0
