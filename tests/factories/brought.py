"""A marked-up file that somebody brought: everything its pages can show."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation
from app.domain.marked.takeover import Aside, LeftOut, Proposed, Reason, Said, Takeover
from app.models.rounds import Round
from app.models.word_files import WordFile
from tests.factories.cast import Cast


def brought_file(session: Session, cast: Cast, now: datetime, long: str, *, confirmed: bool) -> str:
    """A marked-up file of the town in the open round, waiting or taken; ``long`` is a word."""
    round_ = session.scalars(select(Round).where(Round.slug == "r2")).one()
    base = "Towns keep water, schools and shelter open to everyone who lives there (1)."
    wording = base.replace("schools", f"clinics, {long}")
    asked = Takeover(
        amendments=(
            Proposed(Operation.REPLACE, 1, wording, base, authors=("Ana", long)),
            Proposed(Operation.INSERT_AFTER, 2, "A new one.", asides=(Aside.SPLIT,)),
            Proposed(Operation.DELETE, 3, "", base.replace("(1)", "(3)")),
        ),
        comments=(Said("Ask the port about this.", 1, "water", author="Ana"), Said("On all.")),
        left_out=(LeftOut(Reason.HEADING_CHANGED, long, "Ana"),),
        problems=(("image_dropped", "Towns keep", ""),),
        published=3,
    )
    key = "taken" if confirmed else "waiting"
    row = WordFile(
        key=key,
        round_id=round_.id,
        organisation_id=cast.town.id,
        member_id=cast.lea.id,
        language="en",
        filename=f"{long}.docx",
        content={} if confirmed else asked.to_json(),
        created_at=now,
    )
    if confirmed:
        row.confirmed_at = now
        row.result = {
            "filed": ["A1"],
            "already": ["C1"],
            "not_chosen": 1,
            "left_out": 1,
            "status": {"A1": "pending"},
        }
    session.add(row)
    session.commit()
    return key
