"""Measures asked for by a page are made by the jobs, at once where they answer."""

from app.jobs.measuring import call_measures
from app.ledger.measures import ASKED
from app.web import current


def measure_soon() -> None:
    """Where this request asked for measures, have them begun without waiting for the minute."""
    if current.db().info.pop(ASKED, False):
        settings = current.settings()
        call_measures(settings.instance, settings.redis_url)
