"""Forms and words of Word files in a round: the one that goes out and the one that comes back."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import FileField, Form, SelectField, StringField

from app.domain.errors import Refusal
from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.domain.marked.takeover import Aside, Reason
from app.queries.people import Body
from app.web.forms import fields
from app.web.forms.base import PageForm
from app.web.forms.fields import options
from app.web.import_words import NOTES, UNREADABLE

PROBLEMS = {
    "another_round": _l("This file was made for another round: %(round)s."),
    "another_text": _l("This file does not hold the text of this round. Take the one to mark up."),
    "another_version": _l("The file was made from another version of the text; check each change."),
    "language_needed": _l("Choose the language of the text in this file."),
    "layout_changes": _l("Changes of layout were left out."),
    "no_such_paragraph": _l("There is no paragraph with one of these numbers."),
    "not_a_word_file": _l("Bring a Word (.docx) or OpenDocument (.odt) file."),
    "paragraph_numbers": _l("Write numbers such as 1, 3, 5-8."),
    "table_dropped": _l("A table was left out: the text of a round holds none."),
    "too_many_changes": _l("This file holds more than %(most)s changes and comments."),
}
ASIDES = {
    Aside.UNTRACKED: _l("changed without tracking"),
    Aside.SPLIT: _l("second part of a paragraph that was split"),
    Aside.JOINED: _l("joined with the paragraph after it"),
    Aside.JOINED_AWAY: _l("its words went into another paragraph"),
    Aside.MOVED: _l("moved: taken out in one place, put in at another"),
    Aside.NUMBER_CHANGED: _l("its own numbering was changed: check the words"),
    Aside.ON_HEADING: _l("said of a heading, so it goes to the paragraph after it"),
    Aside.WITHOUT_PLACE: _l("on no paragraph of the text, so it goes to the whole text"),
}
REASONS = {
    Reason.HEADING_CHANGED: _l("Headings cannot be amended. Say it in a comment."),
    Reason.HEADING_ADDED: _l("A new heading cannot be proposed. Say it in a comment."),
    Reason.INSIDE_PUBLISHED: _l(
        "A change inside a published amendment cannot be carried. Comment on that amendment."
    ),
    Reason.TOO_LONG: _l("This is too long for one contribution."),
    Reason.NOT_IN_LANGUAGE: _l("This paragraph does not exist in this language yet."),
    Reason.NOTHING_BEFORE: _l(
        "A new paragraph needs one before it, or the heading of its section."
    ),
}
EVERYBODY = lazy_pgettext("organisations", "All")


def problem_words(code: str) -> str:
    """One thing of the file that did not come over as it was."""
    found = PROBLEMS.get(code) or NOTES.get(code)
    return str(found or _("Something did not come over as it was."))


def refusal_words(error: Refusal) -> str:
    """Why a file, or the list of paragraphs, cannot be taken."""
    words = PROBLEMS.get(error.code) or UNREADABLE.get(error.code)
    if words is None:
        return str(_("This cannot be taken. Please check it."))
    return str(words) % dict(error.details)


class ReviewForm(Form):
    """Which file is wanted: language, whose contributions, which paragraphs."""

    language = SelectField(_l("Language"))
    organisation = SelectField(_l("Contributions of"), validate_choice=False)
    paragraphs = StringField(_l("Paragraphs"))

    @classmethod
    def offered(cls, asked: Any, languages: Sequence[str], bodies: Sequence[Body]) -> "ReviewForm":
        """The form as it was sent, with the languages and organisations there are."""
        form = cls(asked)
        form.language.choices = options((code, NATIVE_NAMES[code]) for code in languages)
        names = [(one.slug, one.name) for one in bodies]
        form.organisation.choices = options([("", EVERYBODY), *names])
        return form


class BringForm(PageForm):
    """A marked-up file and the organisation that it is from."""

    organisation = SelectField(_l("Organisation"), validate_choice=False)
    file = FileField(_l("Marked-up file"))
    language = SelectField(_l("Language of the text"), validate_choice=False)

    def offer(self, bodies: Sequence[Body]) -> None:
        """The organisations this person may choose from."""
        self.organisation.choices = options((one.slug, one.name) for one in bodies)
        said = [("", str(_("As the file says")))]
        names = [(code, NATIVE_NAMES[code]) for code in LANGUAGES]
        self.language.choices = options([*said, *names])


class TakeForm(PageForm):
    """The reason of the amendments in a file; what is taken stands beside each of them."""

    reason = fields.words(_l("Reason for these amendments"))

    def validate_reason(self, field: Any) -> None:
        """Readers see the reason first, so there is one."""
        fields.needed(_l("Please give a reason, in plain words."))(self, field)
