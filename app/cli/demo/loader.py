"""The story from beginning to end: one round reported, one open, one in preparation."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.cli.demo import handling, opinions, themes
from app.cli.demo.content import read
from app.cli.demo.crowd import add_crowd
from app.cli.demo.imports import hold_draft
from app.cli.demo.people import grant_roles, load_members, load_organisations
from app.cli.demo.rounds import FIRST, SECOND, THIRD, at, load_round
from app.cli.demo.stage import Stage
from app.cli.demo.texts import load_charter
from app.cli.demo.translations import agree, translate
from app.cli.demo.versions import compose_second
from app.cli.demo.voices import follow_up, open_hall, speak
from app.models.charters import Charter
from app.models.people import Member
from app.models.rounds import Round

Say = Callable[[str], object]


def is_empty(session: Session) -> bool:
    """Whether nobody and nothing is there yet."""
    members = session.scalar(select(func.count()).select_from(Member)) or 0
    charters = session.scalar(select(func.count()).select_from(Charter)) or 0
    session.commit()
    return members + charters == 0


def is_loaded(session: Session) -> bool:
    """Whether the story is there already."""
    slug = read("mobility", "charter.json")["slug"]
    found = session.scalar(select(Charter.id).where(Charter.slug == slug))
    session.commit()
    return found is not None


def load(
    session: Session, identity: Session, *, scale: int = 1, say: Say = print, now: datetime
) -> None:
    """Tell the story up to today; a scale above 1 adds crowds of invented voters."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    stage = Stage(session, identity, today)
    say("people and organisations")
    load_organisations(stage)
    load_members(stage)
    long_ago = at(stage, FIRST.set_up - 20, 9)
    large, first_version = load_charter(stage, "mobility", now=long_ago)
    small, small_version = load_charter(stage, "shelters", now=at(stage, THIRD.set_up, 8))
    grant_roles(stage)
    agree(stage, large, read("mobility", "charter.json")["terms"], now=long_ago)
    say("the first round, its answers and its synthesis")
    first = load_round(stage, "mobility-2025", first_version, FIRST)
    hall = open_hall(stage, first, first_version)
    sent = speak(hall, first.closes_at, handling.moderator(first.closes_at + timedelta(days=3)))
    handling.withdraw(hall, sent)
    handling.appeals(hall, sent, decided=True, now=first.closes_at + timedelta(days=5))
    _opine(stage, first, first.closes_at)
    handling.answer_all(hall, sent, first.closes_at + timedelta(days=7))
    themes.sort_by_theme(stage, first, first.closes_at + timedelta(days=29))
    handling.report_round(stage, first, first.closes_at + timedelta(days=30))
    say("version 2 and the round that is open now")
    composed_at = first.closes_at + timedelta(days=60)
    second_version, names = compose_second(stage, first_version, composed_at)
    second = load_round(stage, "mobility-2026", second_version, SECOND)
    hall = open_hall(stage, second, second_version, names)
    sent = speak(hall, now, handling.moderator(now))
    handling.withdraw(hall, [one for one in sent if one.at < now - timedelta(days=2)])
    follow_up(hall, now)
    handling.appeals(hall, sent, decided=False, now=now - timedelta(hours=5))
    _opine(stage, second, now)
    translate(stage, small, small_version, now=at(stage, THIRD.set_up, 10))
    load_round(stage, "shelters-2027", small_version, THIRD)
    hold_draft(stage, small, now=at(stage, THIRD.set_up, 11))
    if scale > 1:
        say("a crowd")
        add_crowd(stage, second, scale, now=now)


def _opine(stage: Stage, round_: Round, until: datetime) -> None:
    opinions.join(stage, round_)
    opinions.vote(stage, round_, until)
    opinions.take_positions(stage, round_, until)
    opinions.rate(stage, round_, until)


def hurry(engine: Engine) -> None:
    """Do not wait for the disk while the story is loaded; a crash then means loading it again."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        connection.cursor().execute("PRAGMA synchronous=OFF")
        connection.close()
