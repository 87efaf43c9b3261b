"""One contribution in each way of not appearing, for tests that nothing hidden leaks."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.moderation import ReasonCode
from app.models.contributions import Contribution
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution

SECRET = "unsayable"
HIDDEN = [one for one in Status if one is not Status.PUBLISHED]
LISTS = ["contributions", "contributions.csv", "amendments", "record", "record.csv"]


def hidden_rows(session: Session, cast: Cast, *, now: datetime) -> list[Contribution]:
    """One contribution in each way of not appearing, each with the secret in every text."""
    rows = [
        make_contribution(
            session,
            cast.round,
            cast.bo,
            cast.paragraphs[0],
            now=now,
            status=status,
            text=SECRET,
            reason=ReasonCode.SPAM,
            display_name=f"{SECRET} name",
        )
        for status in HIDDEN
    ]
    rows += [
        make_amendment(
            session,
            cast.round,
            cast.bo,
            cast.paragraphs[0],
            f"{SECRET} wording",
            now=now,
            text=SECRET,
            status=status,
            display_name=f"{SECRET} name",
        )
        for status in HIDDEN
    ]
    rows.append(
        make_contribution(
            session,
            cast.round,
            cast.bo,
            now=now,
            text=SECRET,
            veiled_until=now + timedelta(hours=1),
            display_name=f"{SECRET} name",
        )
    )
    session.commit()
    return rows
