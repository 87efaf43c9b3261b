"""One text all the way: source, preview, stored version, every export, and read in again."""

import itertools
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
import regex
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy.orm import Session

from app.documents.readers.dispatch import read_document
from app.documents.writers.versions import pdf
from app.documents.writers.versions.files import WRITERS, file_bytes
from app.domain.people import Actor
from app.domain.preview import Preview
from app.domain.texts import TextTree
from app.domain.version_documents import TextFormat, VersionDocument
from app.models.charters import Charter, TextImport, Version
from app.queries.texts import paragraphs_of
from app.queries.version_documents import version_document
from app.queries.versions import visible_version
from app.services.imports.confirming import confirm_import
from app.services.imports.opening import open_import
from app.web.version_words import version_words
from tests.documents.writers.versions.reading_back import READERS, pdf_text
from tests.factories.sources import WRITTEN, Source, sources
from tests.house.tree import ROOT

FONTS = ROOT / "static" / "fonts"
READ_AGAIN = ("docx", "odt", "html", "md", "txt", "akn")
# A failing text is shown as it came: every try costs an import and seven files.
AS_IT_CAME = settings(
    max_examples=3,
    derandomize=True,
    deadline=None,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ADDRESSES = itertools.count(1)


def paragraphs_in(tree: TextTree) -> list[str]:
    return [placed.node.line for placed in tree.walk_paragraphs()]


def headings_in(tree: TextTree) -> list[tuple[int, str]]:
    return [(placed.node.level, placed.node.heading) for placed in tree.walk_sections()]


def a_charter(session: Session, now: datetime) -> Charter:
    row = Charter(
        slug=f"quays-{next(ADDRESSES)}", code="QUA", languages=["en"],
        authentic_language="en", created_at=now,
    )  # fmt: skip
    session.add(row)
    session.commit()
    return row


def imported(
    session: Session, actor: Actor, source: Source, format_: str, now: datetime
) -> tuple[TextImport, Version, VersionDocument]:
    """The source through the service that the page calls, and what is written from it."""
    charter = a_charter(session, now)
    row = open_import(
        session, actor, charter, WRITTEN[format_](source),
        filename=f"a.{format_}", language="en", now=now,
    )  # fmt: skip
    version = confirm_import(session, actor, row, edit=row.edit, now=now)
    found = visible_version(session, actor, charter.slug, version.number, now=now)
    address = f"https://palabre.example/charters/{charter.slug}/versions/1"
    return row, version, version_document(session, found, ["en"], address=address)


def stored(session: Session, version: Version) -> list[str]:
    return [
        f"{one.label} {one.text}" if one.label else one.text or ""
        for one in paragraphs_of(session, version, "en")
    ]


@pytest.mark.parametrize("format_", WRITTEN)
@AS_IT_CAME
@given(source=sources)
def test_text_stays_the_same_from_source_to_export_and_back(
    app: Flask, session: Session, secretary: Actor, now: datetime, format_: str, source: Source
) -> None:
    row, version, document = imported(session, secretary, source, format_, now)

    lines = source.lines(format_)
    preview = Preview.from_json(row.tree)
    assert paragraphs_in(preview.tree) == lines
    assert [line.text for line in preview.headings] == source.headings
    assert stored(session, version) == lines
    with app.app_context():
        words = version_words("en")
        for written in WRITERS:
            data = file_bytes(document, words, written, fonts=FONTS)
            assert READERS[written.value](data, 1) == [(line,) for line in lines]
            if written.value in READ_AGAIN:
                again = read_document(data, f"a.{written.value}").tree
                assert again.title == document.titles["en"]
                assert paragraphs_in(again) == lines
                assert headings_in(again) == headings_in(preview.tree)
    if format_ in {"docx", "odt", "html"}:
        problems = [(code, detail) for code, _, detail, _ in row.problems["items"]]
        assert [text for code, text in problems if code == "footnote_dropped"] == source.notes


@pytest.mark.skipif(not pdf.pdf_possible(), reason="WeasyPrint or Pango is missing")
@AS_IT_CAME
@given(source=sources)
def test_words_of_a_pdf_are_the_words_of_the_source(
    app: Flask, session: Session, secretary: Actor, now: datetime, tmp_path: Path, source: Source
) -> None:
    _, _, document = imported(session, secretary, source, "docx", now)

    with app.app_context():
        data = file_bytes(document, version_words("en"), TextFormat.PDF, fonts=FONTS)
    lines = source.lines("docx")
    shown = pdf_text(data, tmp_path, "-raw")

    # Every tool puts the words of a right-to-left stretch in an order of its own: counted.
    assert not Counter(signs("".join(lines))) - Counter(signs(shown))
    one_way = [line for line in lines if not regex.search(r"\p{Arabic}", line)]
    broken = [line for line in one_way if signs(line) not in signs(shown)]
    # A paragraph over the end of a page stands in two pieces, with the foot between them.
    assert len(broken) < shown.count("\f"), broken


def signs(text: str) -> str:
    """Without white space, and with every bracket turned one way.

    A page shows them mirrored in Arabic, and the file then tells one sign of the glyph for both.
    """
    turned = text.translate(str.maketrans(">)]»”", "<([«“"))
    return "".join(sign for sign in turned if not sign.isspace())
