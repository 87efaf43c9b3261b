"""Closing an organisation: a double goes on in the other, with its people and invitations."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import Group
from app.models.people import Delegation, Member, Organisation
from app.models.rounds import Invitation
from app.queries.organisations import Filters, organisations_listed
from app.queries.people import every_body
from app.services.closing import close_organisation
from app.services.organisations import OrganisationDraft, enter_organisation
from app.services.people.members import Newcomer, join
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.factories.people import actor_of, make_member, make_organisation


@pytest.fixture
def double(session: Session, cast: Cast, now: datetime) -> Organisation:
    """The town, entered twice."""
    found = make_organisation(session, "rivebelle-2", Group.LOCAL_GOVERNMENT, now=now)
    session.commit()
    return found


def close(
    session: Session, cast: Cast, slug: str, into: str | None, *, now: datetime, who: str = "sam"
) -> Organisation:
    return close_organisation(session, actor_of(session, getattr(cast, who)), slug, into, now=now)


def test_people_and_invitations_go_over_and_acts_stay(
    session: Session, cast: Cast, double: Organisation, now: datetime
) -> None:
    eve = make_member(session, "Eve", double, now=now, delegate=True)
    row = make_amendment(session, cast.round, eve, cast.paragraphs[0], now=now)
    row.organisation_id = double.id
    session.add(Invitation(round_id=cast.round.id, organisation_id=double.id, invited_at=now))
    session.commit()
    close(session, cast, "rivebelle-2", cast.town.slug, now=now)

    session.expire_all()
    assert eve.organisation_id == cast.town.id
    assert actor_of(session, eve).delegations == {cast.town.id}
    assert row.organisation_id == double.id
    invited = set(session.scalars(select(Invitation.organisation_id)))
    assert invited == {double.id, cast.town.id}


def test_delegate_of_both_stays_delegate_of_one(
    session: Session, cast: Cast, double: Organisation, now: datetime
) -> None:
    both = Delegation(member_id=cast.lea.id, organisation_id=double.id, granted_at=now)
    session.add(both)
    session.commit()
    close(session, cast, "rivebelle-2", cast.town.slug, now=now)

    assert actor_of(session, cast.lea).delegations == {cast.town.id}


def test_closed_one_leaves_the_lists_and_frees_its_name_but_not_its_slug(
    session: Session, cast: Cast, double: Organisation, now: datetime
) -> None:
    name = double.name
    close(session, cast, "rivebelle-2", None, now=now)
    listed = [row.organisation.slug for row in organisations_listed(session, Filters()).rows]
    draft = OrganisationDraft(name, Group.LOCAL_GOVERNMENT)
    again = enter_organisation(session, actor_of(session, cast.sam), draft, now=now)

    assert "rivebelle-2" not in listed
    assert double.slug not in [body.slug for body in every_body(session) if body.id == double.id]
    assert again.slug not in {"rivebelle", "rivebelle-2"}


def test_codes_of_a_merged_one_lead_to_the_other(
    session: Session, cast: Cast, double: Organisation, now: datetime
) -> None:
    third = make_organisation(session, "third", Group.LOCAL_GOVERNMENT, now=now)
    session.commit()
    close(session, cast, "rivebelle-2", "third", now=now)
    close(session, cast, "third", cast.town.slug, now=now)
    key = join(session, Newcomer("Fay", "fr", organisation_id=double.id), now=now)

    assert double.merged_into_id == third.merged_into_id == cast.town.id
    assert key in {member.key for member in members_of(session, cast.town)}


def members_of(session: Session, body: Organisation) -> list[Member]:
    return list(session.scalars(select(Member).where(Member.organisation_id == body.id)))


def test_one_with_people_needs_another_to_go_on_in(
    session: Session, cast: Cast, now: datetime
) -> None:
    with pytest.raises(Conflict, match="organisation_has_people"):
        close(session, cast, cast.town.slug, None, now=now)


@pytest.mark.parametrize("into", ["rivebelle-2", "nowhere"])
def test_it_goes_on_in_another_that_is_open(
    session: Session, cast: Cast, double: Organisation, now: datetime, into: str
) -> None:
    with pytest.raises(Invalid, match="organisation"):
        close(session, cast, "rivebelle-2", into, now=now)


def test_it_is_closed_once(
    session: Session, cast: Cast, double: Organisation, now: datetime
) -> None:
    close(session, cast, "rivebelle-2", None, now=now)

    with pytest.raises(NotFound):
        close(session, cast, "rivebelle-2", None, now=now)


@pytest.mark.parametrize("who", ["ada", "bo", "lea", "olu"])
def test_others_close_nothing(
    session: Session, cast: Cast, double: Organisation, now: datetime, who: str
) -> None:
    with pytest.raises(NotAllowed):
        close(session, cast, "rivebelle-2", None, now=now, who=who)
