"""Who brings marked-up files, which files are taken, and what leaves in one."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cli.operator import OPERATOR
from app.documents.refusals import UnreadableDocument
from app.domain.contributions import Status
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.people import Actor
from app.models.people import Member
from app.models.record import OutboxMessage
from app.models.word_files import WordFile
from app.queries.rounds import visible_round
from app.queries.word_files import (
    WordFileInView,
    bodies_for,
    body_called,
    files_brought,
    word_file_in_view,
)
from app.services.word_files.opening import drop_word_file
from tests.factories.cast import Cast
from tests.factories.confirming import confirm, contributions
from tests.factories.contributions import make_amendment, make_contribution
from tests.factories.marking import changed, sent_out
from tests.factories.people import actor_of

Bring = Callable[..., WordFileInView]


@pytest.mark.parametrize("name", ["sam", "ada", "operator"])
def test_those_who_run_the_round_enter_it_for_an_organisation(
    session: Session, cast: Cast, bring: Bring, marked_up: bytes, now: datetime, name: str
) -> None:
    actor = OPERATOR if name == "operator" else actor_of(session, getattr(cast, name))

    confirm(session, actor, cast, bring(actor, marked_up, "passage"), now)
    confirm(session, actor, cast, bring(actor, marked_up, "passage"), now)

    rows = contributions(session)
    writer = session.get_one(Member, rows[0].member_id)
    assert {one.organisation_id for one in rows} == {cast.association.id}
    assert {one.display_name for one in rows} == {cast.association.name}
    assert len(rows) == 2
    assert writer.organisation_id == cast.association.id
    assert writer.id not in {cast.ada.id, cast.sam.id}
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


def test_staff_do_not_enter_what_a_translator_or_stranger_brings(
    session: Session, cast: Cast, now: datetime
) -> None:
    for name in ("bo", "dee", "tariq", "olu"):
        actor = actor_of(session, getattr(cast, name))
        view = visible_round(session, actor, "r1", now=now)
        with pytest.raises(NotAllowed, match="brings_files"):
            bodies_for(session, actor, view, now=now)
        with pytest.raises(NotAllowed, match="brings_files"):
            body_called(session, actor, view, "rivebelle", now=now)


def test_a_file_is_seen_by_its_delegates_and_those_who_run_the_round(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    found = bring(lea, marked_up)
    view = visible_round(session, lea, "r1", now=now)
    sam, bo = (actor_of(session, one) for one in (cast.sam, cast.bo))

    assert word_file_in_view(session, sam, view, found.row.key, now=now).fresh == 2
    assert [row.key for row, _ in files_brought(session, sam, view, now=now)] == [found.row.key]
    assert files_brought(session, bo, view, now=now) == []
    with pytest.raises(NotFound):
        word_file_in_view(session, bo, view, found.row.key, now=now)
    with pytest.raises(NotAllowed):
        confirm(session, bo, cast, found, now)


def test_a_dropped_file_is_gone(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    found = bring(lea, marked_up)
    view = visible_round(session, lea, "r1", now=now)

    drop_word_file(session, lea, view, found.row, now=now)

    assert session.scalar(select(func.count()).select_from(WordFile)) == 0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<vt:lpwstr>r1</vt:lpwstr>", "<vt:lpwstr>r9</vt:lpwstr>", "another_round"),
        ("<vt:lpwstr>en</vt:lpwstr>", "<vt:lpwstr>xx</vt:lpwstr>", "language_needed"),
        ("<vt:lpwstr>en</vt:lpwstr>", "<vt:lpwstr>ar</vt:lpwstr>", "another_text"),
    ],
)
def test_files_of_something_else_are_refused(
    session: Session,
    cast: Cast,
    bring: Bring,
    lea: Actor,
    now: datetime,
    old: str,
    new: str,
    code: str,
) -> None:
    data = changed(sent_out(session, cast, now=now), (old, new), part="docProps/custom.xml")

    with pytest.raises(Invalid, match=code):
        bring(lea, data)


def test_a_file_of_another_version_is_marked(
    session: Session, cast: Cast, bring: Bring, lea: Actor, now: datetime
) -> None:
    old, new = f"<vt:lpwstr>{'0' * 64}</vt:lpwstr>", "<vt:lpwstr>1234</vt:lpwstr>"
    data = changed(sent_out(session, cast, now=now), (old, new), part="docProps/custom.xml")

    assert bring(lea, data).takeover.problems[0][0] == "another_version"


def test_what_is_no_word_file_is_refused(bring: Bring, lea: Actor) -> None:
    with pytest.raises(UnreadableDocument, match="not_a_word_file"):
        bring(lea, b"Towns keep water")


def test_only_what_readers_see_leaves(session: Session, cast: Cast, now: datetime) -> None:
    round_ = session.merge(cast.round)
    first = cast.paragraphs[0]
    make_amendment(session, round_, cast.bo, first, now=now)
    for status in (Status.WITHHELD, Status.PENDING, Status.WITHDRAWN):
        make_contribution(
            session, round_, cast.bo, first, now=now, text="Sealed away", status=status
        )
    later = now + timedelta(days=1)
    make_contribution(
        session, round_, cast.bo, first, now=now, text="Sealed away too", veiled_until=later
    )
    session.commit()

    data = sent_out(session, cast, now=now, clean=False)

    assert b"Sealed" not in unpacked(data)
    assert b"Shorter words reach more people." in unpacked(data)


def unpacked(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())
