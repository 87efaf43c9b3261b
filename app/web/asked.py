"""What the address asks of a list: one of the values it knows, or nothing; all else is refused."""

from collections.abc import Collection
from enum import StrEnum
from typing import TypeVar

from flask import request
from werkzeug.exceptions import BadRequest

HIGHEST = 100_000
Value = TypeVar("Value", bound=StrEnum)


class UnknownFilter(BadRequest):
    """The address asks a list for something it does not know; ``parameter`` names it."""

    def __init__(self, name: str) -> None:
        """Remember which parameter it was."""
        super().__init__()
        self.parameter = name


def one_among(name: str, values: Collection[str]) -> str | None:
    """The value asked for; None where nothing is. Raises ``UnknownFilter`` for any other."""
    text = request.args.get(name, "")
    if text and text not in values:
        raise UnknownFilter(name)
    return text or None


def one_in(name: str, values: type[Value]) -> Value | None:
    """The same, out of an enumeration."""
    text = one_among(name, {value.value for value in values})
    return values(text) if text else None


def number_in(name: str, lowest: int = 1) -> int | None:
    """The number asked for; None where nothing is. Raises ``UnknownFilter`` for all else."""
    text = request.args.get(name, "").strip()
    if not text:
        return None
    known = text.isascii() and text.isdigit() and len(text) < len(str(HIGHEST))
    if not known or int(text) < lowest:
        raise UnknownFilter(name)
    return int(text)
