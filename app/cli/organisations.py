"""Commands on organisations."""

from datetime import UTC, datetime

import click

from app.cli.operator import OPERATOR
from app.domain.languages import LANGUAGES
from app.domain.people import ORGANISATION_GROUPS, Group
from app.services.organisations import OrganisationDraft, enter_organisation
from app.web.database import databases
from app.web.forms.organisations import countries

GROUPS = tuple(group.value for group in ORGANISATION_GROUPS)


@click.group("organisations")
def group() -> None:
    """Enter organisations."""


@group.command("add")
@click.option("--name", required=True)
@click.option("--group", "kind", required=True, type=click.Choice(GROUPS))
@click.option("--country", metavar="CC", help="Two letters, such as TN.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
def add(name: str, kind: str, country: str | None, language: str) -> None:
    """Enter an organisation and print its slug."""
    if not name.strip():
        raise click.BadParameter("a name is needed", param_hint="--name")
    if country is not None and country.upper() not in dict(countries("en")):
        message = "no country of ISO 3166-1; two letters, such as TN"
        raise click.BadParameter(message, param_hint="--country")
    draft = OrganisationDraft(
        name=" ".join(name.split()),
        group=Group(kind),
        language=language,
        country=country.upper() if country else None,
    )
    entered = enter_organisation(databases().session, OPERATOR, draft, now=datetime.now(UTC))
    click.echo(entered.slug)
