"""What every export of the largest round takes: each in a process of its own, as jobs make them."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import sessionmaker

from app.cli.exports import FORMATS, LISTS, RESPONSES, REVIEW
from app.domain.contributions import Status
from app.domain.dispositions import Disposition
from app.domain.listings import ListFormat
from app.domain.people import Actor, Grant, Role
from app.jobs.measuring import measure
from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord
from app.models.engine import writing
from app.models.synthesis import Synthesis
from app.services.synthesis import publish_synthesis, send_for_review
from tests.bench.people import Person
from tests.bench.population import add_round
from tests.bench.stage import Stage, settle

PARAGRAPHS = 500
CONTRIBUTIONS = 20_000
SLUG = "largest"
# What is laid out in pages takes longest and stands last.
WANTED = tuple(sorted((*FORMATS, REVIEW, *RESPONSES, *LISTS), key=lambda name: "pdf" in name))
PATIENCE = 300
DECISIONS = tuple(one for one in Disposition if one is not Disposition.ACCEPTED_WITH_CHANGES)
MEGABYTE = 1_000_000
REFUSED = 2  # what a command ends with that was asked for what there is not


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of the processor, the most memory of one process, and bytes made.

    No bytes are made where patience ended before the export did, or where it was refused because
    the list is longer than its format holds.
    """

    seconds: float
    busy: float
    memory: int
    size: int
    refused: bool = False


def exports(stage: Stage, contributions: int) -> Iterator[tuple[str, Cost]]:
    """The cost of reporting the round, then of each format of its exports, by name."""
    round_id = add_round(
        stage.session, stage.text, stage.people, SLUG, contributions, now=stage.now, over=True
    )
    _decide(stage, round_id)
    settle(stage)
    sessions = sessionmaker(stage.session.get_bind())
    yield "measures", _here(lambda: measure(sessions, round_id, lambda: stage.now))
    yield "publication", _here(lambda: _publish(stage, round_id))
    with tempfile.TemporaryDirectory() as folder:
        for format_ in WANTED:
            yield format_, _apart(stage, format_, Path(folder, f"{format_}.file"))


def _decide(stage: Stage, round_id: int) -> None:
    """A confirmed decision with its reason on every published contribution."""
    ids = stage.session.scalars(
        select(Contribution.id)
        .where(Contribution.round_id == round_id, Contribution.status == Status.PUBLISHED)
        .order_by(Contribution.id)
    )
    rows = [
        {
            "contribution_id": id_,
            "round_id": round_id,
            "disposition": DECISIONS[at % len(DECISIONS)],
            "reasons": {"en": f"{stage.text.words[at % len(stage.text.words)][:160]} ({at})"},
            "drafted_by_id": stage.facilitator.id,
            "drafted_at": stage.now - timedelta(days=2),
            "confirmed_by_id": stage.people[0].id,
            "confirmed_at": stage.now - timedelta(days=1),
        }
        for at, id_ in enumerate(ids)
    ]
    stage.session.execute(insert(DispositionRecord), rows)
    stage.session.commit()


def _publish(stage: Stage, round_id: int) -> None:
    """Sent by the facilitator, published by somebody of the secretariat."""
    session, now = stage.session, stage.now
    with writing():
        send_for_review(
            session, _as(stage.facilitator, Role.FACILITATOR), round_id, edit=0, now=now
        )
        edit = session.scalars(select(Synthesis.edit).where(Synthesis.round_id == round_id)).one()
        publish_synthesis(
            session,
            _as(stage.people[0], Role.SECRETARIAT),
            round_id,
            edit=edit,
            key=SLUG,
            now=now,
            measured=True,
        )


def _as(person: Person, role: Role) -> Actor:
    return Actor(member_id=person.id, member_key=person.key, grants=(Grant(role),))


def _here(work: Callable[[], object]) -> Cost:
    """What a work takes in this process and those it starts; its memory is not its own."""
    begun, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    return Cost(time.perf_counter() - begun, sum(after[:4]) - sum(before[:4]), 0, 0)


def _apart(stage: Stage, format_: str, file: Path) -> Cost:
    """What one export takes from start to end of its process, or of those it starts."""
    command = [sys.executable, "-m", "app", "rounds", "export", SLUG, "--format", format_]
    weigh = [sys.executable, "-m", "tests.bench.weigh", str(PATIENCE)]
    begun = time.perf_counter()
    done = subprocess.run(
        [*weigh, *command, "--output", str(file)],
        env=os.environ | stage.environment,
        capture_output=True,
        check=True,
    )
    took = time.perf_counter() - begun
    code, busy, memory = json.loads(done.stdout)
    refused = code == REFUSED and format_ == f"amendments-{ListFormat.PDF.value}"
    assert refused or not code, f"{format_}: {code}"
    return Cost(took, busy, memory, file.stat().st_size if code == 0 else 0, refused)
