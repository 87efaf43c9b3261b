"""Telling every author what became of their contributions once a version is published."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.ledger.outbox import post
from app.models.charters import Charter, CharterText, Version
from app.models.composition import Change, Citation, CompositionChoice
from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord
from app.models.people import Member
from app.models.rounds import Round


class Fate(StrEnum):
    """What became of a contribution with this version, the first that is true."""

    CITED = "references"
    LEFT_OUT = "left_out"
    CARRIED = "carried"
    ANSWERED = "answered"


def tell_authors(
    session: Session, version: Version, carried: Collection[int], *, now: datetime
) -> None:
    """One mail to each author, in the author's language, with all references by what happened.

    ``carried`` are the ids of what stays open.
    """
    charter = session.get_one(Charter, version.charter_id)
    titles = dict(
        session.execute(
            select(CharterText.language, CharterText.title).where(
                CharterText.charter_id == charter.id
            )
        ).all()
    )
    fates = _fates(session, version, carried)
    told: dict[str, tuple[str, dict[Fate, list[str]]]] = {}
    for member, row, reference in session.execute(
        select(Member, Contribution.id, Contribution.reference)
        .join(Contribution, Contribution.member_id == Member.id)
        .join(Round, Round.id == Contribution.round_id)
        .where(Contribution.id.in_(fates))
        .order_by(Member.id, Round.number, Contribution.kind, Contribution.number)
    ):
        lists = told.setdefault(member.key, (member.language, {}))[1]
        lists.setdefault(fates[row], []).append(reference)
    for key, (language, lists) in told.items():
        context = {
            "charter": titles.get(language) or titles.get("en") or charter.code,
            "number": version.number,
            "slug": charter.slug,
            **{fate.value: ", ".join(lists.get(fate, ())) for fate in Fate},
        }
        post(session, key, "changes_published", language, context, now=now)


def _fates(session: Session, version: Version, carried: Collection[int]) -> dict[int, Fate]:
    """Every contribution that something happened to; the stronger fate stands."""
    decided = (
        select(Contribution.id)
        .join(Round, Round.id == Contribution.round_id)
        .join(DispositionRecord, DispositionRecord.contribution_id == Contribution.id)
        .where(
            Round.version_id == version.base_version_id,
            Contribution.status == Status.PUBLISHED,
            DispositionRecord.confirmed_at.is_not(None),
        )
    )
    left_out = select(CompositionChoice.contribution_id).where(
        CompositionChoice.version_id == version.id, CompositionChoice.applied.is_(False)
    )
    cited = (
        select(Citation.contribution_id)
        .join(Change, Change.id == Citation.change_id)
        .where(Change.version_id == version.id)
    )
    fates = dict.fromkeys(session.scalars(decided), Fate.ANSWERED)
    fates |= dict.fromkeys(carried, Fate.CARRIED)
    fates |= dict.fromkeys(session.scalars(left_out), Fate.LEFT_OUT)
    fates |= dict.fromkeys(session.scalars(cited), Fate.CITED)
    return fates
