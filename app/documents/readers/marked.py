"""What both readers of marked-up files share: bounds, dates, and the margin with its comments."""

from collections import defaultdict

import regex

MAX_LINES = 5_000
MAX_REMARKS = 5_000
_LONGEST_QUOTE = 2_000
_DATE = regex.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def named_date(text: str) -> str:
    """A date to the second, as the file gives it; empty where it gives none."""
    found = _DATE.match(text)
    return str(found.group()) if found else ""


class Margin:
    """Where each comment hangs, and the words it hangs on."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self._open: dict[str, int] = {}
        self._quotes: defaultdict[str, list[str]] = defaultdict(list)
        self._torn: set[str] = set()

    def begin(self, key: str, line: int) -> None:
        """The words of a comment begin."""
        self._open[key] = line
        self.lines.setdefault(key, line)

    def say(self, text: str, line: int) -> None:
        """Words that stand in the text after the changes."""
        for key, begun in self._open.items():
            self._quotes[key].append(text)
            if begun != line:
                self._torn.add(key)

    def end(self, key: str) -> None:
        """The words of a comment end."""
        self._open.pop(key, None)

    def hang(self, key: str, line: int) -> None:
        """The comment itself hangs here; where its words began counts more."""
        self.lines.setdefault(key, line)

    def quote(self, key: str) -> str:
        """The words a comment hangs on, none where they reach over several paragraphs."""
        return "" if key in self._torn else "".join(self._quotes[key])[:_LONGEST_QUOTE]
