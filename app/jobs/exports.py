"""Files that take long: asked for by a page, made in a process of their own, kept for a day.

A request is a file beside its result, named after all that goes into it: the same version asked
for twice is made once, and a draft that changed meanwhile is another request. Nothing is ever
half there: every file is written under another name first.
"""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from huey import Huey
from redis.exceptions import RedisError

from app.documents.writers.listings.files import list_bytes, page_of
from app.documents.writers.review.files import review_bytes
from app.documents.writers.versions.files import file_bytes
from app.documents.writers.versions.pdf import NoPdf, Told, laid_out
from app.domain.listings import REPORT, ListFormat, Listing
from app.domain.review import ReviewDocument
from app.domain.texts import canonical_json, content_hash
from app.domain.version_documents import TextFormat, VersionDocument
from app.jobs.queue import open_queue

Document = VersionDocument | ReviewDocument | Listing
Format = TextFormat | ListFormat
KEEP = timedelta(hours=24)
SECONDS = 600
ASKED, STATE = ".asked", ".state"
_ROOT = Path(__file__).resolve().parents[2]


class Stage(StrEnum):
    """How far a file has come."""

    UNKNOWN = "unknown"
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file has come; ``pages`` counts those laid out so far."""

    stage: Stage
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Exports:
    """The folder where the files of one installation are made and kept."""

    folder: Path

    def key(self, document: Document, words: Mapping[str, str], format_: Format) -> str:
        """The name of a file: the fingerprint of all that goes into it."""
        request = _request(document, words, format_)
        if isinstance(document, Listing) and document.subject == REPORT:
            # The edition bears the hash of its content: a long one is not hashed at every look.
            request["document"] = {
                **document.to_json(),
                "document": document.document["report"]["edition"],
            }
        return content_hash(request)

    def ask(
        self, document: Document, words: Mapping[str, str], format_: Format
    ) -> tuple[str, bool]:
        """Ask for a file; its key, and whether anybody has to be told to begin."""
        key = self.key(document, words, format_)
        if self.progress(key).stage in {Stage.WAITING, Stage.WORKING, Stage.DONE}:
            return key, False
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path(key, STATE).unlink(missing_ok=True)
        self._keep(self._path(key, ASKED), canonical_json(_request(document, words, format_)))
        return key, True

    def progress(self, key: str) -> Progress:
        """How far the file has come."""
        if self._path(key).is_file():
            return Progress(Stage.DONE)
        try:
            stage, pages = self._path(key, STATE).read_text(encoding="ascii").split()
        except (FileNotFoundError, ValueError):
            asked = self._path(key, ASKED).is_file()
            return Progress(Stage.WAITING if asked else Stage.UNKNOWN)
        return Progress(Stage(stage), int(pages))

    def read(self, key: str) -> bytes | None:
        """The finished file; None while it is not there."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            return None

    def waiting(self) -> list[str]:
        """The keys of what is asked for, the oldest first."""
        found = sorted(self.folder.glob(f"*{ASKED}"), key=lambda path: path.stat().st_mtime)
        return [path.stem for path in found]

    def make(self, key: str, fonts: Path) -> None:
        """Make what is asked for; a fault is kept as the state of the file."""
        try:
            request = json.loads(self._path(key, ASKED).read_bytes())
        except FileNotFoundError:
            return
        self.tell(key, Stage.WORKING)
        try:
            data = _made(request, fonts, lambda page: self.tell(key, Stage.WORKING, page))
        except NoPdf:
            self.fail(key)
            return
        self._keep(self._path(key), data)
        self._path(key, ASKED).unlink(missing_ok=True)
        self._path(key, STATE).unlink(missing_ok=True)

    def fail(self, key: str) -> None:
        """Say that the file cannot be made; asking again begins anew."""
        self.tell(key, Stage.FAILED)
        self._path(key, ASKED).unlink(missing_ok=True)

    def tell(self, key: str, stage: Stage, pages: int = 0) -> None:
        """Write down how far the file has come."""
        self._keep(self._path(key, STATE), f"{stage.value} {pages}".encode())

    def forget(self, *, now: datetime) -> int:
        """Remove what is older than a day; how many files that were."""
        old = [
            path
            for path in self.folder.glob("*")
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - KEEP
        ]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _path(self, key: str, end: str = ".file") -> Path:
        return self.folder / f"{key}{end}"

    def _keep(self, path: Path, data: bytes) -> None:
        partial = path.with_name(f".{path.name}.partial")
        partial.write_bytes(data)
        partial.replace(path)


def exports_of(instance: Path) -> Exports:
    """Where the files of an installation are."""
    return Exports(instance / "exports")


def make_apart(exports: Exports, key: str, fonts: Path) -> None:
    """Make a file in a process of its own, so that its layout slows no page down."""
    if exports.progress(key).stage not in {Stage.WAITING, Stage.WORKING}:
        return
    command = [sys.executable, "-m", "app.jobs.exports", str(exports.folder), key, str(fonts)]
    try:
        subprocess.run(command, cwd=_ROOT, check=True, timeout=SECONDS)  # noqa: S603  our own
    except subprocess.SubprocessError:
        exports.fail(key)


def make_waiting(exports: Exports, fonts: Path) -> int:
    """Make everything that is asked for; how many files that were."""
    keys = exports.waiting()
    for key in keys:
        make_apart(exports, key, fonts)
    return len(keys)


def task_on(queue: Huey, exports: Exports, fonts: Path) -> Callable[[str], Any]:
    """The task that makes one file at once; called beside the server it is put in the queue."""

    @queue.task()  # type: ignore[untyped-decorator]
    def make_export(key: str) -> None:
        make_apart(exports, key, fonts)

    return make_export  # type: ignore[no-any-return]


def call(instance: Path, redis_url: str | None, key: str, fonts: Path) -> None:
    """Have a file made at once; where the queue does not answer, it is made within a minute."""
    with suppress(OSError, RedisError, sqlite3.Error):
        task_on(open_queue(instance, redis_url), exports_of(instance), fonts)(key)


def _request(document: Document, words: Mapping[str, str], format_: Format) -> dict[str, Any]:
    return {
        "kind": _kind(document),
        "document": document.to_json(),
        "words": dict(words),
        "format": format_.value,
    }


def _kind(document: Document) -> str:
    if isinstance(document, Listing):
        return "list"
    return "review" if isinstance(document, ReviewDocument) else "version"


def _made(request: dict[str, Any], fonts: Path, told: Told) -> bytes:
    """The file that a request asks for."""
    if request["kind"] == "list" and request["format"] == ListFormat.PDF:
        # The list goes out of hand before its pages are laid out: both at once are too much.
        page = page_of(Listing.from_json(request.pop("document")), request["words"], fonts)
        return laid_out(*page, told)
    if request["kind"] == "review":
        return review_bytes(ReviewDocument.from_json(request["document"]), request["words"])
    if request["kind"] == "list":
        listing, format_ = Listing.from_json(request["document"]), ListFormat(request["format"])
        return list_bytes(listing, request["words"], format_, fonts=fonts, told=told)
    return file_bytes(
        VersionDocument.from_json(request["document"]),
        request["words"],
        TextFormat(request["format"]),
        fonts=fonts,
        told=told,
    )


def main(arguments: list[str]) -> None:
    """The process of one file."""
    folder, key, fonts = arguments
    Exports(Path(folder)).make(key, Path(fonts))


if __name__ == "__main__":
    main(sys.argv[1:])
