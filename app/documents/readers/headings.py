"""Finding headings where a source has none marked: numbering words, bold lines, capitals."""

from collections.abc import Sequence
from dataclasses import replace

from app.documents.readers.blocks import Block
from app.domain.labels import LabelKind, heading_label, label_kind
from app.domain.texts import ParagraphType, guess_type

_MAX_LENGTH = 120
_SENTENCE_ENDS = (",", ";", "،", "؛", ".", ":", "…")
_RANKS: tuple[frozenset[LabelKind | None], ...] = (
    frozenset({LabelKind.ANNEX, LabelKind.PART}),
    frozenset({LabelKind.TITLE}),
    frozenset({LabelKind.CHAPTER}),
    frozenset({LabelKind.SECTION}),
    frozenset(
        {
            LabelKind.PRINCIPLE,
            LabelKind.COMMITMENT,
            LabelKind.OBJECTIVE,
            LabelKind.RECOMMENDATION,
            LabelKind.ARTICLE,
        }
    ),
    frozenset({LabelKind.CLAUSE, LabelKind.PARAGRAPH}),
    frozenset({None}),
)
# "Paragraph 5" alone on a line is no heading, and neither is a bare number.
_WITHIN_TEXT = (None, LabelKind.CLAUSE, LabelKind.PARAGRAPH)
_OUTERMOST = (ParagraphType.PREAMBULAR, ParagraphType.ANNEX)


def find_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with likely headings marked; unchanged when the source marks its own."""
    if any(block.level is not None for block in blocks):
        return list(blocks)
    candidates = [_is_heading(block) for block in blocks]
    if sum(candidates) * 2 > len(blocks):  # all in bold: only numbering words tell
        candidates = [
            found and _names_a_part(block) for found, block in zip(candidates, blocks, strict=True)
        ]
    return _with_levels(_with_title(_join_numbers(blocks, candidates)))


def _is_heading(block: Block) -> bool:
    if block.settled or block.label is not None or len(block.text) > _MAX_LENGTH:
        return False
    if _is_number_alone(block.text) or _names_a_part(block):
        return True
    return block.strong and not block.text.endswith(_SENTENCE_ENDS)


def _is_number_alone(text: str) -> bool:
    label = heading_label(text)
    return (
        label is not None
        and label_kind(label) not in _WITHIN_TEXT
        and text[len(label) :].strip(" .:-–—") == ""
    )


def _names_a_part(block: Block) -> bool:
    """A line that is only "Preamble", or bold and begins with "Article 5"."""
    if _is_outermost(block.text):
        return len(block.text.split()) == 1 or block.strong
    label = heading_label(block.text)
    return _is_number_alone(block.text) or (
        block.strong and label is not None and label_kind(label) is not None
    )


def _is_outermost(text: str) -> bool:
    return guess_type(text) in _OUTERMOST


def _join_numbers(blocks: Sequence[Block], candidates: Sequence[bool]) -> list[Block]:
    """A line such as "Chapter I" and its name on the next line are one heading."""
    joined: list[Block] = []
    for block, found in zip(blocks, candidates, strict=True):
        before = joined[-1] if joined else None
        if (
            found
            and before is not None
            and before.level is not None
            and _is_number_alone(before.text)
            and heading_label(block.text) is None
        ):
            joined[-1] = replace(
                before,
                text=f"{before.text} {block.text}",
                label=heading_label(before.text),
                notes=before.notes + block.notes,
            )
        else:
            joined.append(replace(block, level=1) if found else block)
    return joined


def _with_title(blocks: list[Block]) -> list[Block]:
    first = blocks[0] if blocks else None
    if first is None or first.level is None or len(blocks) == 1:
        return blocks
    if _label(first) is not None or _is_outermost(first.text):
        return blocks
    return [replace(first, level=None, title=True), *blocks[1:]]


def _label(block: Block) -> str | None:
    return block.label or heading_label(block.text)


def _rank(block: Block) -> int | None:
    label = _label(block)
    if label is None:
        return None
    kind = label_kind(label)
    return next(rank for rank, kinds in enumerate(_RANKS) if kind in kinds)


def _with_levels(blocks: list[Block]) -> list[Block]:
    """Named headings outermost, then the numbering words in their order."""
    headings = [block for block in blocks if block.level is not None]
    named = any(_rank(block) is None and not _is_outermost(block.text) for block in headings)
    ranks = sorted({rank for block in headings if (rank := _rank(block)) is not None})
    levels = {rank: place + (2 if named else 1) for place, rank in enumerate(ranks)}
    under_name = False
    levelled = []
    for block in blocks:
        if block.level is None:
            levelled.append(block)
            continue
        rank = _rank(block)
        if rank is None:
            under_name = not _is_outermost(block.text)
            level = 1
        else:
            level = levels[rank] if under_name or not named else levels[rank] - 1
        levelled.append(replace(block, level=level))
    return levelled
