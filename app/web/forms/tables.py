"""The form of a bilingual table that comes back, and what is said of one that cannot be read."""

from flask_babel import lazy_gettext as _l
from wtforms import FileField

from app.domain.errors import Refusal
from app.domain.languages import LANGUAGES
from app.web.filters import lang_name
from app.web.forms.base import PageForm
from app.web.import_words import UNREADABLE

PROBLEMS = {
    "not_an_xlsx": _l("This is not an .xlsx file. Save it as Excel workbook (.xlsx), no password."),
    "not_our_table": _l(
        "This workbook holds no table of this platform: the hidden row under the titles is missing."
        " Download the table again and put your translations into it."
    ),
    "several_tables": _l("This workbook holds several tables. Send each in a file of its own."),
    "column_missing": _l("A column of the table is missing: %(detail)s. Download the table again."),
    "column_repeated": _l("A column is there twice: %(detail)s. Delete one of them."),
    "table_of_another_charter": _l("This table is of another charter: %(charter)s."),
    "table_of_another_version": _l("This table is of version %(number)s."),
    "table_of_another_language": _l("This table is a translation into %(language)s."),
    "table_from_another_language": _l(
        "This table was made from %(language)s, which is no longer what others are made from."
        " Download the table again."
    ),
    "macro": _l("This workbook carries macros. Save it without them, as .xlsx."),
    "empty": _l("There is nothing in this file."),
    "too_complex": _l("This workbook is too large to be a table of this platform."),
    "damaged": _l("This file is damaged. Open it in your office program and save it anew."),
    "too_long_for_a_cell": _l(
        "A text is longer than a cell of a workbook can be (paragraph %(number)s)."
        " Translate this version at the desk."
    ),
}


class TableForm(PageForm):
    """The file."""

    file = FileField(_l("File"))


def refusal_words(error: Refusal) -> str:
    """What to say of a table that cannot be taken."""
    words = PROBLEMS.get(error.code) or UNREADABLE.get(error.code) or PROBLEMS["damaged"]
    details = {name: str(value) for name, value in error.details.items()}
    if details.get("language") in LANGUAGES:
        details["language"] = lang_name(details["language"])
    text = str(words)
    return text % details if "%(" in text else text
