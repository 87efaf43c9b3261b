"""Web pages: what a browser shows as text comes over, all else is named."""

import pytest

from app.documents.readers.html import read_html
from app.documents.readers.reading import Reading, UnreadableDocument


def reading(source: str) -> Reading:
    return read_html(source.encode())


def lines(source: str) -> list[str]:
    return list(reading(source).tree.lines())


def problems(source: str) -> list[tuple[str, str]]:
    return [(problem.code, problem.detail) for problem in reading(source).problems]


def test_headings_make_sections_and_the_only_first_one_the_title() -> None:
    tree = reading("<h1>Charter</h1><h2>Rights</h2><p>a</p><h3>Water</h3><p>b<h2>Duties</h2>").tree

    assert tree.title == "Charter"
    assert [(one.node.heading, one.node.level) for one in tree.walk_sections()] == [
        ("Rights", 1), ("Water", 2), ("Duties", 1),
    ]  # fmt: skip


def test_loose_words_blocks_and_breaks_are_paragraphs_as_shown() -> None:
    assert lines("before<div>in<p>a\n  b</p>after</div><p>one<br>line<br><br>two") == [
        "before", "in", "a b", "after", "one line", "two",
    ]  # fmt: skip


def test_lines_typed_as_a_list_are_its_items() -> None:
    assert lines("<p>Cities<br>(a) plan,<br>(b) act.") == ["Cities", "(a) plan,", "(b) act."]


def test_preformatted_lines_stay_lines() -> None:
    assert lines("<pre>1. one\n2. two\n\nthree</pre>") == ["1. one", "2. two", "three"]


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("", ["1. x", "2. y"]),
        ('start="7"', ["7. x", "8. y"]),
        ('type="a" start="26"', ["z. x", "aa. y"]),
        ('type="A"', ["A. x", "B. y"]),
        ('type="i"', ["i. x", "ii. y"]),
        ('type="I" start="9"', ["IX. x", "X. y"]),
        ("reversed", ["2. x", "1. y"]),
        ('reversed start="9"', ["9. x", "8. y"]),
        ('type="i" start="0"', ["0. x", "i. y"]),
        ('style="list-style-type: arabic-indic"', ["١. x", "٢. y"]),
        ('style="list-style: upper-roman inside"', ["I. x", "II. y"]),
        ('style="list-style-type:none"', ["x", "y"]),
        ('start="99999999999999999999"', ["32767. x", "32767. y"]),
    ],
)
def test_every_way_to_number_a_list(said: str, seen: list[str]) -> None:
    assert lines(f"<ol {said}><li>x</li><li>y</li></ol>") == seen


def test_items_carry_the_number_around_them_and_their_own_value() -> None:
    inner = "<ol type=a><li>c<li><p>d</p><p>more</p></ol>"

    assert lines(f"<ol><li>a<li>b{inner}<li value=9>e</ol><ul><li>f<ol><li>g</ol></ul>") == [
        "1. a", "2. b", "2 a. c", "2 b. d", "more", "9. e", "f", "1. g",
    ]  # fmt: skip


def test_number_without_words_and_unknown_numbers_are_named() -> None:
    assert problems("<p>a<ol><li><li>b</ol>") == [("label_without_text", "1.")]
    assert problems("<ol style='list-style-type:hebrew'><li>b</ol>") == [
        ("number_format_unknown", "hebrew")
    ]


def test_heading_in_an_item_takes_its_number() -> None:
    tree = reading("<p>z<ol><li><h2>Rights</h2><p>a</ol>").tree

    assert [one.heading for one in tree.sections] == ["1. Rights"]


def test_table_comes_over_row_by_row_with_its_caption() -> None:
    table = (
        "<table><caption>Who</caption><thead><tr><th>Right<th>Who</thead><tr><td>1.<td>All"
        "<tr><td><td></table>"
    )

    assert lines(table) == ["Who", "Right | Who", "1. All"]
    assert problems(table) == [("table_flattened", "2")]


def test_table_that_lays_out_the_page_is_read_through() -> None:
    tree = reading("<table><tr><td><p>aside</p><td><h2>Rights</h2><p>a</p></table>").tree

    assert list(tree.lines()) == ["aside", "Rights", "a"]
    assert [one.heading for one in tree.sections] == ["Rights"]


def test_footnote_is_taken_out_of_the_text_and_named() -> None:
    page = (
        '<p>Text<sup><a href="#fn1" id="r1">1</a></sup> goes on.</p><ol>'
        '<li id="fn1">The note <a href="#r1">↩</a></li></ol>'
    )

    assert lines(page) == ["Text goes on."]
    assert problems(page) == [("footnote_dropped", "The note")]


@pytest.mark.parametrize(
    "page",
    [
        '<p>See <a href="#b">2</a> above.</p><p id="b">Words.</p>',
        '<p>See<sup><a href="#none">2</a></sup> above.</p><p>Words.</p>',
        '<p>See<sup><a href="#b">2</a></sup> above.</p><div id="b"><h2>B</h2><p>Words.</div>',
    ],
)
def test_other_links_within_the_page_take_nothing_out(page: str) -> None:
    assert "2" in " ".join(lines(page))
    assert "Words." in lines(page)


def test_link_keeps_its_words_and_names_its_address() -> None:
    assert problems('<p><a href="https://e.org/x">the pact</a>') == [
        ("link_target_dropped", "https://e.org/x")
    ]
    assert problems('<p><a href="mailto:a@e.org">a@e.org</a>') == []


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<script>go()</script>", ("script_dropped", "1")),
        ("<style>p{}</style>", ("style_sheet_dropped", "1")),
        ("<title>Home</title>", ("page_title_dropped", "Home")),
        ("<nav>Home</nav>", ("contents_list_dropped", "Home")),
        ("<div role=doc-toc>Home</div>", ("contents_list_dropped", "Home")),
        ("<noscript>Turn it on</noscript>", ("hidden_text_dropped", "Turn it on")),
        ("<p hidden>x</p>", ("hidden_text_dropped", "x")),
        ('<p style="display:none">x</p>', ("hidden_text_dropped", "x")),
        ("<img alt='A map' src=m.png>", ("image_dropped", "A map")),
        ("<img src='data:image/png;base64,AAAA'>", ("image_dropped", "data:image/png;base64")),
        ("<iframe src=e.html></iframe>", ("embedded_document_dropped", "e.html")),
        ("<input value=x>", ("form_field_dropped", "x")),
        ("<s>old</s>", ("struck_text_kept", "old")),
        ("<math><mi>a</mi><mo>+</mo><mi>b</mi></math>", ("formula_as_text", "a+b")),
    ],
)
def test_what_is_not_plain_text_is_named(inside: str, problem: tuple[str, str]) -> None:
    assert problems(f"<p>Text {inside}") == [problem]


def test_page_title_that_stands_in_the_text_too_is_no_loss() -> None:
    assert problems("<title>Charter</title><h1>Charter</h1><p>Text") == []


def test_quotations_have_the_marks_a_browser_shows() -> None:
    assert lines("<p>They said <q>yes</q>.") == ["They said “yes”."]


def test_bold_lines_are_headings_where_none_are_marked() -> None:
    page = "<p>a<p>b<p><b>Rights</b><p>c<p style='font-weight:700'>Duties<p>d"

    assert [one.heading for one in reading(page).tree.sections] == ["Rights", "Duties"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>é".encode("utf-16"), "é"),
        (b"<p>\xe9", "é"),
        (b"<meta charset=windows-1256><p>\xe3\xcf", "مد"),
        (b"<?xml version='1.0' encoding='iso-8859-15'?><html><p>\xa4", "€"),
        (b"<meta charset=utf-7><p>\xe9+AAA-", "é+AAA-"),
    ],
)
def test_letters_are_those_the_page_was_written_in(data: bytes, text: str) -> None:
    assert list(read_html(data).tree.lines()) == [text]


def test_page_without_words_is_refused() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_html(b"<html><script>go()</script></html>")

    assert refused.value.code == "empty"
