"""A text as lines: read, corrected, read back as a tree."""

import pytest

from app.domain.errors import Invalid, NotFound
from app.domain.preview import Line, Linked, Preview
from app.domain.texts import ParagraphNode, ParagraphType, SectionNode, TextTree

OPERATIVE, ANNEX = ParagraphType.OPERATIVE, ParagraphType.ANNEX
TREE = TextTree(
    "Title",
    (ParagraphNode("Opening."),),
    (
        SectionNode(
            "Part I",
            "Part I",
            1,
            (ParagraphNode("One.", "1."), ParagraphNode("Two.", "2.")),
            (SectionNode("Inner", None, 2, (ParagraphNode("Three."),)),),
        ),
        SectionNode("Part II", "Part II", 1, (ParagraphNode("Four.", None, ANNEX),)),
    ),
)


@pytest.fixture
def preview() -> Preview:
    return Preview.of(TREE)


def texts(preview: Preview) -> list[str]:
    return [line.text for line in preview.lines]


def test_tree_comes_back_as_it_was(preview: Preview) -> None:
    assert preview.tree == TREE


def test_json_comes_back_as_it_was(preview: Preview) -> None:
    assert Preview.from_json(preview.to_json()) == preview


def test_headings_have_no_number(preview: Preview) -> None:
    assert [number for number, _ in preview.numbered()] == [1, None, 2, 3, None, 4, None, 5]


def test_text_without_headings_is_a_tree_of_paragraphs() -> None:
    tree = TextTree(None, (ParagraphNode("Only."),))

    assert Preview.of(tree).tree == tree


def test_skipped_level_is_closed_up() -> None:
    lines = (
        Line("l1", "Deep", None, 3),
        Line("l2", "Words.", None, 0, OPERATIVE),
        Line("l3", "Top", None, 1),
        Line("l4", "Third", None, 3),
    )
    tree = Preview(None, lines, 5).tree

    assert [section.level for section in tree.sections] == [1, 1]
    assert tree.sections[1].sections[0].level == 2


def test_line_changes_words_label_and_type(preview: Preview) -> None:
    changed = preview.change("l3", " New  words. ", " (a) ", "commitment").line("l3")

    assert changed == Line("l3", "New words.", "(a)", 0, ParagraphType.COMMITMENT)


def test_paragraph_becomes_a_heading_with_its_numbering(preview: Preview) -> None:
    changed = preview.change("l3", "Article 5", "ignored", "heading2").line("l3")

    assert changed == Line("l3", "Article 5", "Article 5", 2)


def test_empty_line_is_refused(preview: Preview) -> None:
    with pytest.raises(Invalid, match="text_needed"):
        preview.change("l3", "  ", None, "operative")


def test_split_makes_paragraphs_of_the_same_type(preview: Preview) -> None:
    split = preview.split("l8", "Four.\n \nFive.\n\n\nSix.")

    assert texts(split)[-3:] == ["Four.", "Five.", "Six."]
    assert {line.type for line in split.lines[-3:]} == {ANNEX}
    assert len({line.id for line in split.lines}) == len(split.lines)


def test_split_heading_leaves_a_paragraph_behind(preview: Preview) -> None:
    split = preview.split("l2", "Part I\n\nSome words.")

    assert split.lines[1].is_heading
    assert split.lines[2].type is OPERATIVE


def test_first_heading_split_guesses_the_type() -> None:
    first = Preview(None, (Line("l1", "Annex A words", None, 1),), 2)

    assert first.split("l1", "Annex\n\nWords.").lines[1].type is OPERATIVE
    under = Preview(None, (Line("l1", "Annex", None, 1), Line("l2", "X Y", None, 1)), 3)
    assert under.split("l2", "X\n\nY").lines[2].type is ANNEX


def test_split_needs_a_place(preview: Preview) -> None:
    with pytest.raises(Invalid, match="no_place_to_split"):
        preview.split("l3", "One.\nStill one.")


def test_merge_keeps_the_second_label_in_the_text(preview: Preview) -> None:
    merged = preview.merge("l3")

    assert merged.line("l3").text == "One. 2. Two."
    assert len(merged.lines) == len(preview.lines) - 1


def test_headings_merge_with_headings() -> None:
    lines = (Line("l1", "Chapter I", "Chapter I", 1), Line("l2", "Water", None, 1))

    assert Preview(None, lines, 3).merge("l1").lines[0].text == "Chapter I Water"


@pytest.mark.parametrize("line", ["l4", "l8"])
def test_merge_needs_a_next_line_of_its_kind(preview: Preview, line: str) -> None:
    with pytest.raises(Invalid, match="nothing_to_merge"):
        preview.merge(line)


def test_deleted_heading_leaves_its_paragraphs_to_the_one_before(preview: Preview) -> None:
    tree = preview.delete("l7").tree

    assert [node.text for node in tree.sections[0].sections[0].paragraphs] == ["Three.", "Four."]


def test_split_and_merged_paragraphs_keep_what_they_are_linked_to(preview: Preview) -> None:
    one, two = Linked(("care",), ("water",)), Linked(("care", "law"))
    linked = preview.link("l3", one).link("l4", two)

    assert [line.linked for line in linked.split("l3", "A.\n\nB.").lines[2:4]] == [one, one]
    assert linked.merge("l3").line("l3").linked == Linked(("care", "law"), ("water",))
    assert preview.link("l4", two).merge("l3").line("l3").linked == two
    assert preview.merge("l3").line("l3").linked is None


def test_heading_is_linked_to_nothing(preview: Preview) -> None:
    assert preview.link("l2", Linked(("care",))) == preview
    assert preview.link("l3", Linked(("care",))).change("l3", "X", None, "heading1") == (
        preview.change("l3", "X", None, "heading1")
    )


def test_changed_words_stay_linked(preview: Preview) -> None:
    linked = preview.link("l3", Linked(("care",)))

    assert linked.change("l3", "New.", None, "annex").line("l3").linked == Linked(("care",))
    assert Preview.from_json(linked.to_json()) == linked


def test_links_are_added_and_taken_away() -> None:
    both = Linked(("a",), ("x",)) | Linked(("b", "a"), ("y",))

    assert both == Linked(("a", "b"), ("x", "y"))
    assert both - Linked(("a",), ("y",)) == Linked(("b",), ("x",))
    assert not both - both


def test_unknown_line_is_not_found(preview: Preview) -> None:
    with pytest.raises(NotFound):
        preview.line("l99")
