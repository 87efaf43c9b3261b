"""Forms of an import: the file, and one line of the text."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.domain.preview import Line, Linked, Preview
from app.domain.rearranging import DEEPEST
from app.domain.texts import ParagraphType
from app.queries.charters import CharterInView
from app.services.imports.correcting import Typed
from app.web import labels
from app.web.filters import excerpt
from app.web.forms.base import PageForm
from app.web.forms.fields import TOO_LONG, options
from app.web.import_words import UNREADABLE

LONGEST_PASTED = 1_000_000
LONGEST_LINE = 20_000


class ImportForm(PageForm):
    """One file or a pasted text, in one language."""

    language = SelectField(
        _l("Language of this text"),
        choices=options((code, NATIVE_NAMES[code]) for code in LANGUAGES),
    )
    file = FileField(_l("File"))
    text = TextAreaField(
        _l("Or paste the text"), validators=[Length(max=LONGEST_PASTED, message=TOO_LONG)]
    )


class LineForm(PageForm):
    """One line of the text: a paragraph or a heading."""

    text = TextAreaField(
        _l("Text"),
        validators=[
            InputRequired(message=UNREADABLE["text_needed"]),
            Length(max=LONGEST_LINE, message=TOO_LONG),
        ],
    )
    label = StringField(_l("Label"), validators=[Length(max=40, message=TOO_LONG)])
    kind = SelectField(
        _l("What this is"),
        choices=[
            *options((type_.value, labels.LABELS[ParagraphType][type_]) for type_ in ParagraphType),
            *options(
                (f"heading{level}", _l("Heading, level %(level)s", level=level))
                for level in range(1, DEEPEST + 1)
            ),
        ],
    )
    principles = SelectMultipleField(
        _l("Principles"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )
    topics = SelectMultipleField(
        _l("Topics"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )
    number = StringField(_l("Behind the paragraph with the number"), validators=[Length(max=10)])
    under = SelectField(_l("Or to the section"), validate_choice=False)

    def offer(self, view: CharterInView, preview: Preview, line: Line, language: str) -> None:
        """Let the principles and topics of the charter be chosen, and the sections of the text."""
        for field, names in (
            (self.principles, view.principle_names(language)),
            (self.topics, view.topic_names(language)),
        ):
            field.choices = options(names.items())
            field.data = [key for key in field.data or () if key in names]
        others = [one for one in preview.headings if one.id != line.id]
        indent = "\u00a0\u00a0"
        self.under.choices = options(
            [
                ("", "–"),
                *((one.id, indent * (one.level - 1) + excerpt(one.text, 70)) for one in others),
            ]
        )

    def typed(self, *, linkable: bool) -> Typed:
        """The line as the service takes it."""
        linked = Linked(tuple(self.principles.data or ()), tuple(self.topics.data or ()))
        return Typed(
            self.text.data or "",
            self.label.data or "",
            self.kind.data,
            linked if linkable else None,
        )


def line_values(line: Line, linked: Linked, edit: int) -> dict[str, Any]:
    """A line as its form shows it."""
    return {
        "text": line.text,
        "label": line.label or "",
        "kind": f"heading{min(line.level, DEEPEST)}" if line.is_heading else str(line.type),
        "principles": list(linked.principles),
        "topics": list(linked.topics),
        "edit": edit,
    }
