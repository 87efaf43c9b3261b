"""Defining a theme of a round's codebook, or changing one."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.codebook import MOST_THEMES
from app.domain.errors import Conflict, Invalid
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.writing import tidy, tidy_line
from app.ledger.reporting import note_edit
from app.ledger.rounds import lock_round
from app.models.codebook import Theme
from app.queries.codebook import theme_behind, themes_in
from app.queries.rounds import subject_of


def keep_theme(
    session: Session,
    actor: Actor,
    round_id: int,
    names: Mapping[str, str],
    definitions: Mapping[str, str],
    *,
    key: str | None = None,
    edit: int = 0,
    now: datetime,
) -> Theme:
    """Add a theme, or change the one with this key; ``edit`` is the state that was seen.

    Raises ``Invalid`` without a name in any language, where another theme of the round has this
    name, or where there are 60 already; ``Conflict`` where somebody changed it meanwhile.
    """
    round_ = lock_round(session, round_id)
    require(actor, Action.WRITE_SYNTHESIS, subject_of(session, round_, now=now), now)
    named = {code: text for code, one in names.items() if (text := tidy_line(one))}
    meant = {code: text for code, one in definitions.items() if (text := tidy(one))}
    themes = themes_in(session, round_id)
    _check(themes, named, key)
    row = _row(session, round_id, key, edit, themes)
    if (row.names, row.definitions) == (named, meant):
        session.commit()
        return row
    row.names, row.definitions, row.updated_at = named, meant, now
    row.edit += 1
    session.add(row)
    note_edit(session, round_id, actor)
    session.commit()
    return row


def _check(themes: list[Theme], named: Mapping[str, str], key: str | None) -> None:
    if not named:
        raise Invalid("theme_needs_a_name", field="name_en")
    if key is None and len(themes) >= MOST_THEMES:
        raise Invalid("too_many_themes", most=MOST_THEMES)
    for code, text in named.items():
        taken = {str(one.names.get(code, "")).casefold() for one in themes if one.key != key}
        if text.casefold() in taken:
            raise Invalid("theme_exists", field=f"name_{code}")


def _row(session: Session, round_id: int, key: str | None, edit: int, themes: list[Theme]) -> Theme:
    if key is None:
        last = session.scalar(select(func.max(Theme.number)).where(Theme.round_id == round_id))
        number = (last or 0) + 1
        return Theme(
            round_id=round_id, number=number, key=f"t{number}", names={}, definitions={}, edit=0
        )
    row = theme_behind(session, round_id, key)
    session.refresh(row)
    if row.edit != edit:
        raise Conflict("changed_meanwhile")
    return row
