"""From blocks to the tree: title, nested sections, labels and types of paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.documents.readers.blocks import Block
from app.documents.readers.headings import find_headings
from app.documents.readers.reading import Note, UnreadableDocument, place_of
from app.domain.labels import heading_label, split_label
from app.domain.texts import (
    ParagraphNode,
    ParagraphType,
    SectionNode,
    TextTree,
    guess_type,
)


@dataclass
class _Draft:
    """A section while its blocks are still coming in."""

    heading: str
    label: str | None
    source_level: int
    notes: tuple[Note, ...] = ()
    paragraphs: list[Block] = field(default_factory=list)
    sections: list["_Draft"] = field(default_factory=list)


def build_tree(blocks: Sequence[Block]) -> TextTree:
    """The text of the blocks as a tree; a source without any paragraph is refused."""
    return build(blocks)[0]


def build(blocks: Sequence[Block]) -> tuple[TextTree, tuple[Note, ...]]:
    """The same with the comments that hang on its lines, each with the line it hangs on."""
    title, rest = _take_title(find_headings(blocks))
    if all(block.level is not None for block in rest):
        raise UnreadableDocument("empty")
    root = _Draft(title.text if title else "", None, 0, title.notes if title else ())
    open_sections = [root]
    for block in rest:
        if block.level is None:
            open_sections[-1].paragraphs.append(block)
            continue
        while open_sections[-1].source_level >= block.level:
            open_sections.pop()
        label = block.label or heading_label(block.text)
        draft = _Draft(block.text, label, block.level, block.notes)
        open_sections[-1].sections.append(draft)
        open_sections.append(draft)
    tree = TextTree(
        title.text if title else None,
        _paragraphs(root, ParagraphType.OPERATIVE),
        tuple(_section(draft, 1, None) for draft in root.sections),
    )
    return tree, tuple(_placed(root))


def _placed(root: _Draft) -> Iterator[Note]:
    """The comments with the numbers of their lines, in reading order."""
    for number, (text, notes) in enumerate(_lines(root)):
        for note in notes:
            yield replace(note, place=place_of(text), line=number)


def _lines(draft: _Draft) -> Iterator[tuple[str, tuple[Note, ...]]]:
    yield draft.heading, draft.notes
    for block in draft.paragraphs:
        yield block.text, block.notes
    for inner in draft.sections:
        yield from _lines(inner)


def _take_title(blocks: list[Block]) -> tuple[Block | None, list[Block]]:
    """The title and the rest: set in a title style, or the only heading of level 1, at the top."""
    titles = [index for index, block in enumerate(blocks) if block.title]
    if titles:
        first = last = titles[0]
        while last + 1 in titles:  # a title set on several lines
            last += 1
        lines = blocks[first : last + 1]
        notes = tuple(note for block in lines for note in block.notes)
        title = Block(" ".join(block.text for block in lines), notes=notes)
        return title, blocks[:first] + [_as_heading(block) for block in blocks[last + 1 :]]
    outermost = [block for block in blocks if block.level == 1]
    if len(outermost) == 1 and outermost[0] is blocks[0] and _may_be_title(blocks[0]):
        return blocks[0], blocks[1:]
    return None, blocks


def _as_heading(block: Block) -> Block:
    return replace(block, level=1, title=False) if block.title else block


def _may_be_title(block: Block) -> bool:
    return (
        block.label is None
        and heading_label(block.text) is None
        and guess_type(block.text) not in (ParagraphType.PREAMBULAR, ParagraphType.ANNEX)
    )


def _section(draft: _Draft, level: int, inherited: ParagraphType | None) -> SectionNode:
    type_ = guess_type(draft.heading, inherited)
    return SectionNode(
        heading=draft.heading,
        label=draft.label,
        level=level,
        paragraphs=_paragraphs(draft, type_),
        sections=tuple(_section(inner, level + 1, type_) for inner in draft.sections),
    )


def _paragraphs(draft: _Draft, type_: ParagraphType) -> tuple[ParagraphNode, ...]:
    return tuple(_paragraph(block, type_) for block in draft.paragraphs)


def _paragraph(block: Block, type_: ParagraphType) -> ParagraphNode:
    if block.settled or block.label is not None:
        return ParagraphNode(block.text, block.label, type_)
    label, text = split_label(block.text)
    return ParagraphNode(text, label, type_)
