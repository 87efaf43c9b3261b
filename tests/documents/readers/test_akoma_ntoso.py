"""Akoma Ntoso of other programs: parts become sections, numbers labels, and losses are named."""

import pytest

from app.documents.readers.changes import Changes
from app.documents.readers.dispatch import read_document
from app.documents.readers.reading import Reading
from tests.documents.readers.akn_files import NAMESPACE, akn, collection, one_text, p

LAW = akn(
    "<chapter><num>Chapter I</num><heading>Water</heading>"
    f"<article><num>Article 1</num><heading>Wells</heading>"
    f"<paragraph><num>1.</num>{p('A well is open.')}</paragraph>"
    "<paragraph><num>2.</num><list><intro><p>Nobody may:</p></intro>"
    f"<point><num>(a)</num>{p('close it;')}</point>"
    f"<point><num>(b)</num>{p('sell it.')}</point>"
    "<wrapUp><p>This holds for all.</p></wrapUp></list></paragraph></article>"
    f"<article><num>Article 2</num>{p('Rain is free.')}</article></chapter>"
    f"<chapter><num>Chapter II</num><heading>Light</heading>{p('Lamps burn.')}</chapter>",
    "<preface><p>No. 7</p><p><docTitle>Law of Wells</docTitle></p></preface>"
    "<preamble><recitals><recital><num>(1)</num><p>Whereas water</p></recital></recitals>"
    "</preamble>",
    "<conclusions><p>Done at the well.</p></conclusions>"
    '<attachments><attachment><heading>Annex</heading><doc name="a"><meta/><mainBody>'
    f"{p('A map.')}</mainBody></doc></attachment></attachments>",
)


def read(data: bytes, changes: Changes = Changes.ACCEPTED) -> Reading:
    return read_document(data, "law.xml", changes)


def labelled(reading: Reading) -> list[tuple[str | None, str]]:
    return [(one.node.label, one.node.text) for one in reading.tree.walk_paragraphs()]


def lost(reading: Reading) -> list[tuple[str, str]]:
    return [(one.code, one.detail) for one in reading.problems]


def test_parts_become_sections_and_numbers_labels() -> None:
    reading = read(LAW)

    assert reading.tree.title == "Law of Wells"
    assert [(one.node.level, one.node.heading) for one in reading.tree.walk_sections()] == [
        (1, "Chapter I Water"),
        (2, "Article 1 Wells"),
        (2, "Article 2"),
        (1, "Chapter II Light"),
        (1, "Annex"),
    ]
    assert labelled(reading) == [
        ("(1)", "Whereas water"),
        ("1.", "A well is open."),
        ("2.", "Nobody may:"),
        ("2 (a)", "close it;"),
        ("2 (b)", "sell it."),
        (None, "This holds for all."),
        (None, "Rain is free."),
        (None, "Lamps burn."),
        (None, "A map."),
    ]


def test_what_stands_around_the_body_is_named() -> None:
    assert lost(read(LAW)) == [
        ("page_header_dropped", "No. 7"),
        ("page_footer_dropped", "Done at the well."),
    ]


def test_what_is_no_text_is_named_with_its_place() -> None:
    reading = read(
        akn(
            p('Open<authorialNote marker="1"><p>See above.</p></authorialNote> to all')
            + p('<ref href="https://e.org/x">the pact</ref> and <ref href="#art_1">article 1</ref>')
            + p('Look: <img src="a.png" alt="A lamp"/><remark>[sic]</remark>')
            + "<foreign><math>x</math></foreign>"
        )
    )

    assert [text for _, text in labelled(reading)] == [
        "Open to all", "the pact and article 1", "Look:",
    ]  # fmt: skip
    assert lost(reading) == [
        ("footnote_dropped", "See above."),
        ("link_target_dropped", "https://e.org/x"),
        ("image_dropped", "A lamp"),
        ("editors_remark_dropped", "[sic]"),
        ("embedded_document_dropped", "x"),
    ]
    assert reading.problems[0].place == "Open to all"


def test_notes_of_others_are_named_one_by_one() -> None:
    note = '<meta><notes source="#x"><note eId="n1"><p>Seen.</p></note></notes></meta>'
    data = akn(p("Text")).replace(b"<meta/>", note.encode())

    assert lost(read(data)) == [("footnote_dropped", "Seen.")]


@pytest.mark.parametrize(
    ("changes", "text"), [(Changes.ACCEPTED, "All may stay."), (Changes.REJECTED, "All may go.")]
)
def test_either_reading_of_changes(changes: Changes, text: str) -> None:
    reading = read(akn(p("All may <del>go</del><ins>stay</ins>.")), changes)

    assert [said for _, said in labelled(reading)] == [text]
    assert reading.changes == 2
    assert (f"tracked_changes_{changes}", "2") in lost(reading)


def test_tables_lists_and_breaks_stay_words() -> None:
    reading = read(
        akn(
            "<paragraph><content><table><tr><td><p>Day</p></td><td><p>Lamp</p></td></tr></table>"
            "<ul><li>oil</li><li><p>wick</p></li></ul><p>two<br/>lines</p></content></paragraph>"
            "<paragraph><num>9</num></paragraph>"
        )
    )

    assert [text for _, text in labelled(reading)] == ["Day | Lamp", "oil", "wick", "two lines"]
    assert lost(reading) == [("table_flattened", "1"), ("label_without_text", "9")]


@pytest.mark.parametrize(
    ("language", "words", "left_out"),
    [
        ("", "Quays", ["Quais · fr-CH", "Muelles"]),
        ("ar", "Quays", ["Quais · fr-CH", "Muelles"]),
        ("fr", "Quais", ["Quays · en", "Muelles"]),
        ("es", "Muelles", ["Quays · en", "Quais · fr-CH"]),
    ],
)
def test_text_in_the_chosen_language_is_read_and_the_others_named(
    language: str, words: str, left_out: list[str]
) -> None:
    parts = [
        one_text("Quays", said="en"),
        one_text("Quais", said="fr-CH"),
        one_text("Muelles", declared="spa"),
    ]

    reading = read_document(collection(*parts), "law.xml", language=language)

    assert list(reading.tree.lines()) == [words, words]
    assert lost(reading) == [("second_text_left_out", one) for one in left_out]


def test_prefix_and_pasted_text_are_known() -> None:
    data = akn(p("Text")).replace(b"xmlns=", b"xmlns:a=")
    for name in (b"akomaNtoso", b"act", b"meta", b"body", b"content", b"p"):
        data = data.replace(b"<" + name, b"<a:" + name).replace(b"</" + name, b"</a:" + name)

    assert list(read_document(data, "").tree.lines()) == ["Text"]


@pytest.mark.parametrize(
    "data",
    [
        b"<html><p>Text</p></html>",
        f'<akomaNtoso xmlns="{NAMESPACE}"><judgment/></akomaNtoso>'.encode(),
        b'<akomaNtoso xmlns="https://e.org/"><act><body><p>x</p></body></act></akomaNtoso>',
    ],
)
def test_other_xml_is_refused(data: bytes) -> None:
    with pytest.raises(Exception, match="not_akoma_ntoso"):
        read(data)


def test_text_without_a_paragraph_is_refused() -> None:
    with pytest.raises(Exception, match="empty"):
        read(akn("<chapter><heading>Water</heading></chapter>"))
