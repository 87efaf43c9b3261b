"""A round with enough voices for measures across groups, and the job that makes them."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.analysis.measuring import measured
from app.domain.people import Group
from app.models.contributions import Contribution
from app.models.rounds import Round
from app.queries.edition.content import content_of
from app.queries.edition.inputs import inputs_of
from app.services.measures import keep_measures
from tests.factories.cast import Cast
from tests.factories.people import make_member
from tests.factories.reports import rate, vote

CROWD = {
    Group.LOCAL_GOVERNMENT: "s" * 18 + "o" * 2,
    Group.CIVIL_SOCIETY: "s" * 6 + "o" * 14 + "a" * 2,
    Group.INDIVIDUAL: "s" * 13 + "o" * 3,
}


def crowd(session: Session, cast: Cast, amendment: Contribution, *, now: datetime) -> None:
    """Enough voices from three groups, one of which differs; their members are registered."""
    bodies = {Group.LOCAL_GOVERNMENT: cast.town, Group.CIVIL_SOCIETY: cast.league}
    for group, choices in CROWD.items():
        body = bodies.get(group)
        vote(session, amendment, group, choices, now=now)
        for number in range(24):
            make_member(session, f"{group} {number}", body, now=now)
        for paragraph, scores in zip(cast.paragraphs[:2], ("5", "1"), strict=False):
            mine = scores if group is Group.CIVIL_SOCIETY else "5"
            rate(session, cast.round, paragraph.id, group, mine * 14 + "0", now=now)
    session.flush()


def measure(session: Session, round_: Round, *, now: datetime) -> None:
    """What the job does, in this process."""
    inputs = inputs_of(session, round_, content_of(session, round_, now=now))
    keep_measures(session, round_.id, measured(inputs), began=now, now=now)
