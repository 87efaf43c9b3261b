"""Whatever is proposed, a merge is the base plus exactly the chosen changes."""

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.wording.merge import Proposal, analyse, apply, merge
from app.domain.wording.tokens import same_reading
from tests.domain.wording.texts import edits, rewordings, texts, tidy_texts


@st.composite
def _proposals(draw: st.DrawFn) -> tuple[str, list[Proposal]]:
    """A base and up to four proposals to change a few of its words."""
    base = draw(tidy_texts)
    targets = draw(st.lists(rewordings(base), max_size=4))
    return base, [Proposal(f"A{at}", target) for at, target in enumerate(targets)]


@given(_proposals())
def test_all_hunks_of_a_proposal_give_its_target(case: tuple[str, list[Proposal]]) -> None:
    base, proposals = case
    analysis = analyse(base, proposals)

    for proposal in proposals:
        assert same_reading(apply(base, analysis, analysis.of(proposal.key)), proposal.target)


@given(st.data())
def test_target_is_exact_when_nobody_spells_otherwise(data: st.DataObject) -> None:
    base = data.draw(tidy_texts).replace("e\u0301", "é").replace("\u0640", "")
    target = data.draw(rewordings(base)).replace("e\u0301", "é").replace("\u0640", "")
    analysis = analyse(base, [Proposal("A1", target)])

    assert apply(base, analysis, analysis.of("A1")) == target


@given(st.data())
def test_rough_text_is_given_back_as_the_reader_saw_it(data: st.DataObject) -> None:
    base = data.draw(texts)
    target = data.draw(edits(base) | texts)
    analysis = analyse(base, [Proposal("A1", target)])

    assert analysis.conflicts == ()
    assert same_reading(apply(base, analysis, analysis.of("A1")), target)


@st.composite
def _rearranged(draw: st.DrawFn) -> tuple[str, list[Proposal]]:
    """A base of sentences, and proposals that put them in another order, leave out or change."""
    sentences = [
        f"The {name} town keeps {name} bread." for name in "red blue green old new".split()
    ]
    base = " ".join(sentences)
    others = [one.replace("bread", "water") for one in sentences]
    target = st.lists(st.sampled_from([*sentences, *others]), max_size=5, unique=True)
    targets = draw(st.lists(st.permutations(sentences) | target, min_size=1, max_size=3))
    return base, [Proposal(f"A{at}", " ".join(one)) for at, one in enumerate(targets)]


@given(_rearranged())
def test_moved_words_are_neither_doubled_nor_lost(case: tuple[str, list[Proposal]]) -> None:
    base, proposals = case
    found = merge(base, proposals)
    chosen = set(found.applied)

    for move in found.analysis.moves:
        assert (move.taken in chosen) == (move.put in chosen)
    for move, other in combinations(found.analysis.moves, 2):
        if move.taken == other.taken and move.put != other.put:
            assert not {move.put, other.put} <= chosen


@given(_rearranged())
def test_all_moves_of_a_proposal_give_its_target(case: tuple[str, list[Proposal]]) -> None:
    base, proposals = case
    analysis = analyse(base, proposals)

    for proposal in proposals:
        assert apply(base, analysis, analysis.of(proposal.key)) == proposal.target


@given(_proposals())
def test_no_hunks_give_the_base(case: tuple[str, list[Proposal]]) -> None:
    base, proposals = case

    assert apply(base, analyse(base, proposals), []) == base


@given(_proposals(), st.data())
def test_order_of_proposals_does_not_matter(
    case: tuple[str, list[Proposal]], data: st.DataObject
) -> None:
    base, proposals = case
    shuffled = data.draw(st.permutations(proposals))

    assert merge(base, shuffled) == merge(base, proposals)


@given(_proposals())
def test_one_clean_hunk_after_the_other_is_all_at_once(case: tuple[str, list[Proposal]]) -> None:
    base, proposals = case
    found = merge(base, proposals)

    text, moved = list(found.analysis.tokens), 0
    for hunk in (hunk for hunk in found.analysis.hunks if hunk.id in found.applied):
        text[hunk.start + moved : hunk.end + moved] = [hunk.replacement]
        moved += 1 - (hunk.end - hunk.start)

    assert "".join(text) == found.text


@given(_proposals())
def test_no_text_appears_that_nobody_proposed(case: tuple[str, list[Proposal]]) -> None:
    base, proposals = case
    found = merge(base, proposals)

    offered = Counter(base)
    for hunk in found.analysis.hunks:
        assert any(hunk.replacement in proposal.target for proposal in proposals)
        offered.update(hunk.replacement)

    assert Counter(found.text) <= offered


@given(_proposals())
def test_identical_proposals_are_joined(case: tuple[str, list[Proposal]]) -> None:
    base, proposals = case
    twins = [Proposal(f"B{proposal.key}", proposal.target) for proposal in proposals]

    alone, doubled = analyse(base, proposals), analyse(base, [*proposals, *twins])

    assert [hunk.id for hunk in doubled.hunks] == [hunk.id for hunk in alone.hunks]
    assert len(doubled.joined) == len(doubled.hunks)
    assert doubled.conflicts == alone.conflicts


@given(_proposals())
def test_hunks_that_cannot_be_applied_together_are_in_conflict(
    case: tuple[str, list[Proposal]],
) -> None:
    base, proposals = case
    analysis = analyse(base, proposals)
    named = {frozenset(conflict.hunks) for conflict in analysis.conflicts}

    for pair in combinations([hunk.id for hunk in analysis.hunks], 2):
        if frozenset(pair) not in named:
            apply(base, analysis, pair)
