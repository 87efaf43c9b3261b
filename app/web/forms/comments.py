"""The form of a comment: kind, text, the words it is about, name and language."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.domain.contributions import CommentKind
from app.domain.writing import CommentWords
from app.web.forms import fields
from app.web.forms.base import PageForm

NOTHING_WRITTEN = _l("Please write your comment.")
LONGEST_QUOTE = 1_000


class ReplyForm(PageForm):
    """A reply to a contribution."""

    text = fields.words(_l("Your reply"))
    name = fields.public_name()
    language = fields.language(_l("Language you write in"))

    def validate_text(self, field: Any) -> None:
        """A reply says something."""
        fields.needed(NOTHING_WRITTEN)(self, field)

    def words(self) -> CommentWords:
        """What was written."""
        return CommentWords(
            text=self.text.data or "", language=self.language.data, name=name_in(self)
        )


class CommentForm(PageForm):
    """A comment on a paragraph or on the whole text; a rating may stand in for the words."""

    kind = fields.choice(_l("Kind of comment"), CommentKind)
    text = fields.words(_l("Your comment"))
    quote = fields.words(_l("About these words"), LONGEST_QUOTE)
    name = fields.public_name()
    language = fields.language(_l("Language you write in"))

    def validate_kind(self, field: Any) -> None:
        """Words come with their kind."""
        if self.text.data:
            fields.needed(_l("Please say what kind of comment it is."))(self, field)

    def validate_text(self, field: Any) -> None:
        """Either words or marks are needed."""
        if not self.marked():
            fields.needed(NOTHING_WRITTEN)(self, field)

    def marked(self) -> bool:
        """Whether any scale was used."""
        return any(
            bool(field.data) for name, field in self._fields.items() if name.startswith("score_")
        )

    def words(self, scores: tuple[tuple[str, int], ...] = ()) -> CommentWords:
        """What was written, with the scores that came along."""
        return CommentWords(
            text=self.text.data or "",
            language=self.language.data,
            kind=fields.chosen(self.kind, CommentKind),
            quote=self.quote.data or "",
            name=name_in(self),
            scores=scores,
        )


class CommentRevisionForm(PageForm):
    """New words for a comment of one's own."""

    text = fields.words(_l("Your comment"))
    quote = fields.words(_l("About these words"), LONGEST_QUOTE)

    def validate_text(self, field: Any) -> None:
        """A comment says something."""
        fields.needed(NOTHING_WRITTEN)(self, field)


def name_in(form: PageForm) -> str:
    """The name typed, where the form asks for one."""
    return str(form["name"].data or "") if "name" in form else ""
