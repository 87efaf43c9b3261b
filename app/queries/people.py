"""Members as actors, and who is who for those who manage people."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from app.domain.errors import NotFound
from app.domain.people import Actor, Grant, Group, Role
from app.models.people import Delegation, Member, Organisation, RoleGrant
from app.queries.straight import straight


def actor_behind(session: Session, member_key: str, acting_for: int | None = None) -> Actor | None:
    """The actor of a member, acting for an organisation only while still its delegate."""
    rows = straight(session).execute(_ACTOR, {"key": member_key}).all()
    if not rows:
        return None
    member = rows[0]
    bodies = {row.body_id: row for row in rows if row.body_id is not None}
    grants = {row.grant_id: row for row in rows if row.grant_id is not None}
    body = bodies.get(acting_for)
    return Actor(
        member_id=member.id,
        member_key=member_key,
        display_name=member.display_name,
        language=member.language,
        organisation_id=member.organisation_id,
        group=member.own_group or Group.INDIVIDUAL,
        delegations=frozenset(bodies),
        acting_for=acting_for if body else None,
        acting_group=body.body_group if body else None,
        acting_name=body.body_name if body else "",
        code_holder=member.code_holder,
        suspended=member.suspended_at is not None,
        grants=tuple(
            Grant(row.role, row.charter_id, row.round_id) for _, row in sorted(grants.items())
        ),
    )


def _actor_rows() -> Select[*tuple[Any, ...]]:
    """A member beside every delegation and every grant: few rows, and one statement."""
    own, body = aliased(Organisation), aliased(Organisation)
    return (
        select(
            Member.id,
            Member.display_name,
            Member.language,
            Member.organisation_id,
            Member.code_holder,
            Member.suspended_at,
            own.group.label("own_group"),
            body.id.label("body_id"),
            body.group.label("body_group"),
            body.name.label("body_name"),
            RoleGrant.id.label("grant_id"),
            RoleGrant.role,
            RoleGrant.charter_id,
            RoleGrant.round_id,
        )
        .outerjoin(own, own.id == Member.organisation_id)
        .outerjoin(
            Delegation, and_(Delegation.member_id == Member.id, Delegation.ended_at.is_(None))
        )
        .outerjoin(body, body.id == Delegation.organisation_id)
        .outerjoin(
            RoleGrant, and_(RoleGrant.member_id == Member.id, RoleGrant.revoked_at.is_(None))
        )
        .where(Member.key == bindparam("key"))
    )


_ACTOR = _actor_rows()


def admin_keys(session: Session) -> list[str]:
    """The keys of those who administer the platform and are not suspended."""
    return list(
        session.scalars(
            select(Member.key)
            .join(RoleGrant, RoleGrant.member_id == Member.id)
            .where(
                RoleGrant.role == Role.ADMIN,
                RoleGrant.revoked_at.is_(None),
                Member.suspended_at.is_(None),
            )
            .distinct()
        )
    )


@dataclass(frozen=True, slots=True)
class OwnNames:
    """What a member may change about oneself."""

    display_name: str
    language: str
    edit: int


def own_names(session: Session, actor: Actor) -> OwnNames:
    """The actor's own display name and language, with the state they are in."""
    row = session.execute(
        select(Member.display_name, Member.language, Member.edit).where(
            Member.id == actor.member_id
        )
    ).first()
    if row is None:
        raise NotFound("person")
    return OwnNames(row.display_name, row.language, row.edit)


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation by its number and name."""

    id: int
    slug: str
    name: str
    language: str


def bodies_of(session: Session, actor: Actor) -> list[Body]:
    """The organisations the actor may act for, by name."""
    rows = session.execute(
        select(Organisation.id, Organisation.slug, Organisation.name, Organisation.language)
        .where(Organisation.id.in_(actor.delegations))
        .order_by(Organisation.name, Organisation.id)
    )
    return [Body(row.id, row.slug, row.name, row.language) for row in rows]


def every_body(session: Session) -> list[Body]:
    """Every organisation by name, to choose one from."""
    rows = session.execute(
        select(Organisation.id, Organisation.slug, Organisation.name, Organisation.language)
        .where(Organisation.closed_at.is_(None))
        .order_by(Organisation.name, Organisation.id)
    )
    return [Body(row.id, row.slug, row.name, row.language) for row in rows]
