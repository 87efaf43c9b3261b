"""Markdown: sections, paragraphs, lists and tables, and everything lost named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.archive import MAX_UPLOAD
from app.documents.readers.markdown import read_markdown
from app.documents.readers.reading import UnreadableDocument
from app.domain.labels import split_label
from app.domain.texts import TextTree


def tree(source: str) -> TextTree:
    return read_markdown(source.encode()).tree


def paragraphs(source: str) -> list[tuple[str | None, str]]:
    return [(one.node.label, one.node.text) for one in tree(source).walk_paragraphs()]


def problems(source: str | bytes) -> list[tuple[str, str]]:
    data = source.encode() if isinstance(source, str) else source
    return [(problem.code, problem.detail) for problem in read_markdown(data).problems]


def test_headings_of_both_kinds_nest_by_level() -> None:
    read = tree("# Charter\n\nIntro\n\nPart\n----\n\n### Article 1\n\na\n\n## Annex\n\nb\n")

    assert read.title == "Charter"
    assert [(one.path, one.node.heading, one.node.level) for one in read.walk_sections()] == [
        ((0,), "Part", 1),
        ((0, 0), "Article 1", 2),
        ((1,), "Annex", 1),
    ]
    assert [one.node.type for one in read.walk_paragraphs()] == ["operative", "operative", "annex"]


@pytest.mark.parametrize("source", ["# A\n\na\n\n# B\n\nb", "# Article 1\n\na", "# Preamble\n\na"])
def test_first_heading_is_no_title_when_it_is_one_of_several_or_a_part(source: str) -> None:
    assert tree(source).title is None


def test_heading_stays_whole_and_its_label_repeats_the_number() -> None:
    (section,) = tree("## Artículo 5. Asilo\n\nTexto").sections

    assert (section.heading, section.label) == ("Artículo 5. Asilo", "Artículo 5")


def test_list_items_are_paragraphs_with_labels() -> None:
    assert paragraphs("1. a\n2. b\n\n3) c\n\n- d\n- (e) f") == [
        ("1.", "a"), ("2.", "b"), ("3)", "c"), (None, "d"), ("(e)", "f"),
    ]  # fmt: skip


def test_nested_items_carry_the_label_above() -> None:
    source = "1. a\n   (a) b\n   (b) c\n2. d\n   1. e\n\n   more\n   - f\n"

    assert paragraphs(source) == [
        ("1.", "a"), ("1 (a)", "b"), ("1 (b)", "c"), ("2.", "d"), ("2.1.", "e"), (None, "more"),
        (None, "f"),
    ]  # fmt: skip


def test_numbers_are_those_typed_unless_all_are_the_same() -> None:
    assert [label for label, _ in paragraphs("1. a\n1. b\n1. c")] == ["1.", "2.", "3."]
    assert [label for label, _ in paragraphs("1. a\n3. b\n7. c")] == ["1.", "3.", "7."]


def test_year_at_the_start_is_no_list() -> None:
    assert paragraphs("1948. A year") == [(None, "1948. A year")]


def test_list_typed_line_by_line_is_split() -> None:
    assert paragraphs("١. واحد\n٢. اثنان") == [("١.", "واحد"), ("٢.", "اثنان")]
    assert paragraphs("We ask:\n(a) one\ntwo\n(b) three") == [
        (None, "We ask:"), ("(a)", "one two"), ("(b)", "three"),
    ]  # fmt: skip


def test_wrapped_line_that_looks_like_a_label_is_not_split() -> None:
    assert paragraphs("as said in paragraph\n(b) above") == [
        (None, "as said in paragraph (b) above")
    ]


def test_markup_is_removed_and_quotes_are_text() -> None:
    assert paragraphs("> a **b** *c* `d` \\*e\\* &amp;  \n> f") == [(None, "a b c d *e* & f")]


def test_indented_lines_are_paragraphs() -> None:
    assert paragraphs("    one\n    two\n\n    three") == [(None, "one two"), (None, "three")]


def test_table_comes_over_row_by_row() -> None:
    source = "| Right | Who |\n|---|---|\n| 1. | All |\n"

    assert paragraphs(source) == [(None, "Right | Who"), ("1.", "All")]
    assert problems(source) == [("table_flattened", "2")]


def test_typographic_spaces_and_marks_stay() -> None:
    text = "Droits\u00a0: l’accès\u202f! \u200fنص\u200f co\u2010op"

    assert paragraphs(text) == [(None, text)]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("[text](https://example.org)", ("link_target_dropped", "https://example.org")),
        ("![map](map.png) text", ("image_dropped", "map.png")),
        ("text\n\n[n]: https://example.org", ("link_target_dropped", "https://example.org")),
        ("---\ntitle: x\n---\ntext", ("front_matter_dropped", "title: x")),
        ("1. - a", ("label_without_text", "1.")),
        ("a\x07b", ("control_characters_removed", "1")),
        ("a\u202eb\u202dc", ("control_characters_removed", "2")),
        ("a&#8238;b", ("control_characters_removed", "1")),
        (b"d\xe9j\xe0", ("decoded_as_windows_1252", "")),
    ],
)
def test_what_is_lost_is_named(source: str | bytes, problem: tuple[str, str]) -> None:
    assert problems(source) == [problem]


@pytest.mark.parametrize(
    "source", ["<https://example.org>", "[https://a.org](https://a.org)", "a *b* c"]
)
def test_nothing_is_named_where_nothing_is_lost(source: str) -> None:
    assert problems(source) == []


@pytest.mark.parametrize(
    "source", ["a <script>alert(1)</script> b", "<div>\nx\n</div>", "<!-- x -->"]
)
def test_html_is_text_and_named(source: str) -> None:
    assert "".join(text for _, text in paragraphs(source)).replace(" ", "") == "".join(
        source.split()
    )
    assert {code for code, _ in problems(source)} == {"html_as_text"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_mark_is_no_text(encoding: str) -> None:
    reading = read_markdown("# T\n\nنص".encode(encoding))

    assert list(reading.tree.lines()) == ["T", "نص"]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a\x00b", "bad_encoding"),
        (b"\x81\x8d", "bad_encoding"),
        (b"\xff\xfea", "bad_encoding"),
        (b"", "empty"),
        (b"# Only a heading", "empty"),
        (b">" * 200 + b" deep", "too_deep"),
        (b"a" * (MAX_UPLOAD + 1), "too_large"),
    ],
)
def test_unreadable_files_are_refused_with_a_code(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read_markdown(data)

    assert refusal.value.code == code


WORD = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=2, max_size=9)
WORDS = st.lists(WORD, min_size=1, max_size=9).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_text_of_the_source_is_text_of_the_tree(texts: list[str]) -> None:
    read = tree("# One\n\n# Two\n\n" + "\n\n".join(texts))

    assert list(read.lines())[2:] == texts


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_labels_of_a_list_are_kept_beside_its_text(texts: list[str]) -> None:
    items = [f"{number}. {text}" for number, text in enumerate(texts, start=1)]

    assert paragraphs("\n".join(items)) == [split_label(item) for item in items]
