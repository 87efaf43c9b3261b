"""Drafts as their writer sees them, and nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from app.domain.people import Actor
from app.models.contributions import Draft
from app.models.rounds import Round
from app.queries.rounds import in_language

KEEP_UNCLAIMED = timedelta(hours=24)
SPOKEN = ("text", "reason", "wording", *(f"text_{code}" for code in LANGUAGES))


@dataclass(frozen=True, slots=True)
class DraftInView:
    """Words not sent yet, with the form they belong to."""

    key: str
    place: str
    fields: dict[str, str]
    round_slug: str | None
    round_titles: dict[str, str]
    updated_at: datetime

    def title(self, language: str) -> str:
        """The title of its round."""
        return in_language(self.round_titles, language)

    @property
    def beginning(self) -> str:
        """The words a reader would know the draft by."""
        return next((self.fields[name] for name in SPOKEN if self.fields.get(name)), "")


def draft_behind(
    session: Session, actor: Actor, key: str, place: str, *, now: datetime
) -> DraftInView | None:
    """The draft behind a key at a place, if it is this actor's or a visitor's fresh one."""
    row = session.execute(_rows().where(Draft.key == key, Draft.place == place)).first()
    if row is None:
        return None
    draft = row[0]
    if draft.member_id is None and draft.updated_at <= now - KEEP_UNCLAIMED:
        return None
    if draft.member_id not in {None, actor.member_id}:
        return None
    return _in_view(*row)


def draft_at(
    session: Session, actor: Actor, round_id: int | None, place: str
) -> DraftInView | None:
    """The newest draft that the member left at a place."""
    if not actor.is_member:
        return None
    row = session.execute(
        _rows()
        .where(Draft.member_id == actor.member_id, Draft.round_id == round_id, Draft.place == place)
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
        .limit(1)
    ).first()
    return _in_view(*row) if row else None


def drafts_of(
    session: Session, actor: Actor, *, page: int = 1, per_page: int = 20
) -> Sequence[DraftInView]:
    """The member's drafts, the newest first."""
    rows = session.execute(
        _rows()
        .where(Draft.member_id == actor.member_id)
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return [_in_view(*row) for row in rows]


def _rows() -> Select[Draft, str | None, dict[str, str] | None]:
    return select(Draft, Round.slug, Round.titles).outerjoin(Round, Round.id == Draft.round_id)


def _in_view(draft: Draft, slug: str | None, titles: dict[str, str] | None) -> DraftInView:
    return DraftInView(
        draft.key, draft.place, dict(draft.fields), slug, titles or {}, draft.updated_at
    )
