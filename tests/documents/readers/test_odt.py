"""OpenDocument texts: outline, numbers as a reader sees them, and what is named as lost."""

import pytest

from app.documents.readers.odt import read_odt
from app.documents.readers.reading import Note, Problem, Reading
from tests.documents.readers.odt_files import (
    SPACES,
    STYLES,
    h,
    items,
    list_style,
    members,
    numbers,
    odt,
    p,
    zipped,
)


def lines(body: str, styles: str = STYLES) -> list[str]:
    return list(read_odt(odt(body, styles)).tree.lines())


def problems(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.code, problem.detail) for problem in reading.problems]


def test_outline_levels_make_sections_and_the_title_style_the_title() -> None:
    tree = read_odt(
        odt(p("Charter", "Title") + h("Rights") + h("Water", 2) + p("All drink.") + h("Duties"))
    ).tree

    assert tree.title == "Charter"
    assert [(one.heading, one.level) for one in tree.sections] == [("Rights", 1), ("Duties", 1)]
    assert tree.sections[0].sections[0].paragraphs[0].text == "All drink."


def test_white_space_is_that_a_reader_sees() -> None:
    words = 'one<text:s text:c="3"/>two<text:tab/>three<text:line-break/>\n   four'

    assert lines(p(words)) == ["one two three four"]


def test_items_carry_the_number_of_the_item_around_them() -> None:
    inner = items(p("c"), p("d") + items(p("e"), style=""), style="")

    assert lines(items(p("a"), p("b") + inner, p("f"))) == [
        "1. a", "2. b", "2 (a) c", "2 (b) d", "2 (b) i. e", "3. f",
    ]  # fmt: skip


def test_second_paragraph_of_an_item_has_no_number() -> None:
    assert lines(items(p("a") + p("more"), p("b"))) == ["1. a", "more", "2. b"]


def test_item_that_only_holds_a_list_is_not_counted() -> None:
    """So a word processor writes a deeper item whose neighbours stand in other lists."""
    deep = items(items(p("x"), style=""), more='text:continue-numbering="true"')

    assert lines(items(p("a")) + deep + items(p("b"), more='text:continue-numbering="true"')) == [
        "1. a", "1 (a) x", "2. b",
    ]  # fmt: skip


def test_lists_go_on_or_begin_anew_as_the_file_says() -> None:
    body = (
        items(p("a"), more='xml:id="first"') + p("between")
        + items(p("b"), more='text:continue-list="first"') + items(p("c"))
        + '<text:list text:style-name="L"><text:list-item text:start-value="7">'
        + f"{p('d')}</text:list-item></text:list>"
    )  # fmt: skip

    assert lines(body) == ["1. a", "between", "2. b", "1. c", "7. d"]


def test_list_in_an_item_begins_anew_unless_the_file_says_or_the_outer_one_goes_on() -> None:
    on = 'text:continue-numbering="true"'
    first = items(p("a") + items(p("b"), style="") + p("then") + items(p("c"), style=""))
    last = items(p("d") + items(p("e"), style="") + items(p("f"), style="", more=on))

    assert lines(first + items(items(p("x"), style=""), more=on) + last) == [
        "1. a", "1 (a) b", "then", "1 (a) c", "1 (b) x", "1. d", "1 (a) e", "1 (b) f",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("format_", "more", "seen"),
    [
        ("I", 'text:start-value="4"', "IV"),
        ("i", 'text:start-value="9"', "ix"),
        ("A", 'text:start-value="28"', "AB"),
        ("a", 'text:start-value="28" style:num-letter-sync="true"', "bb"),
        ("أ, ب, ج, ...", 'text:start-value="3"', "ج"),
        ("أ, ب, ت, ...", 'text:start-value="3"', "ت"),
        ("١, ٢, ٣, ...", 'text:start-value="12"', "١٢"),
        ("1", 'style:num-prefix="Article "', "Article 1"),
        ("1", 'loext:num-list-format="§ %1%"', "§ 1"),
    ],
)
def test_every_way_to_write_a_number(format_: str, more: str, seen: str) -> None:
    styles = list_style("N", numbers(1, format_, more))

    assert lines(items(p("a"), style="N"), styles) == [f"{seen} a"]


def test_levels_that_show_those_above_are_whole() -> None:
    styles = list_style("N", numbers(1, "1"), numbers(2, "1", 'text:display-levels="2"'))
    body = items(p("a") + items(p("b"), p("c"), style=""), style="N")

    assert lines(body, styles) == ["1 a", "1.1 b", "1.2 c"]


def test_unknown_numbers_are_named() -> None:
    reading = read_odt(odt(items(p("a"), style="N"), list_style("N", numbers(1, "甲, 乙, ..."))))

    assert problems(reading) == [("number_format_unknown", "1")]


def test_bullets_are_no_labels_and_headings_take_the_numbers_of_the_outline() -> None:
    parts = members(h("One") + h("Two", 2) + items(p("x"), style="Dots") + h("Three"))
    parts["styles.xml"] = (
        f"<office:document-styles {SPACES}><text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format=""/>'
        "</text:outline-style></office:document-styles>"
    )

    assert list(read_odt(zipped(parts)).tree.lines()) == ["I. One", "Two", "x", "II. Three"]


def test_notes_are_named_and_comments_carried() -> None:
    body = p(
        'Text<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>the note</text:p></text:note-body></text:note> goes on"
        "<office:annotation><dc:creator>Ana</dc:creator><dc:date>2030-01-01</dc:date>"
        "<text:p>a<text:s/>remark</text:p></office:annotation>"
    )

    reading = read_odt(odt(p("Before") + body))

    assert list(reading.tree.lines()) == ["Before", "Text goes on"]
    assert reading.problems == (Problem("footnote_dropped", "Text goes on", "the note"),)
    assert reading.notes == (Note("Ana", "a remark", "Text goes on", 2),)


def test_what_a_comment_loses_is_named() -> None:
    frame = "<draw:frame><draw:image/><svg:title>a map</svg:title></draw:frame>"
    link = '<text:a xlink:href="https://example.org/a">there</text:a>'
    comment = f"<office:annotation><text:p>look {frame} {link}</text:p></office:annotation>"

    reading = read_odt(odt(p(f"Text{comment}")))

    assert [note.text for note in reading.notes] == ["look a map there"]
    assert reading.problems == (
        Problem("comment:image_dropped", "Text", "a map"),
        Problem("comment:link_target_dropped", "Text", "https://example.org/a"),
    )


def test_table_comes_over_row_by_row() -> None:
    def row(*cells: str) -> str:
        inner = "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inner}</table:table-row>"

    table = (
        f"<table:table><table:table-header-rows>{row('Right', 'Who')}</table:table-header-rows>"
        f"{row('1.', 'All')}{row('', '')}</table:table>"
    )
    reading = read_odt(odt(table))

    assert list(reading.tree.lines()) == ["Right | Who", "1. All"]
    assert problems(reading) == [("table_flattened", "2")]


def test_frame_follows_its_paragraph_and_a_picture_is_named() -> None:
    frame = f"<draw:frame><draw:text-box>{p('inside')}</draw:text-box></draw:frame>"
    picture = "<draw:frame><draw:image/><svg:desc>A map</svg:desc></draw:frame>"

    reading = read_odt(odt(p(f"anchor{frame}") + p(f"after{picture}")))

    assert list(reading.tree.lines()) == ["anchor", "inside", "after"]
    assert problems(reading) == [("text_box_moved", ""), ("image_dropped", "A map")]


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ('<text:span text:style-name="gone">x</text:span>', ("hidden_text_dropped", "x")),
        ('<text:span text:style-name="struck">x</text:span>', ("struck_text_kept", "x")),
        ('<text:a xlink:href="https://e.org">x</text:a>', ("link_target_dropped", "https://e.org")),
        ("<text:script>go()</text:script>", ("script_dropped", "go()")),
        ("<draw:control/>", ("form_field_dropped", "")),
        ("<draw:frame><draw:object/></draw:frame>", ("embedded_document_dropped", "object")),
        (
            "<text:ruby>x<text:ruby-text>y</text:ruby-text></text:ruby>",
            ("reading_aid_dropped", "y"),
        ),
    ],
)
def test_what_is_not_plain_text_is_named(inside: str, problem: tuple[str, str]) -> None:
    assert problems(read_odt(odt(p(f"Text {inside}")))) == [problem]


def test_contents_list_hidden_section_and_page_heads_are_named() -> None:
    index = f"<text:index-body>{p('Rights 4')}</text:index-body>"
    parts = members(
        f"<text:table-of-content>{index}</text:table-of-content>{p('Text')}"
        f'<text:section text:display="none">{p("secret")}</text:section>'
    )
    parts["styles.xml"] = (
        f"<office:document-styles {SPACES}><office:master-styles><style:master-page>"
        f"<style:header>{p('Draft 2')}</style:header><style:footer>{p('12')}</style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )

    reading = read_odt(zipped(parts))

    assert list(reading.tree.lines()) == ["Text"]
    assert problems(reading) == [
        ("page_header_dropped", "Draft 2"),
        ("contents_list_dropped", "Rights 4"),
        ("hidden_text_dropped", "secret"),
    ]


def test_bold_lines_are_headings_where_none_are_marked() -> None:
    body = p("a") * 3 + p("Rights", "Fat") + p("b") + p(
        '<text:span text:style-name="fat">Duties</text:span>'
    ) + p("c")  # fmt: skip

    assert [one.heading for one in read_odt(odt(body)).tree.sections] == ["Rights", "Duties"]
