"""Two translators at the desk of a working version 2, into French."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.parts import Part, Place
from app.domain.people import Actor, Role
from app.models.charters import Version, Wording
from app.queries.parts import TranslatedPart, translated_part
from app.queries.translation import Translated, translated
from app.services.translation.pen import Words
from app.services.translation.reviewing import review_translation
from app.services.translation.saving import save_translation
from tests.factories.cast import Cast
from tests.factories.desk import Desk
from tests.factories.people import actor_of, grant, make_member


@dataclass
class Translators:
    """What translators do, at a version and in a language."""

    session: Session
    version: Version
    first: Actor
    second: Actor
    now: datetime
    language: str = "fr"

    def at(self, number: int) -> Translated:
        self.session.expire_all()
        return translated(self.session, self.version, f"k{number}", self.language)

    def part(self, place: Place) -> TranslatedPart:
        self.session.expire_all()
        return translated_part(self.session, self.version, place, self.language)

    def save(self, number: int, text: str, **more: Any) -> Wording:
        save_translation(
            self.session,
            more.get("actor", self.first),
            self.version,
            Place(Part.PARAGRAPH, f"k{number}"),
            self.language,
            Words(text),
            token=more.get("token") or self.at(number).token,
            now=self.now,
        )
        wording = self.at(number).wording
        assert wording is not None
        return wording

    def save_part(self, place: Place, text: str, **more: Any) -> None:
        save_translation(
            self.session,
            more.get("actor", self.first),
            self.version,
            place,
            self.language,
            Words(text),
            token=more.get("token") or self.part(place).token,
            now=self.now,
        )

    def review_part(self, place: Place, actor: Actor, **more: Any) -> None:
        review_translation(
            self.session,
            actor,
            self.version,
            place,
            self.language,
            token=more.get("token") or self.part(place).token,
            now=self.now,
        )

    def review(self, number: int, actor: Actor, **more: Any) -> Wording:
        review_translation(
            self.session,
            actor,
            self.version,
            Place(Part.PARAGRAPH, f"k{number}"),
            self.language,
            token=more.get("token") or self.at(number).token,
            now=self.now,
        )
        wording = self.at(number).wording
        assert wording is not None
        return wording


@pytest.fixture
def desk(session: Session, cast: Cast, now: datetime) -> Desk:
    return Desk(session, cast, actor_of(session, cast.sam), now)


@pytest.fixture
def pair(session: Session, cast: Cast, now: datetime) -> tuple[Actor, Actor]:
    tess = make_member(session, "Tess", now=now)
    grant(session, tess, Role.TRANSLATOR, now=now, charter_id=cast.charter.id)
    session.commit()
    return actor_of(session, cast.tariq), actor_of(session, tess)


@pytest.fixture
def working(desk: Desk, pair: tuple[Actor, Actor], now: datetime) -> Translators:
    desk.prepare()
    return Translators(desk.session, desk.version, *pair, now)


@pytest.fixture
def published(
    session: Session, cast: Cast, pair: tuple[Actor, Actor], now: datetime
) -> Translators:
    return Translators(session, session.merge(cast.version), *pair, now)
