"""The form that asks for the amendments of a round as a file."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField

from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.domain.listings import ListFormat
from app.web.forms.fields import options

FORMATS = {
    ListFormat.PDF: _l("PDF"),
    ListFormat.DOCX: _l("Word (DOCX)"),
    ListFormat.XLSX: _l("Workbook (XLSX)"),
    ListFormat.CSV: _l("Table (CSV)"),
    ListFormat.JSON: _l("JSON"),
    ListFormat.AKN: _l("Akoma Ntoso (XML)"),
}


class ListFileForm(Form):
    """Format, and the language of the words around the amendments."""

    format = SelectField(_l("Format"))
    file_language = SelectField(_l("Language of the file"))

    @classmethod
    def offered(cls, formats: Sequence[ListFormat], language: str) -> "ListFileForm":
        """The form with what this installation can make."""
        form = cls(data={"file_language": language, "format": ListFormat.DOCX.value})
        form.format.choices = options([(one.value, FORMATS[one]) for one in formats])
        form.file_language.choices = options([(code, NATIVE_NAMES[code]) for code in LANGUAGES])
        return form
