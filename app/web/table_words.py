"""The words of a bilingual table, and its file."""

from typing import Any

from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.documents.writers.bilingual import Sheet, bilingual_bytes
from app.domain.bilingual import Column
from app.domain.parts import Part
from app.queries.tables import TableLine, about_table, table_lines
from app.web.filters import lang_name
from app.web.labels import label

TITLES = {
    Column.KEY: _l("Key (leave as it is)"),
    Column.NUMBER: _l("No."),
    Column.KIND: _l("Kind"),
    Column.LABEL: _l("Label"),
    Column.SOURCE: _l("Original (%(language)s)"),
    Column.TARGET: _l("Translation (%(language)s)"),
    Column.TARGET_LABEL: _l("Label of the translation"),
    Column.STATE: _l("State"),
    Column.TERMS: _l("Agreed terms"),
    Column.NOTE: _l("Query to the secretariat"),
    Column.CHECK: _l("Check (leave as it is)"),
}


def table_file(session: Session, version: Any, into: str, language: str) -> tuple[bytes, str]:
    """A version's table as a file in the words of a language, and what it is called."""
    about = about_table(session, version, into)
    lines = table_lines(session, version, into)
    with force_locale(language):
        titles = {column: str(words) for column, words in TITLES.items()}
        for column, code in ((Column.SOURCE, about.source), (Column.TARGET, about.target)):
            titles[column] = titles[column] % {"language": lang_name(code)}
        name = f"{about.charter} v{about.version} {about.source}-{about.target}"
        sheet = Sheet(
            about=about,
            name=gettext("Translation"),
            title=name,
            language=language,
            titles=titles,
            rows=[_row(line) for line in lines],
        )
        data = bilingual_bytes(sheet, moment=version.frozen_at or version.created_at)
    return data, f"{about.charter}-v{about.version}-{about.source}-{about.target}.xlsx"


def _row(line: TableLine) -> dict[Column, str | int | None]:
    return {
        Column.KEY: line.place.code,
        Column.NUMBER: line.number,
        Column.KIND: str(label(line.place.part)),
        Column.LABEL: line.label,
        Column.SOURCE: line.present.source,
        Column.TARGET: line.present.target,
        Column.TARGET_LABEL: (line.present.label or "")
        if line.place.part is Part.PARAGRAPH
        else None,
        Column.STATE: str(label(line.standing)),
        Column.TERMS: "\n".join(f"{term} → {agreed}" for term, agreed in line.terms),
        Column.NOTE: None,
        Column.CHECK: line.present.check,
    }
