"""Tables that come back: held, shown, then taken row by row in one act, or dropped."""

import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.sandbox import read_table_safely
from app.domain.bilingual import Choice, Compared, Comparison, Table
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.parts import Place
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.ledger.rounds import touch
from app.models.charters import Version
from app.models.translation import TableImport, TranslationQuery
from app.queries.tables import about_table, compared_table
from app.queries.translation import translated_from
from app.queries.whole_desk import all_at_desk
from app.services.translation.pen import Pen, Words
from app.services.translation.seat import locked

LONGEST_QUERY = 2_000


def hold_table(
    session: Session,
    actor: Actor,
    version: Version,
    language: str,
    data: bytes,
    *,
    filename: str,
    now: datetime,
) -> TableImport:
    """Read a table apart from everything and keep it to be looked at; nothing enters yet.

    The transaction ends before the file is read, so that nobody waits for it.
    """
    require(actor, Action.TRANSLATE, Subject(charter_id=version.charter_id), now)
    version_id = version.id
    about_table(session, version, language)
    session.commit()
    table = read_table_safely(data, filename)
    version = session.get_one(Version, version_id)
    check_table(session, version, language, table)
    row = TableImport(
        key=secrets.token_urlsafe(12),
        version_id=version.id,
        member_id=actor.member_id,
        language=language,
        filename=filename,
        rows=table.to_json(),
        created_at=now,
    )
    session.add(row)
    session.commit()
    return row


def check_table(session: Session, version: Version, language: str, table: Table) -> None:
    """Raise ``Invalid`` where a table is of another text, version or language."""
    expected = about_table(session, version, language)
    if table.about.charter != expected.charter:
        raise Invalid("table_of_another_charter", field="file", charter=table.about.charter)
    if table.about.version != expected.version:
        raise Invalid("table_of_another_version", field="file", number=table.about.version)
    if table.about.target != language:
        raise Invalid("table_of_another_language", field="file", language=table.about.target)
    if table.about.source != expected.source:
        raise Invalid("table_from_another_language", field="file", language=table.about.source)


def take_table(
    session: Session,
    actor: Actor,
    version: Version,
    row: TableImport,
    choices: Mapping[str, Choice],
    *,
    token: str,
    now: datetime,
) -> Counter[Choice]:
    """Enter the chosen rows of a held table, in one act; how many were taken in which way.

    Raises ``Conflict`` where the words changed since they were shown, or it was taken before.
    """
    row_id, language = row.id, row.language
    found, rounds = locked(session, actor, version, now=now)
    held = session.scalar(
        select(TableImport)
        .where(TableImport.id == row_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if held is None:
        raise NotFound("table")
    if held.confirmed_at is not None:
        raise Conflict("table_is_taken")
    table = Table.from_json(held.rows)
    shown = compared_table(session, found, language, table)
    if shown.token != token:
        raise Conflict("changed_meanwhile")
    taken = _enter(session, actor, found, language, shown, choices, now=now)
    held.confirmed_at = now
    for round_ in rounds:
        touch(round_)
    session.commit()
    return taken


def import_table(
    session: Session,
    actor: Actor,
    version: Version,
    language: str,
    table: Table,
    *,
    conflicts: Choice,
    now: datetime,
) -> tuple[Comparison, Counter[Choice]]:
    """Enter a table at once: rows that met nothing enter, on the others one choice decides."""
    check_table(session, version, language, table)
    found, rounds = locked(session, actor, version, now=now)
    shown = compared_table(session, found, language, table)
    choices = {
        one.row.code: conflicts
        for one in shown.rows
        if one.usual is Choice.KEEP and conflicts in one.choices
    }
    taken = _enter(session, actor, found, language, shown, choices, now=now)
    for round_ in rounds:
        touch(round_)
    session.commit()
    return shown, taken


def drop_table(
    session: Session, actor: Actor, version: Version, row: TableImport, *, now: datetime
) -> None:
    """Forget a table that was not taken."""
    require(actor, Action.TRANSLATE, Subject(charter_id=version.charter_id), now)
    if row.confirmed_at is None:
        session.delete(row)
    session.commit()


def _enter(
    session: Session,
    actor: Actor,
    version: Version,
    language: str,
    shown: Comparison,
    choices: Mapping[str, Choice],
    *,
    now: datetime,
) -> Counter[Choice]:
    everything = all_at_desk(session, version, language)
    source = translated_from(session, version, language)
    pen = Pen(session, version, source, actor.member_id or None, now)
    taken: Counter[Choice] = Counter()
    for one in shown.rows:
        choice = choices.get(one.row.code, one.usual)
        if choice not in one.choices or one.place is None:
            continue
        taken[choice] += 1
        if choice is not Choice.KEEP:
            pen.write(everything[one.place], _words(one, choice, source))
    pen.finish()
    _ask(session, actor, version, language, shown, now=now)
    return taken


def _words(one: Compared, choice: Choice, source: str | None) -> Words:
    """The words of a row; stale ones remember the original that the table shows."""
    label = one.row.label
    if label is None:
        label = (one.present.label if one.present else None) or ""
    made_from = ((source, one.row.source),) if source and choice is Choice.STALE else ()
    return Words(one.row.target, label, made_from)


def _ask(
    session: Session,
    actor: Actor,
    version: Version,
    language: str,
    shown: Comparison,
    *,
    now: datetime,
) -> None:
    """A note in a row is a query to the secretariat, put once however often the table comes."""
    if not actor.member_id:
        return
    noted = [
        (one.place, one.row.note[:LONGEST_QUERY])
        for one in shown.rows
        if one.place and one.row.note
    ]
    known = {
        (row.place, row.question)
        for row in session.execute(
            select(TranslationQuery.place, TranslationQuery.question).where(
                TranslationQuery.version_id == version.id, TranslationQuery.language == language
            )
        )
    }
    for place, question in dict.fromkeys(noted):
        if (place.code, question) not in known:
            session.add(_query(version, place, language, question, actor.member_id, now=now))


def _query(
    version: Version, place: Place, language: str, question: str, asked_by: int, *, now: datetime
) -> TranslationQuery:
    return TranslationQuery(
        version_id=version.id,
        place=place.code,
        language=language,
        question=question,
        asked_by_id=asked_by,
        asked_at=now,
        answer="",
    )
