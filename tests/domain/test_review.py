"""Which amendments a paragraph shows in place, and how a person lists paragraphs."""

import json

import pytest

from app.domain.contributions import Operation
from app.domain.errors import Invalid
from app.domain.review import ReviewDocument, numbers_in
from app.domain.review_marks import MarkedParagraph, marked_paragraph
from tests.factories.review import TEXTS, amendment, make_review

TEXT = TEXTS[1]


def before(marked: MarkedParagraph) -> str:
    return "".join(one.text for one in marked.stretches if not one.put_in)


def after(marked: MarkedParagraph) -> str:
    return "".join(one.text for one in marked.stretches if not one.taken_out)


def replacing(reference: str, old: str, new: str) -> object:
    return amendment(reference, Operation.REPLACE, 2, TEXT.replace(old, new))


@pytest.mark.parametrize(
    ("amendments", "expected", "beside"),
    [
        ([], TEXT, []),
        ([replacing("A1", "schools", "clinics")], TEXT.replace("schools", "clinics"), []),
        (
            [replacing("A1", "schools", "clinics"), replacing("A2", "lives there", "asks")],
            TEXT.replace("schools", "clinics").replace("lives there", "asks"),
            [],
        ),
        (
            [replacing("A1", "schools", "clinics"), replacing("A2", "schools", "baths")],
            TEXT.replace("schools", "clinics"),
            ["A2"],
        ),
        (
            [replacing("A1", "schools", "clinics"), replacing("A2", "schools", "clinics")],
            TEXT.replace("schools", "clinics"),
            ["A2"],
        ),
        (
            [replacing("A1", "open to", "always open to"), replacing("A2", "open", "gladly open")],
            TEXT.replace("open", "always open"),
            ["A2"],
        ),
        (
            [replacing("A1", "schools", "clinics"), amendment("A2", Operation.DELETE, 2)],
            TEXT.replace("schools", "clinics"),
            ["A2"],
        ),
        (
            [amendment("A1", Operation.DELETE, 2), replacing("A2", "schools", "clinics")],
            "",
            ["A2"],
        ),
        (
            [replacing("A1", "Towns keep", "Cities hold"), replacing("A2", " there.", ".")],
            TEXT.replace("Towns keep", "Cities hold").replace(" there.", "."),
            [],
        ),
        ([amendment("A1", Operation.REPLACE, 2, "Autre.", language="fr")], TEXT, ["A1"]),
        ([amendment("A1", Operation.REPLACE, 2, TEXT)], TEXT, ["A1"]),
    ],
)
def test_first_come_stands_in_the_text(
    amendments: list[object], expected: str, beside: list[str]
) -> None:
    marked = marked_paragraph(TEXT, amendments, "en")  # type: ignore[arg-type]

    assert before(marked) == TEXT
    assert after(marked) == expected
    assert [one.reference for one in marked.beside] == beside


def test_new_paragraphs_all_find_room() -> None:
    first = amendment("A1", Operation.INSERT_AFTER, 2, "One.")
    second = amendment("A2", Operation.INSERT_AFTER, 2, "Two.")
    gone = amendment("A3", Operation.DELETE, 2)

    marked = marked_paragraph(TEXT, [first, second, gone], "en")

    assert marked.after == (first, second)
    assert marked.removed_by == gone


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", ()),
        (" 3, 1 ;5", (1, 3, 5)),
        ("2-4", (2, 3, 4)),
        ("4-2", ()),
        ("١، ٣", (1, 3)),
        ("1–3 3", (1, 2, 3)),
    ],
)
def test_paragraphs_are_listed_as_people_list_them(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize("text", ["one", "1,x", "-", "1-2-3", "999999"])
def test_what_is_no_list_of_numbers_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        numbers_in(text)

    assert refused.value.code == "paragraph_numbers"


def test_a_huge_range_stays_small() -> None:
    assert len(numbers_in("1-99999")) < 3_000


def test_a_document_survives_being_kept() -> None:
    document = make_review()

    assert ReviewDocument.from_json(json.loads(json.dumps(document.to_json()))) == document
    assert document.size > len(document.paragraphs)


def test_a_file_is_named_after_what_is_in_it() -> None:
    assert make_review().stem == "r1-review-en"
    assert make_review(clean=True).stem == "r1-to-mark-up-en"
