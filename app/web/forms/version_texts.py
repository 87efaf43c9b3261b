"""The form that asks for the text of a version as a file."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import Form, SelectField

from app.domain.languages import NATIVE_NAMES
from app.domain.version_documents import TextFormat
from app.web.forms.fields import options

FORMATS = {
    TextFormat.PDF: _l("PDF"),
    TextFormat.DOCX: _l("Word (DOCX)"),
    TextFormat.ODT: _l("OpenDocument (ODT)"),
    TextFormat.HTML: _l("Web page (HTML)"),
    TextFormat.MARKDOWN: _l("Markdown"),
    TextFormat.TEXT: _l("Plain text"),
    TextFormat.AKN: _l("Akoma Ntoso (XML)"),
}
NONE = lazy_pgettext("languages", "None")


class TextForm(Form):
    """Format, language, and a second language beside it."""

    format = SelectField(_l("Format"))
    language = SelectField(_l("Language"))
    beside = SelectField(_l("Second language"))

    @classmethod
    def offered(
        cls, formats: Sequence[TextFormat], languages: Sequence[str], language: str
    ) -> "TextForm":
        """The form with what this version and this installation have."""
        form = cls(data={"language": language})
        names = [(code, NATIVE_NAMES[code]) for code in languages]
        form.format.choices = options([(one.value, FORMATS[one]) for one in formats])
        form.language.choices = options(names)
        form.beside.choices = options([("", NONE), *names])
        return form
