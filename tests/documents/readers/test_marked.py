"""Marked-up files as word processors write them: deletions, insertions, moves, comments, traps."""

import pytest

from app.documents.readers import marked_odt, marked_word
from app.documents.readers.marked_file import read_marked
from app.documents.readers.reading import UnreadableDocument
from app.documents.sandbox import read_marked_safely
from app.domain.marked.lines import MarkedFile
from app.domain.marked.segments import outcomes_of, segments_of
from tests.documents.readers.odt_files import odt, p
from tests.documents.readers.word_files import docx, paragraph, run

BY = 'w:id="1" w:author="Ruth" w:date="2026-03-02T10:00:00Z"'


def ins(content: str, name: str = "ins") -> str:
    return f"<w:{name} {BY}>{content}</w:{name}>"


def gone(text: str, name: str = "del") -> str:
    return f"<w:{name} {BY}><w:r><w:delText>{text}</w:delText></w:r></w:{name}>"


def end(name: str) -> str:
    return f"<w:rPr><w:{name} {BY}/></w:rPr>"


def both(file: MarkedFile) -> tuple[list[str], list[str]]:
    """The texts before and after the changes."""
    segments = segments_of(file.lines)
    outcomes = outcomes_of(file.lines, segments)
    return [one.text for one in segments if one.text], [one.text for one in outcomes if one.text]


WORD = {
    "deleted words": (
        paragraph(run("Keep ") + gone("all ") + run("of it.")),
        (["Keep all of it."], ["Keep of it."]),
    ),
    "inserted words": (
        paragraph(run("Keep ") + ins(run("all ")) + run("of it.")),
        (["Keep of it."], ["Keep all of it."]),
    ),
    "moved paragraph": (
        paragraph(gone("First.", "moveFrom"), properties=end("moveFrom"))
        + paragraph("Second.")
        + paragraph(ins(run("First."), "moveTo"), properties=end("moveTo"))
        + paragraph("Third."),
        (["First.", "Second.", "Third."], ["Second.", "First.", "Third."]),
    ),
    "put in and taken out again": (
        paragraph(run("Keep") + ins(gone(" nothing")) + run(" it.")),
        (["Keep it."], ["Keep it."]),
    ),
    "paragraph joined": (
        paragraph(run("One"), properties=end("del")) + paragraph(ins(run(", ")) + run("two.")),
        (["One", "two."], ["One, two."]),
    ),
    "hidden words, a field, a tab": (
        paragraph(
            run("Secret", "<w:vanish/>")
            + "<w:r><w:instrText>DATE</w:instrText><w:tab/><w:t>Today</w:t></w:r>"
        ),
        (["Today"], ["Today"]),
    ),
}


@pytest.mark.parametrize("name", WORD)
def test_both_readings_of_a_word_file(name: str) -> None:
    body, expected = WORD[name]

    assert both(read_marked(docx(body), "r.docx")) == expected


def test_moves_and_their_authors_are_known() -> None:
    body, _ = WORD["moved paragraph"]

    marks = [mark for line in read_marked(docx(body), "r.docx").lines for mark in line.end.marks]

    assert [(mark.author, mark.at, mark.move) for mark in marks] == [
        ("Ruth", "2026-03-02T10:00:00", True)
    ] * 2


def test_what_is_no_text_is_named() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Cell')}</w:tc></w:tr></w:tbl>"
    picture = "<w:r><w:drawing/></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    bold = "<w:r><w:rPr><w:b/><w:rPrChange/></w:rPr><w:t>Fat</w:t></w:r>"

    found = read_marked(docx(paragraph(run("One") + picture + note + bold) + table), "r.docx")

    assert [(code, place) for code, place, _ in found.problems] == [
        ("image_dropped", "One"),
        ("footnote_dropped", "One"),
        ("table_dropped", "Cell"),
        ("layout_changes", ""),
    ]


def region(key: str, content: str) -> str:
    about = (
        "<office:change-info><dc:creator>Ruth</dc:creator>"
        "<dc:date>2026-03-02T10:00:00</dc:date></office:change-info>"
    )
    kind = "deletion" if content else "insertion"
    return (
        f'<text:changed-region text:id="{key}"><text:{kind}>{about}{content}</text:{kind}>'
        "</text:changed-region>"
    )


def mark(key: str, name: str = "change") -> str:
    return f'<text:{name} text:change-id="{key}"/>'


ODT = {
    "deleted words": (
        region("a", p("all ")),
        p(f"Keep {mark('a')}of it."),
        (["Keep all of it."], ["Keep of it."]),
    ),
    "inserted paragraph": (
        region("a", ""),
        p(f"One.{mark('a', 'change-start')}") + p(f"Two.{mark('a', 'change-end')}") + p("Three."),
        (["One.", "Three."], ["One.", "Two.", "Three."]),
    ),
    "deleted end": (
        region("a", p("") + p("")),
        p(f"One{mark('a')}, two."),
        (["One", ", two."], ["One, two."]),
    ),
    "deleted paragraph of a list": (
        region("a", f"<text:list><text:list-item>{p('Gone.')}</text:list-item></text:list>{p('')}"),
        p(f"{mark('a')}Stays."),
        (["Gone.", "Stays."], ["Stays."]),
    ),
}


@pytest.mark.parametrize("name", ODT)
def test_both_readings_of_an_opendocument_text(name: str) -> None:
    regions, body, expected = ODT[name]
    tracked = f"<text:tracked-changes>{regions}</text:tracked-changes>"

    assert both(read_marked(odt(tracked + body), "r.odt")) == expected


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"Towns keep water", "r.docx", "not_a_word_file"),
        (b"  ", "r.docx", "empty"),
        (docx(paragraph("One")), "r.docm", "macro"),
        (b"PK\x03\x04 nothing", "r.docx", "damaged"),
    ],
)
def test_other_files_are_refused_in_a_process_of_their_own(
    data: bytes, name: str, code: str
) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_marked_safely(data, name)

    assert refused.value.code == code


def test_the_process_of_its_own_reads_the_same() -> None:
    data = docx(WORD["moved paragraph"][0])

    assert read_marked_safely(data, "r.docx") == read_marked(data, "r.docx")


def test_lines_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked_word, "MAX_LINES", 2)
    monkeypatch.setattr(marked_odt, "MAX_LINES", 2)

    for data in (docx(paragraph("One") * 3), odt(p("One") * 3)):
        with pytest.raises(UnreadableDocument, match="too_large"):
            read_marked(data, "r")
