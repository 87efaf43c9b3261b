"""Reading in a process of its own: same result, bounded time and memory."""

import inspect
import io
import json
import os
import random
from pathlib import Path

import pytest

from app.documents import sandbox
from app.documents.readers.dispatch import read_document
from app.documents.readers.reading import UnreadableDocument
from app.documents.sandbox import read_safely
from tests.documents.readers.word_files import docx, members, paragraph, run, zipped

FILE = docx(paragraph("العنوان", "Titre") + paragraph(run("Text ") + "<w:subDoc/>"))


def refusal(data: bytes, filename: str = "a.md", **limits: int) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read_safely(data, filename, **limits)
    return refused.value.code


def test_child_reads_the_same_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert read_safely(FILE, "الميثاق.docx") == read_document(FILE, "الميثاق.docx")


def test_refusal_of_the_child_keeps_code_and_detail() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_safely(b"x", "a.rtf")

    assert (refused.value.code, refused.value.detail) == ("unsupported", ".rtf")


@pytest.mark.parametrize(
    ("filename", "seconds", "code"),
    [("hungry.md", 20, "too_heavy"), ("endless.md", 1, "too_slow")],
)
def test_too_much_memory_and_too_much_time_are_refused(
    monkeypatch: pytest.MonkeyPatch, filename: str, seconds: int, code: str
) -> None:
    """The readers refuse what could do this; the limits hold even where one of them does not."""
    monkeypatch.setattr(sandbox, "_MODULE", "tests.documents.readers.greedy")

    assert refusal(b"x", filename, seconds=seconds) == code


def test_child_may_hold_less_than_two_hundred_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(sandbox.resource, "setrlimit", limits.__setitem__)
    default = inspect.signature(read_safely).parameters["megabytes"].default

    sandbox._limit(1, default)

    assert limits[sandbox.resource.RLIMIT_AS] == (200 * 1024 * 1024, 200 * 1024 * 1024)


def test_as_much_as_a_reader_takes_fits_into_the_child() -> None:
    """The largest files that are read at all, with pictures up to the limit of an upload."""
    chance = random.Random(1)  # noqa: S311  so that it packs no better than words do
    words = ["".join(chance.choices("abcdefghij", k=6)) for _ in range(3000)]
    text = "".join(paragraph(run(" ".join(chance.choices(words, k=40)))) for _ in range(4000))
    pictures = {"word/media/a.bin": chance.randbytes(18 * 1024 * 1024)}
    large = zipped({**members(text), **pictures})

    assert len(list(read_safely(large, "a.docx").tree.lines())) == 4000
    assert len(list(read_safely(b"Words of it. " * 70_000, "a.md").tree.lines())) == 1


def test_too_large_upload_starts_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MAX_UPLOAD", 3)
    monkeypatch.setattr(sandbox.subprocess, "run", None)

    assert refusal(b"four") == "too_large"


def test_child_knows_no_secret_and_has_a_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}
    real = sandbox.subprocess.run

    def spy(*arguments: object, **options: object) -> object:
        seen.update(options)
        return real(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setitem(os.environ, "DATABASE_URL", "postgresql://secret")
    monkeypatch.setattr(sandbox.subprocess, "run", spy)
    read_safely(b"text", "a.md", seconds=7)

    assert set(seen["env"]) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}  # type: ignore[call-overload]
    assert seen["timeout"] == 7


def test_file_name_is_data_and_never_an_option() -> None:
    assert list(read_safely(b"text", "--help; rm -rf.md").tree.lines()) == ["text"]


class Pipe:
    """A standard stream of the child."""

    def __init__(self, data: bytes = b"") -> None:
        self.buffer = io.BytesIO(data)


def answer_of_child(monkeypatch: pytest.MonkeyPatch, data: bytes) -> dict[str, object]:
    output = Pipe()
    monkeypatch.setattr(sandbox.resource, "setrlimit", lambda *_limits: None)
    monkeypatch.setattr(sandbox.sys, "stdin", Pipe(data))
    monkeypatch.setattr(sandbox.sys, "stdout", output)
    sandbox.main(["5", "64", "accepted", "a.md"])
    answer: dict[str, object] = json.loads(output.buffer.getvalue())
    return answer


def test_child_answers_with_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = answer_of_child(monkeypatch, b"text")

    assert answer == {"reading": read_document(b"text", "a.md").to_json()}


def test_child_answers_with_the_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer_of_child(monkeypatch, b"") == {"refused": "empty", "detail": ""}


@pytest.mark.parametrize("failure", [MemoryError, RecursionError])
def test_child_that_runs_out_says_so(
    monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    def fail(*_asked: object) -> None:
        raise failure

    monkeypatch.setattr(sandbox, "read_document", fail)

    assert answer_of_child(monkeypatch, b"x") == {"refused": "too_heavy", "detail": ""}


def test_child_that_waits_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*_arguments: object, **options: object) -> None:
        raise sandbox.subprocess.TimeoutExpired("child", 1.0)

    monkeypatch.setattr(sandbox.subprocess, "run", wait)

    assert refusal(b"x") == "too_slow"


def test_child_that_crashes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_MODULE", "app.documents.none")

    assert refusal(b"x") == "too_heavy"
