"""The whole of a round in all languages: what an edition freezes and every export is made of."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.opinions import SMALL_CELL
from app.domain.synthesis.cells import SMALL_BREAKDOWN
from app.domain.synthesis.shares import Z
from app.models.charters import Charter, Version
from app.models.rounds import Round
from app.models.synthesis import Measurement, Synthesis, SynthesisPart
from app.queries.edition.codebook import put_under_themes
from app.queries.edition.contributions import contributions_value
from app.queries.edition.earlier import earlier_editions
from app.queries.edition.inputs import inputs_of
from app.queries.edition.participation import participation_value
from app.queries.edition.positions import positions_value
from app.queries.edition.register import record_value, register_value
from app.queries.edition.text import (
    charter_value,
    paragraphs_value,
    sections_value,
    version_value,
)
from app.queries.edition.timeline import timeline_value
from app.queries.edition.values import stamp

FORMAT = "palabre-round-export"
FORMAT_VERSION = 1


def content_of(session: Session, round_: Round, *, now: datetime) -> dict[str, Any]:
    """The round as plain values, counted from the rows; the number of statements is constant.

    Nothing in it is hidden from readers: words of published contributions only, confirmed
    decisions only, and small cells as null.
    """
    charter = session.get_one(Charter, round_.charter_id)
    version = session.get_one(Version, round_.version_id)
    on_paragraphs, on_amendments = positions_value(session, round_)
    paragraphs = paragraphs_value(session, round_, on_paragraphs)
    contributions = contributions_value(session, round_, on_amendments, now=now)
    themes = put_under_themes(session, round_.id, contributions)
    told = earlier_editions(session, round_.id)
    told.hide_what_is_close(paragraphs, contributions)
    content = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "cut_off_at": stamp(now),
        "charter": charter_value(session, charter),
        "version": version_value(version),
        "round": round_value(round_),
        "parameters": {
            "small_cell": SMALL_CELL,
            "small_breakdown": SMALL_BREAKDOWN,
            "interval": "wilson",
            "z": Z,
        },
        "written": written_value(session, round_.id),
        "participation": participation_value(session, round_, told.breakdowns),
        "timeline": timeline_value(session, round_, contributions, told.timelines),
        "sections": sections_value(session, version.id),
        "paragraphs": paragraphs,
        "themes": themes,
        "contributions": contributions,
        "dispositions": dispositions_value(contributions),
        "register": register_value(session, round_),
        "record": record_value(session, round_.id),
    }
    content["measures"] = measures_value(session, round_, content)
    return content


def measures_value(
    session: Session, round_: Round, content: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The measures the job found for exactly this content; None until it did."""
    fingerprint = inputs_of(session, round_, content).fingerprint
    row = session.get(Measurement, round_.id)
    return row.value if row is not None and row.inputs_hash == fingerprint else None


def round_value(round_: Round) -> dict[str, Any]:
    """The round with its questions, dates and settings."""
    return {
        "slug": round_.slug,
        "number": round_.number,
        "titles": dict(round_.titles),
        "questions": dict(round_.questions),
        "run_by": dict(round_.run_by),
        "contact": round_.contact,
        "opens_at": stamp(round_.opens_at),
        "closes_at": stamp(round_.closes_at),
        "timezone": round_.timezone,
        "audience": round_.audience.value,
        "moderation": round_.moderation.value,
        "tallies": round_.tallies.value,
        "kinds": list(round_.kinds),
        "criteria": list(round_.criteria),
        "evidence_floor": round_.evidence_floor,
    }


def written_value(session: Session, round_id: int) -> dict[str, dict[str, str]]:
    """The written introduction and section parts, by part and language."""
    rows = session.execute(
        select(SynthesisPart.part, SynthesisPart.language, SynthesisPart.text)
        .join(Synthesis, Synthesis.id == SynthesisPart.synthesis_id)
        .where(Synthesis.round_id == round_id, SynthesisPart.text != "")
        .order_by(SynthesisPart.part, SynthesisPart.language)
    )
    found: dict[str, dict[str, str]] = {}
    for part, language, text in rows:
        found.setdefault(part, {})[language] = text
    return found


def dispositions_value(contributions: list[dict[str, Any]]) -> dict[str, Any]:
    """How often each decision was taken, and the references without one."""
    counted = Counter(
        one["disposition"]["disposition"] for one in contributions if one["disposition"]
    )
    return {
        "counts": dict(sorted(counted.items())),
        "undecided": [one["reference"] for one in contributions if not one["disposition"]],
    }
