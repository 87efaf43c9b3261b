"""One amendment in several languages, and corrections of one language kept apart from substance."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Scope, Status
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.writing import AmendmentWords
from app.models.contributions import AmendmentWording, Contribution
from app.queries.amendment_languages import Languages, languages_of
from app.queries.contributions import numbers_on
from app.queries.own import contribution_in
from app.queries.register import RegisterFilter, lines
from app.queries.rounds import visible_round
from app.services.amendment_languages import translate_amendment
from app.services.amendments import propose_amendment
from app.services.contributions import NewWords, revise_contribution
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.factories.people import actor_of

FRENCH = "Les villes gardent l’eau ouverte (1)."
WORDS = AmendmentWords(
    Operation.REPLACE,
    "en",
    "Because of hours.",
    "Towns keep water open (1).",
    title="Open water",
    wordings=(("fr", FRENCH),),
)
FIX = replace(WORDS, wordings=(), scope=Scope.LANGUAGE)


def propose(
    session: Session, cast: Cast, now: datetime, words: AmendmentWords = WORDS
) -> Contribution:
    lea = actor_of(session, cast.lea, cast.town)
    name = propose_amendment(session, lea, cast.round.id, 1, words, key=words.title, now=now)
    return session.scalars(select(Contribution).where(Contribution.reference == name)).one()


def languages(session: Session, cast: Cast) -> Languages:
    session.expire_all()
    found = contribution_in(session, cast.round.id, "A1")
    return languages_of(session, found.contribution, found.shown)


def translate(session: Session, cast: Cast, now: datetime, into: str = "ar", **more: int) -> None:
    given = {"edit": 0, **more}
    tariq = actor_of(session, cast.tariq)
    text = "تُبقي المدن الماء مفتوحًا."
    translate_amendment(session, tariq, cast.round.id, "A1", into, text, now=now, **given)


def test_proposer_gives_several_languages(session: Session, cast: Cast, now: datetime) -> None:
    propose(session, cast, now)

    found = languages(session, cast)

    french = found.of("fr")
    assert french is not None
    assert (french.text, french.by_translator) == (FRENCH, False)
    assert french.difference is not None
    assert french.difference.base.startswith("Les villes gardent")
    assert found.missing == ("es", "ar")


def test_translator_adds_what_is_missing(session: Session, cast: Cast, now: datetime) -> None:
    propose(session, cast, now)

    translate(session, cast, now)

    arabic = languages(session, cast).of("ar")
    assert arabic is not None
    assert (arabic.by_translator, arabic.is_older) == (True, False)


def test_nobody_edits_the_words_of_the_proposer(
    session: Session, cast: Cast, now: datetime
) -> None:
    propose(session, cast, now)

    with pytest.raises(Conflict) as caught:
        translate(session, cast, now, "fr")

    assert caught.value.code == "wording_given"


@pytest.mark.parametrize("who", ["bo", "lea", "ada", "olu", "ines"])
def test_others_do_not_translate(session: Session, cast: Cast, now: datetime, who: str) -> None:
    propose(session, cast, now)
    actor = actor_of(session, getattr(cast, who))

    with pytest.raises(NotAllowed):
        translate_amendment(session, actor, cast.round.id, "A1", "ar", "x", edit=0, now=now)


def test_two_translators_do_not_write_over_each_other(
    session: Session, cast: Cast, now: datetime
) -> None:
    propose(session, cast, now)
    translate(session, cast, now)

    with pytest.raises(Conflict) as caught:
        translate(session, cast, now, edit=0)

    assert caught.value.details["edit"] == 1
    session.rollback()
    translate(session, cast, now, edit=1)
    assert len(session.scalars(select(AmendmentWording)).all()) == 1


def test_revision_leaves_translations_behind_as_older(
    session: Session, cast: Cast, now: datetime
) -> None:
    propose(session, cast, now)
    translate(session, cast, now)
    new = NewWords("Why.", wording="Towns keep water.", title="Water", wordings=(("es", "Agua."),))
    lea = actor_of(session, cast.lea, cast.town)

    revise_contribution(session, lea, cast.round.id, "A1", new, edit=1, key="r", now=now)

    found = languages(session, cast)
    arabic = found.of("ar")
    assert arabic is not None
    assert arabic.is_older
    assert [one.language for one in found.given] == ["es", "ar"]
    assert found.missing == ("fr",)


@pytest.mark.parametrize("status", [Status.PENDING, Status.WITHHELD, Status.WITHDRAWN])
def test_hidden_words_are_not_translated(
    session: Session, cast: Cast, now: datetime, status: Status
) -> None:
    propose(session, cast, now).status = status
    session.commit()

    with pytest.raises(NotFound):
        translate(session, cast, now)


@pytest.mark.parametrize("into", ["en", "de"])
def test_only_further_languages_are_added(
    session: Session, cast: Cast, now: datetime, into: str
) -> None:
    propose(session, cast, now)

    with pytest.raises(NotFound):
        translate(session, cast, now, into)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"operation": Operation.DELETE}, "correction_replaces"),
        ({"operation": Operation.INSERT_AFTER}, "correction_replaces"),
        ({"wordings": (("fr", "Les villes."),)}, "correction_is_in_one_language"),
    ],
)
def test_correction_replaces_words_of_one_language(
    session: Session, cast: Cast, now: datetime, change: dict[str, object], code: str
) -> None:
    with pytest.raises(Invalid) as caught:
        propose(session, cast, now, replace(FIX, **change))  # type: ignore[arg-type]

    assert caught.value.code == code


def test_corrections_are_listed_and_counted_apart(
    session: Session, cast: Cast, now: datetime
) -> None:
    propose(session, cast, now, FIX)
    make_amendment(session, cast.round, cast.ines, cast.paragraphs[0], now=now)
    session.commit()
    bo = actor_of(session, cast.bo)
    view = visible_round(session, bo, "r1", now=now)

    listed = {
        scope: [
            line.reference
            for line in lines(session, bo, view, RegisterFilter(scope=scope), 1, now=now)
        ]
        for scope in Scope
    }

    assert listed == {Scope.SUBSTANCE: ["A2"], Scope.LANGUAGE: ["A1"]}
    assert numbers_on(session, cast.round.id) == {cast.paragraphs[0].id: (0, 1)}


def test_correction_has_no_further_languages(session: Session, cast: Cast, now: datetime) -> None:
    propose(session, cast, now, FIX)

    assert languages(session, cast) == Languages((), ())
    with pytest.raises(NotFound):
        translate(session, cast, now)
