"""A child whose reader has gone wrong: takes memory, or time, until it is stopped."""

import sys

from app.documents import sandbox


def read_greedily(data: bytes, filename: str, *_asked: object) -> object:
    """Never come to an end."""
    held = []
    while True:
        if filename == "hungry.md":
            held.append(bytes(1024 * 1024) + data)


if __name__ == "__main__":
    sandbox.read_document = read_greedily  # type: ignore[assignment]
    sandbox.main(sys.argv[1:])
