"""Reading a stranger's file in a process of its own, with a limit on time and memory.

The child gets the bytes on standard input and answers with JSON on standard output. It inherits
no environment, so it knows no database and no secret, and it can write no file.
"""

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.documents.archive import MAX_UPLOAD
from app.documents.readers.bilingual import read_table
from app.documents.readers.changes import Changes
from app.documents.readers.dispatch import read_document
from app.documents.readers.marked_file import read_marked
from app.documents.readers.reading import Reading, UnreadableDocument
from app.domain.bilingual import Table
from app.domain.marked.lines import MarkedFile

_ROOT = Path(__file__).resolve().parents[2]
_MODULE = "app.documents.sandbox"
_MARKED = "marked"
_TABLE = "table"
_OPEN_FILES = 64
_TOO_SLOW = frozenset({-signal.SIGXCPU, -signal.SIGKILL})


def read_safely(
    data: bytes,
    filename: str,
    changes: Changes = Changes.ACCEPTED,
    language: str = "",
    *,
    seconds: int = 20,
    megabytes: int = 200,
) -> Reading:
    """The same as ``read_document``, whatever the file tries to do to the machine."""
    return Reading.from_json(_apart(data, filename, f"{changes}:{language}", seconds, megabytes))


def read_marked_safely(
    data: bytes, filename: str, *, seconds: int = 20, megabytes: int = 200
) -> MarkedFile:
    """The same as ``read_marked``, whatever the file tries to do to the machine."""
    return MarkedFile.from_json(_apart(data, filename, _MARKED, seconds, megabytes))


def read_table_safely(
    data: bytes, filename: str, *, seconds: int = 20, megabytes: int = 200
) -> Table:
    """A bilingual table, read like any other stranger's file."""
    return Table.from_json(_apart(data, filename, _TABLE, seconds, megabytes))


def _apart(data: bytes, filename: str, wanted: str, seconds: int, megabytes: int) -> Any:
    """What a child makes of the file: a reading of its text, or all its changes."""
    if len(data) > MAX_UPLOAD:
        raise UnreadableDocument("too_large")
    limits = (str(seconds), str(megabytes))
    command = [sys.executable, "-X", "utf8", "-m", _MODULE, *limits, wanted, filename]
    try:
        child = subprocess.run(  # noqa: S603 - our own module; the file name is one argument
            command,
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd="/",
            env={"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument("too_slow") from error
    if child.returncode in _TOO_SLOW:
        raise UnreadableDocument("too_slow")
    if child.returncode != 0:
        raise UnreadableDocument("too_heavy")
    return _answer(child.stdout)


def _answer(output: bytes) -> Any:
    value = json.loads(output)
    if "refused" in value:
        raise UnreadableDocument(value["refused"], value["detail"])
    return value["reading"]


def _limit(seconds: int, megabytes: int) -> None:
    memory = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes, filename: str, wanted: str) -> dict[str, object]:
    try:
        if wanted == _MARKED:
            return {"reading": read_marked(data, filename).to_json()}
        if wanted == _TABLE:
            return {"reading": read_table(data, filename).to_json()}
        changes, _colon, language = wanted.partition(":")
        reading = read_document(data, filename, Changes(changes), language)
        return {"reading": reading.to_json()}
    except UnreadableDocument as refusal:
        return {"refused": refusal.code, "detail": refusal.detail}
    except (MemoryError, RecursionError):
        return {"refused": "too_heavy", "detail": ""}


def main(arguments: list[str]) -> None:
    """The child: limits first, then the file, then the answer."""
    seconds, megabytes, wanted, filename = arguments
    _limit(int(seconds), int(megabytes))
    answer = _read(sys.stdin.buffer.read(), filename, wanted)
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
