"""The response matrix as a list that leaves the platform: what every reader sees of it."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.responses import UNDECIDED
from app.models.charters import Charter
from app.queries.edition.content import round_value
from app.queries.edition.text import charter_value, version_value
from app.queries.edition.values import day, stamp
from app.queries.responses import ResponseFilter, ResponseLine, decided_days, responses
from app.queries.rounds import RoundInView

FORMAT, FORMAT_VERSION = "palabre-responses", 1


def responses_value(
    session: Session, view: RoundInView, wanted: ResponseFilter, *, address: str, now: datetime
) -> dict[str, Any]:
    """The lines the filter leaves in the order of the text; constantly many statements."""
    found = responses(session, view, wanted, None, now=now)
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "moment": _moment(view, found),
        "address": address,
        "charter": charter_value(session, session.get_one(Charter, view.round.charter_id)),
        "version": version_value(view.version),
        "round": round_value(view.round),
        "contributions": [_listed(line, view.round.timezone) for line in found],
    }


def _listed(line: ResponseLine, zone: str) -> dict[str, Any]:
    told = line.decided
    return {
        "reference": line.reference,
        "kind": line.kind.value,
        "comment_kind": line.comment_kind.value if line.comment_kind else None,
        "operation": line.operation.value if line.operation else None,
        "paragraph": line.number,
        "key": line.key,
        "language": line.language,
        "published_on": day(line.at, zone),
        "veiled": line.veiled,
        "author": line.author,
        "organisation": line.organisation,
        "group": line.group.value if line.group else None,
        "title": line.title,
        "text": line.text,
        "wording": line.wording,
        "merged": list(line.merged),
        "disposition": told.disposition.value if told else UNDECIDED,
        "reasons": told.reasons if told else {},
        "wordings": told.wordings if told else {},
        "follow_up": told.follow_up if told else "",
        "decided_on": told.decided_on.isoformat() if told else None,
    }


def _moment(view: RoundInView, found: list[ResponseLine]) -> str:
    """When the newest thing in the list happened: the same content is the same file."""
    moments = [view.version.frozen_at or view.version.created_at, *(line.at for line in found)]
    days = [f"{one.isoformat()}T00:00:00Z" for one in decided_days(found)]
    return max([str(stamp(max(moments))), *days])
