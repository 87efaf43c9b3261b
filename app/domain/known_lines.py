"""What no reader of files can tell from a text, known from the version that it revises."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.doubts import Doubt
from app.domain.pairing import Pairing, paragraph_place
from app.domain.preview import Line, Preview
from app.domain.texts import ParagraphType

SWAPPED = 0.5


def with_known_labels(preview: Preview, known: Iterable[tuple[str | None, str]]) -> Preview:
    """The preview with each line parted as the version parts it, where it stayed to the letter.

    ``known`` has label and text of each paragraph of the version. A file shows a label and its
    text as one line: "1 Everyone has rights" may be either, and only the version tells.
    """
    parted = {_shown(label, text): (label, text) for label, text in known}
    lines = tuple(_as_known(line, parted) for line in preview.lines)
    return replace(preview, lines=lines)


def with_known_types(
    preview: Preview, places: Mapping[str, str], types: Mapping[str, ParagraphType]
) -> Preview:
    """The preview with the type of each paragraph as the version has it, by keys.

    ``places`` says what each line was, as a pairing does; a new paragraph keeps the guess.
    """
    by_place = {paragraph_place(key): type_ for key, type_ in types.items()}
    lines = tuple(
        line
        if line.is_heading
        else replace(line, type=by_place.get(places.get(line.id, ""), line.type))
        for line in preview.lines
    )
    return replace(preview, lines=lines)


def with_known_words(
    pairing: Pairing, preview: Preview, known: Mapping[str, str], *, score: float = SWAPPED
) -> Pairing:
    """The pairing with each line at the paragraph that has these very words, to be looked at.

    ``known`` are the words of a translation there is already, by key. Its paragraphs may have
    changed places; by their lengths alone that is not seen.
    """
    texts = Counter(known.values())
    lines = Counter(line.text for line in preview.paragraphs)
    where = {text: paragraph_place(key) for key, text in known.items() if texts[text] == 1}
    places, doubts, reasons = dict(pairing.places), dict(pairing.doubts), dict(pairing.reasons)
    for line in preview.paragraphs:
        there, before = where.get(line.text), places.get(line.id)
        if there is None or before is None or before == there or lines[line.text] > 1:
            continue
        places[line.id] = there
        found = [there, before] if before.startswith("p-") else [there]
        doubts.update(dict.fromkeys(found, score))
        reasons.update(dict.fromkeys(found, Doubt.WORDS))
        doubts.pop(line.id, None)
    return replace(pairing, places=places, doubts=doubts, reasons=reasons)


def _as_known(line: Line, parted: Mapping[str, tuple[str | None, str]]) -> Line:
    found = None if line.is_heading else parted.get(_shown(line.label, line.text))
    return line if found is None else replace(line, label=found[0], text=found[1])


def _shown(label: str | None, text: str) -> str:
    return text if label is None else f"{label} {text}"
