"""The job runner of an installation: one process holds it, by file lock, after the fork."""

import fcntl
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from huey import Huey, crontab
from huey.consumer import Consumer
from sqlalchemy.orm import Session

from app.jobs.exports import exports_of, make_waiting, task_on
from app.jobs.letters import hand_over, post_on
from app.jobs.measuring import measure_on, measure_waiting
from app.jobs.queue import open_queue
from app.jobs.relay import Post, relay
from app.jobs.retention import retire

ASK_AGAIN = 15.0
# How long what a person waits for may lie in the queue, in seconds.
LONGEST_PAUSE = 1.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Works:
    """What the jobs of an installation need; sessions and clock are made by the caller."""

    instance: Path
    redis_url: str | None
    sessions: Callable[[], Session]
    identities: Callable[[], Session]
    post: Post
    clock: Callable[[], datetime]
    fonts: Path


def queue_of(works: Works) -> Huey:
    """The queue with the tasks that run by themselves; each may run twice without harm."""
    queue = open_queue(works.instance, works.redis_url)
    files = exports_of(works.instance)

    def send() -> None:
        hand_over(works.identities, works.post, now=works.clock())
        relay(works.sessions, works.identities, works.post, now=works.clock())

    @queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
    def mail() -> None:
        send()

    @queue.periodic_task(crontab(minute="17", hour="*"))  # type: ignore[untyped-decorator]
    def retention() -> None:
        retire(works.sessions, works.identities, now=works.clock())
        files.forget(now=works.clock())

    @queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
    def exports() -> None:
        make_waiting(files, works.fonts)

    def measured() -> None:
        measure_waiting(works.sessions, works.clock)

    @queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
    def measures() -> None:
        measured()

    task_on(queue, files, works.fonts)
    measure_on(queue, measured)
    post_on(queue, send)
    return queue


def start(works: Works) -> threading.Thread:
    """Run the jobs in a thread of this process, once no other process of the machine does."""
    thread = threading.Thread(target=_run, args=(works,), name="jobs", daemon=True)
    thread.start()
    return thread


def run(works: Works) -> None:
    """Run the jobs in the foreground, for installations with a process of their own for them."""
    held = hold(works.instance)
    if held is None:
        logger.warning("another process runs the jobs of this installation")
        return
    with held:
        queue_of(works).create_consumer(workers=1, max_delay=LONGEST_PAUSE).run()


class Embedded(Consumer):
    """The queue's consumer beside the server: signals are the server's to handle."""

    def _set_signal_handlers(self) -> None:
        """Leave them alone."""


def embedded(queue: Huey) -> Consumer:
    """A consumer that may be started in any thread."""
    return Embedded(queue, workers=1, max_delay=LONGEST_PAUSE)


def hold(instance: Path) -> IO[str] | None:
    """Take the lock that lets one process run the jobs; None while another holds it."""
    file = (instance / "jobs.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def _run(works: Works) -> None:
    waiting = threading.Event()
    held = hold(works.instance)
    while held is None:
        waiting.wait(ASK_AGAIN)
        held = hold(works.instance)
    with held:
        embedded(queue_of(works)).start()
        waiting.wait()
