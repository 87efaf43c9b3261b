"""Plain text: paragraphs by empty lines, broken lines joined, headings by words and capitals."""

import textwrap

import pytest

from app.documents.readers.plain import read_text
from app.documents.readers.reading import UnreadableDocument

LONG = (
    "All human beings are born free and equal in dignity and rights. They are endowed with "
    "reason and conscience and should act towards one another in a spirit of brotherhood."
)


def lines(source: str) -> list[str]:
    return list(read_text(source.encode()).tree.lines())


def headings(source: str) -> list[str]:
    tree = read_text(source.encode()).tree
    return [one.node.heading for one in tree.walk_sections()]


def wrapped(*paragraphs: str, width: int = 60, between: str = "\n\n") -> str:
    return between.join("\n".join(textwrap.wrap(one, width)) for one in paragraphs)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_broken_lines_are_joined_and_empty_lines_part(ends: str) -> None:
    source = wrapped("Before.", LONG, "After it.").replace("\n", ends)

    assert lines(source) == ["Before.", LONG, "After it."]


def test_without_empty_lines_a_short_line_that_ends_a_sentence_ends_the_paragraph() -> None:
    assert lines(wrapped("Article 1", LONG, "Article 2", LONG, between="\n")) == [
        "Article 1", LONG, "Article 2", LONG,
    ]  # fmt: skip


def test_first_lines_set_in_part_paragraphs() -> None:
    indented = [textwrap.fill(LONG, 60, initial_indent="    ") for _ in range(3)]

    assert lines("\n".join(indented)) == [LONG] * 3


def test_lines_longer_than_a_screen_are_paragraphs() -> None:
    assert lines(f"{LONG}\n{LONG}\nRights\n{LONG}") == [LONG, LONG, "Rights", LONG]


@pytest.mark.parametrize(
    ("heading", "after"),
    [
        ("Preamble", "Whereas"), ("Article 5", "a"), ("ARTICLE V", "a"), ("Art. 5 – Work", "a"),
        ("Chapter II", "a"), ("Title III: Rights", "a"), ("Part One", "a"), ("RIGHTS", "a"),
        ("Préambule", "a"), ("Chapitre premier", "a"), ("Titre Ier", "a"), ("Article 1er", "a"),
        ("Preámbulo", "a"), ("Artículo 5", "a"), ("Capítulo IV", "a"), ("Título I", "a"),
        ("الديباجة", "نص"), ("المادة ٥", "نص"), ("المادة الحادية والعشرون", "نص"),
        ("الباب الثالث", "نص"), ("الفصل الأول", "نص"),
    ],
)  # fmt: skip
def test_headings_in_four_languages(heading: str, after: str) -> None:
    source = f"Some words.\n\nMore words.\n\n{heading}\n\n{after} text.\n\n{after} text."

    assert headings(source) == [heading]


def test_heading_right_above_its_paragraph_is_one() -> None:
    body = wrapped(LONG)

    assert headings(f"Words.\n\nArticle 1\n{body}\n\nArticle 2\n{body}") == [
        "Article 1",
        "Article 2",
    ]


def test_short_first_line_of_a_text_without_headings_is_text() -> None:
    assert read_text(b"Dear all\n\nWe meet on Monday.").tree.title is None


def test_sentence_that_begins_with_a_numbering_word_is_none() -> None:
    assert headings("One.\n\nArticle 5 applies to all cities.\n\nArticle 5 remains\n\nTwo.") == []


def test_first_line_alone_is_the_title() -> None:
    tree = read_text(b"The charter of cities\n\nArticle 1\n\nText.\n\nArticle 2\n\nText.").tree

    assert tree.title == "The charter of cities"


def test_underlined_line_is_a_heading_and_the_rule_is_named() -> None:
    source = "Words first.\n\nRights\n------\nAll drink.\n\nMore.\n\n* * *\n\nLast."
    reading = read_text(source.encode())

    assert [one.heading for one in reading.tree.sections] == ["Rights"]
    assert [(one.code, one.place) for one in reading.problems] == [
        ("rule_dropped", "Rights"),
        ("rule_dropped", ""),
    ]


def test_lists_and_bullets_keep_their_lines() -> None:
    assert lines("Cities:\n(a) plan,\n(b) act\n    together.\n\n- one\n- two\n  more") == [
        "Cities:", "(a) plan,", "(b) act together.", "- one", "- two more",
    ]  # fmt: skip


def test_signs_of_other_formats_are_letters() -> None:
    assert lines("# One *two*\n\n<b>three</b> &amp; [four](x)") == [
        "# One *two*",
        "<b>three</b> &amp; [four](x)",
    ]


def test_word_broken_at_the_end_of_a_line_is_joined_and_named() -> None:
    reading = read_text(b"We are inter-\nnational and self-\nevident.\n\nEnd.")

    assert next(reading.tree.lines()) == "We are inter-national and self-evident."
    assert [one.code for one in reading.problems] == ["line_end_hyphen_kept"] * 2


@pytest.mark.parametrize("source", ["", " \n\n ", "-----"])
def test_text_without_words_is_refused(source: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_text(source.encode())

    assert refused.value.code == "empty"


def test_broken_line_that_looks_like_a_heading_stays_in_its_paragraph() -> None:
    source = (
        b"The quays\n\nRights\n------\n\n"
        b"Every person who works at the quays is free, as is said in\n"
        b"Article 12 of the Covenant and in what\nthe town has written.\n\n"
        b"Whoever keeps the harbour keeps it with the help of the people of\nNGO\n"
    )

    tree = read_text(source).tree

    assert [one.heading for one in tree.sections] == ["Rights"]
    first, second = (one.text for one in tree.sections[0].paragraphs)
    assert first.endswith(
        "as is said in Article 12 of the Covenant and in what the town has written."
    )
    assert second.endswith("with the help of the people of NGO")
