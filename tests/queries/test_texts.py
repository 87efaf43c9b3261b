"""The text in one language: what stands in where it is missing, and in which language that is."""

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.models.charters import Charter, Section, Wording
from app.queries.texts import paragraph_at, standing_in, text_of
from tests.factories.cast import Cast


def drop(session: Session, cast: Cast, *languages: str) -> None:
    """Paragraph 1 loses these languages."""
    one = cast.paragraphs[0].id
    session.execute(
        delete(Wording).where(Wording.paragraph_id == one, Wording.language.in_(languages))
    )
    session.commit()


@pytest.mark.parametrize(
    ("authentic", "gone", "stands_in"),
    [
        ("en", ["fr"], "en"),
        ("es", ["fr"], "es"),
        ("es", ["fr", "es"], "ar"),
        (None, ["fr"], "ar"),
        (None, ["fr", "ar"], "en"),
        (None, ["fr", "ar", "en"], "es"),
    ],
)
def test_authentic_language_stands_in_then_the_order_of_the_charter(
    session: Session, cast: Cast, authentic: str | None, gone: list[str], stands_in: str
) -> None:
    cast.charter.authentic_language = authentic
    cast.charter.languages = ["ar", "en", "fr", "es"]
    drop(session, cast, *gone)

    found = paragraph_at(session, cast.version, 1, "fr")
    in_text = text_of(session, cast.version, "fr")[0].paragraphs

    assert found is not None
    assert found.missing
    assert found.shown_language == stands_in
    assert found.shown
    assert in_text[0] == found
    assert not in_text[1].missing


def test_nothing_stands_in_where_no_language_has_the_paragraph(
    session: Session, cast: Cast
) -> None:
    cast.charter.authentic_language = None
    drop(session, cast, "en", "fr", "es", "ar")

    found = paragraph_at(session, cast.version, 1, "fr")

    assert found is not None
    assert (found.fallback, found.fallback_language) == (None, None)


def test_equal_languages_have_no_original_beside_what_is_there(
    session: Session, cast: Cast
) -> None:
    cast.charter.authentic_language = None
    session.commit()

    found = paragraph_at(session, cast.version, 1, "fr")

    assert found is not None
    assert found.fallback is None


@pytest.mark.parametrize(
    ("authentic", "headings", "shown", "spoken"),
    [
        ("es", {"en": "Water", "es": "Agua"}, "Agua", "es"),
        (None, {"en": "Water", "ar": "الماء"}, "الماء", "ar"),
        (None, {"fr": "Eau", "ar": "الماء"}, "Eau", "fr"),
        (None, {"fr": "", "es": "Agua"}, "Agua", "es"),
        (None, {}, "", "fr"),
    ],
)
def test_heading_names_the_language_it_is_in(
    session: Session,
    cast: Cast,
    authentic: str | None,
    headings: dict[str, str],
    shown: str,
    spoken: str,
) -> None:
    cast.charter.authentic_language = authentic
    cast.charter.languages = ["ar", "en", "fr", "es"]
    section = session.scalars(select(Section).where(Section.key == "s1")).one()
    section.headings, section.labels = headings, {spoken: "1."}
    session.commit()

    found = text_of(session, cast.version, "fr")[0]

    assert (found.heading, found.heading_language, found.label) == (shown, spoken, "1.")


def test_order_begins_with_the_language_asked_for() -> None:
    charter = Charter(authentic_language=None, languages=["ar", "es"])

    assert standing_in(charter, "fr")[:4] == ("fr", None, "ar", "es")
