"""The job runner: one holder for each installation, the same tasks on every queue."""

import os
import threading

import pytest
from huey import RedisHuey, SqliteHuey

from app.jobs.consumer import Works, embedded, hold, queue_of
from app.jobs.queue import open_queue


def test_only_one_process_holds_the_jobs(tmp_path):
    first = hold(tmp_path)

    assert hold(tmp_path) is None

    first.close()
    second = hold(tmp_path)
    assert second is not None
    second.close()


def test_lock_is_free_again_after_its_process_died(tmp_path):
    child = os.fork()
    if child == 0:
        hold(tmp_path)
        os._exit(0)
    os.waitpid(child, 0)

    held = hold(tmp_path)
    assert held is not None
    held.close()


@pytest.mark.parametrize(
    ("redis_url", "kind"), [(None, SqliteHuey), ("redis://127.0.0.1:6379/9", RedisHuey)]
)
def test_queue_is_embedded_unless_redis_is_configured(tmp_path, redis_url, kind):
    assert isinstance(open_queue(tmp_path, redis_url), kind)


def test_mail_and_retention_run_by_themselves(tmp_path):
    works = Works(tmp_path, None, None, None, None, None, tmp_path)

    names = {type(task).__name__ for task in queue_of(works)._registry.periodic_tasks}

    assert names == {"exports", "mail", "measures", "retention"}


def test_consumer_starts_outside_the_main_thread(tmp_path):
    consumer = embedded(open_queue(tmp_path, None))
    faults: list[BaseException] = []

    def begin() -> None:
        try:
            consumer.start()
        except ValueError as fault:
            faults.append(fault)

    thread = threading.Thread(target=begin)
    thread.start()
    thread.join()
    consumer.stop(graceful=True)

    assert not faults
