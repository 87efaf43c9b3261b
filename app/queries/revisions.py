"""Revisions of a contribution compared: what each later one changed, and what was said before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.wording.diff import Difference, difference
from app.models.contributions import Contribution, Revision
from app.models.opinions import Vote


@dataclass(frozen=True, slots=True)
class EarlierRevision:
    """Words that readers saw before, and how the next public ones differ from them.

    A difference is None where both read the same, or where there are no such words.
    """

    number: int
    created_at: datetime
    title: str
    text: str
    wording: str | None
    titles: Difference | None
    reasons: Difference | None
    wordings: Difference | None


def earlier_revisions(
    shown: Revision | None, before: Sequence[Revision]
) -> tuple[EarlierRevision, ...]:
    """Earlier public revisions, the newest first, each against the public one after it."""
    if shown is None:
        return ()
    after = [shown, *before]
    return tuple(_earlier(one, next_) for one, next_ in zip(before, after, strict=False))


def _earlier(one: Revision, after: Revision) -> EarlierRevision:
    return EarlierRevision(
        number=one.number,
        created_at=one.created_at,
        title=one.title,
        text=one.text,
        wording=one.wording,
        titles=_changed(one.title, after.title),
        reasons=_changed(one.text, after.text),
        wordings=_changed(one.wording or "", after.wording or ""),
    )


def _changed(before: str, after: str) -> Difference | None:
    return None if before == after else difference(before, after)


def votes_are_older(session: Session, one: Contribution) -> bool:
    """Whether some votes were cast on words that have been revised since."""
    found = session.scalar(
        select(Vote.id)
        .where(Vote.contribution_id == one.id, Vote.revision < (one.shown_revision or 1))
        .limit(1)
    )
    return found is not None
