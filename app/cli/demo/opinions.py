"""Votes, ratings, positions and co-sponsors of the story."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import insert, select

from app.cli.demo.content import draw, shuffled, staff_keys
from app.cli.demo.stage import Stage
from app.domain.contributions import Kind, Operation, Status
from app.domain.opinions import Choice, Stance
from app.domain.people import Group
from app.models.charters import Paragraph
from app.models.contributions import Contribution
from app.models.opinions import Position, Rating, Vote
from app.models.rounds import Round
from app.services.co_sponsors import join_amendment

LEANING = {
    Group.LOCAL_GOVERNMENT: -0.08,
    Group.CIVIL_SOCIETY: 0.10,
    Group.MIGRANT_ASSOCIATION: 0.16,
    Group.CONSULTATIVE_BODY: 0.04,
    Group.PARTNER_BODY: 0.0,
    Group.INDIVIDUAL: 0.05,
}
# How eagerly each group votes and rates: small groups more, so that most figures can be shown.
ZEAL = {
    Group.LOCAL_GOVERNMENT: 0.75,
    Group.CIVIL_SOCIETY: 1.05,
    Group.MIGRANT_ASSOCIATION: 0.8,
    Group.CONSULTATIVE_BODY: 1.35,
    Group.PARTNER_BODY: 1.9,
    Group.INDIVIDUAL: 1.4,
}
TURNOUT, RATERS = 0.5, 0.42
QUIET, QUIET_TURNOUT = 0.1, 0.1
SURE = 0.97
BODIES = 0.18
CHANGES_SHARE = 0.15


def amendments_of(stage: Stage, round_: Round) -> list[Contribution]:
    """The published amendments of a round."""
    found = stage.session.scalars(
        select(Contribution)
        .where(
            Contribution.round_id == round_.id,
            Contribution.kind == Kind.AMENDMENT,
            Contribution.status == Status.PUBLISHED,
        )
        .order_by(Contribution.number)
    ).all()
    stage.session.commit()
    return list(found)


def voters(stage: Stage, round_: Round) -> list[tuple[str, Group]]:
    """Everybody who takes part in a round, with the group they count in."""
    return [
        (key, Group(stage.group_of(key)))
        for key in stage.members
        if key not in staff_keys() and stage.takes_part(round_.slug, key)
    ]


def share_of(group: Group, turnout: float) -> float:
    """How likely a member of a group takes the trouble."""
    return min(SURE, turnout * ZEAL[group])


def opinion(item: Contribution, group: Group, who: str) -> float:
    """How much somebody likes an amendment: 0 not at all, 1 fully."""
    appeal = 0.35 + 0.5 * draw("appeal", item.round_id, item.reference)
    if item.operation is Operation.DELETE:
        appeal -= 0.2
    quarrel = 0.5 * (draw("quarrel", item.round_id, item.reference, group) - 0.5)
    return appeal + LEANING.get(group, 0.0) + quarrel + 0.3 * (draw("taste", item.id, who) - 0.5)


def vote(stage: Stage, round_: Round, until: datetime) -> None:
    """Members vote on the amendments."""
    people = voters(stage, round_)
    rows = [
        row
        for item in amendments_of(stage, round_)
        for row in _votes(stage, round_, item, people, until)
    ]
    stage.session.execute(insert(Vote), rows)
    stage.session.commit()


def _votes(
    stage: Stage,
    round_: Round,
    item: Contribution,
    people: list[tuple[str, Group]],
    until: datetime,
) -> Iterator[dict[str, object]]:
    turnout = TURNOUT * (0.7 + 0.6 * draw("turnout", round_.slug, item.reference))
    if draw("quiet", round_.slug, item.reference) < QUIET:
        turnout = QUIET_TURNOUT
    begin = item.published_at or item.submitted_at
    end = min(until, round_.closes_at)
    for key, group in people:
        if draw("votes", round_.slug, item.reference, key) > share_of(group, turnout):
            continue
        liking = opinion(item, group, key)
        choice = Choice.SUPPORT if liking > 0.5 else Choice.OPPOSE  # noqa: PLR2004  the middle
        if draw("abstains", round_.slug, item.reference, key) < 0.09:  # noqa: PLR2004  a share
            choice = Choice.ABSTAIN
        share = draw("voted", round_.slug, item.reference, key)
        yield {
            "contribution_id": item.id,
            "member_id": stage.members[key].id,
            "group": group,
            "choice": choice,
            "revision": 1,
            "voted_at": begin + max(end - begin, timedelta()) * share,
        }


def take_positions(stage: Stage, round_: Round, until: datetime) -> None:
    """Organisations take positions on amendments."""
    rows: list[dict[str, object]] = []
    for item in amendments_of(stage, round_):
        for key in sorted(stage.delegates):
            body = stage.organisations[stage.bodies[key] or ""]
            first = min(one for one in stage.delegates if stage.bodies[one] == body.slug)
            own = item.organisation_id == body.id
            taken = draw("position", round_.slug, item.reference, body.slug) < BODIES
            if key != first or own or not taken or not stage.takes_part(round_.slug, key):
                continue
            liking = opinion(item, body.group, body.slug)
            rows.append(
                {
                    "round_id": round_.id,
                    "organisation_id": body.id,
                    "member_id": stage.members[key].id,
                    "contribution_id": item.id,
                    "group": body.group,
                    "stance": _stance(liking, draw("stance", item.reference, body.slug)),
                    "reason": "",
                    "revision": 1,
                    "taken_at": min(until, round_.closes_at) - timedelta(hours=3),
                }
            )
    stage.session.execute(insert(Position), rows)
    stage.session.commit()


def _stance(liking: float, chance: float) -> Stance:
    if chance < CHANGES_SHARE:
        return Stance.SUPPORT_WITH_CHANGES
    if chance > 1 - CHANGES_SHARE / 2:
        return Stance.ABSTAIN
    return Stance.SUPPORT if liking > 0.5 else Stance.OPPOSE  # noqa: PLR2004  the middle


def rate(stage: Stage, round_: Round, until: datetime) -> None:
    """Members rate the paragraphs."""
    paragraphs = stage.session.scalars(
        select(Paragraph).where(Paragraph.version_id == round_.version_id)
    ).all()
    people = voters(stage, round_)
    rows = [
        {
            "round_id": round_.id,
            "paragraph_id": paragraph.id,
            "member_id": stage.members[key].id,
            "voter": f"m{stage.members[key].id}",
            "group": group,
            "criterion": criterion,
            "score": _score(paragraph.key, criterion, group, key),
            "rated_at": min(until, round_.closes_at) - timedelta(hours=4),
        }
        for paragraph in paragraphs
        for key, group in people
        if draw("rates", round_.slug, paragraph.key, key) < share_of(group, RATERS)
        for criterion in round_.criteria
    ]
    stage.session.execute(insert(Rating), rows)
    stage.session.commit()


def _score(paragraph: str, criterion: str, group: Group, key: str) -> int:
    if draw("judges", paragraph, criterion, key) < 0.06:  # noqa: PLR2004  a share
        return 0
    centre = 3.1 + 1.6 * draw("centre", paragraph, criterion) - (criterion != "relevance") * 0.7
    shift = (draw("view", paragraph, criterion, group) - 0.5) * 1.2
    taste = (draw("score", paragraph, criterion, key) - 0.5) * 2.4
    return max(1, min(5, round(centre + shift + taste)))


def join(stage: Stage, round_: Round) -> None:
    """Organisations join amendments they like."""
    for item in amendments_of(stage, round_):
        wanted = int(3.4 * draw("sponsors", round_.slug, item.reference) ** 2)
        keys = shuffled(sorted(stage.delegates), round_.slug, item.reference)
        bodies: set[str | None] = set()
        for key in keys:
            body = stage.bodies[key]
            if not stage.takes_part(round_.slug, key):
                continue
            if len(bodies) >= wanted:
                break
            if body in bodies or stage.organisations[body or ""].id == item.organisation_id:
                continue
            bodies.add(body)
            join_amendment(
                stage.session,
                stage.actor(key, acting=True),
                round_.id,
                item.reference,
                key=f"demo join {round_.slug} {item.reference} {key}",
                now=(item.published_at or item.submitted_at) + timedelta(hours=1),
            )
