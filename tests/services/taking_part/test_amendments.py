"""An amendment changes exactly one place in one language, and says why."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Status
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.rounds import Act
from app.domain.writing import AmendmentWords
from app.models.charters import Wording
from app.models.contributions import Contribution, CoSponsor, Revision
from app.models.rounds import RoundWindow
from app.queries.amending import amendments_there, ground_of, similar
from app.queries.rounds import visible_round
from app.services.amendments import propose_amendment
from app.services.co_sponsors import join_amendment, leave_amendment
from tests.factories.cast import Cast
from tests.factories.people import actor_of

WORDS = AmendmentWords(
    Operation.REPLACE, "en", "Because of hours.", "Towns keep water open (1).", title="Open water"
)

BASE = "Towns keep water, schools and shelter open to everyone who lives there (1)."


def propose(
    session: Session, cast: Cast, now: datetime, words: AmendmentWords = WORDS, **more: object
) -> Contribution:
    given: dict[str, object] = {"number": 1, "key": "k", "who": actor_of(session, cast.lea), **more}
    reference = propose_amendment(
        session,
        given["who"],
        cast.round.id,
        given["number"],
        words,
        key=given["key"],
        now=now,  # type: ignore[arg-type]
    )
    return session.scalars(select(Contribution).where(Contribution.reference == reference)).one()


def test_replacement_is_filed_on_its_paragraph(session: Session, cast: Cast, now: datetime) -> None:
    row = propose(session, cast, now)

    words = session.scalars(select(Revision)).one()
    assert (row.reference, row.operation, row.language) == ("A1", Operation.REPLACE, "en")
    assert row.paragraph_id == cast.paragraphs[0].id
    assert (words.text, words.wording) == ("Because of hours.", "Towns keep water open (1).")


def test_deletion_keeps_no_wording(session: Session, cast: Cast, now: datetime) -> None:
    propose(session, cast, now, replace(WORDS, operation=Operation.DELETE, wording=""))

    assert session.scalars(select(Revision.wording)).one() is None


def test_insertion_at_the_head_of_a_section_belongs_to_the_section(
    session: Session, cast: Cast, now: datetime
) -> None:
    words = replace(WORDS, operation=Operation.INSERT_AFTER, at_section_start=True)

    row = propose(session, cast, now, words, number=4)

    assert (row.paragraph_id, row.section_id) == (None, cast.paragraphs[3].section_id)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            {"wording": BASE},
            "wording_unchanged",
        ),
        ({"wording": ""}, "wording_empty"),
        ({"reason": ""}, "reason_missing"),
        ({"title": ""}, "title_missing"),
    ],
)
def test_amendment_that_says_nothing_is_refused(
    session: Session, cast: Cast, now: datetime, change: dict[str, str], code: str
) -> None:
    with pytest.raises(Invalid) as caught:
        propose(session, cast, now, replace(WORDS, **change))  # type: ignore[arg-type]

    assert caught.value.code == code


def test_missing_language_can_only_be_added_to(session: Session, cast: Cast, now: datetime) -> None:
    session.delete(
        session.scalars(
            select(Wording).where(
                Wording.paragraph_id == cast.paragraphs[0].id, Wording.language == "es"
            )
        ).one()
    )
    session.commit()

    with pytest.raises(Invalid) as caught:
        propose(session, cast, now, replace(WORDS, language="es"))
    session.rollback()

    assert caught.value.code == "text_missing_in_language"
    assert propose(
        session, cast, now, replace(WORDS, operation=Operation.INSERT_AFTER, language="es")
    )


def test_repeated_form_writes_once(session: Session, cast: Cast, now: datetime) -> None:
    assert propose(session, cast, now).reference == propose(session, cast, now).reference
    assert len(session.scalars(select(Contribution)).all()) == 1
    with pytest.raises(Conflict):
        propose(session, cast, now, replace(WORDS, reason="Another reason."))


def test_own_window_closes_before_the_round(session: Session, cast: Cast, now: datetime) -> None:
    session.add(
        RoundWindow(
            round_id=cast.round.id, act=Act.AMEND, opens_at=cast.round.opens_at, closes_at=now
        )
    )
    session.commit()

    with pytest.raises(NotAllowed) as caught:
        propose(session, cast, now)

    assert caught.value.code == "amend_window_is_open"


def test_unknown_paragraph_is_not_found(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotFound):
        propose(session, cast, now, number=77)


def test_similar_ones_are_offered(session: Session, cast: Cast, now: datetime) -> None:
    propose(session, cast, now)
    view = visible_round(session, actor_of(session, cast.bo), "r1", now=now)
    ground = ground_of(session, view, 1)

    existing = amendments_there(session, view, ground, now=now)

    assert [one.reference for one in existing] == ["A1"]
    assert similar(existing, Operation.REPLACE, "en", WORDS.wording)[0].same
    assert similar(existing, Operation.REPLACE, "fr", WORDS.wording) == []
    assert similar(existing, Operation.DELETE, "en", "") == []


def test_hidden_ones_are_not_offered(session: Session, cast: Cast, now: datetime) -> None:
    propose(session, cast, now).status = Status.WITHHELD
    session.commit()
    view = visible_round(session, actor_of(session, cast.bo), "r1", now=now)

    assert amendments_there(session, view, ground_of(session, view, 1), now=now) == []


def sponsors(session: Session) -> list[tuple[str, int | None, int]]:
    rows = session.scalars(select(CoSponsor).order_by(CoSponsor.id))
    return [(row.display_name, row.organisation_id, row.revision) for row in rows]


def test_member_and_town_join_and_leave(session: Session, cast: Cast, now: datetime) -> None:
    bo, lea = actor_of(session, cast.bo), actor_of(session, cast.lea, cast.town)
    propose(session, cast, now, who=actor_of(session, cast.ines)).status = Status.PUBLISHED
    session.commit()

    join_amendment(session, bo, cast.round.id, "A1", key="j1", now=now)
    join_amendment(session, lea, cast.round.id, "A1", key="j2", now=now)
    join_amendment(session, lea, cast.round.id, "A1", key="j3", now=now)
    assert sponsors(session) == [("Bo", None, 1), (cast.town.name, cast.town.id, 1)]

    leave_amendment(session, bo, cast.round.id, "A1", now=now)
    assert sponsors(session) == [(cast.town.name, cast.town.id, 1)]


def test_repeated_joining_does_not_undo_leaving(
    session: Session, cast: Cast, now: datetime
) -> None:
    bo = actor_of(session, cast.bo)
    propose(session, cast, now)
    join_amendment(session, bo, cast.round.id, "A1", key="j", now=now)
    leave_amendment(session, bo, cast.round.id, "A1", now=now)

    join_amendment(session, bo, cast.round.id, "A1", key="j", now=now)

    assert sponsors(session) == []


def test_author_does_not_join_oneself(session: Session, cast: Cast, now: datetime) -> None:
    lea = actor_of(session, cast.lea)
    propose(session, cast, now, who=lea)

    with pytest.raises(Conflict) as caught:
        join_amendment(session, lea, cast.round.id, "A1", key="j", now=now)

    assert caught.value.code == "own_amendment"


def test_comment_cannot_be_joined(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotFound):
        join_amendment(session, actor_of(session, cast.bo), cast.round.id, "C1", key="j", now=now)
