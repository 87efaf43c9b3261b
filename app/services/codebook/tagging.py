"""Putting contributions under themes, and taking them away again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.codebook import MOST_AT_ONCE
from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger.reporting import note_edit
from app.ledger.rounds import lock_round
from app.models.codebook import ThemeTag
from app.models.contributions import Contribution
from app.queries.codebook import SORTED, themes_in
from app.queries.rounds import subject_of


def tag(
    session: Session,
    actor: Actor,
    round_id: int,
    references: Collection[str],
    *,
    add: Collection[str] = (),
    remove: Collection[str] = (),
    now: datetime,
) -> int:
    """Put contributions under the themes ``add`` and take them from under ``remove``, by key.

    All or none; what is so already stays. Returns how many tags came or went. Raises ``Invalid``
    where nothing or too much is chosen, ``NotFound`` for a theme or a contribution that is not
    there to be sorted.
    """
    round_ = lock_round(session, round_id)
    require(actor, Action.WRITE_SYNTHESIS, subject_of(session, round_, now=now), now)
    if not (add or remove):
        raise Invalid("no_theme_chosen")
    if not references:
        raise Invalid("nothing_chosen")
    if len(references) > MOST_AT_ONCE:
        raise Invalid("too_many_chosen")
    ids = {one.key: one.id for one in themes_in(session, round_id)}
    if {*add, *remove} - ids.keys():
        raise NotFound("theme")
    contributions = _contributions(session, round_id, references)
    there = _there(session, contributions)
    put = {(ids[key], one) for key in add for one in contributions} - there
    taken = {(ids[key], one) for key in remove for one in contributions} & there
    session.add_all(ThemeTag(theme_id=theme, contribution_id=one) for theme, one in sorted(put))
    for theme in sorted({theme for theme, _ in taken}):
        gone = [one for other, one in taken if other == theme]
        session.execute(
            delete(ThemeTag).where(ThemeTag.theme_id == theme, ThemeTag.contribution_id.in_(gone))
        )
    if put or taken:
        note_edit(session, round_id, actor)
    session.commit()
    return len(put) + len(taken)


def _contributions(session: Session, round_id: int, references: Collection[str]) -> list[int]:
    found = session.scalars(
        select(Contribution.id).where(
            Contribution.round_id == round_id,
            Contribution.reference.in_(references),
            Contribution.status.in_(SORTED),
        )
    ).all()
    if len(found) != len(set(references)):
        raise NotFound("contribution")
    return list(found)


def _there(session: Session, contributions: list[int]) -> set[tuple[int, int]]:
    rows = session.execute(
        select(ThemeTag.theme_id, ThemeTag.contribution_id).where(
            ThemeTag.contribution_id.in_(contributions)
        )
    )
    return {(theme, one) for theme, one in rows}
