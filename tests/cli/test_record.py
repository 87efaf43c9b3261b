"""``record verify``: a sound chain prints its head; any change, loss or exchange is found."""

import random
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli.main import run
from app.ledger.record import Entry, head, record, verify
from app.models.record import RecordEntry
from tests.factories.cast import Cast

ENTRIES = 8


@pytest.fixture
def chain(session: Session, cast: Cast, now: datetime) -> list[RecordEntry]:
    """A round's record of a few entries."""
    for number in range(ENTRIES):
        entry = Entry("moderation", f"C{number + 1}", "publish", "facilitator", f"Text {number}")
        record(session, cast.round.id, entry, now=now)
    rows = list(session.scalars(select(RecordEntry).order_by(RecordEntry.sequence)))
    session.commit()
    return rows


def verified(app: Flask, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = run(lambda: app, ["record", "verify", "r1"])
    printed = capsys.readouterr()
    return status, printed.out + printed.err


def test_sound_chain_prints_its_head(
    app: Flask,
    session: Session,
    cast: Cast,
    chain: list[RecordEntry],
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, printed = verified(app, capsys)

    assert status == 0
    assert head(session, cast.round.id) in printed


@pytest.mark.parametrize("field", ["kind", "reference", "code", "role", "text_hash"])
@pytest.mark.parametrize("place", [0, 3, ENTRIES - 1])
def test_changed_entry_is_named(
    app: Flask,
    session: Session,
    chain: list[RecordEntry],
    capsys: pytest.CaptureFixture[str],
    field: str,
    place: int,
) -> None:
    setattr(chain[place], field, "forged")
    session.commit()

    status, printed = verified(app, capsys)

    assert status == 1
    assert f"entry {place + 1} " in printed


@pytest.mark.parametrize("place", [0, 3, ENTRIES - 2])
def test_removed_entry_is_named(
    app: Flask,
    session: Session,
    chain: list[RecordEntry],
    capsys: pytest.CaptureFixture[str],
    place: int,
) -> None:
    session.delete(chain[place])
    session.commit()

    status, printed = verified(app, capsys)

    assert (status, f"entry {place + 1} " in printed) == (1, True)


def test_exchanged_entries_are_found(
    session: Session, cast: Cast, chain: list[RecordEntry]
) -> None:
    chance = random.Random(7)  # noqa: S311  chooses places only
    for _ in range(20):
        one, other = chance.sample(chain, 2)
        one.reference, other.reference = other.reference, one.reference
        session.flush()
        assert verify(session, cast.round.id).broken_at == min(one.sequence, other.sequence)
        one.reference, other.reference = other.reference, one.reference
    assert verify(session, cast.round.id).sound


def test_cut_tail_shows_in_the_head(session: Session, cast: Cast, chain: list[RecordEntry]) -> None:
    printed = head(session, cast.round.id)
    session.delete(chain[-1])
    session.flush()

    verdict = verify(session, cast.round.id)

    assert verdict.sound
    assert verdict.head != printed


def test_erased_text_leaves_the_chain_whole(
    session: Session, cast: Cast, chain: list[RecordEntry]
) -> None:
    chain[2].salt = None
    session.flush()

    assert verify(session, cast.round.id).sound


def test_unknown_round_is_bad_input(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda: app, ["record", "verify", "nowhere"]) == 2
    assert "round" in capsys.readouterr().err
