"""The cast: an open round on a small charter, and everybody who has a part in it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import Group, Role
from app.models.charters import Charter, Paragraph, Version
from app.models.people import Member, Organisation
from app.models.rounds import Round
from tests.factories.charters import make_charter, make_round, make_version
from tests.factories.people import grant, make_member, make_organisation


@dataclass
class Cast:
    """Everybody who has a part in the test round.

    Ada and Cy facilitate, Sam and Sol are the secretariat, Tariq translates, Olu observes,
    Ann administers; Bo (civil society), Mina (migrant association, by code), Lea (delegate of a
    town) and Ines (an individual) take part; Dee is a stranger to the round's staff.
    """

    charter: Charter
    version: Version
    round: Round
    paragraphs: list[Paragraph]
    town: Organisation
    league: Organisation
    association: Organisation
    ada: Member
    cy: Member
    sam: Member
    sol: Member
    tariq: Member
    olu: Member
    ann: Member
    bo: Member
    mina: Member
    lea: Member
    ines: Member
    dee: Member


def make_cast(session: Session, *, now: datetime) -> Cast:
    """Build the cast and commit it."""
    charter = make_charter(session, now=now)
    version = make_version(session, charter, now=now)
    round_ = make_round(session, version, now=now)
    other = make_charter(session, "other", now=now)
    town = make_organisation(session, "rivebelle", Group.LOCAL_GOVERNMENT, now=now)
    league = make_organisation(session, "league", Group.CIVIL_SOCIETY, now=now)
    association = make_organisation(session, "passage", Group.MIGRANT_ASSOCIATION, now=now)
    staff = {
        name: make_member(session, name.title(), now=now)
        for name in ("ada", "cy", "sam", "sol", "tariq", "olu", "ann", "dee")
    }
    roles = {
        "ada": Role.FACILITATOR,
        "cy": Role.FACILITATOR,
        "sam": Role.SECRETARIAT,
        "sol": Role.SECRETARIAT,
        "tariq": Role.TRANSLATOR,
        "olu": Role.OBSERVER,
    }
    for name, role in roles.items():
        grant(session, staff[name], role, now=now, charter_id=charter.id)
    grant(session, staff["ann"], Role.ADMIN, now=now)
    grant(session, staff["dee"], Role.FACILITATOR, now=now, charter_id=other.id)
    cast = Cast(
        charter=charter,
        version=version,
        round=round_,
        paragraphs=list(
            session.scalars(
                select(Paragraph)
                .where(Paragraph.version_id == version.id)
                .order_by(Paragraph.number)
            )
        ),
        town=town,
        league=league,
        association=association,
        bo=make_member(session, "Bo", league, now=now),
        mina=make_member(session, "Mina", association, now=now, code_holder=True, language="ar"),
        lea=make_member(session, "Lea", town, now=now, delegate=True, language="fr"),
        ines=make_member(session, "Ines", now=now, language="es"),
        **staff,
    )
    session.commit()
    return cast
