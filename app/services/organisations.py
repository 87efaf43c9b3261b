"""Organisations are entered and kept up to date; their slugs are never reused."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import ORGANISATION_GROUPS, Actor, Group, Region, SizeClass
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.domain.slugs import folded, slug_from
from app.models.people import Organisation


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """What is written down of an organisation."""

    name: str
    group: Group
    language: str = "en"
    region: Region | None = None
    country: str | None = None
    size_class: SizeClass | None = None


def enter_organisation(
    session: Session, actor: Actor, draft: OrganisationDraft, *, now: datetime
) -> Organisation:
    """Enter an organisation under a slug of its own; a name that is there already is refused."""
    require(actor, Action.MANAGE_ORGANISATIONS, Subject(), now)
    _check(session, draft)
    organisation = Organisation(
        slug=_free_slug(session, draft.name),
        name=draft.name,
        group=draft.group,
        language=draft.language,
        region=draft.region,
        country=draft.country,
        size_class=draft.size_class,
        created_at=now,
    )
    session.add(organisation)
    _commit(session, draft)
    return organisation


def change_organisation(
    session: Session, actor: Actor, slug: str, draft: OrganisationDraft, edit: int, *, now: datetime
) -> None:
    """Correct what is written down; the address stays, and past acts keep their group."""
    require(actor, Action.MANAGE_ORGANISATIONS, Subject(), now)
    found = session.scalar(select(Organisation).where(Organisation.slug == slug).with_for_update())
    if found is None:
        raise NotFound("organisation")
    _check(session, draft, besides=found.id)
    if found.edit != edit:
        raise Conflict("changed_meanwhile")
    found.name = draft.name
    found.group = draft.group
    found.language = draft.language
    found.region = draft.region
    found.country = draft.country
    found.size_class = draft.size_class
    found.edit += 1
    _commit(session, draft)


def _commit(session: Session, draft: OrganisationDraft) -> None:
    """Commit; of two who enter the same name at once the second is told like any other."""
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise Invalid("organisation_exists", field="name", name=draft.name) from error


def _check(session: Session, draft: OrganisationDraft, *, besides: int | None = None) -> None:
    if draft.group not in ORGANISATION_GROUPS:
        raise Invalid("group_of_organisation", field="group")
    named = folded(draft.name)
    rows = session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.closed_at.is_(None))
    )
    for number, name in rows:
        if number != besides and folded(name) == named:
            raise Invalid("organisation_exists", field="name", name=name)


def _free_slug(session: Session, name: str) -> str:
    wanted = slug_from(name, "organisation")
    taken = set(
        session.scalars(select(Organisation.slug).where(Organisation.slug.startswith(wanted)))
    )
    if wanted not in taken:
        return wanted
    return next(
        f"{wanted}-{number}"
        for number in range(2, len(taken) + 3)
        if f"{wanted}-{number}" not in taken
    )
