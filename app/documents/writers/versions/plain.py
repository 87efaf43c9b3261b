"""A version as plain text, and as Markdown that reads in again paragraph by paragraph."""

import json

import regex

from app.documents.margin import FRAME, RULES
from app.documents.writers.versions.copies import Copy
from app.domain.said import Said
from app.domain.version_documents import DocumentSection

_DEEPEST = 6
# Whatever Markdown could take for a sign, wherever it stands.
_SIGNS = regex.compile(r"([\\`*_\[\]<>&|~])")
_AT_START = regex.compile(r"^(?:([#+=:!-])|(\d+)([.)]))")
# Spaces at an end would be cut, though they are text.
_EDGE = regex.compile(r"^\s|\s$")


def text_bytes(copy: Copy) -> bytes:
    """The version as plain text: numbers before the paragraphs, what proves it at the end."""
    document = copy.document
    lines = [copy.title]
    if document.beside:
        lines.append(document.titles[document.beside])
    lines += [FRAME, copy.state]
    for section in document.sections:
        heads = [copy.heading(section, language) for language in document.languages]
        told = list(dict.fromkeys(head.text for head in heads if head))
        lines += ["", "", *told, "-" * RULES[min(section.level, len(RULES)) - 1]] if told else []
        for paragraph in section.paragraphs:
            lines.append("")
            for language in document.languages:
                spoken = f" {language}:" if document.beside else ""
                lines.append(f"[{paragraph.number}]{spoken} {copy.said(paragraph, language).text}")
    lines += ["", FRAME, *(fact.line for fact in copy.facts()), ""]
    return "\n".join(lines).encode()


def markdown_bytes(copy: Copy) -> bytes:
    """The version as Markdown: one language to be imported again, or a table of two."""
    document = copy.document
    parts = [_front_matter(copy), f"# {escaped(copy.title)}"]
    for section in document.sections:
        parts += _heading(copy.heading(section), section.level)
        if document.beside:
            parts += _beside(copy, section.headings.get(document.beside))
            parts.append(_table(copy, section))
        else:
            parts += [
                escaped(copy.said(paragraph, copy.language).text)
                for paragraph in section.paragraphs
            ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def escaped(text: str) -> str:
    """A line that Markdown shows as it stands."""
    safe = _SIGNS.sub(r"\\\1", " ".join(text.split("\n")))
    safe = _AT_START.sub(lambda m: rf"\{m[1]}" if m[1] else rf"{m[2]}\{m[3]}", safe)
    return str(_EDGE.sub(lambda m: f"&#{ord(m[0])};", safe))


def _front_matter(copy: Copy) -> str:
    document = copy.document
    said = {
        "version": document.number,
        "state": copy.state,
        "sha256": document.hash,
        "address": document.address,
        "languages": list(document.languages),
        "authentic": document.authentic,
        "missing": {code: list(rows) for code, rows in document.missing.items()},
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
    return "\n".join(("---", *lines, "---"))


def _heading(head: Said | None, level: int) -> list[str]:
    return [f"{'#' * min(level + 1, _DEEPEST)} {escaped(head.text)}"] if head else []


def _beside(copy: Copy, head: Said | None) -> list[str]:
    return [f"**{escaped(head.text)}**"] if head else []


def _table(copy: Copy, section: DocumentSection) -> str:
    languages = copy.document.languages
    names = [escaped(copy.column(language).text) for language in languages]
    rows = [f"| {copy.words['paragraph']} | {' | '.join(names)} |", "| --: | :-- | :-- |"]
    for paragraph in section.paragraphs:
        told = [escaped(copy.said(paragraph, code).text) for code in languages]
        rows.append(f"| {paragraph.number} | {' | '.join(told)} |")
    return "\n".join(rows) if section.paragraphs else ""
