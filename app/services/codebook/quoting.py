"""Choosing whose words a theme of the report tells."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.codebook import MOST_QUOTES
from app.domain.contributions import Status
from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger.reporting import note_edit
from app.ledger.rounds import lock_round
from app.models.codebook import ThemeTag
from app.models.contributions import Contribution
from app.queries.codebook import theme_behind
from app.queries.rounds import subject_of


def choose_quotes(
    session: Session,
    actor: Actor,
    round_id: int,
    key: str,
    references: Collection[str],
    *,
    now: datetime,
) -> None:
    """Quote these contributions under a theme, and no others: three at most, each published.

    A quote is the contribution's own words under its reference and the name its author chose to
    show; it is nowhere copied, so that it goes when the contribution does.
    """
    round_ = lock_round(session, round_id)
    require(actor, Action.WRITE_SYNTHESIS, subject_of(session, round_, now=now), now)
    theme = theme_behind(session, round_id, key)
    if len(set(references)) > MOST_QUOTES:
        raise Invalid("too_many_quotes", most=MOST_QUOTES)
    rows = session.execute(
        select(ThemeTag, Contribution.reference)
        .join(Contribution, Contribution.id == ThemeTag.contribution_id)
        .where(ThemeTag.theme_id == theme.id, Contribution.status == Status.PUBLISHED)
        .execution_options(populate_existing=True)
    ).all()
    if set(references) - {reference for _, reference in rows}:
        raise NotFound("contribution")
    changed = [row for row, reference in rows if row.quoted != (reference in references)]
    for row in changed:
        row.quoted = not row.quoted
    if changed:
        note_edit(session, round_id, actor)
    session.commit()
