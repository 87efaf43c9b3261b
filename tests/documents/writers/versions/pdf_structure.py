"""What the tags of a PDF say to a program that reads aloud, told by poppler's `pdfinfo`.

A page holds the letters of Arabic from left to right, several of them in one sign of the face. So a
text with Arabic in it is known by its words in their order, the letters of each word however they
stand, and by its signs between the words; any other text to the letter.
"""

import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import regex

_LINE = regex.compile(r'(?P<deep> *)(?:"(?P<text>.*)"|(?P<name>\w+).*)')
_ARABIC = regex.compile(r"\p{Arabic}")
# A line may end behind a hyphen or a slash, inside a word.
_HYPHEN = regex.compile(r"([-\u2010/])\s+")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
# Brackets stand mirrored in Arabic, and the face tells one sign for both: all are turned one way.
_TURNED = str.maketrans(">)]»”", "<([«“")


def told(path: Path, wanted: Sequence[str], *, name: str = "P") -> list[str]:
    """Those of the wanted texts that an element of this name holds whole, in their order.

    The tags of each page stand apart, so a text over the end of a page is in two elements.
    """
    texts = {_known_by([text], shown=False): text for text in wanted}
    found: list[str] = []
    before: list[str] = []
    for lines, opens_page in _blocks(path, name):
        whole = [*before, *lines] if opens_page else lines
        known = {_known_by(lines, shown=True), _known_by(whole, shown=True)}
        found.extend(texts[one] for one in known if one in texts)
        before = lines
    return found


def _blocks(path: Path, name: str) -> Iterator[tuple[list[str], bool]]:
    """The lines of each element of this name, and whether it is the first of a page."""
    command = ["pdfinfo", "-struct-text", str(path)]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    lines: list[str] = []
    inside: int | None = None
    opens = opened = False
    for line in [*said.splitlines(), "Document"]:
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        if found["text"] is not None:
            if inside is not None:
                lines.append(found["text"])
            continue
        deep = len(found["deep"])
        if inside is not None and deep <= inside:
            yield lines, opened
            inside, lines = None, []
        opens = opens or found["name"] == "Part"
        if inside is None and found["name"] == name:
            inside, opened, opens = deep, opens, False


def _known_by(lines: Sequence[str], *, shown: bool) -> tuple[str, ...]:
    """What a text is known by, as it was written or, line by line, as a page shows it."""
    text = unicodedata.normalize("NFKC", " ".join(lines)).translate(_TURNED)
    if not _ARABIC.search(text):
        return tuple(_HYPHEN.sub(r"\1", text).split())
    words = [word for line in lines for word in _words(line, shown=shown)]
    between = "".join(_WORD.sub("", text).split())
    return (*("".join(sorted(word)) for word in words), "".join(sorted(between)))


def _words(line: str, *, shown: bool) -> Iterator[str]:
    """The words of a line in their order; on a page, stretches of Latin keep theirs."""
    words = _WORD.findall(unicodedata.normalize("NFKC", line))
    if not shown or not _ARABIC.search(line):
        return iter(words)
    runs: list[list[str]] = []
    for word in reversed(words):
        if runs and not _ARABIC.search(word) and not _ARABIC.search(runs[-1][0]):
            runs[-1].insert(0, word)
        else:
            runs.append([word])
    return (word for run in runs for word in run)
