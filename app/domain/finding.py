"""Finding the lines of a text that were named by how they begin."""

from collections.abc import Sequence

from app.domain.preview import Line, Preview
from app.domain.texts import normalise_text

_KEY = 8


def lines_named(preview: Preview, beginnings: Sequence[str]) -> list[str]:
    """The id of the line each of these is the beginning of; empty where there is none.

    They come in the order of the text, so that of lines that begin alike the next one is meant. A
    beginning that was cut short ends with an ellipsis.
    """
    rows = [(words, at) for at, line in enumerate(preview.lines) for words in _readings(line)]
    known: dict[str, list[tuple[str, int]]] = {}
    for words, at in rows:
        known.setdefault(words[:_KEY], []).append((words, at))
    found: list[str] = []
    last = 0
    for beginning in beginnings:
        words = normalise_text(beginning.removesuffix("…"))
        near = known.get(words[:_KEY], []) if len(words) >= _KEY else rows
        places = [place for text, place in near if words and text.startswith(words)]
        if not places:
            found.append("")
            continue
        last = next((place for place in places if place >= last), places[0])
        found.append(preview.lines[last].id)
    return found


def _readings(line: Line) -> tuple[str, ...]:
    """A line as a source may have it: with its label before it, or without."""
    return (line.text, f"{line.label} {line.text}") if line.label else (line.text,)
