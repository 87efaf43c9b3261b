"""Organisations are entered under slugs of their own and corrected one at a time."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import Group
from app.models.people import Organisation
from app.queries.organisations import organisation_called
from app.services import organisations
from app.services.organisations import (
    OrganisationDraft,
    change_organisation,
    enter_organisation,
)
from tests.factories.cast import Cast
from tests.factories.people import actor_of

DRAFT_ELOI = OrganisationDraft(name="Ville d’Éloi", group=Group.CIVIL_SOCIETY)
DRAFT = OrganisationDraft(name="Rivebelle", group=Group.CIVIL_SOCIETY, language="fr")


def test_slug_in_use_gets_a_number(session: Session, cast: Cast, now: datetime) -> None:
    sam, names = actor_of(session, cast.sam), ("東京", "京都", "大阪")
    drafts = [replace(DRAFT, name=name) for name in names]

    slugs = [enter_organisation(session, sam, draft, now=now).slug for draft in drafts]

    assert slugs == ["organisation", "organisation-2", "organisation-3"]


def test_database_itself_refuses_a_doubled_name(
    session: Session, cast: Cast, now: datetime
) -> None:
    def entered(slug: str, name: str, closed_at: datetime | None = None) -> None:
        group = Group.CIVIL_SOCIETY
        body = Organisation(slug=slug, name=name, group=group, created_at=now, closed_at=closed_at)
        session.add(body)
        session.flush()

    entered("eloi", "Ville d’Éloi")
    entered("eloi-closed", "VILLE D’ELOI", now)
    with pytest.raises(IntegrityError, match=r"uq_organisations_open_name|folded_name"):
        entered("eloi-2", "ville  d'eloi")


def test_second_of_two_who_enter_a_name_at_once_is_told(
    session: Session, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = actor_of(session, cast.sam)
    enter_organisation(session, sam, DRAFT_ELOI, now=now)
    monkeypatch.setattr(organisations, "_check", lambda *_about, **_more: None)

    with pytest.raises(Invalid, match="organisation_exists"):
        enter_organisation(session, sam, DRAFT_ELOI, now=now)


@pytest.mark.parametrize(
    "name", ["Ville d’Éloi", "VILLE D’ELOI", "Ville  d’Eloi", " ville d'éloi", "Ville d’E\u0301loi"]
)
def test_name_that_is_there_already_is_refused_and_named(
    session: Session, cast: Cast, now: datetime, name: str
) -> None:
    sam = actor_of(session, cast.sam)
    enter_organisation(session, sam, replace(DRAFT, name="Ville d’Éloi"), now=now)

    with pytest.raises(Invalid, match="organisation_exists") as refused:
        enter_organisation(session, sam, replace(DRAFT, name=name), now=now)
    assert refused.value.details == {"field": "name", "name": "Ville d’Éloi"}


def test_own_name_may_be_corrected_and_that_of_another_not_taken(
    session: Session, cast: Cast, now: datetime
) -> None:
    sam, slug = actor_of(session, cast.sam), cast.town.slug
    draft = OrganisationDraft(cast.town.name.upper(), Group.LOCAL_GOVERNMENT)
    change_organisation(session, sam, slug, draft, cast.town.edit, now=now)

    taken = replace(draft, name=cast.league.name)

    with pytest.raises(Invalid, match="organisation_exists"):
        change_organisation(session, sam, slug, taken, cast.town.edit, now=now)


def test_individuals_are_no_organisation(session: Session, cast: Cast, now: datetime) -> None:
    draft = OrganisationDraft(name="Somebody", group=Group.INDIVIDUAL)

    with pytest.raises(Invalid):
        enter_organisation(session, actor_of(session, cast.sam), draft, now=now)


@pytest.mark.parametrize("name", ["ada", "bo", "lea", "olu"])
def test_others_enter_nothing(session: Session, cast: Cast, now: datetime, name: str) -> None:
    actor = actor_of(session, getattr(cast, name))

    with pytest.raises(NotAllowed):
        enter_organisation(session, actor, DRAFT, now=now)
    with pytest.raises(NotAllowed):
        change_organisation(session, actor, "rivebelle", DRAFT, 1, now=now)


def test_second_correction_meets_the_first(session: Session, cast: Cast, now: datetime) -> None:
    sam = actor_of(session, cast.sam)
    change_organisation(session, sam, "rivebelle", DRAFT, 1, now=now)

    with pytest.raises(Conflict, match="changed_meanwhile"):
        change_organisation(session, sam, "rivebelle", DRAFT, 1, now=now)
    change_organisation(session, sam, "rivebelle", DRAFT, 2, now=now)
    assert organisation_called(session, "rivebelle").group is Group.CIVIL_SOCIETY


def test_unknown_organisation_is_not_found(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotFound):
        change_organisation(session, actor_of(session, cast.sam), "none", DRAFT, 1, now=now)
