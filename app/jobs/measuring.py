"""The measures of a round, made in a process of their own: heavy statistics never slow a page."""

import json
import logging
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from huey import Huey
from redis.exceptions import RedisError
from sqlalchemy.orm import Session

from app.domain.synthesis.inputs import Inputs
from app.jobs.queue import open_queue
from app.models.engine import writing
from app.models.rounds import Round
from app.queries.edition.content import content_of
from app.queries.edition.inputs import inputs_of
from app.queries.measures import waiting_rounds
from app.services.measures import keep_measures

SECONDS = 600
_ROOT = Path(__file__).resolve().parents[2]

logger = logging.getLogger(__name__)


def measure_waiting(sessions: Callable[[], Session], clock: Callable[[], datetime]) -> int:
    """Measure every round that asks for it, or closed without having been; how many those were."""
    with sessions() as session:
        rounds = waiting_rounds(session, now=clock())
    for round_id in rounds:
        measure(sessions, round_id, clock)
    return len(rounds)


def measure(sessions: Callable[[], Session], round_id: int, clock: Callable[[], datetime]) -> None:
    """Measure one round and keep what was found; a fault is kept as well."""
    began = clock()
    with sessions() as session:
        round_ = session.get_one(Round, round_id)
        inputs = inputs_of(session, round_, content_of(session, round_, now=began))
    value = made_apart(inputs)
    with writing(), sessions() as session:
        keep_measures(session, round_id, value, began=began, now=clock())


def made_apart(inputs: Inputs) -> dict[str, Any] | None:
    """The measures from another process; None where it failed."""
    try:
        made = subprocess.run(
            [sys.executable, "-m", "app.analysis.measuring"],
            input=json.dumps(inputs.to_json()).encode(),
            cwd=_ROOT,
            capture_output=True,
            check=True,
            timeout=SECONDS,
        )
        value: dict[str, Any] = json.loads(made.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        logger.warning("measures of a round could not be made: %s", type(error).__name__)
        return None
    return value


def measure_on(queue: Huey, work: Callable[[], object]) -> Callable[[], Any]:
    """The task that measures at once; called beside the server it is put in the queue."""

    @queue.task()  # type: ignore[untyped-decorator]
    def measure_rounds() -> None:
        work()

    return measure_rounds  # type: ignore[no-any-return]


def call_measures(instance: Path, redis_url: str | None) -> None:
    """Have rounds measured now; where the queue does not answer, within a minute."""
    with suppress(OSError, RedisError, sqlite3.Error):
        measure_on(open_queue(instance, redis_url), lambda: None)()
