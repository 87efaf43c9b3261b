"""Many people write at once: nobody is turned away, nothing is lost, numbered twice or torn."""

import logging
import threading
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.ledger.record import Entry, record, verify
from app.ledger.rounds import lock_round
from app.models.contributions import Contribution, Revision
from app.models.engine import writing
from app.models.record import RecordEntry
from app.web.database import EXTENSION
from tests.factories.cast import Cast
from tests.factories.people import make_member
from tests.web.signing_in import post, sign_in

WRITERS = 32  # three times what a server's pool holds: the others wait their turn
EACH = 2
URL = "/en/rounds/r1/p/1/comment"


def test_comments_sent_at_once_over_the_web(
    app: Flask, session: Session, cast: Cast, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    clients = []
    for at in range(WRITERS):
        member = make_member(session, f"Writer {at}", cast.league, now=now)
        session.commit()
        clients.append(app.test_client())
        sign_in(clients[-1], member)
    start = threading.Barrier(WRITERS)
    taken: dict[str, str] = {}
    refused: list[str] = []

    def write(at: int) -> None:
        start.wait(timeout=60)
        for turn in range(EACH):
            words = f"Words {at}-{turn}."
            fields = {"text": words, "kind": "concern", "language": "en", "do": "send"}
            try:
                answer = post(clients[at], URL, {**fields, "submission_key": f"key-{at}-{turn}"})
            except Exception as error:
                refused.append(repr(error))
                continue
            if answer.status_code == 303:
                taken[words] = answer.location
            else:
                refused.append(f"{answer.status_code} {answer.text[:200]}")

    with caplog.at_level(logging.WARNING):
        at_once(write)

    session.rollback()
    assert refused == []
    assert "locked" not in caplog.text
    rows = session.execute(
        select(Contribution.number, Contribution.reference, Revision.text).join(
            Revision, Revision.contribution_id == Contribution.id
        )
    ).all()
    assert sorted(number for number, _, _ in rows) == list(range(1, WRITERS * EACH + 1))
    assert {text for _, _, text in rows} == set(taken)
    assert all(reference in taken[text] for _, reference, text in rows)


def test_record_entries_written_at_once_make_one_chain(
    app: Flask, session: Session, cast: Cast, now: datetime
) -> None:
    engine, round_id = app.extensions[EXTENSION].engine, cast.round.id
    session.rollback()
    failed: list[str] = []

    def write(at: int) -> None:
        for turn in range(EACH):
            try:
                with writing(), Session(engine) as own:
                    lock_round(own, round_id)
                    record(own, round_id, Entry("test", f"{at}-{turn}", text="Words."), now=now)
                    own.commit()
            except Exception as error:
                failed.append(repr(error))

    at_once(write)

    assert failed == []
    verdict = verify(session, round_id)
    assert (verdict.sound, verdict.entries) == (True, WRITERS * EACH)


def test_chain_that_was_changed_does_not_verify(
    session: Session, cast: Cast, now: datetime
) -> None:
    for at in range(3):
        record(session, cast.round.id, Entry("test", str(at)), now=now)
    session.scalars(select(RecordEntry).where(RecordEntry.sequence == 2)).one().code = "other"
    session.flush()

    assert verify(session, cast.round.id).broken_at == 2


def at_once(write: object) -> None:
    threads = [threading.Thread(target=write, args=(at,)) for at in range(WRITERS)]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not [thread for thread in threads if thread.is_alive()]
