"""Proposed decisions: shown to their proposer, answered, kept in versions; notes of the desk."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.dispositions import Disposition, Outcome
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import Actor
from app.ledger.record import verify
from app.models.contributions import Contribution
from app.models.dispositions import DeskNote, DispositionReply
from app.models.people import Member
from app.models.record import OutboxMessage, RecordEntry
from app.queries.decision_history import History, care_for, history_of
from app.queries.desk_counts import left_by_paragraph, left_to_do
from app.queries.dispositions import DeskFilter, desk
from app.queries.rounds import visible_round
from app.queries.staff import those_who_run
from app.services.dispositions import confirm_dispositions, draft_dispositions
from app.services.proposed_decisions import (
    Care,
    Reply,
    answer_proposal,
    keep_note,
    show_to_proposers,
)
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.factories.reports import make_story

FIRST = Outcome(Disposition.NOT_ACCEPTED, {"ar": "قيل في الفقرة السابعة."})
SECOND = Outcome(Disposition.ACCEPTED, {"ar": "صحيح."})
OBJECTION = Reply(agrees=False, comment="The paragraph you name says something else.")


@pytest.fixture
def story(session: Session, cast: Cast, now: datetime) -> dict[str, Contribution]:
    found = make_story(session, cast, now=now)
    session.commit()
    return found


class Desk:
    """The acts around a proposed decision on A2, which Mina proposed."""

    def __init__(self, session: Session, cast: Cast, now: datetime) -> None:
        self.session, self.cast, self.now, self.count = session, cast, now, 0

    def key(self) -> str:
        self.count += 1
        return f"k{self.count}"

    def acting(self, member: Member) -> tuple[Session, Actor, int]:
        return self.session, actor_of(self.session, member), self.cast.round.id

    def draft(self, outcome: Outcome = FIRST, edit: int = 0, ref: str = "A2") -> int:
        acting, seen = self.acting(self.cast.ada), {ref: edit}
        return draft_dispositions(*acting, seen, outcome, key=self.key(), now=self.now)[ref]

    def show(self, edits: Mapping[str, int], member: Member | None = None) -> int:
        acting = self.acting(member or self.cast.ada)
        return show_to_proposers(*acting, edits, key=self.key(), now=self.now)

    def reply(self, reply: Reply, version: int = 1, member: Member | None = None) -> None:
        acting = self.acting(member or self.cast.mina)
        answer_proposal(*acting, "A2", version, reply, key=self.key(), now=self.now)

    def confirm(self, edit: int) -> None:
        acting = self.acting(self.cast.sam)
        confirm_dispositions(*acting, {"A2": edit}, key=self.key(), now=self.now)

    def note(self, care: Care, edit: int = 0, member: Member | None = None) -> None:
        acting = self.acting(member or self.cast.ada)
        keep_note(*acting, "A2", edit, care, now=self.now)

    def history(self, row: Contribution) -> History:
        self.session.expire_all()
        return history_of(self.session, row.id)

    def number(self, table: type) -> int:
        return self.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def acts(session: Session, cast: Cast, story: Any, now: datetime) -> Desk:
    return Desk(session, cast, now)


def test_every_draft_is_kept_with_who_drafted_it(acts: Desk, story: Any) -> None:
    edit = acts.draft()
    acts.draft(SECOND, edit)
    history = acts.history(story["insertion"])

    assert [(one.number, one.disposition) for one in history.versions] == [
        (2, Disposition.ACCEPTED),
        (1, Disposition.NOT_ACCEPTED),
    ]
    assert {one.author for one in history.versions} == {"Ada"}
    assert history.shown is None


def test_the_same_draft_again_is_no_version(acts: Desk, story: Any) -> None:
    acts.draft(FIRST, acts.draft())

    assert acts.history(story["insertion"]).newest == 1


def test_showing_tells_the_proposer_and_the_record_and_nobody_what(
    acts: Desk, story: Any, session: Session
) -> None:
    edit = acts.draft()

    assert acts.show({"A2": edit}) == 1
    entry = session.scalars(select(RecordEntry).order_by(RecordEntry.id.desc())).first()
    mail = session.scalars(select(OutboxMessage)).one()

    assert (entry.kind, entry.reference, entry.code) == ("proposal_shown", "A2", "")
    assert verify(session, acts.cast.round.id).broken_at is None
    assert (mail.member_key, mail.language) == (acts.cast.mina.key, "ar")
    assert "not_accepted" not in str(mail.context)
    assert acts.history(story["insertion"]).shown == 1


def test_showing_the_same_draft_again_tells_nobody_twice(acts: Desk, session: Session) -> None:
    edit = acts.draft()
    acts.show({"A2": edit})

    assert acts.show({"A2": edit}) == 0
    assert acts.number(OutboxMessage) == 1


def test_a_newer_draft_stays_on_the_desk_until_it_is_shown_too(acts: Desk, story: Any) -> None:
    edit = acts.draft()
    acts.show({"A2": edit})
    edit = acts.draft(SECOND, edit)

    seen = acts.history(story["insertion"]).in_view
    assert seen is not None
    assert seen.disposition is Disposition.NOT_ACCEPTED
    assert acts.show({"A2": edit}) == 1
    assert acts.history(story["insertion"]).shown == 2


@pytest.mark.parametrize("name", ["bo", "mina", "lea", "tariq", "olu", "ann", "dee"])
def test_others_show_nothing(acts: Desk, name: str) -> None:
    edit = acts.draft()

    with pytest.raises(NotAllowed, match="is_facilitator"):
        acts.show({"A2": edit}, getattr(acts.cast, name))


def test_without_a_draft_or_after_confirming_there_is_nothing_to_show(acts: Desk) -> None:
    with pytest.raises(Conflict, match="nothing_drafted"):
        acts.show({"A2": 0})
    acts.session.rollback()
    edit = acts.draft()
    acts.confirm(edit)
    with pytest.raises(Conflict, match="decision_is_confirmed"):
        acts.show({"A2": edit + 1})


def test_the_proposer_objects_then_agrees_and_both_are_kept(acts: Desk, story: Any) -> None:
    edit = acts.draft()
    acts.show({"A2": edit})
    acts.reply(OBJECTION)
    edit = acts.draft(SECOND, edit)
    acts.show({"A2": edit})
    acts.reply(Reply(agrees=True, comment=""), 2)
    newest, first = acts.history(story["insertion"]).versions

    assert [one.agrees for one in newest.replies] == [True]
    assert [(one.agrees, one.comment) for one in first.replies] == [(False, OBJECTION.comment)]


@pytest.mark.parametrize("name", ["bo", "lea", "ada", "sam", "tariq", "olu", "ann", "dee"])
def test_nobody_but_the_proposer_answers(acts: Desk, name: str) -> None:
    acts.show({"A2": acts.draft()})

    with pytest.raises(NotAllowed, match="is_author"):
        acts.reply(OBJECTION, member=getattr(acts.cast, name))


def test_an_answer_needs_something_shown_still_open_and_the_same(acts: Desk) -> None:
    edit = acts.draft()
    with pytest.raises(NotFound):
        acts.reply(OBJECTION)
    acts.session.rollback()
    acts.show({"A2": edit})
    with pytest.raises(Conflict, match="changed_meanwhile"):
        acts.reply(OBJECTION, 2)
    acts.session.rollback()
    acts.confirm(edit)
    with pytest.raises(Conflict, match="decision_is_confirmed"):
        acts.reply(OBJECTION)


def test_an_objection_says_why(acts: Desk) -> None:
    acts.show({"A2": acts.draft()})

    with pytest.raises(Invalid, match="objection_needs_words"):
        acts.reply(Reply(agrees=False, comment="  "))


def test_one_answer_sent_twice_is_one(acts: Desk) -> None:
    acts.show({"A2": acts.draft()})
    for _ in range(2):
        acting = acts.acting(acts.cast.mina)
        answer_proposal(*acting, "A2", 1, OBJECTION, key="same", now=acts.now)

    assert acts.number(DispositionReply) == 1


def test_who_sees_to_it_and_a_note_stay_on_the_desk(
    acts: Desk, story: Any, session: Session
) -> None:
    cy = acts.cast.cy
    acts.note(Care(cy.key, "Ask the water office first."))
    care = care_for(session, story["insertion"].id)
    view = visible_round(session, Actor(), "r1", now=acts.now)
    row = desk(session, view, DeskFilter(responsible=cy.key)).rows

    assert (care.name, care.note, care.author, care.edit) == (
        "Cy",
        "Ask the water office first.",
        "Ada",
        1,
    )
    assert [(one.contribution.reference, one.responsible) for one in row] == [("A2", "Cy")]
    assert not desk(session, view, DeskFilter(responsible=acts.cast.ada.key)).rows


def test_nobody_overwrites_a_note_unseen(acts: Desk) -> None:
    acts.note(Care("", "One."))

    with pytest.raises(Conflict, match="changed_meanwhile"):
        acts.note(Care("", "Two."))


@pytest.mark.parametrize("name", ["bo", "mina", "tariq", "olu", "ann", "dee"])
def test_others_keep_no_note(acts: Desk, name: str) -> None:
    with pytest.raises(NotAllowed, match="is_facilitator"):
        acts.note(Care("", "Mine."), member=getattr(acts.cast, name))
    assert acts.number(DeskNote) == 0


def test_whoever_sees_to_it_runs_the_round(acts: Desk, session: Session) -> None:
    names = {name for _, name in those_who_run(session, acts.cast.round)}

    assert names == {"Ada", "Cy", "Sam", "Sol"}
    for key in (acts.cast.bo.key, acts.cast.dee.key, "nobody"):
        with pytest.raises(Invalid, match="does_not_run_the_round"):
            acts.note(Care(key, ""))
        session.rollback()


def test_counts_by_paragraph_add_up(acts: Desk, session: Session) -> None:
    acts.draft()
    rows = left_by_paragraph(session, acts.cast.round.id)
    total = left_to_do(session, acts.cast.round.id)

    assert [one.number for one in rows] == [1, 2, 0]
    assert [(one.to_draft, one.to_confirm, one.confirmed) for one in rows] == [
        (2, 1, 1),
        (0, 1, 0),
        (1, 0, 0),
    ]
    assert (total.to_draft, total.to_confirm, total.confirmed) == (3, 2, 1)
