"""Commands on people."""

from datetime import UTC, datetime

import click
from flask import current_app

from app.cli.operator import OPERATOR
from app.domain.languages import LANGUAGES
from app.domain.people import Grant, Role
from app.ledger.submissions import new_key
from app.queries.management import scope_called
from app.queries.organisations import organisation_called
from app.services.accounts.invitations import email_is_free, give_address, invite
from app.services.people.members import Newcomer, add_person
from app.services.people.roles import grant_role
from app.web.database import databases

PLAIN = ("member", "delegate")
ROLES = (*PLAIN, *(role.value for role in Role))


@click.group("people")
def group() -> None:
    """Add people."""


@group.command("add")
@click.option("--name", required=True, help="The name shown to others.")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--scope", metavar="charter:S|round:S", help="Where the role holds.")
@click.option("--organisation", metavar="SLUG")
@click.option("--email", metavar="E")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
def add(
    name: str,
    role: str,
    scope: str | None,
    organisation: str | None,
    email: str | None,
    language: str,
) -> None:
    """Add a person and print a one-time sign-in address, good for a week."""
    now = datetime.now(UTC)
    session, identity = databases().session, databases().identity
    refuse_nonsense(name, role, scope, organisation, email)
    charter_id, round_id = scope_called(session, scope or "platform")
    body = organisation_called(session, organisation) if organisation else None
    if email and not email_is_free(identity, email):
        raise click.BadParameter("this address belongs to another account", param_hint="--email")
    newcomer = Newcomer(
        display_name=" ".join(name.split()),
        language=language,
        organisation_id=body.id if body else None,
        delegate=role == "delegate",
    )
    member = add_person(session, OPERATOR, newcomer, new_key(), now=now)
    if role not in PLAIN:
        grant_role(session, OPERATOR, member.id, Grant(Role(role), charter_id, round_id), now=now)
    token = invite(identity, member.key, language, now=now)
    if email:
        give_address(identity, member.key, email, now=now)
    public_url = current_app.extensions["palabre_settings"].public_url
    click.echo(f"{public_url}/{language}/invitations/{token}")


def refuse_nonsense(
    name: str, role: str, scope: str | None, organisation: str | None, email: str | None
) -> None:
    """Name the option that does not fit the others."""
    if not name.strip():
        raise click.BadParameter("a name is needed", param_hint="--name")
    if role == "delegate" and not organisation:
        raise click.BadParameter("a delegate needs one", param_hint="--organisation")
    if scope and role in (*PLAIN, Role.ADMIN):
        raise click.BadParameter(f"the role {role} has none", param_hint="--scope")
    if email is not None and (email.count("@") != 1 or any(sign.isspace() for sign in email)):
        raise click.BadParameter("not an e-mail address", param_hint="--email")
