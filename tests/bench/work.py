"""Processor time that a server took: it says more than the clock on a machine that is shared."""

import os
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
# Fields of /proc/<pid>/stat after the name: parent, and ticks in user and in system mode.
PARENT, USER, SYSTEM = 1, 11, 12


def processor_seconds(server: int, database: str) -> float | None:
    """Seconds taken so far by a server, its workers and its database sessions; None if unknown."""
    if not PROC.joinpath("self", "stat").exists():
        return None
    return sum(seconds for _, seconds in _belonging(server, database))


def _belonging(server: int, database: str) -> Iterator[tuple[int, float]]:
    for folder in PROC.iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = folder.joinpath("stat").read_text().rpartition(")")[2].split()
            said = folder.joinpath("cmdline").read_bytes()
        except OSError:
            continue
        own = int(folder.name) == server or int(fields[PARENT]) == server
        if own or (said.startswith(b"postgres: ") and database.encode() in said.split()):
            yield int(folder.name), (int(fields[USER]) + int(fields[SYSTEM])) / TICKS
