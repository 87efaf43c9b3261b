"""What browsers would send: cookies of people signed in, and their forms ready to go."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.ledger.submissions import new_key
from app.models.contributions import Draft
from tests.bench.people import Person
from tests.bench.population import AMENDMENTS, VOTES_EACH, fate, reference, voter

GZIP = {"Accept-Encoding": "gzip"}
TOKEN = "t" * 40


@dataclass(frozen=True, slots=True)
class Post:
    """A form about to be sent: address, headers, body."""

    path: str
    headers: dict[str, str]
    body: bytes


def cookie(app: Flask, person: Person, *, now: datetime) -> dict[str, str]:
    """The headers of a browser in which this person is signed in."""
    values = {
        "_user_id": person.key,
        "_fresh": True,
        "seen": int(now.timestamp()),
        "csrf_token": TOKEN,
        "lang": "en",
    }
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    return {**GZIP, "Cookie": f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps(values)}"}


def form(app: Flask, **fields: object) -> bytes:
    """The fields as a body, with the token and a key of its own."""
    token = URLSafeTimedSerializer(app.config["SECRET_KEY"], "wtf-csrf-token").dumps(TOKEN)
    return urlencode({"csrf_token": token, "submission_key": new_key(), **fields}).encode()


def votes(
    app: Flask, people: Sequence[Person], slug: str, contributions: int, *, now: datetime
) -> Iterator[Post]:
    """Votes that nobody has cast yet, each by another member than the one before."""
    cast = VOTES_EACH * AMENDMENTS
    open_ = [at for at in range(0, contributions, AMENDMENTS) if fate(at)[0] is Status.PUBLISHED]
    for voice in range(cast, len(people)):
        for at in open_:
            path = f"/en/rounds/{slug}/contributions/{reference(at)}/vote"
            person = voter(people, at, voice)
            yield Post(path, cookie(app, person, now=now), form(app, choice="support", revision=1))


def comments(
    app: Flask,
    session: Session,
    people: Sequence[Person],
    slug: str,
    round_id: int,
    paragraphs: int,
    number: int,
    *,
    now: datetime,
) -> list[Post]:
    """Comments already checked, each with its draft, about to be sent for good."""
    found, drafts = [], []
    for at in range(number):
        person, place = people[at % len(people)], at % paragraphs + 1
        words = {
            "kind": "concern",
            "text": f"Opening hours matter as much as the address ({secrets.token_hex(4)}).",
            "name": person.name,
            "language": "en",
        }
        key = secrets.token_urlsafe(18)
        drafts.append(
            {
                "key": key,
                "member_id": person.id,
                "round_id": round_id,
                "place": f"comment:p{place}",
                "fields": words,
                "created_at": now,
                "updated_at": now,
                "edit": 1,
            }
        )
        found.append(
            Post(
                f"/en/rounds/{slug}/p/{place}/comment",
                cookie(app, person, now=now),
                form(app, draft_key=key, do="send", **words),
            )
        )
    session.execute(insert(Draft), drafts)
    session.commit()
    return found
