"""The round as a Word file: both readings to the letter, threads, and nothing of anybody else."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from app.documents.readers.changes import Changes
from app.documents.readers.marked_file import read_marked
from app.documents.readers.word import read_docx
from app.documents.writers.review.files import review_bytes, takes_long
from app.domain.marked.reading import taken_over
from app.domain.marked.segments import outcomes_of, segments_of
from app.domain.review import LANGUAGE, PARAGRAPHS, ROUND, VERSION
from tests.factories.review import (
    AFTER,
    AMENDMENTS,
    BEFORE,
    TEXTS,
    WORDS,
    hands_of,
    make_review,
    places_of,
)


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


@pytest.fixture(scope="module")
def data() -> bytes:
    return review_bytes(make_review(), WORDS)


def test_taking_all_changes_back_gives_the_text_of_the_round(data: bytes) -> None:
    lines = read_marked(data, "r.docx").lines
    segments = segments_of(lines)

    assert [one.text for one in segments if one.text] == BEFORE
    assert [one.text for one in outcomes_of(lines, segments) if one.text] == AFTER


@pytest.mark.parametrize(
    ("changes", "expected"), [(Changes.REJECTED, BEFORE), (Changes.ACCEPTED, AFTER)]
)
def test_the_other_reader_agrees(data: bytes, changes: Changes, expected: list[str]) -> None:
    assert list(read_docx(data, changes).tree.lines()) == expected


def test_authors_and_dates_are_those_of_the_amendments(data: bytes) -> None:
    marks = {
        mark.hand
        for line in read_marked(data, "r.docx").lines
        for one in (*line.pieces, line.end)
        for mark in one.marks
    }

    placed = [one for one in AMENDMENTS if one.reference not in {"A2", "A8"}]
    assert marks == {(one.author, one.at.strftime("%Y-%m-%dT%H:%M:%S")) for one in placed}


def test_comments_stand_on_their_words_in_their_threads(data: bytes) -> None:
    remarks = read_marked(data, "r.docx").remarks
    found = {one.text.split("\n")[0].split(" ")[0]: one for one in remarks}

    assert set(found) == {"C1", "C2", "C3", *(one.reference for one in AMENDMENTS)}
    assert found["C2"].parent == found["C1"].key
    assert found["C1"].quote == "water, clinics"
    assert found["C3"].line == 0
    assert found["C3"].text == "C3 · Concern\nOn the whole.\nA good text."
    assert "Proposed wording:\nTowns keep water, hospitals" in found["A2"].text
    assert "Joined by: Passage" in found["A1"].text
    assert found["A8"].text.startswith("A8 · French")


def test_what_left_with_the_file_is_not_proposed_again(data: bytes) -> None:
    document = make_review()

    found = taken_over(read_marked(data, "r.docx"), places_of(document), hands_of(document))

    assert (found.amendments, found.comments, found.left_out) == ((), (), ())
    assert found.published > len(AMENDMENTS)


def test_the_clean_file_holds_the_text_alone_and_tracks_changes() -> None:
    parts = parts_of(review_bytes(make_review(clean=True), WORDS))
    read = read_marked(review_bytes(make_review(clean=True), WORDS), "r.docx")

    assert [one.text for one in segments_of(read.lines) if one.text] == BEFORE
    assert not read.remarks
    assert not any("comments" in name for name in parts)
    assert "<w:trackRevisions/>" in parts["word/settings.xml"]
    assert "trackRevisions" not in parts_of(review_bytes(make_review(), WORDS))["word/settings.xml"]


def test_a_file_says_where_it_is_from(data: bytes) -> None:
    part = replace(make_review(clean=True), chosen=(2, 3))

    assert read_marked(data, "r.docx").properties == {
        ROUND: "r1",
        LANGUAGE: "en",
        VERSION: "ab" * 32,
        PARAGRAPHS: "all",
    }
    assert read_marked(review_bytes(part, WORDS), "r.docx").properties[PARAGRAPHS] == "2 3"


def test_only_public_names_are_in_the_file(data: bytes) -> None:
    parts = parts_of(data)
    whole = "".join(parts.values())
    authors = set(re.findall(r'w:author="([^"]*)"', whole))

    assert authors == {"League", "Rivebelle", "Passage", "Bo", "Mina", "Ines"}
    assert "rsid" not in whole
    assert re.search(r"<dc:creator>\s*[^<\s]", parts["docProps/core.xml"]) is None
    assert re.search(r"<cp:lastModifiedBy>\s*[^<\s]", parts["docProps/core.xml"]) is None


def test_the_same_round_is_the_same_file(data: bytes) -> None:
    assert review_bytes(make_review(), WORDS) == data


def test_no_number_of_a_change_or_bookmark_comes_twice(data: bytes) -> None:
    text = parts_of(data)["word/document.xml"]
    numbers = re.findall(r'<w:(?:ins|del|bookmarkStart) w:id="(\d+)"', text)

    assert len(numbers) == len(set(numbers)) > 20


def test_marks_in_words_are_kept_as_words() -> None:
    strange = replace(
        AMENDMENTS[0], author='A "B" & <C>', reason="1 < 2 & 3", wording=TEXTS[1] + "&<"
    )
    read = read_marked(review_bytes(make_review(amendments=(strange,)), WORDS), "r.docx")

    assert any("1 < 2 & 3" in one.text for one in read.remarks)
    assert 'A "B" & <C>' in {one.author for one in read.remarks}


def test_a_long_round_is_made_in_the_background() -> None:
    few, many = make_review(), replace(make_review(), amendments=AMENDMENTS * 30)

    assert not takes_long(few)
    assert takes_long(many)
