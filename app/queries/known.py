"""What a submit in a locked round must know before it writes, asked at once."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.people import Actor
from app.domain.rounds import Window
from app.models.charters import Paragraph
from app.models.contributions import Contribution
from app.models.record import Submission
from app.models.rounds import Round, RoundWindow
from app.queries.straight import straight


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier submit with the same key, the place, what was published before, the windows."""

    payload_hash: str | None
    result: str
    paragraph_id: int | None
    published: bool
    windows: tuple[Window, ...]


def known_before(
    session: Session, actor: Actor, round_: Round, *, key: str, number: int | None
) -> Known:
    """All of it, read after the round was locked; one statement."""
    values = {
        "round": round_.id,
        "key": key,
        "version": round_.version_id,
        "number": number,
        "member": actor.member_id,
    }
    rows = straight(session).execute(_KNOWN, values).all()
    payload_hash, result, paragraph_id, published = rows[0][:4]
    windows = tuple(Window(*row[4:]) for row in rows if row.act is not None)
    return Known(payload_hash, result or "", paragraph_id, published, windows)


def _known() -> Select[Any]:
    submission = Submission.key == bindparam("key")
    place = and_(
        Paragraph.version_id == bindparam("version"), Paragraph.number == bindparam("number")
    )
    published = and_(
        Contribution.member_id == bindparam("member"), Contribution.status == Status.PUBLISHED
    )
    return (
        select(
            select(Submission.payload_hash).where(submission).scalar_subquery(),
            select(Submission.result).where(submission).scalar_subquery(),
            select(Paragraph.id).where(place).scalar_subquery(),
            exists().where(published),
            RoundWindow.act,
            RoundWindow.opens_at,
            RoundWindow.closes_at,
        )
        .select_from(Round)
        .outerjoin(RoundWindow, RoundWindow.round_id == Round.id)
        .where(Round.id == bindparam("round"))
    )


_KNOWN = _known()
