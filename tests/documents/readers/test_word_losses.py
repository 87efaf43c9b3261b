"""Word files: tracked changes, tables, notes and pictures; nothing is dropped unnamed."""

import pytest

from app.documents.readers.reading import Note, Problem, Reading
from app.documents.readers.word import read_docx
from tests.documents.readers.word_files import (
    docx,
    members,
    paragraph,
    part,
    relation,
    relations,
    run,
    zipped,
)


def lines(body: str, **parts: str) -> list[str]:
    return list(read_docx(docx(body, **parts)).tree.lines())


def problems(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.code, problem.detail) for problem in reading.problems]


def test_insertions_are_kept_and_deletions_dropped_with_one_problem() -> None:
    content = (
        run("We ")
        + f"<w:ins>{run('gladly ')}<w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:ins>"
        + "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        + f"<w:moveTo>{run('agree')}</w:moveTo><w:moveFrom>{run('gone')}</w:moveFrom>"
    )

    reading = read_docx(docx(paragraph(content)))

    assert list(reading.tree.lines()) == ["We gladly agree"]
    assert problems(reading) == [("tracked_changes_accepted", "5")]


def test_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    first = paragraph("One ", properties="<w:rPr><w:del/></w:rPr>")

    assert lines(first + paragraph("two") + paragraph("three")) == ["One two", "three"]


def test_deleted_end_before_a_table_or_the_end_loses_nothing() -> None:
    gone = paragraph("One", properties="<w:rPr><w:del/></w:rPr>")
    table = f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"

    assert lines(gone + table + gone) == ["One", "cell", "One"]


def test_former_properties_of_a_changed_paragraph_do_not_count() -> None:
    changed = '<w:pPrChange><w:pPr><w:pStyle w:val="Titre1"/></w:pPr></w:pPrChange>'

    assert read_docx(docx(paragraph("Text", properties=changed))).tree.sections == ()


def test_footnotes_are_named_and_comments_carried_with_their_place() -> None:
    content = run("Text") + (
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="7"/></w:r>'
    )
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{paragraph("line")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("the note")}</w:footnote>'
    )
    comments = (
        f'<w:comment w:id="7" w:author="Ana">{paragraph("a remark")}</w:comment>'
        f'<w:comment w:id="8">{paragraph("another")}</w:comment>'
    )

    reading = read_docx(
        docx(
            paragraph(content),
            footnotes=part("footnotes", notes),
            comments=part("comments", comments),
        )
    )

    assert reading.problems == (Problem("footnote_dropped", "Text", "the note"),)
    assert reading.notes == (Note("Ana", "a remark", "Text", 1), Note("", "another"))


def test_what_a_comment_loses_is_named_with_its_place() -> None:
    picture = '<w:r><w:drawing><wp:docPr xmlns:wp="urn:d" descr="a map"/></w:drawing></w:r>'
    link = f'<w:hyperlink r:id="out">{run("see there")}</w:hyperlink>'
    comments = (
        f'<w:comment w:id="7">{paragraph(run("look ") + picture + link)}</w:comment>'
        f'<w:comment w:id="8">{paragraph(picture)}</w:comment>'
    )
    parts = members(
        paragraph(run("Text") + '<w:r><w:commentReference w:id="7"/></w:r>'),
        comments=part("comments", comments),
    )
    away = relation("out", "hyperlink", "https://example.org/a", external=True)

    reading = read_docx(zipped({**parts, "word/_rels/comments.xml.rels": relations(away)}))

    assert reading.notes == (Note("", "look see there", "Text", 1),)
    assert reading.problems == (
        Problem("comment:image_dropped", "Text", "a map"),
        Problem("comment:link_target_dropped", "Text", "https://example.org/a"),
        Problem("comment:image_dropped", "", "a map"),
    )


def test_box_in_a_comment_is_read_once() -> None:
    box = BOX.format(paragraph("inside"))
    both = (
        f'<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing>{box}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    comment = f'<w:comment w:id="7">{paragraph(f"<w:r>{both}</w:r>" + run("beside"))}</w:comment>'

    reading = read_docx(docx(paragraph("Text"), comments=part("comments", comment)))

    assert [note.text for note in reading.notes] == ["beside inside"]


def test_page_headers_with_words_are_named_once() -> None:
    reading = read_docx(
        docx(
            paragraph("Text"),
            header=part("hdr", paragraph("Draft 2")),
            footer=part("ftr", paragraph("12")),
        )
    )

    assert problems(reading) == [("page_header_dropped", "Draft 2")]


def test_table_comes_over_row_by_row() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    body = f"<w:tbl>{row('Right', 'Who')}{row('1.', 'All')}{row('', '')}</w:tbl>"

    reading = read_docx(docx(body))

    assert list(reading.tree.lines()) == ["Right | Who", "1. All"]
    assert problems(reading) == [("table_flattened", "2")]


def test_deleted_row_is_left_out() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('gone')}</w:tc></w:tr>"
    kept = f"<w:tr><w:tc>{paragraph('kept')}</w:tc></w:tr>"

    assert lines(f"<w:tbl>{gone}{kept}</w:tbl>") == ["kept"]


BOX = '<wps:txbx xmlns:wps="urn:w"><w:txbxContent>{}</w:txbxContent></wps:txbx>'


def test_text_box_follows_its_paragraph_once() -> None:
    inner = paragraph("inside")
    shapes = (
        '<mc:AlternateContent xmlns:mc="urn:mc">'
        f"<mc:Choice><w:drawing>{BOX.format(inner)}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{BOX.format(inner)}</w:pict></mc:Fallback></mc:AlternateContent>"
    )

    reading = read_docx(
        docx(paragraph(run("anchor") + f"<w:r>{shapes}</w:r>") + paragraph("after"))
    )

    assert list(reading.tree.lines()) == ["anchor", "inside", "after"]
    assert problems(reading) == [("text_box_moved", "")]


def test_content_controls_and_fields_keep_what_they_show() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        f"{run('3 May')}<w:fldSimple>{run(' 2030')}</w:fldSimple>"
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(field)}</w:sdtContent></w:sdt>"

    assert lines(control) == ["3 May 2030"]


def test_contents_list_is_named_and_left_out() -> None:
    reading = read_docx(docx(paragraph("Article 1 .... 4", "TOC1") + paragraph("Text")))

    assert list(reading.tree.lines()) == ["Text"]
    assert [problem.code for problem in reading.problems] == ["contents_list_dropped"]


def test_link_keeps_its_text_and_names_its_address() -> None:
    content = f'<w:hyperlink r:id="l1">{run("the pact")}</w:hyperlink>'
    link = relation("l1", "hyperlink", "https://example.org/pact", external=True)

    reading = read_docx(docx(paragraph(content), (link,)))

    assert list(reading.tree.lines()) == ["the pact"]
    assert problems(reading) == [("link_target_dropped", "https://example.org/pact")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (run("secret", "<w:vanish/>"), ("hidden_text_dropped", "secret")),
        (run("old", "<w:strike/>"), ("struck_text_kept", "old")),
        ('<w:r><w:sym w:font="Wing" w:char="F0FE"/></w:r>', ("symbol_dropped", "Wing F0FE")),
        ('<w:r><w:drawing><docPr descr="A map"/></w:drawing></w:r>', ("image_dropped", "A map")),
        ('<w:subDoc r:id="x"/>', ("embedded_document_dropped", "subDoc")),
        (
            '<m:oMath xmlns:m="urn:m"><m:r><m:t>a+b</m:t></m:r></m:oMath>',
            ("formula_as_text", "a+b"),
        ),
    ],
)  # fmt: skip
def test_what_is_not_plain_text_is_named(content: str, problem: tuple[str, str]) -> None:
    assert problems(read_docx(docx(paragraph(run("Text ") + content)))) == [problem]


def test_template_outside_is_named_and_not_fetched() -> None:
    link = relation("t1", "attachedTemplate", "file:///C:/ministry.dotm", external=True)

    assert problems(read_docx(docx(paragraph("Text"), (link,)))) == [
        ("outside_template_ignored", "file:///C:/ministry.dotm")
    ]


def test_content_between_paragraphs_is_taken_left_out_or_named() -> None:
    body = (
        f"<w:ins>{paragraph('new')}</w:ins><w:del>{paragraph('old')}</w:del>"
        f'<w:altChunk r:id="x"/>{paragraph("kept", properties="<w:rPr><w:ins/></w:rPr>")}'
    )

    reading = read_docx(docx(body))

    assert list(reading.tree.lines()) == ["new", "kept"]
    assert problems(reading) == [
        ("tracked_changes_accepted", "3"),
        ("embedded_document_dropped", "altChunk"),
    ]


def test_rows_inside_content_controls_are_rows() -> None:
    cells = (
        f"<w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc><w:tc>{paragraph('')}</w:tc>"
    )
    row = f"<w:sdt><w:sdtContent><w:tr>{cells}</w:tr></w:sdtContent></w:sdt>"

    assert lines(f"<w:tbl>{row}</w:tbl>") == ["a | b"]
