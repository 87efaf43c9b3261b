"""A round with members, contributions and votes, written in bulk and always the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from app.domain.contributions import Channel, CommentKind, Kind, Operation, Status, Step
from app.domain.moderation import ReasonCode
from app.domain.opinions import Choice, Stance
from app.models.charters import CharterText
from app.models.contributions import Contribution, Revision
from app.models.moderation import ModerationStep
from app.models.opinions import Position, Rating, Vote
from app.models.rounds import Round
from tests.bench.people import Person
from tests.bench.texts import Text, vocabulary

VOTES_EACH = 6
AMENDMENTS = 5  # every fifth contribution
REPLIES = 10  # every tenth
BATCH = 20_000
STRIDE = 61  # prime to the number of members, so that nobody votes twice on an amendment
RESTRICTED = {
    17: (Status.WITHHELD, Step.WITHHOLD, ReasonCode.OFF_TOPIC),
    38: (Status.WITHDRAWN, Step.WITHDRAW, None),
    59: (Status.PENDING, None, None),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the contributions of a round go, and who makes them."""

    round_id: int
    text: Text
    people: Sequence[Person]
    first: int
    words: Sequence[str]
    now: datetime


def add_round(
    session: Session,
    text: Text,
    people: Sequence[Person],
    slug: str,
    contributions: int,
    *,
    now: datetime,
    over: bool = False,
) -> int:
    """A round, open or over, with this many contributions and six votes for each; its id."""
    round_ = _round(session, text, slug, now=now)
    if over:
        round_.closes_at = now - timedelta(hours=1)
    place = Place(
        round_.id,
        text,
        people,
        (session.scalar(select(func.max(Contribution.id))) or 0) + 1,
        vocabulary("en"),
        now,
    )
    numbers = range(contributions)
    _write(session, Contribution, (_contribution(place, at) for at in numbers))
    _write(session, Revision, (_revision(place, at) for at in numbers))
    _write(session, ModerationStep, (step for at in numbers for step in _steps(place, at)))
    _write(session, Vote, _votes(place, contributions))
    _write(session, Rating, _ratings(place))
    _write(session, Position, _positions(place))
    _count_on(session)
    round_.next_amendment = contributions // AMENDMENTS + 2
    round_.next_comment = contributions + 1
    session.commit()
    return place.round_id


def _count_on(session: Session) -> None:
    """Ids were given here: PostgreSQL goes on after the last one."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            sql(
                "SELECT setval(pg_get_serial_sequence('contributions', 'id'), max(id))"
                " FROM contributions"
            )
        )


def _write(session: Session, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            session.execute(insert(table), batch)
            batch = []
    if batch:
        session.execute(insert(table), batch)


def _round(session: Session, text: Text, slug: str, *, now: datetime) -> Round:
    titles = session.execute(select(CharterText.language, CharterText.title))
    row = Round(
        charter_id=text.charter_id,
        version_id=text.version_id,
        slug=slug,
        number=(session.scalar(select(func.max(Round.number))) or 0) + 1,
        titles={language: title for language, title in titles},  # noqa: C416  rows are no pairs
        run_by={"en": "The secretariat"},
        opens_at=now - timedelta(days=20),
        closes_at=now + timedelta(days=20),
        timezone="Europe/Paris",
        kinds=["comment", "amendment"],
        criteria=["relevance", "implementability"],
        created_at=now - timedelta(days=30),
        scheduled_at=now - timedelta(days=25),
    )
    session.add(row)
    session.flush()
    return row


def is_amendment(at: int) -> bool:
    """Whether the contribution at this place is an amendment."""
    return at % AMENDMENTS == 0


def reference(at: int) -> str:
    """The reference of the contribution at this place."""
    return f"A{at // AMENDMENTS + 1}" if is_amendment(at) else f"C{at}"


def fate(at: int) -> tuple[Status, Step | None, ReasonCode | None]:
    """What became of it: nearly all are published."""
    return RESTRICTED.get(at % 100, (Status.PUBLISHED, Step.PUBLISH, None))


def _paragraph(place: Place, at: int) -> int:
    return (at // AMENDMENTS) % len(place.text.ids)


def _contribution(place: Place, at: int) -> dict[str, Any]:
    person, status = place.people[at * 7 % len(place.people)], fate(at)[0]
    amends = is_amendment(at)
    published = status is Status.PUBLISHED
    replies = at % REPLIES == REPLIES - 1
    return {
        "id": place.first + at,
        "round_id": place.round_id,
        "kind": Kind.AMENDMENT if amends else Kind.COMMENT,
        "number": at // AMENDMENTS + 1 if amends else at,
        "reference": reference(at),
        "paragraph_id": place.text.ids[_paragraph(place, at)],
        "parent_id": place.first + at - 1 if replies else None,
        "member_id": person.id,
        "organisation_id": person.organisation_id if at % 3 == 0 else None,
        "group": person.group,
        "display_name": person.name,
        "language": "en",
        "channel": Channel.ONLINE,
        "status": status,
        "comment_kind": None if amends else tuple(CommentKind)[at % len(CommentKind)],
        "operation": Operation.REPLACE if amends else None,
        "submitted_at": place.now - timedelta(days=10),
        "published_at": place.now - timedelta(days=9) if published else None,
        "last_revision": 1,
        "shown_revision": 1 if published else None,
        "edit": 1,
    }


def _revision(place: Place, at: int) -> dict[str, Any]:
    begin = at * 13 % len(place.words)
    said = place.words[begin : begin + 45] or place.words[:45]
    old = place.text.words[_paragraph(place, at)].split()
    middle = len(old) // 2
    return {
        "contribution_id": place.first + at,
        "number": 1,
        "title": "",
        "text": f"{' '.join(said)} ({at})",
        "wording": " ".join([*old[:middle], *said[:4], *old[middle + 2 :]])
        if is_amendment(at)
        else None,
        "created_at": place.now - timedelta(days=10),
    }


def _steps(place: Place, at: int) -> Iterator[dict[str, Any]]:
    status, step, code = fate(at)
    way = {
        "contribution_id": place.first + at,
        "member_id": place.people[0].id,
        "revision": 1,
        "statement": "",
        "language": "en",
        "note": "",
    }
    yield {
        **way,
        "role": "author",
        "step": Step.SUBMIT,
        "before": None,
        "after": Status.PENDING,
        "reason_code": None,
        "at": place.now - timedelta(days=10),
    }
    if step:
        yield {
            **way,
            "role": "facilitator",
            "step": step,
            "before": Status.PENDING,
            "after": status,
            "reason_code": code,
            "at": place.now - timedelta(days=9),
        }


def _votes(place: Place, contributions: int) -> Iterator[dict[str, Any]]:
    choices, amendments = tuple(Choice), range(0, contributions, AMENDMENTS)
    each = min(VOTES_EACH * AMENDMENTS, len(place.people) // 2)
    for at in amendments:
        for voice in range(each):
            person = voter(place.people, at, voice)
            yield {
                "contribution_id": place.first + at,
                "member_id": person.id,
                "group": person.group,
                "choice": choices[(at + voice * voice) % len(choices)],
                "revision": 1,
                "voted_at": place.now - timedelta(days=5),
            }


def voter(people: Sequence[Person], at: int, voice: int) -> Person:
    """Who casts the first, second … vote on an amendment; never twice the same."""
    return people[(at + voice * STRIDE) % len(people)]


def _ratings(place: Place) -> Iterator[dict[str, Any]]:
    for at, paragraph_id in enumerate(place.text.ids):
        for voice in range(20):
            person = voter(place.people, at, voice)
            for criterion in ("relevance", "implementability"):
                yield {
                    "round_id": place.round_id,
                    "paragraph_id": paragraph_id,
                    "member_id": person.id,
                    "voter": f"m{person.id}",
                    "group": person.group,
                    "criterion": criterion,
                    "score": (at + voice) % 5 + 1,
                    "rated_at": place.now - timedelta(days=5),
                }


def _positions(place: Place) -> Iterator[dict[str, Any]]:
    bodies = {one.organisation_id: one for one in place.people if one.organisation_id}
    for at, paragraph_id in enumerate(place.text.ids):
        for organisation_id, person in list(bodies.items())[at % 4 :: 4]:
            yield {
                "round_id": place.round_id,
                "organisation_id": organisation_id,
                "member_id": person.id,
                "paragraph_id": paragraph_id,
                "group": person.group,
                "stance": tuple(Stance)[(at + person.id) % len(Stance)],
                "reason": "",
                "taken_at": place.now - timedelta(days=5),
            }
