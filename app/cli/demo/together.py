"""Amendments of the story that organisations prepare together, or are asked to join."""

from collections.abc import Sequence
from datetime import datetime

from app.cli.demo.stage import Stage
from app.domain.joint import Answer
from app.domain.people import Actor
from app.domain.writing import AmendmentWords
from app.services.co_sponsors import invite_co_sponsor
from app.services.joint_drafts import begin_joint_draft, collect_support, file_joint_draft
from app.services.sponsor_invitations import answer_invitation, invite_organisation


def file_together(
    stage: Stage,
    leader: Actor,
    round_id: int,
    number: int,
    words: AmendmentWords,
    others: Sequence[str],
    *,
    key: str,
    now: datetime,
) -> str:
    """Draft it, let the delegates called ``others`` accept, file it; returns its reference."""
    session = stage.session
    fields = {
        "doing": words.operation.value,
        "language": words.language,
        "wording": words.wording,
        "title": words.title,
        "reason": words.reason,
        "effect": words.effect,
        "mandate": words.mandate,
    }
    draft = begin_joint_draft(session, leader, round_id, number, fields, key=key, now=now)
    for other in others:
        body = stage.bodies[other] or ""
        invite_organisation(session, leader, round_id, draft, body, now=now)
    collect_support(session, leader, round_id, draft, now=now)
    for other in others:
        actor = stage.actor(other, acting=True)
        answer_invitation(session, actor, round_id, draft, Answer.ACCEPTED, edit=1, now=now)
    return file_joint_draft(session, leader, round_id, draft, edit=1, now=now)


def ask_to_join(
    stage: Stage,
    leader: Actor,
    round_id: int,
    reference: str,
    others: Sequence[str],
    *,
    now: datetime,
) -> None:
    """Ask the organisations of the delegates called ``others`` to co-sponsor what is public."""
    for other in others:
        body = stage.bodies[other] or ""
        invite_co_sponsor(stage.session, leader, round_id, reference, body, now=now)
