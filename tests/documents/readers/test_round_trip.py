"""The text of a source is the text of its reading, paragraph by paragraph, in every format."""

import textwrap
from html import escape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.documents.readers.dispatch import read_document
from app.domain.texts import TextTree
from tests.documents.readers.akn_files import akn
from tests.documents.readers.akn_files import p as akn_p
from tests.documents.readers.odt_files import h, odt
from tests.documents.readers.odt_files import p as odt_p
from tests.documents.readers.word_files import docx, paragraph

# Words of the four languages, with what looks like mark-up among them.
WORDS = (
    "city cities, dignité l’égalité « droits » niñez ¿quién? agua المدن للجميع، الحق <b> &amp; R&D "
    "5% 2030 Article well-being co-operation “all” #one * _x_ (a) water; no. yes."
).split()
HEADINGS = ("Rights of all", "Droits & devoirs", "Ciudades", "الحقوق والواجبات")

sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=30).map(
    lambda words: "We say " + " ".join(words) + " so."
)
# A text: named sections of paragraphs.
texts = st.lists(
    st.tuples(st.sampled_from(HEADINGS), st.lists(sentences, min_size=1, max_size=4)),
    min_size=2,
    max_size=4,
)
Text = list[tuple[str, list[str]]]


def as_docx(text: Text) -> bytes:
    return docx(
        "".join(
            paragraph(_word(head), "Titre1") + "".join(paragraph(_word(one)) for one in body)
            for head, body in text
        )
    )


def _word(text: str) -> str:
    """Words in two runs, as an editor cuts them where somebody paused."""
    half = len(text) // 2
    parts = (text[:half], text[half:])
    return "".join(f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in parts)


def as_odt(text: Text) -> bytes:
    return odt(
        "".join(
            h(escape(head)) + "".join(odt_p(_spans(one)) for one in body) for head, body in text
        )
    )


def _spans(text: str) -> str:
    half = len(text) // 2
    return f"{escape(text[:half])}<text:span>{escape(text[half:])}</text:span>"


def as_akn(text: Text) -> bytes:
    sections = (
        f"<section><heading>{escape(head)}</heading>"
        + "".join(f"<paragraph>{akn_p(escape(one))}</paragraph>" for one in body)
        + "</section>"
        for head, body in text
    )
    return akn("".join(sections))


def as_html(text: Text) -> bytes:
    sections = (
        f"<h2>{escape(head)}</h2>\n" + "".join(f"<p>{escape(one)}\n" for one in body)
        for head, body in text
    )
    return f"<!doctype html><meta charset=utf-8><body>{''.join(sections)}".encode()


def as_markdown(text: Text) -> bytes:
    def typed(words: str) -> str:
        return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+-.!&|" else sign for sign in words)

    return "\n\n".join(
        f"# {typed(head)}\n\n" + "\n\n".join(map(typed, body)) for head, body in text
    ).encode()


def as_text(text: Text) -> bytes:
    def filled(words: str) -> str:
        return "\n".join(textwrap.wrap(words, 66, break_long_words=False, break_on_hyphens=False))

    return "\n\n".join(
        f"{head.upper()}\n\n" + "\n\n".join(map(filled, body)) for head, body in text
    ).encode()


def seen(tree: TextTree) -> list[str]:
    return list(tree.lines())


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.docx", as_docx),
        ("a.odt", as_odt),
        ("a.html", as_html),
        ("a.md", as_markdown),
        ("a.xml", as_akn),
    ],
)
@settings(max_examples=40, deadline=None)
@given(text=texts)
def test_text_of_the_source_is_the_text_of_the_reading(name: str, written, text: Text) -> None:  # type: ignore[no-untyped-def]
    reading = read_document(written(text), name)

    assert seen(reading.tree) == [line for head, body in text for line in (head, *body)]
    assert [one.heading for one in reading.tree.sections] == [head for head, _ in text]
    # A tag in Markdown is taken as text, and said so.
    assert {one.code for one in reading.problems} <= {"html_as_text"}


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_plain_text_comes_back_unbroken(text: Text) -> None:
    # A star that happens to begin a broken line is a list to every reader, people too.
    assume(b"\n*" not in as_text(text))
    reading = read_document(as_text(text), "a.txt")

    assert seen(reading.tree) == [line for head, body in text for line in (head.upper(), *body)]


@settings(max_examples=40, deadline=None)
@given(text=texts)
def test_every_format_of_one_text_gives_one_tree(text: Text) -> None:
    trees = [
        read_document(written(text), name).tree
        for name, written in (
            ("a.docx", as_docx), ("a.odt", as_odt), ("a.html", as_html), ("a.md", as_markdown),
            ("a.xml", as_akn),
        )
    ]  # fmt: skip

    assert all(tree == trees[0] for tree in trees)


@settings(max_examples=80, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_letter_of_a_plain_text_is_lost(text: str) -> None:
    """Whatever is typed: the letters that stand in the text stand in the reading, in order."""
    source = f"Begin.\n\n{text}\n\nEnd."
    reading = read_document(source.encode(), "a.txt")

    def letters(words: str) -> str:
        return "".join(sign for sign in words if sign.isalnum())

    assert letters(" ".join(seen(reading.tree))) == letters(source)
