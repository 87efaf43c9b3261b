"""Organisations, members and staff of the story."""

from typing import Any

from app.cli.demo.content import read
from app.cli.demo.stage import Stage
from app.cli.operator import OPERATOR
from app.domain.people import Grant, Group, Region, Role, SizeClass
from app.models.people import Delegation, Member, Organisation
from app.services.accounts.invitations import give_address
from app.services.people.roles import grant_role


def load_organisations(stage: Stage) -> None:
    """Every organisation."""
    for row in read("organisations.json"):
        stage.organisations[row["slug"]] = Organisation(
            slug=row["slug"],
            name=row["name"],
            group=Group(row["group"]),
            region=Region(row["region"]) if row["region"] else None,
            country=row["country"],
            size_class=SizeClass(row["size"]) if row["size"] else None,
            language=row["language"],
            created_at=stage.today,
        )
    stage.session.add_all(stage.organisations.values())
    stage.session.commit()


def load_members(stage: Stage) -> None:
    """Every member with delegations, and addresses for those who gave one."""
    people = read("people.json")
    for row in people["members"]:
        _member(stage, row, row["organisation"])
        if row["delegate"]:
            stage.delegates.add(row["key"])
    for row in people["staff"]:
        _member(stage, {**row, "code_holder": False}, None)
    stage.session.add_all(stage.members.values())
    stage.session.flush()
    for key in sorted(stage.delegates):
        body = stage.organisations[stage.bodies[key] or ""]
        stage.session.add(
            Delegation(
                member_id=stage.members[key].id,
                organisation_id=body.id,
                granted_at=stage.today,
            )
        )
    stage.session.commit()
    for key, member in stage.members.items():
        if not member.code_holder:
            give_address(stage.identity, key, f"{key}@example.org", now=stage.today)


def grant_roles(stage: Stage) -> None:
    """The staff's roles, on every charter, so that new ones can be tried out too."""
    for row in read("people.json")["staff"]:
        for role in map(Role, row["roles"]):
            member = stage.members[row["key"]].id
            grant_role(stage.session, OPERATOR, member, Grant(role), now=stage.today)
    stage.actors.clear()


def _member(stage: Stage, row: dict[str, Any], body: str | None) -> None:
    stage.bodies[row["key"]] = body
    stage.members[row["key"]] = Member(
        key=row["key"],
        display_name=row["display_name"],
        language=row["language"],
        organisation_id=stage.organisations[body].id if body else None,
        code_holder=row["code_holder"],
        created_at=stage.today,
    )
