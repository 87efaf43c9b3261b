"""Translators add an amendment's wording in the languages that its proposer did not give."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Scope, Status
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.languages import LANGUAGES
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger.contributions import contribution_behind
from app.ledger.rounds import lock_round, touch
from app.models.contributions import AmendmentWording, Contribution, Revision
from app.queries.rounds import about, subject_of


def translate_amendment(
    session: Session,
    actor: Actor,
    round_id: int,
    reference: str,
    language: str,
    text: str,
    *,
    edit: int,
    now: datetime,
) -> None:
    """Keep the wording of the words readers see, marked as a translator's; never the proposer's.

    ``edit`` is the state that was read, so that two translators do not write over each other.
    """
    round_ = lock_round(session, round_id)
    one = contribution_behind(session, round_.id, reference)
    require(actor, Action.TRANSLATE, about(subject_of(session, round_, now=now), one), now)
    shown = _shown(session, one, language, now=now)
    if language in shown.wordings:
        raise Conflict("wording_given")
    if not text:
        raise Invalid("wording_empty", field="text")
    row = session.scalar(
        select(AmendmentWording).where(
            AmendmentWording.contribution_id == one.id,
            AmendmentWording.revision == shown.number,
            AmendmentWording.language == language,
        )
    )
    if (row.edit if row else 0) != edit:
        raise Conflict("changed_meanwhile", edit=row.edit if row else 0)
    if row is None:
        row = AmendmentWording(
            contribution_id=one.id, revision=shown.number, language=language, edit=0
        )
        session.add(row)
    row.text, row.member_id, row.written_at = text, actor.member_id or 0, now
    row.edit += 1
    touch(round_)
    session.commit()


def _shown(session: Session, one: Contribution, language: str, *, now: datetime) -> Revision:
    """The words readers see, if they can be had in this further language."""
    veiled = one.veiled_until is not None and one.veiled_until > now
    seen = one.kind is Kind.AMENDMENT and one.status is Status.PUBLISHED and not veiled
    can_be = one.operation is not Operation.DELETE and one.scope is Scope.SUBSTANCE
    if not (seen and can_be) or language == one.language or language not in LANGUAGES:
        raise NotFound("amendment")
    return session.scalars(
        select(Revision).where(
            Revision.contribution_id == one.id, Revision.number == one.shown_revision
        )
    ).one()
