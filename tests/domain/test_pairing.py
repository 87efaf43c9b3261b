"""Where lines belong: proposals of both kinds, and what a person makes of them."""

from dataclasses import replace

import pytest

from app.domain.alignment import Alignment, Pair, SectionPair, align
from app.domain.doubts import Doubt
from app.domain.errors import Invalid, NotFound
from app.domain.labels import heading_label
from app.domain.matching import Known, matched
from app.domain.pairing import OUT, OWN, Pairing, aligned, kept_lines
from app.domain.preview import Preview
from app.domain.texts import ParagraphNode, SectionNode, TextTree


def tree(*sections: tuple[str, *tuple[str, ...]]) -> TextTree:
    return TextTree(
        None,
        (),
        tuple(
            SectionNode(heading, heading_label(heading), 1, tuple(map(ParagraphNode, texts)))
            for heading, *texts in sections
        ),
    )


SOURCE = tree(("First", "One one.", "Two two two."), ("Second", "Three."))
OTHER = Preview.of(tree(("Premier", "Un un.", "Deux deux."), ("Second", "Trois.")))
KEYS = ["a", "b", "c"]
SECTIONS = {(0,): "s", (1,): "t"}
ORDER = ["h-s", "p-a", "p-b", "h-t", "p-c"]


def pairing(*pairs: Pair, sections: tuple[SectionPair, ...] = (), stray: str = OWN) -> Pairing:
    return aligned(SOURCE, OTHER, Alignment(pairs, sections), KEYS, SECTIONS, stray=stray)


def test_alignment_gives_every_line_its_place() -> None:
    found = aligned(SOURCE, OTHER, align(SOURCE, OTHER.tree), KEYS, SECTIONS, stray=OWN)

    assert found.places == {"l1": "h-s", "l2": "p-a", "l3": "p-b", "l4": "h-t", "l5": "p-c"}


def test_one_line_for_several_paragraphs_goes_to_the_longest() -> None:
    found = pairing(Pair((1, 2), (1,), 0.5, Doubt.JOINED))

    assert found.places["l2"] == "p-b"
    assert set(found.doubts) == {"p-a", "p-b"}


def test_line_without_partner_is_its_own_or_left_out() -> None:
    gap = Pair((), (2,), 0.4, Doubt.ALONE)

    assert pairing(gap).places["l3"] == OWN
    assert pairing(gap, stray=OUT).places["l3"] == OUT
    assert pairing(gap).doubts == {"l3": 0.4}


def test_row_says_why_it_was_proposed_as_doubtful_and_no_more_once_a_person_acted() -> None:
    pairs = [Pair((1,), (1,), 0.99, Doubt.SHIFTED), Pair((2,), (2,), 0.5, Doubt.WEAK)]
    found = pairing(*pairs, Pair((3,), (3,), 1.0, None))
    again = Pairing.from_json(found.to_json())
    corrected = replace(again, doubts={**again.doubts, "p-a": 0.0}).confirm(["p-b"])

    def said(one: Pairing) -> list[Doubt | None]:
        return [row.doubt for row in one.rows(OTHER, ORDER) if row.place in {"p-a", "p-b"}]

    assert said(again) == [Doubt.SHIFTED, Doubt.WEAK]
    assert said(again.follow(OTHER, stray=OWN)) == [Doubt.SHIFTED, Doubt.WEAK]
    assert said(corrected) == [None, None]
    assert said(again.put("l2", OUT)) == [None, Doubt.WEAK]


def test_heading_without_partner_is_left_out_and_doubtful() -> None:
    pairs = (SectionPair((0,), (0,), 1.0, None), SectionPair(None, (1,), 0.2, Doubt.ALONE))
    found = pairing(sections=(*pairs, SectionPair((1,), None, 0.1, Doubt.ALONE)))

    assert (found.places["l1"], found.places["l4"]) == ("h-s", OUT)
    assert found.doubts == {"l4": 0.2, "h-t": 0.1}


def test_rows_follow_the_version_and_strays_the_text() -> None:
    places = {"l1": "h-s", "l2": OWN, "l3": "p-b", "l4": OUT, "l5": "p-c"}
    rows = Pairing(places, {"l2": 0.0}).rows(OTHER, ORDER)

    assert [row.id for row in rows] == ["h-s", "l2", "p-a", "p-b", "l4", "h-t", "p-c"]
    assert [row.doubtful for row in rows][:2] == [False, True]
    assert rows[2].lines == ()


def test_strays_before_anything_stand_first() -> None:
    rows = Pairing({"l1": OUT, "l2": OWN}, {}).rows(OTHER, ORDER)

    assert [row.id for row in rows][:2] == ["l1", "l2"]


def test_person_confirms_and_moves() -> None:
    start = Pairing({"l2": "p-a", "l3": OWN}, {"p-a": 0.3, "p-b": 0.1, "l3": 0.2})

    assert start.confirm(["p-a"]).doubts == {"p-b": 0.1, "l3": 0.2}
    assert start.put("l3", "p-b").doubts == {"p-a": 0.3}
    with pytest.raises(NotFound):
        start.put("l9", "p-a")


def test_line_joins_the_place_of_the_one_before() -> None:
    start = Pairing({"l2": "p-a", "l3": OWN, "l5": "p-c"}, {})

    assert start.join(OTHER, "l3").places["l3"] == "p-a"
    with pytest.raises(Invalid, match="nothing_to_join"):
        start.join(OTHER, "l2")
    with pytest.raises(Invalid, match="nothing_to_join"):
        start.join(OTHER, "l5")
    with pytest.raises(NotFound):
        start.join(OTHER, "l99")


def test_decisions_follow_a_corrected_text() -> None:
    start = Pairing(
        {"l1": "h-s", "l2": "p-a", "l3": OWN, "l4": "h-t", "l5": "p-c"}, {"l3": 0.2, "p-c": 0.1}
    )
    changed = (
        OTHER.split("l2", "Un.\n\nun.")
        .change("l1", "No heading now.", None, "operative")
        .change("l5", "Heading now", None, "heading1")
    )
    found = start.follow(changed, stray=OUT)

    assert found.places == {
        "l1": OUT, "l2": "p-a", "l6": "p-a", "l3": OWN, "l4": "h-t", "l5": OUT,
    }  # fmt: skip
    assert set(found.doubts) == {"l1", "p-a", "l3", "p-c", "l5"}


def test_left_out_lines_are_not_kept() -> None:
    start = Pairing({"l1": "h-s", "l2": OUT, "l3": OWN}, {})

    assert [line.id for line, _ in kept_lines(start, OTHER)] == ["l1", "l3"]


def test_json_comes_back_as_it_was() -> None:
    start = Pairing({"l1": "h-s"}, {"h-s": 0.5})

    assert Pairing.from_json(start.to_json()) == start
    assert Pairing.from_json({}) == Pairing()


OLD = [
    Known("a", "Towns keep water open to all who live there."),
    Known("b", "Schools take every child in the week it arrives."),
    Known("c", "Completely different words about bells."),
    Known("d", None),
]


def matching(*texts: str, headings: tuple[str, ...] = ()) -> Pairing:
    found = Preview.of(tree(*((one,) for one in headings[:-1]), (headings or ("H",))[-1:] + texts))
    return matched(found, OLD, [Known("s", "Water", "1"), Known("t", "2. Schools", "2")])


def test_same_words_keep_their_key_wherever_they_stand() -> None:
    found = matching(*(one.text for one in reversed(OLD) if one.text))

    assert list(found.places.values())[1:] == ["p-c", "p-b", "p-a"]
    assert not found.doubts


def test_likely_change_is_kept_and_weak_one_doubtful() -> None:
    found = matching(
        "Towns keep clean water open to all who live there.",
        "Schools take each boy and girl within a month or so.",
        "Completely different words about bells.",
    )

    assert found.places["l2"] == "p-a"
    assert found.places["l3"] == "p-b"
    assert set(found.doubts) == {"p-b"}


def test_best_of_two_likenesses_wins() -> None:
    better = "Towns keep water open to all who live here."
    found = matching(better, "Towns keep clean water open to all who live there, now.", "Bells.")

    assert found.places["l2"] == "p-a"
    assert found.places["l3"] == OWN


def test_one_left_between_the_same_neighbours_is_proposed() -> None:
    found = matching(OLD[0].text or "", "Nothing alike 123.", OLD[2].text or "")

    assert found.places["l3"] == "p-b"
    assert "p-b" in found.doubts


def test_removed_paragraph_is_doubtful_and_missing_one_is_not() -> None:
    found = matching(OLD[0].text or "", OLD[1].text or "", "Words", "and words")

    assert found.doubts == {"p-c": 0.0}
    assert found.places["l4"] == OWN


def test_headings_match_by_words_number_or_likeness() -> None:
    found = matching("X.", headings=("Water", "2. Learning", "Waterx"))

    assert [found.places[one] for one in ("l1", "l2", "l3")] == ["h-s", "h-t", OWN]
    again = matched(Preview.of(tree(("Waters",))), [], [Known("s", "Water")])
    assert again.places["l1"] == "h-s"
