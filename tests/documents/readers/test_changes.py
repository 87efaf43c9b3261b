"""Tracked changes: a file that holds two texts gives either, whole and in order."""

import pytest

from app.documents.readers.changes import Changes
from app.documents.readers.html import read_html
from app.documents.readers.odt import read_odt
from app.documents.readers.word import read_docx
from tests.documents.readers.odt_files import h, items, odt, p
from tests.documents.readers.word_files import docx, item, level, numbering, paragraph, part, run

NUMBERS = numbering(level(0, "decimal", "%1."))


def words(data: bytes) -> tuple[list[str], list[str]]:
    """The accepted and the rejected reading of a Word file."""
    return tuple(list(read_docx(data, one).tree.lines()) for one in Changes)  # type: ignore[return-value]


def texts(data: bytes) -> tuple[list[str], list[str]]:
    """The accepted and the rejected reading of an OpenDocument text."""
    return tuple(list(read_odt(data, one).tree.lines()) for one in Changes)  # type: ignore[return-value]


def deleted(text: str) -> str:
    return f'<w:del><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def test_the_other_reading_of_either_is_the_first() -> None:
    assert [one.other.other for one in Changes] == list(Changes)


def test_word_insertions_and_deletions() -> None:
    body = paragraph(run("We ") + f"<w:ins>{run('gladly ')}</w:ins>{deleted('never ')}{run('go')}")

    assert words(docx(body)) == (["We gladly go"], ["We never go"])


def test_word_moves() -> None:
    moved = f"<w:moveTo>{run('Moved.')}</w:moveTo>"
    left = f"<w:moveFrom>{run('Moved.')}</w:moveFrom>"
    body = (
        paragraph(left, properties="<w:rPr><w:moveFrom/></w:rPr>")
        + paragraph("Stays.")
        + paragraph(moved, properties="<w:rPr><w:moveTo/></w:rPr>")
    )

    assert words(docx(body)) == (["Stays.", "Moved."], ["Moved.", "Stays."])


def test_word_paragraph_mark_put_in_is_taken_out_again() -> None:
    body = paragraph("One ", properties="<w:rPr><w:ins/></w:rPr>") + paragraph("two")

    assert words(docx(body)) == (["One", "two"], ["One two"])


def test_word_numbers_are_those_of_each_reading() -> None:
    gone = item("", 1).replace("</w:p>", f"{deleted('old')}</w:p>")
    gone = gone.replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")

    assert words(docx(gone + item("kept"), numbering=NUMBERS)) == (
        ["1. kept"],
        ["1. old", "2. kept"],
    )


def test_word_rows_and_former_styles() -> None:
    def row(mark: str, text: str) -> str:
        return f"<w:tr><w:trPr><w:{mark}/></w:trPr><w:tc>{paragraph(text)}</w:tc></w:tr>"

    restyled = '<w:pPrChange><w:pPr><w:pStyle w:val="Titre1"/></w:pPr></w:pPrChange>'
    body = (
        f"<w:tbl>{row('ins', 'new')}{row('del', 'old')}</w:tbl>"
        + paragraph("Rights", properties=restyled) + paragraph("Text")
    )  # fmt: skip
    after, before = (read_docx(docx(body), one).tree for one in Changes)

    assert list(after.lines()) == ["new", "Rights", "Text"]
    assert list(before.lines()) == ["old", "Rights", "Text"]
    assert ([one.heading for one in after.sections], [one.heading for one in before.sections]) == (
        [],
        ["Rights"],
    )


def test_word_notes_follow_the_reading() -> None:
    note = (
        f'<w:footnote w:id="2"><w:p><w:ins>{run("new")}</w:ins>{deleted("old")}</w:p></w:footnote>'
    )
    body = paragraph(run("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    data = docx(body, footnotes=part("footnotes", note))

    assert [read_docx(data, one).problems[-1].detail for one in Changes] == ["new", "old"]


@pytest.mark.parametrize("changes", Changes)
def test_changes_are_counted_alike_and_named(changes: Changes) -> None:
    body = paragraph(f"<w:ins>{run('a')}</w:ins>{deleted('b')}")
    reading = read_docx(docx(body), changes)

    assert reading.changes == 2
    assert [(one.code, one.detail) for one in reading.problems] == [
        (f"tracked_changes_{changes}", "2")
    ]


def region(key: str, kind: str, inside: str = "") -> str:
    info = "<office:change-info><dc:creator>Ana</dc:creator></office:change-info>"
    return (
        f'<text:changed-region text:id="{key}"><text:{kind}>{info}{inside}</text:{kind}>'
        "</text:changed-region>"
    )


def tracked(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def start(key: str) -> str:
    return f'<text:change-start text:change-id="{key}"/>'


def end(key: str) -> str:
    return f'<text:change-end text:change-id="{key}"/>'


def taken_out(key: str) -> str:
    return f'<text:change text:change-id="{key}"/>'


INSERTED = region("i", "insertion")


def test_open_document_insertion_and_deletion_in_one_paragraph() -> None:
    head = tracked(INSERTED, region("d", "deletion", p("never ")))
    body = p(f"We {start('i')}gladly {end('i')}{taken_out('d')}go")

    assert texts(odt(head + body)) == (["We gladly go"], ["We never go"])


def test_open_document_insertion_over_several_paragraphs() -> None:
    body = p(f"A{start('i')}b") + p("new") + p(f"c{end('i')}D") + p("E")

    assert texts(odt(tracked(INSERTED) + body)) == (["Ab", "new", "cD", "E"], ["AD", "E"])


def test_open_document_paragraph_before_a_heading_is_taken_out_without_it() -> None:
    body = p("A") + p(f"{start('i')}new") + h(f"{end('i')}Rights") + p("B")
    tree = read_odt(odt(tracked(INSERTED) + body), Changes.REJECTED).tree

    assert [one.heading for one in tree.sections] == ["Rights"]
    assert list(tree.lines()) == ["A", "Rights", "B"]


def test_open_document_insertion_up_to_the_end_loses_nothing() -> None:
    body = p(f"A{start('i')}") + p(f"new{end('i')}")

    assert texts(odt(tracked(INSERTED) + body)) == (["A", "new"], ["A"])


def test_open_document_deletion_of_whole_paragraphs() -> None:
    removed = p("B") + h("Old part") + p("C") + p("")
    body = p("A") + p(f"{taken_out('d')}D")
    data = odt(tracked(region("d", "deletion", removed)) + body)

    assert texts(data) == (["A", "D"], ["A", "B", "Old part", "C", "D"])
    tree = read_odt(data, Changes.REJECTED).tree
    assert [one.heading for one in tree.sections] == ["Old part"]


def test_open_document_deletion_from_the_midst_of_one_to_the_midst_of_another() -> None:
    data = odt(tracked(region("d", "deletion", p("x") + p("y"))) + p(f"A{taken_out('d')}Z"))

    assert texts(data) == (["AZ"], ["Ax", "yZ"])


def test_open_document_deletion_between_paragraphs_and_of_a_list() -> None:
    body = p("A") + taken_out("d") + p("Z")
    data = odt(tracked(region("d", "deletion", items(p("x"), p("y")))) + body)

    assert texts(data) == (["A", "Z"], ["A", "1. x", "2. y", "Z"])


def test_open_document_numbers_are_those_of_each_reading() -> None:
    body = items(p("a"), p(f"{start('i')}new"), p(f"{end('i')}b"))

    assert texts(odt(tracked(INSERTED) + body)) == (
        ["1. a", "2. new", "3. b"],
        ["1. a", "2. b"],
    )


def test_comment_in_what_was_put_in_is_kept_without_a_place() -> None:
    remark = "<office:annotation><text:p>why?</text:p></office:annotation>"
    data = odt(tracked(INSERTED) + p(f"A{start('i')}new{remark}{end('i')}"))

    assert [read_odt(data, one).notes[0].line for one in Changes] == [1, 0]


def test_web_page_with_marked_changes() -> None:
    page = b"<p>We <ins>gladly</ins> <del>never</del> go</p>"

    assert [list(read_html(page, one).tree.lines()) for one in Changes] == [
        ["We gladly go"],
        ["We never go"],
    ]
