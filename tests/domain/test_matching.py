"""What became of a text that came back changed: kept, moved, cut apart, joined."""

from collections import Counter
from collections.abc import Callable
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import matching, runs
from app.domain.assignment import LARGEST
from app.domain.matching import Known, matched
from app.domain.pairing import OWN, Pairing
from app.domain.preview import Preview
from app.domain.runs import taken_most
from app.domain.texts import ParagraphNode, SectionNode, TextTree

WATER = "Towns keep water open to all who live there, day and night, at no cost."
SCHOOL = "Schools take every child in the week it arrives, whatever papers it carries."
BELLS = "Bells ring at noon from the towers of the old harbour and are heard by ships."
ROADS = "Roads to the market are mended before winter by those who use them most."
OLD = [Known("w", WATER), Known("s", SCHOOL), Known("b", BELLS), Known("r", ROADS)]


def back(*texts: str, old: list[Known] | None = None) -> Pairing:
    preview = Preview.of(TextTree(None, tuple(map(ParagraphNode, texts)), ()))
    return matched(preview, OLD if old is None else old, [])


def places(found: Pairing) -> list[str]:
    return [place.removeprefix("p-") for place in found.places.values()]


@pytest.mark.parametrize(
    ("texts", "keys"),
    [
        ([WATER, SCHOOL, BELLS, ROADS], "wsbr"),
        ([ROADS, WATER, SCHOOL, BELLS], "rwsb"),
        ([WATER.replace("no cost", "low cost"), SCHOOL, BELLS, ROADS], "wsbr"),
        ([*SCHOOL.split(", "), WATER, BELLS, ROADS], "sswbr"),
        ([WATER, SCHOOL, BELLS, "Nobody pays.", ROADS], ["w", "s", "b", OWN, "r"]),
    ],
)
def test_paragraphs_keep_their_keys(texts: list[str], keys: list[str]) -> None:
    found = back(*texts)

    assert places(found) == list(keys)
    assert not found.merged
    assert not found.doubts


def test_two_joined_paragraphs_are_one_with_the_key_of_the_longer() -> None:
    found = back(WATER, f"{SCHOOL} {BELLS}", ROADS)

    assert places(found) == ["w", "b", "r"]
    assert found.merged == {"l2": ("s",)}
    assert not found.doubts


def test_joined_and_changed_a_good_deal_is_doubtful() -> None:
    joined = f"{SCHOOL} {BELLS}".replace("in the week it arrives", "soon").replace(
        "old harbour", "port"
    )
    found = back(WATER, joined, ROADS)

    assert found.merged == {"l2": ("s",)}
    assert set(found.doubts) == {"p-b"}


def test_four_are_joined_and_five_are_not_taken_for_one() -> None:
    four = back(" ".join((WATER, SCHOOL, BELLS, ROADS)))

    assert places(four) == ["b"]
    assert four.merged == {"l1": ("w", "s", "r")}


def test_short_end_cut_off_is_a_split() -> None:
    start, end = SCHOOL.rsplit(", ", 1)

    assert places(back(WATER, f"{start}.", f"{end.capitalize()}", BELLS, ROADS)) == list("wssbr")


def test_heading_between_parts_keeps_them_apart() -> None:
    one, two = SCHOOL.split(", ")
    tree = TextTree(
        None,
        tuple(map(ParagraphNode, (WATER, one))),
        (SectionNode("Papers", None, 1, tuple(map(ParagraphNode, (two, BELLS, ROADS)))),),
    )
    found = matched(Preview.of(tree), OLD, [])

    assert list(found.places.values()).count("p-s") == 1


def test_new_neighbour_of_a_changed_paragraph_is_new() -> None:
    found = back(WATER, SCHOOL.replace("week", "month"), "Teachers are paid well.", BELLS, ROADS)

    assert places(found) == ["w", "s", OWN, "b", "r"]


def test_of_equal_texts_those_in_order_are_pairs() -> None:
    same = "The assembly takes note of the report."
    old = [
        Known("a", same),
        Known("w", WATER),
        Known("b", same),
        Known("s", SCHOOL),
        Known("c", same),
    ]

    assert places(back(WATER, same, SCHOOL, same, old=old)) == ["w", "b", "s", "c"]
    assert places(back(same, WATER, SCHOOL, old=old)) == ["a", "w", "s"]
    assert places(back(WATER, same, SCHOOL, old=old)) == ["w", "b", "s"]


def test_like_texts_are_pairs_in_order() -> None:
    old = [Known(str(n), f"Each town reports once a year on matter {n}.") for n in range(3)]
    new = [f"Each city reports once a year on matter {n}." for n in "abc"]

    assert places(back(*new, old=old)) == ["0", "1", "2"]


def test_one_excellent_pair_is_not_given_up_for_two_weak_ones() -> None:
    old = [Known("a", WATER), Known("b", "Towns keep records open to some.")]
    found = back(WATER.replace("cost", "price"), "Towns keep water.", old=old)

    assert places(found)[0] == "a"


def test_key_is_that_of_the_paragraph_most_was_taken_from() -> None:
    assert taken_most(["a long beginning", "end"], "a long beginning end") == 0
    assert taken_most(["something quite long lost", "the end stays"], "the end stays") == 1


SENTENCE = st.lists(
    st.text("abcdefghij", min_size=3, max_size=8), min_size=8, max_size=16, unique=True
).map(" ".join)
TEXTS = st.lists(SENTENCE, min_size=1, max_size=8, unique=True)


@given(TEXTS, st.randoms(use_true_random=False))
def test_untouched_paragraphs_keep_their_keys_in_any_order(
    texts: list[str], chance: Random
) -> None:
    old = [Known(str(at), text) for at, text in enumerate(texts)]
    order = list(range(len(texts)))
    chance.shuffle(order)
    others = [texts[at] + " changed" if chance.random() < 0.3 else texts[at] for at in order]
    found = back(*others, old=old)
    got = dict(zip(others, places(found), strict=True))

    assert all(got[texts[at]] == str(at) for at in order if texts[at] in got)


@given(TEXTS, TEXTS)
def test_no_key_is_given_twice_unless_cut_or_joined(before: list[str], after: list[str]) -> None:
    found = back(*after, old=[Known(str(at), text) for at, text in enumerate(before)])
    joined = [key for keys in found.merged.values() for key in keys]
    held = {key for key in places(found) if key != OWN}

    assert len(joined) == len(set(joined))
    assert not held & set(joined)
    assert {str(at) for at in range(len(before))} - held - set(joined) == {
        row[2:] for row, score in found.doubts.items() if score == 0.0 and row[2:] not in held
    }


def many(change: Callable[[str], list[str]]) -> list[str]:
    chance = Random(7)  # noqa: S311  words only
    words = ["".join(chance.choices("abcdefghij", k=6)) for _ in range(900)]
    texts = [" ".join(chance.choices(words, k=24)) for _ in range(600)]
    return [part for text in texts for part in change(text)]


@pytest.mark.parametrize("form", ["edited", "shuffled", "cut", "joined"])
def test_long_text_is_compared_with_little_work(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old = many(lambda text: [text])
    new = many(lambda text: [text.replace(text[:13], "one other")])
    if form == "shuffled":
        Random(3).shuffle(new)  # noqa: S311  an order only
    elif form == "cut":
        new = [part for text in new[:300] for part in (text[:80], text[81:])]
    elif form == "joined":
        new = [f"{one} {two}" for one, two in zip(new[::2], new[1::2], strict=True)]
    tried = Counter[str]()
    ratio, solve = runs.fuzz.ratio, matching.assigned

    def counted(one: str, other: str, *, score_cutoff: float) -> float:
        tried["runs"] += 1
        return ratio(one, other, score_cutoff=score_cutoff)

    def weighed(worth: dict[tuple[int, int], int]) -> dict[int, int]:
        tried["pairs"] += len(worth)
        return solve(worth)

    monkeypatch.setattr(runs, "fuzz", SimpleNamespace(ratio=counted))
    monkeypatch.setattr(matching, "assigned", weighed)
    found = back(*new, old=[Known(str(at), text) for at, text in enumerate(old)])

    assert len(set(places(found)) - {OWN}) == (600 if form in {"edited", "shuffled"} else 300)
    assert tried["runs"] <= 6 * 600
    assert tried["pairs"] <= LARGEST


def test_of_two_that_are_as_like_the_one_in_order_wins() -> None:
    old = [Known("1", "Each town reports once a year on matter 1."), OLD[0]]
    old.append(Known("2", "Each town reports once a year on matter 2."))

    assert places(back(WATER, "Each town reports once a year on matter x.", old=old)) == ["w", "2"]


def test_new_line_that_repeats_its_neighbour_is_not_a_part_of_it() -> None:
    changed = SCHOOL.replace("week", "month")

    assert places(back(WATER, changed, "Schools take every child.", BELLS, ROADS)) == [
        "w", "s", OWN, "b", "r",
    ]  # fmt: skip
