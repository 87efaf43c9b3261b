"""Reading our own plain text again: numbers, rules and what proves the copy are no part of it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from app.documents.margin import FRAME, RULES
from app.documents.readers.blocks import Block
from app.documents.readers.reading import Problem
from app.domain.texts import normalise_text

_NUMBER = regex.compile(r"\[\d{1,4}\] ")
_LEVELS = {"-" * width: level for level, width in enumerate(RULES, start=1)}


def own_blocks(lines: Sequence[str], problems: list[Problem]) -> list[Block] | None:
    """The blocks of a text that begins as ours do, also one that was edited; None for others."""
    lines = [line.rstrip() for line in lines]
    if lines[1:2] != [FRAME] or not lines[0]:
        return None
    head, *body = _parted(lines[2:])
    problems.append(Problem("page_header_dropped", detail=_joined(head)))
    blocks = [Block(normalise_text(lines[0]), title=True)]
    for at, chunk in enumerate(body):
        if chunk[0] == FRAME:
            foot = [line for rest in body[at:] for line in rest if line != FRAME]
            problems.append(Problem("page_footer_dropped", detail=_joined(foot)))
            break
        blocks.extend(_blocks(chunk))
    return blocks


def _parted(lines: Sequence[str]) -> list[list[str]]:
    """Runs of lines between empty ones, the first of them even if it is empty."""
    runs = [list(run) for filled, run in groupby(lines, bool) if filled]
    return runs if lines[:1] != [""] and runs else [[], *runs]


def _blocks(chunk: Sequence[str]) -> Iterator[Block]:
    """A heading and its rule, or a paragraph for each number."""
    held: list[str] = []
    for line in chunk:
        if held and line in _LEVELS:
            yield Block(_joined(held), level=_LEVELS[line])
            held = []
            continue
        number = _NUMBER.match(line)
        if held and number:
            yield Block(_joined(held))
            held = []
        held.append(line[number.end() :] if number else line)
    if held:
        yield Block(_joined(held))


def _joined(lines: Sequence[str]) -> str:
    return normalise_text(" ".join(lines))
