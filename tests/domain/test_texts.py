"""The text tree: order, numbers, round trips, hash, white space and guessed types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.texts import (
    ParagraphNode,
    ParagraphType,
    SectionNode,
    TextTree,
    canonical_json,
    content_hash,
    guess_type,
    normalise_text,
)

PARAGRAPHS = st.builds(
    ParagraphNode,
    st.text(min_size=1),
    st.none() | st.text(min_size=1),
    st.sampled_from(ParagraphType),
)


def sections(inner: st.SearchStrategy[SectionNode]) -> st.SearchStrategy[SectionNode]:
    return st.builds(
        SectionNode,
        st.text(min_size=1),
        st.none() | st.text(min_size=1),
        st.integers(1, 6),
        st.lists(PARAGRAPHS, max_size=3).map(tuple),
        st.lists(inner, max_size=2).map(tuple),
    )


LEAVES = st.builds(SectionNode, st.text(min_size=1))
TREES = st.builds(
    TextTree,
    st.none() | st.text(min_size=1),
    st.lists(PARAGRAPHS, max_size=3).map(tuple),
    st.lists(st.recursive(LEAVES, sections, max_leaves=6), max_size=3).map(tuple),
)
SMALL = TextTree(
    "T",
    (ParagraphNode("zero"),),
    (
        SectionNode(
            "A",
            paragraphs=(ParagraphNode("one"), ParagraphNode("two", "(a)")),
            sections=(SectionNode("A1", level=2, paragraphs=(ParagraphNode("three"),)),),
        ),
        SectionNode("B", paragraphs=(ParagraphNode("four"),)),
    ),
)


@given(TREES)
def test_tree_survives_json(tree: TextTree) -> None:
    assert TextTree.from_json(tree.to_json()) == tree


@given(TREES)
def test_every_paragraph_is_numbered_once_in_order(tree: TextTree) -> None:
    numbers = [placed.number for placed in tree.walk_paragraphs()]

    assert numbers == list(range(1, len(numbers) + 1))


def test_numbers_run_through_sections_in_reading_order() -> None:
    placed = [(one.number, one.path, one.node.text) for one in SMALL.walk_paragraphs()]

    assert placed == [
        (1, (), "zero"),
        (2, (0,), "one"),
        (3, (0,), "two"),
        (4, (0, 0), "three"),
        (5, (1,), "four"),
    ]


def test_sections_are_walked_with_their_paths() -> None:
    assert [(one.path, one.node.heading) for one in SMALL.walk_sections()] == [
        ((0,), "A"),
        ((0, 0), "A1"),
        ((1,), "B"),
    ]


def test_lines_are_what_a_reader_sees() -> None:
    assert list(SMALL.lines()) == ["T", "zero", "A", "one", "(a) two", "A1", "three", "B", "four"]


def test_canonical_json_sorts_and_keeps_text_as_it_is() -> None:
    decomposed = "e\u0301"

    assert canonical_json({"b": 1, "a": decomposed}) == f'{{"a":"{decomposed}","b":1}}'.encode()


def test_canonical_json_refuses_what_json_cannot_say() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_json({"a": float("nan")})


def test_hash_is_sha256_and_ignores_the_order_of_keys() -> None:
    assert content_hash({"a": 1, "b": 2}) == content_hash({"b": 2, "a": 1})
    assert content_hash({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  a \n\t b\r\n", "a b"),
        ("droits\u00a0: tout\u202f!", "droits\u00a0: tout\u202f!"),
        ("co\u2010operation", "co\u2010operation"),
        ("\u200fنص\u200f", "\u200fنص\u200f"),
        ("a\u2028b", "a b"),
        ("\u00a0a", "\u00a0a"),
        ("", ""),
    ],
)
def test_only_ordinary_white_space_is_collapsed(given_text: str, kept: str) -> None:
    assert normalise_text(given_text) == kept


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise_text(normalise_text(text)) == normalise_text(text)


@pytest.mark.parametrize(
    ("heading", "type_"),
    [
        ("Preamble", "preambular"),
        ("PRÉAMBULE", "preambular"),
        ("I. Preámbulo", "preambular"),
        ("الديباجة", "preambular"),
        ("ديباجة", "preambular"),
        ("Annex A: Terms", "annex"),
        ("Annexe", "annex"),
        ("Anexo II", "annex"),
        ("الملحق ١", "annex"),
        ("Guiding principles", "principle"),
        ("Principe 3", "principle"),
        ("Principios", "principle"),
        ("المبادئ", "principle"),
        ("Chapter II – Commitments", "commitment"),
        ("Engagements des villes", "commitment"),
        ("Compromisos", "commitment"),
        ("الالتزامات", "commitment"),
        ("Article 4", "operative"),
        ("Principal places", "operative"),
        ("Annexation", "operative"),
    ],
)
def test_type_is_guessed_from_the_heading(heading: str, type_: str) -> None:
    assert guess_type(heading) == type_


def test_type_is_inherited_unless_the_heading_says_otherwise() -> None:
    assert guess_type("Article 1", ParagraphType.PRINCIPLE) is ParagraphType.PRINCIPLE
    assert guess_type("Commitments", ParagraphType.PRINCIPLE) is ParagraphType.COMMITMENT
    assert guess_type("Commitments", ParagraphType.ANNEX) is ParagraphType.ANNEX
