"""Who runs a round: those who facilitate it, and the secretariat of its charter."""

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from app.domain.people import Role
from app.models.people import Member, RoleGrant
from app.models.rounds import Round


def runs_the_round(round_: Round) -> ColumnElement[bool]:
    """Whether a member facilitates the round or belongs to its secretariat, as a condition."""
    return exists().where(
        RoleGrant.member_id == Member.id,
        RoleGrant.role.in_((Role.FACILITATOR, Role.SECRETARIAT)),
        RoleGrant.revoked_at.is_(None),
        or_(RoleGrant.round_id.is_(None), RoleGrant.round_id == round_.id),
        or_(RoleGrant.charter_id.is_(None), RoleGrant.charter_id == round_.charter_id),
    )


def those_who_run(session: Session, round_: Round) -> list[tuple[str, str]]:
    """Key and name of each, by name; one statement."""
    rows = session.execute(
        select(Member.key, Member.display_name)
        .where(runs_the_round(round_))
        .order_by(Member.display_name, Member.id)
    )
    return [(key, name) for key, name in rows]
