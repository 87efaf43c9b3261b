"""Published contributions with their words, opinions and dispositions; nothing of any other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import Kind, Status
from app.models.charters import Paragraph, Section
from app.models.contributions import AmendmentWording, Contribution, CoSponsor, Revision
from app.models.dispositions import DispositionRecord
from app.models.moderation import ModerationStep
from app.models.people import Organisation
from app.models.rounds import Round
from app.queries.amendment_languages import seen_before
from app.queries.edition.positions import Stances
from app.queries.edition.values import day, tally_value
from app.queries.tallies import positions_on, votes_on

Value = TypeVar("Value")

# Columns, not rows of the mapper: an edition reads thousands of each and changes none.
OWN = (
    Contribution.id,
    Contribution.reference,
    Contribution.kind,
    Contribution.comment_kind,
    Contribution.operation,
    Contribution.scope,
    Contribution.display_name,
    Contribution.group,
    Contribution.language,
    Contribution.channel,
    Contribution.submitted_at,
    Contribution.published_at,
    Contribution.shown_revision,
    Contribution.veiled_until,
)
WORDS = (
    Revision.title,
    Revision.text,
    Revision.wording,
    Revision.wordings,
    Revision.quote,
    Revision.effect,
    Revision.mandate,
)


@dataclass(frozen=True, slots=True)
class Belongings:
    """What belongs to each contribution, by its id."""

    revisions: dict[int, list[dict[str, Any]]]
    sponsors: dict[int, list[dict[str, Any]]]
    translated: dict[int, list[dict[str, Any]]]
    merged: dict[int, list[str]]
    dispositions: dict[int, dict[str, Any]]
    votes: dict[int, dict[str, Any]]
    positions: dict[int, dict[str, Any]]


def contributions_value(
    session: Session, round_: Round, stances: Stances, *, now: datetime, kind: Kind | None = None
) -> list[dict[str, Any]]:
    """Every published contribution, or those of one kind, amendments first, by number."""
    parent, amended = aliased(Contribution), aliased(Contribution)
    rows = session.execute(
        select(
            *OWN,
            Paragraph.number,
            Section.key,
            parent.reference,
            amended.reference,
            Organisation.slug,
            Organisation.name,
        )
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .outerjoin(Section, Section.id == Contribution.section_id)
        .outerjoin(parent, parent.id == Contribution.parent_id)
        .outerjoin(amended, amended.id == Contribution.amends_id)
        .outerjoin(Organisation, Organisation.id == Contribution.organisation_id)
        .where(Contribution.round_id == round_.id, Contribution.status == Status.PUBLISHED)
        .where(*(() if kind is None else (Contribution.kind == kind,)))
        .order_by(Contribution.kind, Contribution.number)
    ).all()
    amendments = [row.id for row in rows if row.kind is Kind.AMENDMENT]
    votes, positions = votes_on(session, amendments), positions_on(session, amendments)
    belongings = Belongings(
        revisions=_revisions(session, round_),
        sponsors=_sponsors(session, round_),
        translated=_translated(session, round_),
        merged=_merged(session, round_.id),
        dispositions=_dispositions(session, round_),
        votes={item: tally_value(votes[item]) for item in amendments},
        positions={
            item: {**tally_value(positions[item]), "organisations": stances.get(item, [])}
            for item in amendments
        },
    )
    return [_value(row, belongings, round_.timezone, now=now) for row in rows]


def _value(row: Any, belongings: Belongings, zone: str, *, now: datetime) -> dict[str, Any]:
    found = row
    number, section, parent, amends, slug, name = row[len(OWN) :]
    veiled = found.veiled_until is not None and found.veiled_until > now
    value = {
        "reference": found.reference,
        "kind": found.kind.value,
        "comment_kind": found.comment_kind.value if found.comment_kind else None,
        "operation": found.operation.value if found.operation else None,
        "scope": found.scope.value if found.operation else None,
        "amends": amends,
        "paragraph": number,
        "section": section,
        "parent": parent,
        "author": None if veiled else found.display_name,
        "organisation": None if veiled or slug is None else {"slug": slug, "name": name},
        "group": found.group.value,
        "language": found.language,
        "channel": found.channel.value,
        "submitted_on": day(found.submitted_at, zone),
        "published_on": day(found.published_at, zone),
        "shown_revision": found.shown_revision,
        "veiled": veiled,
        "revisions": [] if veiled else belongings.revisions.get(found.id, []),
        "merged": belongings.merged.get(found.id, []),
        "disposition": belongings.dispositions.get(found.id),
    }
    if found.kind is Kind.AMENDMENT:
        value["co_sponsors"] = belongings.sponsors.get(found.id, [])
        value["translated_wordings"] = [] if veiled else belongings.translated.get(found.id, [])
        value["votes"] = belongings.votes[found.id]
        value["positions"] = belongings.positions[found.id]
    return value


def _revisions(session: Session, round_: Round) -> dict[int, list[dict[str, Any]]]:
    """The words readers see, and those they saw before the author replaced them.

    Words that were never published, or taken down, stay out: a revision counts as public when it
    is the one shown, or when a later one took its place while the contribution was up.
    """
    public = {
        (row[0], row[1])
        for row in session.execute(
            select(ModerationStep.contribution_id, ModerationStep.shown_before)
            .join(Contribution, Contribution.id == ModerationStep.contribution_id)
            .where(
                Contribution.round_id == round_.id,
                ModerationStep.before == Status.PUBLISHED,
                ModerationStep.after == Status.PUBLISHED,
                ModerationStep.undoes_id.is_(None),
                ModerationStep.shown_before.is_not(None),
            )
        )
    }
    rows = session.execute(
        select(
            Revision.contribution_id,
            Contribution.shown_revision,
            Revision.created_at,
            Revision.number,
            *WORDS,
        )
        .join(Contribution, Contribution.id == Revision.contribution_id)
        .where(Contribution.round_id == round_.id, Contribution.status == Status.PUBLISHED)
        .order_by(Revision.contribution_id, Revision.number)
    )
    names = [column.key for column in WORDS]
    found: dict[int, list[dict[str, Any]]] = {}
    for contribution_id, shown, created_at, number, *words in rows:
        if number == shown or (contribution_id, number) in public:
            found.setdefault(contribution_id, []).append(
                {
                    "number": number,
                    **dict(zip(names, words, strict=True)),
                    "on": day(created_at, round_.timezone),
                }
            )
    return found


def _sponsors(session: Session, round_: Round) -> dict[int, list[dict[str, Any]]]:
    rows = session.execute(
        select(CoSponsor, Organisation.slug, Organisation.name)
        .join(Contribution, Contribution.id == CoSponsor.contribution_id)
        .outerjoin(Organisation, Organisation.id == CoSponsor.organisation_id)
        .where(Contribution.round_id == round_.id, Contribution.status == Status.PUBLISHED)
        .order_by(CoSponsor.id)
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for sponsor, slug, name in rows:
        found.setdefault(sponsor.contribution_id, []).append(
            {
                "slug": slug,
                "name": name or sponsor.display_name,
                "group": sponsor.group.value,
                "revision": sponsor.revision,
            }
        )
    return found


def _translated(session: Session, round_: Round) -> dict[int, list[dict[str, Any]]]:
    """What translators wrote of the words readers see or saw, never named: not the proposer's."""
    rows = session.execute(
        select(
            AmendmentWording.contribution_id,
            AmendmentWording.revision,
            AmendmentWording.language,
            AmendmentWording.text,
            AmendmentWording.written_at,
        )
        .join(Contribution, Contribution.id == AmendmentWording.contribution_id)
        .where(
            Contribution.round_id == round_.id,
            Contribution.status == Status.PUBLISHED,
            or_(AmendmentWording.revision == Contribution.shown_revision, seen_before()),
        )
        .order_by(
            AmendmentWording.contribution_id, AmendmentWording.revision, AmendmentWording.language
        )
    )
    return _gathered(
        (
            row.contribution_id,
            {
                "revision": row.revision,
                "language": row.language,
                "text": row.text,
                "on": day(row.written_at, round_.timezone),
            },
        )
        for row in rows
    )


def _merged(session: Session, round_id: int) -> dict[int, list[str]]:
    rows = session.execute(
        select(Contribution.merged_into_id, Contribution.reference)
        .where(Contribution.round_id == round_id, Contribution.status == Status.MERGED)
        .order_by(Contribution.kind, Contribution.number)
    )
    return _gathered((into, reference) for into, reference in rows if into is not None)


def _gathered(pairs: Iterable[tuple[int, Value]]) -> dict[int, list[Value]]:
    found: dict[int, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _dispositions(session: Session, round_: Round) -> dict[int, dict[str, Any]]:
    """Confirmed decisions only: a draft is not a decision."""
    rows = session.scalars(
        select(DispositionRecord).where(
            DispositionRecord.round_id == round_.id, DispositionRecord.confirmed_at.is_not(None)
        )
    )
    return {
        row.contribution_id: {
            "disposition": row.disposition.value,
            "reasons": dict(row.reasons),
            "wordings": dict(row.wordings),
            "follow_up": row.follow_up,
            "self_confirmed": row.self_confirmed,
            "decided_on": day(row.confirmed_at, round_.timezone),
        }
        for row in rows
    }
