"""Commands on rounds: create, open, close."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click
from sqlalchemy import select

from app.cli.operator import OPERATOR
from app.domain.charters import VersionStatus
from app.domain.errors import NotFound
from app.domain.languages import LANGUAGES
from app.domain.plans import RoundPlan, is_zone
from app.models.charters import Charter, Version
from app.models.rounds import Round
from app.queries.home import charter_titles
from app.services.rounds import run_round
from app.web.database import databases


class Moment(click.ParamType[datetime]):
    """A moment in ISO 8601; without an offset it is UTC."""

    name = "ISO"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The moment, aware and in UTC."""
        try:
            found = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date and time such as 2027-05-01T09:00+02:00", param, ctx)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


@click.group("rounds")
def group() -> None:
    """Set up, open and close rounds."""


@group.command()
@click.option("--charter", required=True, metavar="SLUG")
@click.option("--slug", required=True)
@click.option("--version", "number", type=int, help="The newest by default.")
@click.option("--title", help="In the charter's first language.")
@click.option("--opens", required=True, type=Moment())
@click.option("--closes", required=True, type=Moment())
@click.option("--timezone", default="UTC", show_default=True)
def create(
    charter: str,
    slug: str,
    number: int | None,
    title: str | None,
    opens: datetime,
    closes: datetime,
    timezone: str,
) -> None:
    """Set up a round on a version and schedule it; the version freezes."""
    session, now = databases().session, datetime.now(UTC)
    found, version = chosen_version(charter, number)
    titles = charter_titles(session, {found.id}).get(found.id, {})
    if title:
        language = found.authentic_language or next(iter(found.languages), LANGUAGES[0])
        titles = {language: title}
    plan = RoundPlan(
        version_id=version.id,
        slug=slug,
        titles=titles,
        opens_at=opens,
        closes_at=closes,
        timezone=timezone if is_zone(timezone) else "",
    )
    row = run_round.announce_round(session, OPERATOR, plan, now=now)
    local = opens.astimezone(ZoneInfo(row.timezone))
    click.echo(f"round {slug} on version {version.number} opens {local:%Y-%m-%d %H:%M %Z}")


@group.command("open")
@click.argument("slug")
def open_(slug: str) -> None:
    """Open a round at once."""
    run_round.open_round(databases().session, OPERATOR, round_id(slug), now=datetime.now(UTC))
    click.echo(f"round {slug} is open")


@group.command()
@click.argument("slug")
def close(slug: str) -> None:
    """Close a round at once."""
    run_round.close_round(databases().session, OPERATOR, round_id(slug), now=datetime.now(UTC))
    click.echo(f"round {slug} is closed")


def round_id(slug: str) -> int:
    """The round behind a slug; raises ``NotFound``."""
    found = databases().session.scalar(select(Round.id).where(Round.slug == slug))
    if found is None:
        raise NotFound("round", slug=slug)
    return found


def chosen_version(slug: str, number: int | None) -> tuple[Charter, Version]:
    """The charter and the version of this number, or its newest usable one."""
    session = databases().session
    charter = session.scalar(select(Charter).where(Charter.slug == slug))
    if charter is None:
        raise NotFound("charter", slug=slug)
    wanted = select(Version).where(Version.charter_id == charter.id)
    if number is None:
        wanted = wanted.where(
            Version.status.in_((VersionStatus.WORKING, VersionStatus.FROZEN))
        ).order_by(Version.number.desc())
    else:
        wanted = wanted.where(Version.number == number)
    version = session.scalars(wanted).first()
    if version is None:
        raise NotFound("version", charter=slug)
    return charter, version
