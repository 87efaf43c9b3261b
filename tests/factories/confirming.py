"""Confirming a marked-up file, and what is in the round then."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import Actor
from app.models.contributions import Contribution
from app.models.word_files import WordFile
from app.queries.word_files import (
    WordFileInView,
)
from app.services.word_files.confirming import confirm_word_file, everything
from tests.factories.cast import Cast


def confirm(
    session: Session, actor: Actor, cast: Cast, found: WordFileInView, now: datetime, **more: object
) -> WordFile:
    choice = replace(everything(found, "We agreed on it."), **more)
    return confirm_word_file(
        session, actor, cast.round.id, found.row.key, choice, edit=found.row.edit, now=now
    )


def contributions(session: Session) -> list[Contribution]:
    return list(session.scalars(select(Contribution).order_by(Contribution.id)))
