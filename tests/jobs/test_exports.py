"""Files made in the background: asked for once, never half there, gone after a day."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from huey import MemoryHuey

from app.documents.writers.versions.pdf import NoPdf
from app.domain.version_documents import TextFormat
from app.jobs import exports as jobs
from app.jobs.exports import KEEP, Exports, Progress, Stage, make_apart, make_waiting, task_on
from app.web.version_words import version_words
from tests.factories.version_documents import make_document


@pytest.fixture
def files(tmp_path: Path) -> Exports:
    return Exports(tmp_path / "exports")


@pytest.fixture
def words(app: Flask) -> dict[str, str]:
    with app.app_context():
        return version_words("en")


def asked(files: Exports, words: dict[str, str]) -> str:
    return files.ask(make_document("en"), words, TextFormat.HTML)[0]


def test_file_is_asked_for_made_and_read(files: Exports, words: dict[str, str]) -> None:
    key = asked(files, words)
    before = files.progress(key), files.read(key)

    files.make(key, Path())

    assert before == (Progress(Stage.WAITING), None)
    assert files.progress(key).stage is Stage.DONE
    assert (files.read(key) or b"").startswith(b"<!DOCTYPE html>")
    assert [path.suffix for path in files.folder.iterdir()] == [".file"]


def test_same_version_is_asked_for_once(files: Exports, words: dict[str, str]) -> None:
    first = files.ask(make_document("en"), words, TextFormat.HTML)
    second = files.ask(make_document("en"), words, TextFormat.HTML)

    assert first[0] == second[0]
    assert (first[1], second[1]) == (True, False)


def test_changed_text_is_another_file(files: Exports, words: dict[str, str]) -> None:
    changed = make_document("en", missing={"en": (1,)})

    assert files.key(changed, words, TextFormat.HTML) != files.key(
        make_document("en"), words, TextFormat.HTML
    )


def test_pages_laid_out_are_told(files: Exports, words: dict[str, str]) -> None:
    key = asked(files, words)

    files.tell(key, Stage.WORKING, 12)

    assert files.progress(key) == Progress(Stage.WORKING, 12)


def test_fault_is_said_and_asking_again_begins_anew(
    files: Exports, words: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise NoPdf

    monkeypatch.setattr(jobs, "file_bytes", refuse)
    key = asked(files, words)
    files.make(key, Path())
    failed = files.progress(key).stage

    assert failed is Stage.FAILED
    assert files.ask(make_document("en"), words, TextFormat.HTML)[1] is True
    assert files.progress(key).stage is Stage.WAITING


def test_process_of_its_own_makes_the_file(files: Exports, words: dict[str, str]) -> None:
    key = asked(files, words)

    assert make_waiting(files, Path("/")) == 1
    assert files.progress(key).stage is Stage.DONE
    assert files.waiting() == []


def test_process_that_dies_is_said(
    files: Exports, words: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = asked(files, words)
    monkeypatch.setattr(jobs.sys, "executable", "/bin/false")

    make_apart(files, key, Path("/"))

    assert files.progress(key).stage is Stage.FAILED


def test_task_in_the_queue_makes_the_file(
    files: Exports, words: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(jobs, "make_apart", lambda _files, key, _fonts: made.append(key))
    queue = MemoryHuey(immediate=False, results=False)

    task_on(queue, files, Path())("k")
    queue.execute(queue.dequeue())

    assert made == ["k"]


@pytest.mark.parametrize(("age", "gone"), [(KEEP * 0.9, 0), (KEEP * 1.1, 1)])
def test_file_goes_after_a_day(
    files: Exports, words: dict[str, str], age: timedelta, gone: int
) -> None:
    key = asked(files, words)
    files.make(key, Path())
    now = datetime(2026, 3, 2, tzinfo=UTC)
    then = (now - age).timestamp()
    os.utime(next(files.folder.iterdir()), (then, then))

    assert files.forget(now=now) == gone
    assert files.progress(key).stage is (Stage.UNKNOWN if gone else Stage.DONE)
