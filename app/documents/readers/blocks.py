"""Blocks: the lines of a source in order, before they become a tree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.documents.readers.reading import Note, Problem
from app.domain.absent import is_absent
from app.domain.labels import label_keys, split_label

CELL_SEPARATOR = " | "


@dataclass(frozen=True)
class Block:
    """One line of the source and what its format says about it.

    ``level`` is set for headings. ``strong`` marks a line that is bold or in capitals as a
    whole. ``settled`` says that no label is to be looked for in the text. ``notes`` are the
    comments that hang on the line.
    """

    text: str
    level: int | None = None
    label: str | None = None
    title: bool = False
    strong: bool = False
    settled: bool = False
    notes: tuple[Note, ...] = ()


def row_block(cells: Iterable[str], notes: tuple[Note, ...] = ()) -> Block | None:
    """A table row as one line; a first cell that is only a label becomes the label."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return None
    first, *others = filled
    if others and split_label(f"{first} X") == (first, "X"):
        return Block(CELL_SEPARATOR.join(others), label=first, settled=True, notes=notes)
    return Block(CELL_SEPARATOR.join(filled), settled=True, notes=notes)


def table_blocks(rows: Sequence[Sequence[Sequence[Block]]]) -> list[Block]:
    """Rows of cells of blocks as lines; a table of one column is no table to a reader."""
    if all(len(cells) <= 1 for cells in rows):
        return [block for cells in rows for cell in cells for block in cell]
    lines = (
        row_block(
            [_as_text(cell) for cell in cells],
            tuple(note for cell in cells for block in cell for note in block.notes),
        )
        for cells in rows
    )
    return [line for line in lines if line is not None]


def _as_text(cell: Sequence[Block]) -> str:
    return " ".join(
        block.text if not block.label else f"{block.label} {block.text}" for block in cell
    )


def with_gaps_named(blocks: Iterable[Block], problems: list[Problem]) -> list[Block]:
    """The blocks; each that stands for a paragraph the language lacks is named as a problem."""
    found = list(blocks)
    problems.extend(
        Problem("gap_left_out", detail=block.text)
        for block in found
        if block.level is None and is_absent(block.text)
    )
    return found


def left_beside(count: int) -> list[Problem]:
    """What is said of so many notes and citations of our own that are no part of the text."""
    return [Problem("beside_left_out", detail=str(count))] if count else []


def split_lines(lines: Sequence[str]) -> list[str]:
    """The lines of one paragraph, joined except where a list was typed line by line.

    A list is a run of at least two labelled lines that counts up from its first: "(a)", "(b)".
    """
    joined: list[str] = []
    starts = _list_starts(lines)
    for index, line in enumerate(lines):
        if joined and index not in starts:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _list_starts(lines: Sequence[str]) -> set[int]:
    labels = [(index, split_label(line)[0]) for index, line in enumerate(lines)]
    labelled = [(index, label) for index, label in labels if label is not None]
    keys = label_keys([label for _, label in labelled])
    counts = [key for key in keys if key is not None]
    in_order = counts[:1] in (["1"], ["a"]) and len(set(counts)) == len(counts)
    return {index for index, _ in labelled} if in_order and len(counts) > 1 else set()
