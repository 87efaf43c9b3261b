"""The editor of a joint draft, which may be kept unfinished, and the answer of those invited."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.domain.writing import LONGEST_LINE
from app.web.forms import fields
from app.web.forms.amendments import AmendmentForm
from app.web.forms.base import PageForm


class JointDraftForm(AmendmentForm):
    """The amendment editor, with an organisation to invite; what is missing may come later."""

    organisation = fields.line(_l("Organisation to invite"), LONGEST_LINE)

    def validate_title(self, field: Any) -> None:
        """May come later."""

    def validate_reason(self, field: Any) -> None:
        """May come later."""

    def validate_wording(self, field: Any) -> None:
        """May come later."""

    def joint_fields(self) -> dict[str, str]:
        """What all delegates share: the words, and neither ways to look at them nor a name."""
        apart = {"view", "organisation", "name"}
        return {name: text for name, text in self.kept_fields().items() if name not in apart}


class AnswerForm(PageForm):
    """Accept or decline; the state of the words that were read is in ``edit``."""
