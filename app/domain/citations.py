"""Citations of founding texts: a line each, an address at its end where there is one."""

from dataclasses import dataclass

import regex

_ADDRESS = regex.compile(r"(?:^|\s)<?(?P<url>https?://[^\s<>\"]+?)>?[.,;]?$", regex.I)


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited, and where it can be read; an address alone stands for itself."""

    text: str
    url: str | None = None


def citations_in(text: str) -> tuple[Citation, ...]:
    """The citations of a paragraph, in order; lines without words are none."""
    return tuple(_citation(line.strip()) for line in text.splitlines() if line.strip())


def _citation(line: str) -> Citation:
    found = _ADDRESS.search(line)
    if found is None:
        return Citation(line)
    url = found["url"]
    return Citation(line[: found.start()].rstrip(" –—:-") or url, url)
