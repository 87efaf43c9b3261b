"""The translation desk of the story: a changed original, two translators, terms and queries."""

from datetime import datetime
from typing import Any

from app.cli.demo.content import read
from app.cli.demo.stage import Stage
from app.domain.parts import Part, Place
from app.models.charters import Charter, Version
from app.queries.beside import beside
from app.queries.composition import composition_of
from app.queries.desk import at_desk
from app.services.composition.editing import ParagraphEdit, edit_paragraph
from app.services.glossary.keeping import keep_term
from app.services.notes import write_notes
from app.services.translation.answering import answer_query
from app.services.translation.asking import ask_secretariat
from app.services.translation.pen import Words
from app.services.translation.reviewing import review_translation
from app.services.translation.saving import save_translation


def translate(stage: Stage, charter: Charter, version: Version, *, now: datetime) -> None:
    """Agree on terms, change an original, translate it anew, ask and answer."""
    story = read("shelters", "translation.json")
    agree(stage, charter, story["terms"], now=now)
    _change_original(stage, version, story["original"], now=now)
    for row in story["beside"]:
        _write_beside(stage, version, row, now=now)
    for row in [*story["translations"], *story["parts"]]:
        _translate(stage, version, row, now=now)
    for row in story["queries"]:
        _ask(stage, version, row, now=now)


def agree(stage: Stage, charter: Charter, terms: list[dict[str, Any]], *, now: datetime) -> None:
    """Put terms into the glossary of a charter."""
    for row in terms:
        actor = stage.actor("translator-1")
        keep_term(stage.session, actor, charter, row["renderings"], row["note"], now=now)


def _change_original(stage: Stage, version: Version, row: dict[str, Any], *, now: datetime) -> None:
    actor = stage.actor(row["by"])
    work = composition_of(stage.session, version).work(row["paragraph"])
    if work is None or work.now is None:
        raise KeyError(row["paragraph"])
    edit = ParagraphEdit(
        texts={row["language"]: row["text"]},
        labels={language: one.label or "" for language, one in work.after.items()},
        notes=work.now.notes,
        type=work.now.type,
        principles=work.now.principles,
        topics=work.now.topics,
    )
    edit_paragraph(stage.session, actor, version, work.key, edit, token=work.token, now=now)


def _write_beside(stage: Stage, version: Version, row: dict[str, Any], *, now: datetime) -> None:
    key = row["paragraph"]
    write_notes(
        stage.session,
        stage.actor(row["by"]),
        version,
        key,
        row["notes"],
        row.get("citations", {}),
        token=beside(stage.session, version, key).token,
        now=now,
    )


def _translate(stage: Stage, version: Version, row: dict[str, Any], *, now: datetime) -> None:
    place = (version, _place(row), row["language"])
    actor = stage.actor(row["by"])
    words = Words(row["text"])
    save_translation(
        stage.session, actor, *place, words, token=_token(stage, version, row), now=now
    )
    if "reviewed_by" in row:
        actor = stage.actor(row["reviewed_by"])
        token = _token(stage, version, row)
        review_translation(stage.session, actor, *place, token=token, now=now)


def _token(stage: Stage, version: Version, row: dict[str, Any]) -> str:
    return at_desk(stage.session, version, _place(row), row["language"]).token


def _place(row: dict[str, Any]) -> Place:
    """Where a row of the story belongs: its paragraph, or what its code says."""
    return Place.of(row.get("place", "")) or Place(Part.PARAGRAPH, row["paragraph"])


def _ask(stage: Stage, version: Version, row: dict[str, Any], *, now: datetime) -> None:
    place = (version, _place(row), row["language"])
    actor = stage.actor(row["by"])
    query = ask_secretariat(stage.session, actor, *place, row["question"], now=now)
    if "answer" in row:
        actor, number = stage.actor(row["answered_by"]), query.id
        answer_query(stage.session, actor, version, number, row["answer"], now=now)
