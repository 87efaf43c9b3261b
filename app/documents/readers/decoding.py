"""Bytes to text: UTF-8, UTF-16 with its mark, otherwise Windows-1252, said aloud."""

import codecs

import regex

from app.documents.readers.reading import Problem, UnreadableDocument

# Characters no text has and XML cannot carry (tab and line breaks are not among them), and marks
# that turn the direction of what follows by force, so that it reads as other than it is.
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1b\x7f\u202d\u202e\ufffe\uffff]")


def decode(data: bytes) -> tuple[str, list[Problem]]:
    """The text of the bytes, and what had to be assumed or left out on the way."""
    text, problems = _decode(data)
    if "\0" in text:
        raise UnreadableDocument("bad_encoding")
    return without_controls(text, problems), problems


def without_controls(text: str, problems: list[Problem]) -> str:
    """The text without control characters; each removal is counted as a problem."""
    clean, removed = _CONTROL.subn("", text)
    if removed:
        problems.append(Problem("control_characters_removed", detail=str(removed)))
    return str(clean)


def _decode(data: bytes) -> tuple[str, list[Problem]]:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if marked else "utf-8-sig"), []
    except UnicodeDecodeError as error:
        if marked:
            raise UnreadableDocument("bad_encoding") from error
    try:
        return data.decode("cp1252"), [Problem("decoded_as_windows_1252")]
    except UnicodeDecodeError as error:
        raise UnreadableDocument("bad_encoding") from error
