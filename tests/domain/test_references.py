"""References in written parts: links, quotes, and nothing else taken for one."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.references import parts_of

KNOWN = {"C3", "A12", "p7"}


def named(text: str) -> list[str]:
    return [one.item for part in parts_of(text, KNOWN) for one in part.stretches if one.item]


def test_what_is_there_becomes_a_link() -> None:
    assert named("As C3 says (A12, § 7), and §7.") == ["C3", "A12", "p7", "p7"]
    assert named("كما في C3 و§ 7.") == ["C3", "p7"]


def test_what_is_not_there_stays_text() -> None:
    assert named("C4, A1, § 70, XC3, C3a, AC3 and C03") == []


def test_paragraph_that_is_only_a_reference_is_a_quote() -> None:
    parts = parts_of("Somebody said:\n\n C3 \n\nC4\n\n§ 7", KNOWN)

    assert [part.quote for part in parts] == ["", "C3", "", ""]


@given(st.text(alphabet="C3A12 §7.\nي", max_size=40))
def test_the_words_stay_the_same(text: str) -> None:
    joined = ["".join(one.text for one in part.stretches) for part in parts_of(text, KNOWN)]

    assert joined == [part.strip() for part in text.split("\n\n") if part.strip()]
