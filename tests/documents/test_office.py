"""Files of a round in LibreOffice: opened, all taken, all taken back, marked up and read again."""

from pathlib import Path

import pytest

from app.documents.readers.marked_file import read_marked
from app.documents.writers.review.files import review_bytes
from app.domain.contributions import Operation
from app.domain.marked.reading import taken_over
from app.domain.marked.takeover import Takeover
from tests.factories.office import Office
from tests.factories.review import AFTER, BEFORE, TEXTS, WORDS, hands_of, make_review, places_of

pytestmark = pytest.mark.office

ACCEPT = 'Command(doc, "AcceptAllTrackedChanges")'
REJECT = 'Command(doc, "RejectAllTrackedChanges")'
MARKED_UP = """
Replace(doc, "schools", "clinics")
NewParagraph(doc, "door of a school", "Shelters open at night.")
RemoveParagraph(doc, "Fees stay low")
Comment(doc, "paid on time", "Who pays?", "Lea")
Split(doc, " has a rest day")
"""
ASKED_FOR = [
    (Operation.REPLACE, 2, TEXTS[1].replace("schools", "clinics")),
    (Operation.INSERT_AFTER, 3, "Shelters open at night."),
    (Operation.DELETE, 4, ""),
    (Operation.REPLACE, 6, "Every worker"),
    (Operation.INSERT_AFTER, 6, "has a rest day each week."),
]
UNTRACKED = "doc.RecordChanges = False"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.docx"
    path.write_bytes(review_bytes(make_review(), WORDS))
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.docx"
    path.write_bytes(review_bytes(make_review(clean=True), WORDS))
    return path


def read_back(path: Path) -> Takeover:
    document = make_review()
    return taken_over(
        read_marked(path.read_bytes(), path.name), places_of(document), hands_of(document)
    )


def numberless(lines: list[str]) -> list[str]:
    """The lines without the numbers of the margin, which stand before an indent."""
    return [line.lstrip().lstrip("0123456789 ") for line in lines]


@pytest.mark.parametrize(("step", "expected"), [(REJECT, BEFORE), (ACCEPT, AFTER)])
def test_all_taken_or_taken_back_gives_the_expected_text(
    office: Office, review: Path, step: str, expected: list[str]
) -> None:
    assert numberless(office.lines(review, step)) == expected


@pytest.mark.parametrize("ending", ["docx", "odt"])
@pytest.mark.parametrize("mode", ["", UNTRACKED])
def test_what_is_marked_up_comes_back_exactly(
    office: Office, clean: Path, tmp_path: Path, ending: str, mode: str
) -> None:
    returned = office.work_on(clean, tmp_path / f"returned.{ending}", f"{mode}\n{MARKED_UP}")

    found = read_back(returned)

    assert [(one.operation, one.number, one.wording) for one in found.amendments] == ASKED_FOR
    assert [(one.number, one.text, one.quote, one.author) for one in found.comments] == [
        (5, "Who pays?", "paid on time", "Lea")
    ]
    assert not found.left_out


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_only_new_changes_come_back_beside_published_ones(
    office: Office, review: Path, tmp_path: Path, ending: str
) -> None:
    steps = """
    doc.RecordChanges = True
    Replace(doc, "shelter open", "shelter free")
    Comment(doc, "rest day", "Which day?", "Lea")
    """
    returned = office.work_on(review, tmp_path / f"returned.{ending}", steps)

    found = read_back(returned)

    assert [(one.number, one.wording) for one in found.amendments] == [
        (2, TEXTS[1].replace("shelter open", "shelter free"))
    ]
    assert [(one.number, one.text) for one in found.comments] == [(6, "Which day?")]
    assert found.published > 0


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_a_file_kept_unchanged_asks_for_nothing(
    office: Office, clean: Path, tmp_path: Path, ending: str
) -> None:
    found = read_back(office.work_on(clean, tmp_path / f"returned.{ending}"))

    assert not found.amendments
    assert not found.comments
