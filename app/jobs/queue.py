"""The queue library behind one function: embedded by default, on Redis when configured."""

from pathlib import Path

from huey import Huey, RedisHuey, SqliteHuey

NAME = "palabre"


def open_queue(instance: Path, redis_url: str | None) -> Huey:
    """The queue of an installation: a file beside the databases, or Redis."""
    if redis_url:
        return RedisHuey(NAME, url=redis_url, results=False)
    return SqliteHuey(NAME, filename=str(instance / "jobs.db"), results=False)
