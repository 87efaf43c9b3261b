"""Retention of the desk: what only served to decide or to compose goes, decisions stay."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.domain.composition import ChoiceAct
from app.domain.dispositions import Disposition
from app.jobs.retention import KEEP_DESK, KEEP_STEPS, KEEP_UNREPORTED, retire
from app.models.composition import CompositionStep
from app.models.dispositions import (
    DeskNote,
    DispositionRecord,
    DispositionReply,
    DispositionVersion,
)
from app.models.synthesis import Synthesis, SynthesisComment
from app.web.database import EXTENSION
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment

MINUTE = timedelta(minutes=1)
DESK = ("disposition_versions", "disposition_replies", "desk_notes", "synthesis_comments")


@pytest.fixture
def counts(app: Flask) -> Any:
    databases = app.extensions[EXTENSION]

    def run(now: datetime) -> list[int]:
        found = retire(
            sessionmaker(databases.engine), sessionmaker(databases.identity_engine), now=now
        )
        return [found[name] for name in DESK]

    return run


@pytest.fixture
def decided(session: Session, cast: Cast, now: datetime) -> DispositionRecord:
    """A decision with four drafts, the second shown and answered, and a note beside it."""
    one = make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    said = {"disposition": Disposition.ACCEPTED, "reasons": {"en": "Yes."}}
    who = {"drafted_by_id": cast.ada.id, "drafted_at": now}
    row = DispositionRecord(
        contribution_id=one.id, round_id=cast.round.id, version=4, shown_version=2, **said, **who
    )
    session.add(row)
    session.flush()
    for number in (1, 2, 3, 4):
        session.add(DispositionVersion(disposition_id=row.id, number=number, **said, **who))
    session.add(
        DispositionReply(
            disposition_id=row.id, version=2, member_id=cast.bo.id, agrees=True, replied_at=now
        )
    )
    session.add(
        DeskNote(
            contribution_id=one.id, round_id=cast.round.id, member_id=cast.ada.id, noted_at=now
        )
    )
    report = Synthesis(round_id=cast.round.id, created_at=now)
    session.add(report)
    session.flush()
    said = {"part": "introduction", "text": "Who?", "member_id": cast.sam.id}
    session.add(SynthesisComment(synthesis_id=report.id, written_at=now, **said))
    session.commit()
    return row


@pytest.mark.parametrize(("late", "gone"), [(timedelta(0), [0, 0, 0, 0]), (MINUTE, [2, 1, 1, 1])])
def test_what_led_to_decisions_goes_thirty_days_after_the_report(
    session: Session,
    cast: Cast,
    now: datetime,
    counts: Any,
    decided: DispositionRecord,
    late: timedelta,
    gone: list[int],
) -> None:
    cast.round.reported_at = now + timedelta(days=60)
    session.commit()

    assert counts(cast.round.reported_at + KEEP_DESK + late) == gone

    left = session.scalars(select(DispositionVersion.number).order_by(DispositionVersion.number))
    assert left.all() == ([2, 4] if late else [1, 2, 3, 4])
    assert session.scalars(select(DispositionRecord.id)).all() == [decided.id]


@pytest.mark.usefixtures("decided")
@pytest.mark.parametrize(("late", "gone"), [(timedelta(0), [0, 0, 0, 0]), (MINUTE, [2, 1, 1, 1])])
def test_round_nobody_reports_does_not_keep_them_for_ever(
    cast: Cast, counts: Any, late: timedelta, gone: list[int]
) -> None:
    assert counts(cast.round.closes_at + KEEP_UNREPORTED + late) == gone


@pytest.mark.usefixtures("decided")
def test_what_is_written_for_a_later_edition_stays_for_now(
    session: Session, cast: Cast, now: datetime, counts: Any
) -> None:
    cast.round.reported_at = now - timedelta(days=90)
    session.commit()

    assert counts(now + timedelta(days=1)) == [0, 0, 0, 0]


@pytest.mark.parametrize("frozen", [False, True])
def test_steps_of_composing_go_once_the_text_is_frozen(
    app: Flask, session: Session, cast: Cast, now: datetime, frozen: bool
) -> None:
    cast.version.frozen_at = now if frozen else None
    session.add(
        CompositionStep(
            version_id=cast.version.id,
            act=next(iter(ChoiceAct)),
            before={},
            member_id=cast.sam.id,
            taken_at=now,
        )
    )
    session.commit()
    databases = app.extensions[EXTENSION]
    makers = sessionmaker(databases.engine), sessionmaker(databases.identity_engine)

    assert retire(*makers, now=now + KEEP_STEPS)["composition_steps"] == 0
    assert retire(*makers, now=now + KEEP_STEPS + MINUTE)["composition_steps"] == int(frozen)
