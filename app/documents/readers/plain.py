"""Reading plain text: empty lines part paragraphs, lines broken for their width are joined.

Where the lines are longer than a screen is wide, or no empty line stands between them, each line
that ends as a sentence does is a paragraph. Headings are lines with a numbering word, in capitals
or underlined. Nothing is a sign: stars, hashes and tags come over as they were typed.
"""

from collections.abc import Iterator
from dataclasses import replace

import regex

from app.documents.archive import MAX_UPLOAD
from app.documents.readers.blocks import Block, split_lines, with_gaps_named
from app.documents.readers.decoding import decode
from app.documents.readers.effort import LONGEST
from app.documents.readers.outline import build_tree
from app.documents.readers.plain_own import own_blocks
from app.documents.readers.reading import Problem, Reading, UnreadableDocument, place_of
from app.domain.labels import heading_label, label_kind, split_label
from app.domain.texts import ParagraphType, guess_type, normalise_text

MOST_LINES = 50_000
_WIDEST = 120
_HEADING = 120
_INDENT = 2
_ENDS = regex.compile(r"[.:;!?…؟؛۔][\"'”’»)\]]*$")
_RULE = regex.compile(r"[ \t]*([-=_*~#─━═])(?:[ \t]*\1){2,}[ \t]*")
_BULLET = regex.compile(r"[-–—•*·◦▪‣][ \t]+\S")
_BROKEN_WORD = regex.compile(r"(?<=\p{L})[-\u00ad\u2010]$")
_OUTERMOST = (ParagraphType.PREAMBULAR, ParagraphType.ANNEX)


def read_text(data: bytes) -> Reading:
    """The tree of a plain text, and what had to be assumed."""
    if len(data) > MAX_UPLOAD:
        raise UnreadableDocument("too_large")
    source, problems = decode(data)
    if len(source) > LONGEST:
        raise UnreadableDocument("too_complex")
    source = regex.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", source)
    lines = source.split("\n")
    if len(lines) > MOST_LINES:
        raise UnreadableDocument("too_complex")
    blocks = own_blocks(lines, problems) or _Reader(lines, problems).blocks()
    return Reading(build_tree(with_gaps_named(blocks, problems)), tuple(problems))


class _Reader:
    """One pass over one text; how it is broken into lines is seen from all of them."""

    def __init__(self, lines: list[str], problems: list[Problem]) -> None:
        self._problems = problems
        self._chunks = list(self._parted(lines))
        long = sum(len(line) > _WIDEST for chunk, _ in self._chunks for line in chunk)
        many = sum(len(chunk) for chunk, _ in self._chunks)
        self._own_lines = long * 10 > many
        self._alone = len(self._chunks) == 1
        self._width = max((len(line) for chunk, _ in self._chunks for line in chunk), default=0)

    def blocks(self) -> list[Block]:
        """Every paragraph and likely heading, in order; the first line may be the title."""
        made: list[Block] = []
        for chunk, underlined in self._chunks:
            for lines in self._paragraphs(chunk):
                made.extend(self._block(lines, underlined=underlined))
        if any(block.strong for block in made[1:]) and _may_be_title(made[0]):
            made[0] = replace(made[0], title=True)
        return made

    def _parted(self, lines: list[str]) -> Iterator[tuple[list[str], bool]]:
        """Runs of lines between empty lines and rules; whether a rule stands right below."""
        chunk: list[str] = []
        for line in [*lines, ""]:
            rule = _RULE.fullmatch(line) is not None
            if line.strip() and not rule:
                chunk.append(line.rstrip())
                continue
            if rule:
                self._problems.append(Problem("rule_dropped", place_of(" ".join(chunk[-1:]))))
            if chunk and rule:
                *before, last = chunk
                if before:
                    yield before, False
                yield [last], True
            elif chunk:
                yield chunk, False
            chunk = []

    def _paragraphs(self, chunk: list[str]) -> Iterator[list[str]]:
        """The lines of each paragraph of a run."""
        held: list[str] = []
        for line in chunk:
            if held and self._begins(held, line):
                yield held
                held = []
            held.append(line)
        if held:
            yield held

    def _begins(self, held: list[str], line: str) -> bool:
        """Whether a line begins a paragraph of its own."""
        text, last = line.strip(), held[-1].strip()
        # A line as wide as the text allows was broken there, and what follows goes on with it.
        room = len(held[-1]) + 1 + len(text.split(maxsplit=1)[0]) <= self._width
        if _BULLET.match(text) or (_is_heading(last) and len(held) == 1):
            return True
        if _is_heading(text) and (room or self._own_lines or self._alone):
            return True
        if self._own_lines:
            return bool(_ENDS.search(last)) or not text[:1].islower()
        if not self._alone:
            return False
        opening = held[0].strip()
        if _indent(line) >= _INDENT > _indent(held[-1]) and not _is_item(opening):
            return True
        return room and (bool(_ENDS.search(last)) or _is_item(text))

    def _block(self, lines: list[str], *, underlined: bool) -> Iterator[Block]:
        whole = [normalise_text(line) for line in lines]
        if not self._own_lines:
            whole = self._unbroken(whole)
        for text in split_lines(whole):
            yield Block(text, strong=underlined or text.isupper() or _is_heading(text))

    def _unbroken(self, lines: list[str]) -> list[str]:
        """The lines with words that were broken at the end of one put together again."""
        made = lines[:1]
        for line in lines[1:]:
            if _BROKEN_WORD.search(made[-1]) and line[:1].islower():
                self._problems.append(Problem("line_end_hyphen_kept", place_of(made[0]), made[-1]))
                made[-1] += line
            else:
                made.append(line)
        return made


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_item(text: str) -> bool:
    return split_label(text)[0] is not None or _BULLET.match(text) is not None


def _is_heading(text: str) -> bool:
    """A short line that opens with a numbering word, or is in capitals, and is no sentence."""
    text = text.strip()
    if len(text) > _HEADING or _ENDS.search(text) or text.endswith((",", "،")):
        return False
    if text.isupper() and any(len(word) > 1 for word in text.split()):
        return split_label(text)[0] is None
    if guess_type(text) in _OUTERMOST and len(text.split()) == 1:
        return True
    label = heading_label(text)
    return label is not None and label_kind(label) is not None


def _may_be_title(block: Block) -> bool:
    text = block.text
    return (
        not _ENDS.search(text)
        and len(text) <= _HEADING
        and not (_is_item(text) or heading_label(text) or guess_type(text) in _OUTERMOST)
    )
