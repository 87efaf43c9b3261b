"""The command that imports a charter's text."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli.main import run
from app.domain.charters import VersionStatus
from app.models.charters import Charter, Version
from app.queries.texts import paragraphs_of
from tests.documents.readers.odt_files import odt, p
from tests.documents.readers.word_files import docx, paragraph, part
from tests.documents.readers.word_files import run as words_in_a_run
from tests.factories.small_text import EN, TEXTS


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    made = {}
    for language, data in TEXTS.items():
        path = tmp_path / f"text.{language}.md"
        path.write_bytes(data)
        made[language] = str(path)
    return made


def command(app: Flask, file: str, language: str, *more: str) -> int:
    arguments = ["charters", "import", file, "--charter", "quays", "--language", language, *more]
    return run(lambda: app, arguments)


def test_four_files_make_version_one(
    app: Flask, session: Session, files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for language, file in files.items():
        assert command(app, file, language, "--title", f"Quays {language}") == 0

    version = session.scalars(select(Version)).one()
    assert [len(paragraphs_of(session, version, code)) for code in TEXTS] == [6, 6, 6, 6]
    assert "quays version 1: 6 paragraphs in en" in capsys.readouterr().out


def test_own_akoma_ntoso_comes_in_as_the_version_after(
    app: Flask, session: Session, files: dict[str, str], tmp_path: Path
) -> None:
    command(app, files["en"], "en", "--title", "Quays")
    path = tmp_path / "quays.akn.xml"
    asked = ["--version", "1", "--format", "akn", "--language", "en", "--output", str(path)]
    assert run(lambda: app, ["charters", "export", "quays", *asked]) == 0
    version = session.scalars(select(Version)).one()
    before = [(one.label, one.text) for one in paragraphs_of(session, version, "en")]

    assert command(app, str(path), "en") == 0

    session.expire_all()
    after = session.scalars(select(Version)).one()
    assert [(one.label, one.text) for one in paragraphs_of(session, after, "en")] == before


def test_pdf_is_refused_with_what_to_do(
    app: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "charter.pdf"
    path.write_bytes(b"%PDF-1.7 ...")

    assert command(app, str(path), "en", "--title", "Quays") == 2
    said = capsys.readouterr().err
    assert "Take the Word, OpenDocument or Akoma Ntoso file" in said
    assert said.count("\n") == 1


def test_first_language_is_authentic_unless_said(
    app: Flask, session: Session, files: dict[str, str]
) -> None:
    command(app, files["fr"], "fr", "--title", "Quais", "--authentic", "en")

    row = session.scalars(select(Charter)).one()
    assert (row.authentic_language, row.languages) == ("en", ["fr", "en"])


def test_json_lists_the_tree_and_the_doubtful_pairs(
    app: Flask, files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    command(app, files["en"], "en", "--title", "Quays")
    capsys.readouterr()
    command(app, files["es"], "es", "--json")
    found = json.loads(capsys.readouterr().out)

    assert found["tree"]["sections"][0]["heading"] == "Preámbulo"
    assert {"paragraph": 2, "state": "missing"}.items() <= found["doubtful"][-1].items()


def test_import_after_freezing_starts_the_next_version(
    app: Flask, session: Session, files: dict[str, str], tmp_path: Path
) -> None:
    command(app, files["en"], "en", "--title", "Quays")
    version = session.scalars(select(Version)).one()
    version.status, version.content_hash = VersionStatus.FROZEN, "0" * 64
    session.commit()
    (tmp_path / "new.md").write_bytes(EN.replace(b"a lamp", b"one lamp"))
    command(app, str(tmp_path / "new.md"), "en")

    assert sorted(session.scalars(select(Version.number))) == [1, 2]


def test_json_lists_what_became_of_each_paragraph(
    app: Flask,
    session: Session,
    files: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    command(app, files["en"], "en", "--title", "Quays")
    version = session.scalars(select(Version)).one()
    version.status, version.content_hash = VersionStatus.FROZEN, "0" * 64
    session.commit()
    joined = EN.replace(b"200 metres.\n\n(b) The", b"200 metres. The").replace(b"(a) ", b"")
    (tmp_path / "new.md").write_bytes(joined)
    capsys.readouterr()
    command(app, str(tmp_path / "new.md"), "en", "--json")
    found = json.loads(capsys.readouterr().out)

    assert found["doubtful"] == []
    assert [(one["kind"], one["paragraph"], one["from"]) for one in found["lineage"]] == [
        ("kept", 1, 1), ("kept", 2, 2), ("kept", 3, 3), ("merged", 4, 4), ("merged", 4, 5),
        ("kept", 5, 6),
    ]  # fmt: skip


def test_bad_input_ends_with_2_and_one_line(
    app: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "old.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    assert command(app, str(path), "en", "--title", "Quays") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_new_charter_needs_a_title(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    path.write_text("Only one paragraph here.\n\nAnd another.", encoding="utf-8")

    assert command(app, str(path), "en") == 2


@pytest.mark.parametrize(("more", "words"), [((), "new"), (("--reading", "rejected"), "old")])
def test_reading_of_tracked_changes_is_chosen(
    app: Flask,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    more: tuple[str, ...],
    words: str,
) -> None:
    path = tmp_path / "draft.docx"
    old = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    comments = part("comments", f'<w:comment w:id="1">{paragraph("why?")}</w:comment>')
    body = paragraph(
        f"<w:ins>{words_in_a_run('new')}</w:ins>{old}" + '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    path.write_bytes(docx(body, comments=comments))

    assert command(app, str(path), "en", "--title", "Quays", "--json", *more) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["tree"]["paragraphs"][0]["text"] == words
    assert found["notes"] == [["", "why?", words]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.odt", odt(p("Text"))),
        ("a.html", b"<p>Text"),
        ("a.txt", b"Text"),
    ],
)
def test_every_format_is_taken(app: Flask, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)

    assert command(app, str(tmp_path / name), "en", "--title", "Quays") == 0
