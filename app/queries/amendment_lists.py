"""The amendments of a round as a list that leaves the platform: what every reader sees of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Status
from app.domain.people import Actor
from app.models.charters import Charter
from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord
from app.queries.edition.content import round_value
from app.queries.edition.contributions import contributions_value
from app.queries.edition.positions import positions_value
from app.queries.edition.text import (
    charter_value,
    paragraphs_value,
    sections_value,
    version_value,
)
from app.queries.edition.values import day, stamp
from app.queries.register import Line, RegisterFilter, lines
from app.queries.rounds import RoundInView
from app.queries.tallies import tallies_show_to_all

FORMAT, FORMAT_VERSION = "palabre-amendment-list", 1
NO_TALLY: dict[str, Any] = {
    "cells": [],
    "total": {"suppressed": False, "counts": None, "support_share": None},
}


def amendments_value(
    session: Session, view: RoundInView, wanted: RegisterFilter, *, address: str, now: datetime
) -> dict[str, Any]:
    """The amendments the filter leaves, as a visitor sees them; constantly many statements.

    Tallies are in it only where everybody sees them, decisions as the newest edition of the
    synthesis tells them. Of what does not appear there is reference, status, reason code and day.
    """
    round_ = view.round
    found = lines(session, Actor(), view, wanted, None, now=now)
    shown = {line.reference for line in found if line.text is not None}
    tallies = tallies_show_to_all(view, now)
    on_paragraphs, on_amendments = positions_value(session, round_)
    told = _told(session, round_.id)
    listed = [
        _listed(one, told.get(one["reference"]), tallies=tallies)
        for one in contributions_value(session, round_, on_amendments, now=now, kind=Kind.AMENDMENT)
        if one["reference"] in shown
    ]
    numbers = {one["paragraph"] for one in listed}
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "moment": _moment(view, found, listed),
        "address": address,
        "charter": charter_value(session, session.get_one(Charter, round_.charter_id)),
        "version": version_value(view.version),
        "round": round_value(round_),
        "tallies_show": tallies,
        "written": {},
        "sections": sections_value(session, view.version.id),
        "paragraphs": [
            _text_alone(one)
            for one in paragraphs_value(session, round_, on_paragraphs)
            if one["number"] in numbers
        ],
        "contributions": listed,
        "hidden": [_hidden(line, round_.timezone) for line in found if line.text is None],
    }


def _listed(value: dict[str, Any], told: dict[str, Any] | None, *, tallies: bool) -> dict[str, Any]:
    """An amendment with the words that show now; earlier ones are on its page."""
    shown = value["shown_revision"]
    opinions = {} if tallies else {"votes": None, "positions": None}
    revisions = [one for one in value["revisions"] if one["number"] == shown]
    return {**value, **opinions, "revisions": revisions, "disposition": told}


def _text_alone(paragraph: dict[str, Any]) -> dict[str, Any]:
    """The paragraph an amendment is about, without what was said of the paragraph itself."""
    return {**paragraph, "ratings": [], "positions": {**NO_TALLY, "organisations": []}}


def _hidden(line: Line, zone: str) -> dict[str, Any]:
    return {
        "reference": line.reference,
        "status": line.status.value,
        "paragraph": line.number,
        "veiled": line.veiled,
        "reason_code": line.reason.value if line.reason else None,
        "merged_into": line.into,
        "on": day(line.at, zone),
    }


def _told(session: Session, round_id: int) -> dict[str, dict[str, Any]]:
    rows = session.execute(
        select(Contribution.reference, DispositionRecord.told)
        .join(Contribution, Contribution.id == DispositionRecord.contribution_id)
        .where(
            Contribution.round_id == round_id,
            Contribution.kind == Kind.AMENDMENT,
            Contribution.status == Status.PUBLISHED,
            DispositionRecord.told.is_not(None),
        )
    )
    return {reference: told for reference, told in rows if told is not None}


def _moment(view: RoundInView, found: list[Line], listed: list[dict[str, Any]]) -> str:
    """When the newest thing in the list happened: the same content is the same file."""
    moments = [view.version.frozen_at or view.version.created_at, *(line.at for line in found)]
    days = [f"{one['disposition']['decided_on']}T00:00:00Z" for one in listed if one["disposition"]]
    return max([str(stamp(max(moments))), *days])
