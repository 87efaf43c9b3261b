"""Reading Markdown: headings make sections, every paragraph and list item a paragraph.

An item of a list inside an item is a paragraph of its own too; its label carries the one above
it ("1 (a)"), so that labels stay distinct within a section. HTML is never interpreted: it comes
over as the characters that were typed.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import regex
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from app.documents.archive import MAX_UPLOAD
from app.documents.readers.blocks import Block, row_block, split_lines, with_gaps_named
from app.documents.readers.decoding import decode, without_controls
from app.documents.readers.effort import refuse_too_much
from app.documents.readers.outline import build_tree
from app.documents.readers.reading import Problem, Reading, UnreadableDocument, place_of
from app.domain.labels import path_label, split_label
from app.domain.texts import normalise_text

_MAX_NESTING = 60
_LONGEST_LABEL = 3
_FRONT_MATTER = regex.compile(
    r"\A---[ \t]*\n((?:[\w-]+[ \t]*:.*\n|[ \t]+\S.*\n|-[ \t].*\n|#.*\n|[ \t]*\n)+)"
    r"---[ \t]*(?:\n|\Z)"
)
# What our own files say of themselves; their first heading is the title, whatever it is called.
_OURS = regex.compile(r"^sha256:.*\naddress:", regex.M)
_HTML = regex.compile(r"<[/!?a-zA-Z][^<>]*>")


def read_markdown(data: bytes) -> Reading:
    """The tree of a Markdown file, and what it could not carry."""
    if len(data) > MAX_UPLOAD:
        raise UnreadableDocument("too_large")
    source, problems = decode(data)
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(source)
    if front:
        problems.append(Problem("front_matter_dropped", detail=front[1].strip()))
        source = source[front.end() :]
    refuse_too_much(source)
    blocks, found = _Reader().read(source)
    if front and _OURS.search(front[1]) and blocks and blocks[0].level == 1:
        blocks[0] = replace(blocks[0], level=None, title=True)
    tree = build_tree(with_gaps_named(blocks, problems))
    return Reading(tree, (*problems, *found))


class _Reader:
    """One pass over one file."""

    def __init__(self) -> None:
        options = {"html": False, "maxNesting": _MAX_NESTING}
        self._markdown = MarkdownIt("commonmark", options).enable("table")
        self._blocks: list[Block] = []
        self._problems: list[Problem] = []
        self._linked: set[str] = set()

    def read(self, source: str) -> tuple[list[Block], list[Problem]]:
        env: dict[str, dict[str, dict[str, str]]] = {}
        tokens = self._markdown.parse(source, env)
        inside = chain.from_iterable(token.children or () for token in tokens)
        if any(token.level >= _MAX_NESTING - 2 for token in chain(tokens, inside)):
            raise UnreadableDocument("too_deep")
        self._children(SyntaxTreeNode(tokens), None)
        for reference in env.get("references", {}).values():
            if reference["href"] not in self._linked:
                self._problems.append(Problem("link_target_dropped", detail=reference["href"]))
        return self._blocks, self._problems

    def _children(self, node: SyntaxTreeNode, parent: str | None) -> None:
        for child in node.children:
            self._block(child, parent)

    def _block(self, node: SyntaxTreeNode, parent: str | None) -> None:
        match node.type:
            case "heading":
                self._heading(node)
            case "paragraph":
                self._paragraph(node)
            case "bullet_list" | "ordered_list":
                self._list(node, parent)
            case "table":
                self._table(node)
            case "code_block" | "fence":
                self._plain(node.content)
            case _:
                self._children(node, parent)

    def _heading(self, node: SyntaxTreeNode) -> None:
        text = " ".join(self._lines(node))
        if text:
            self._blocks.append(Block(text, level=int(node.tag[1])))

    def _paragraph(self, node: SyntaxTreeNode, label: str | None = None, prefix: str = "") -> None:
        lines = self._lines(node)
        if not lines:
            return
        first, *others = split_lines([prefix + lines[0], *lines[1:]])
        strong = first.isupper() or _is_strong(node.children[0])
        self._blocks.append(Block(first, label=label, strong=strong and not others))
        for line in others:
            own, text = split_label(line)
            self._blocks.append(Block(text, label=path_label(label, own)))

    def _list(self, node: SyntaxTreeNode, parent: str | None) -> None:
        """The numbers as typed; a list numbered 1. 1. 1. counts up, as every reader shows it."""
        if node.type == "bullet_list":
            for item in node.children:
                self._item(item, None, parent)
            return
        typed = [item.info for item in node.children]
        lazy = len(typed) > 1 and len(set(typed)) == 1
        for index, item in enumerate(node.children):
            number = str(int(typed[0]) + index) if lazy else typed[index]
            self._item(item, number + item.markup, parent)

    def _item(self, item: SyntaxTreeNode, own: str | None, parent: str | None) -> None:
        starts_with_text = bool(item.children) and item.children[0].type == "paragraph"
        prefix = ""
        if own is not None and len(own) > _LONGEST_LABEL + 1:  # "1948. was a year"
            own, prefix = None, f"{own} "
        label = path_label(parent, own)
        if not starts_with_text and (own or prefix):
            self._problems.append(Problem("label_without_text", detail=own or prefix.strip()))
        for index, child in enumerate(item.children):
            if index == 0 and starts_with_text:
                self._paragraph(child, label, prefix)
            else:
                self._block(child, label)

    def _table(self, node: SyntaxTreeNode) -> None:
        rows = [row for part in node.children for row in part.children]
        blocks = [row_block(" ".join(self._lines(cell)) for cell in row.children) for row in rows]
        filled = [block for block in blocks if block is not None]
        if filled:
            place = place_of(filled[0].text)
            self._problems.append(Problem("table_flattened", place, str(len(filled))))
        self._blocks.extend(filled)

    def _plain(self, content: str) -> None:
        for part in regex.split(r"\n[ \t]*\n", content):
            text = normalise_text(part)
            if text.strip():
                self._blocks.append(Block(text))

    def _lines(self, node: SyntaxTreeNode) -> list[str]:
        """The text of a block, one entry for each line of the source; names what is lost."""
        inline = [part for child in node.children for part in _walk_inline(child)]
        # Once more, because a sign may have been written as an entity.
        text = without_controls("".join(_shown(part) for part in inline), self._problems)
        lines = [line for part in text.split("\n") if (line := normalise_text(part)).strip()]
        place = place_of(" ".join(lines))
        for part in inline:
            self._note_inline(part, place)
        self._problems.extend(Problem("html_as_text", place, tag) for tag in _HTML.findall(text))
        return lines

    def _note_inline(self, node: SyntaxTreeNode, place: str) -> None:
        if node.type == "image":
            self._problems.append(Problem("image_dropped", place, str(node.attrs.get("src", ""))))
        elif node.type == "link":
            target = str(node.attrs.get("href", ""))
            self._linked.add(target)
            if "".join(_shown(part) for part in _walk_inline(node)) not in {
                target,
                target.removeprefix("mailto:"),
            }:
                self._problems.append(Problem("link_target_dropped", place, target))


def _walk_inline(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    yield node
    if node.type != "image":
        for child in node.children:
            yield from _walk_inline(child)


def _shown(node: SyntaxTreeNode) -> str:
    if node.type in {"softbreak", "hardbreak"}:
        return "\n"
    if node.type in {"text", "code_inline", "image"}:
        return node.content
    return ""


def _is_strong(inline: SyntaxTreeNode) -> bool:
    """Whether a paragraph is one bold phrase."""
    parts = [part for part in inline.children if part.type != "text" or part.content.strip()]
    return len(parts) == 1 and parts[0].type == "strong"
