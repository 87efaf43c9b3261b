"""Headings found where a source marks none."""

from app.documents.readers.markdown import read_markdown
from app.documents.readers.word import read_docx
from tests.documents.readers.word_files import docx, paragraph, run


def bold(text: str) -> str:
    return paragraph(run(text, "<w:b/>"))


def outline(data: bytes) -> list[tuple[int, str, str | None]]:
    tree = read_docx(data).tree
    return [(one.node.level, one.node.heading, one.node.label) for one in tree.walk_sections()]


def test_bold_lines_and_numbering_words_are_headings() -> None:
    body = (
        bold("Charter of cities") + bold("Preamble") + paragraph("Whereas") * 2
        + bold("Chapter I") + bold("General") + bold("Article 1") + paragraph("a") * 3
        + bold("Article 2 – Work") + paragraph("b") * 3 + bold("Chapter II") + paragraph("c")
    )  # fmt: skip

    assert read_docx(docx(body)).tree.title == "Charter of cities"
    assert outline(docx(body)) == [
        (1, "Preamble", None),
        (1, "Chapter I General", "Chapter I"),
        (2, "Article 1", "Article 1"),
        (2, "Article 2 – Work", "Article 2"),
        (1, "Chapter II", "Chapter II"),
    ]


def test_lines_that_are_only_a_number_need_no_bold() -> None:
    body = paragraph("الديباجة") + paragraph("نص") + paragraph("المادة ١") + paragraph("نص آخر")

    assert [heading for _, heading, _ in outline(docx(body))] == ["الديباجة", "المادة ١"]


def test_capitals_are_headings_and_articles_stand_under_them() -> None:
    body = (
        paragraph("Preamble") + paragraph("text") * 2 + paragraph("PRINCIPES")
        + paragraph("Article 1") + paragraph("text") * 3
        + paragraph("Article 2") + paragraph("text") * 3
    )  # fmt: skip

    assert [(level, heading) for level, heading, _ in outline(docx(body))] == [
        (1, "Preamble"),
        (1, "PRINCIPES"),
        (2, "Article 1"),
        (2, "Article 2"),
    ]


def test_bold_sentences_and_long_lines_stay_text() -> None:
    body = paragraph("a") * 4 + bold("This matters.") + bold("x" * 130) + bold("and so on,")

    assert outline(docx(body)) == []


def test_reference_alone_on_a_line_stays_text() -> None:
    body = paragraph("a") + paragraph("Paragraph 5") + paragraph("b")

    assert outline(docx(body)) == []


def test_document_all_in_bold_has_no_headings_but_the_numbered() -> None:
    body = bold("One line") + bold("Two line") + bold("Article 1") + bold("Three line")

    assert [heading for _, heading, _ in outline(docx(body))] == ["Article 1"]


def test_styles_silence_the_guess() -> None:
    body = (
        paragraph("One", "Titre1") + paragraph("a") + bold("Article 1") + paragraph("Two", "Titre1")
    )

    assert [heading for _, heading, _ in outline(docx(body))] == ["One", "Two"]


def test_bold_style_counts_as_bold() -> None:
    body = paragraph("a") * 3 + paragraph("Rights", "Fat") + paragraph("b")

    assert [heading for _, heading, _ in outline(docx(body))] == ["Rights"]


def test_markdown_without_headings_is_guessed_too() -> None:
    tree = read_markdown(b"**Article 1**\n\na\n\nb\n\n**Article 2**\n\nc").tree

    assert [one.heading for one in tree.sections] == ["Article 1", "Article 2"]
