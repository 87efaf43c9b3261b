"""Proposed decisions that the story shows to those who proposed, and what they answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from app.cli.demo.voices import Hall, Sent
from app.services.proposed_decisions import Reply, answer_proposal, show_to_proposers


def show_and_answer(
    hall: Hall, sent: Sequence[Sent], edits: Mapping[str, int], now: datetime
) -> None:
    """Show the drafts that somebody in the story answers, each once, before they are confirmed."""
    session, round_ = hall.stage.session, hall.round
    for one in sent:
        if "reply" not in one.item or one.reference not in edits:
            continue
        seen = {one.reference: edits[one.reference]}
        show_to_proposers(
            session,
            hall.stage.actor("facilitator-1"),
            round_.id,
            seen,
            key=f"demo show {round_.slug} {one.reference}",
            now=now,
        )
        reply = Reply(one.item["reply"]["agrees"], one.item["reply"].get("comment", ""))
        answer_proposal(
            session,
            one.author,
            round_.id,
            one.reference,
            1,
            reply,
            key=f"demo reply {round_.slug} {one.reference}",
            now=now + timedelta(days=2),
        )
