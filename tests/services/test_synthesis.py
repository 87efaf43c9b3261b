"""The synthesis: optimistic writing, review, and publication by a second person."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.people import Role
from app.domain.texts import content_hash
from app.ledger.record import verify
from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord
from app.models.people import Member, RoleGrant
from app.models.record import OutboxMessage, RecordEntry
from app.models.synthesis import Edition, Synthesis, SynthesisPart
from app.queries.outcomes import public_dispositions
from app.services.synthesis import publish_synthesis, send_for_review, write_part
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.factories.reports import decide, make_story


class Office:
    """The acts on the report of one round."""

    def __init__(self, session: Session, cast: Cast, now: datetime) -> None:
        self.session, self.cast, self.now = session, cast, now

    @property
    def edit(self) -> int:
        return self.session.scalar(select(Synthesis.edit)) or 0

    def act(self, member: Member) -> tuple[Any, ...]:
        return self.session, actor_of(self.session, member), self.cast.round.id

    def write(
        self, member: Member, text: str, *, edit: int = 0, part: str = "introduction"
    ) -> None:
        write_part(*self.act(member), text, part=part, language="en", edit=edit, now=self.now)

    def send(self, member: Member, reason: str = "") -> None:
        send_for_review(*self.act(member), edit=self.edit, now=self.now, reason=reason)

    def publish(self, member: Member, key: str = "k") -> int:
        return publish_synthesis(*self.act(member), edit=self.edit, key=key, now=self.now)


@pytest.fixture
def office(session: Session, cast: Cast, now: datetime) -> Office:
    make_story(session, cast, now=now)
    session.commit()
    return Office(session, cast, now)


@pytest.mark.parametrize(
    ("sender", "editor", "publisher", "rule"),
    [
        ("ada", None, "sam", None),
        ("sam", None, "sol", None),
        ("sam", None, "sam", "edited_nothing_since_review"),
        ("ada", "sam", "sam", "edited_nothing_since_review"),
        ("ada", "sam", "sol", None),
        ("ada", None, "ada", "is_secretariat"),
        ("ada", None, "cy", "is_secretariat"),
        ("ada", None, "ann", "is_secretariat"),
        ("ada", None, "bo", "is_secretariat"),
        ("ada", None, "dee", "is_secretariat"),
    ],
)
def test_two_people_publish(
    office: Office, cast: Cast, sender: str, editor: str | None, publisher: str, rule: str | None
) -> None:
    office.write(cast.sol, "Before the sending.")
    office.send(getattr(cast, sender))
    if editor:
        office.write(getattr(cast, editor), "A late change.", edit=1)

    if rule is None:
        assert office.publish(getattr(cast, publisher)) == 1
        return
    with pytest.raises(NotAllowed, match=rule):
        office.publish(getattr(cast, publisher))


def test_edit_hidden_by_a_later_one_still_counts(office: Office, cast: Cast) -> None:
    office.send(cast.ada)
    office.write(cast.sam, "One.")
    office.write(cast.cy, "Two.", edit=1)

    with pytest.raises(NotAllowed, match="edited_nothing_since_review"):
        office.publish(cast.sam)


def test_single_secretary_cannot_do_both(office: Office, session: Session, cast: Cast) -> None:
    grant = session.scalars(
        select(RoleGrant).where(
            RoleGrant.member_id == cast.sol.id, RoleGrant.role == Role.SECRETARIAT
        )
    ).one()
    grant.revoked_at = office.now
    session.commit()
    office.send(cast.sam)

    with pytest.raises(NotAllowed):
        office.publish(cast.sam)


def test_unsent_report_is_not_published(office: Office, cast: Cast) -> None:
    office.write(cast.ada, "Words.")

    with pytest.raises(Conflict, match="not_sent_for_review"):
        office.publish(cast.sam)


def test_open_round_is_not_reported(office: Office, session: Session, cast: Cast) -> None:
    office.send(cast.ada)
    cast.round.closes_at = office.now + timedelta(days=1)
    session.commit()

    with pytest.raises(NotAllowed, match="round_is_closed"):
        office.publish(cast.sam)


def test_publisher_has_seen_the_last_state(office: Office, session: Session, cast: Cast) -> None:
    office.send(cast.ada)
    actor, seen = actor_of(session, cast.sam), office.edit
    office.write(cast.cy, "A late change.")

    with pytest.raises(Conflict, match="changed_meanwhile"):
        publish_synthesis(session, actor, cast.round.id, edit=seen, key="k", now=office.now)


def test_publishing_freezes_an_edition(office: Office, session: Session, cast: Cast) -> None:
    office.send(cast.ada)
    office.publish(cast.sam)

    edition = session.scalars(select(Edition)).one()
    entries = session.scalars(select(RecordEntry).order_by(RecordEntry.sequence)).all()
    assert edition.content_hash == content_hash(edition.content)
    assert (entries[-1].kind, entries[-1].code) == ("synthesis_published", edition.content_hash)
    assert edition.record_head == entries[-1].previous_hash
    assert cast.round.reported_at == office.now
    assert verify(session, cast.round.id).sound


def test_repeated_publication_makes_one_edition(
    office: Office, session: Session, cast: Cast
) -> None:
    office.send(cast.ada)
    office.publish(cast.sam)

    assert office.publish(cast.sam) == 1
    assert len(session.scalars(select(Edition)).all()) == 1


def test_authors_are_told_and_codes_are_not(office: Office, session: Session, cast: Cast) -> None:
    office.send(cast.ada)
    office.publish(cast.sam)

    told = {row.member_key: row for row in session.scalars(select(OutboxMessage))}
    assert cast.mina.key not in told
    assert {item["reference"] for item in told[cast.bo.key].context["items"]} == {"C1", "C4"}
    assert told[cast.lea.key].context["items"][0]["disposition"] == "accepted"


def test_correction_is_a_new_edition_and_tells_whom_it_changes(
    office: Office, session: Session, cast: Cast, now: datetime
) -> None:
    office.send(cast.ada)
    office.publish(cast.sam)
    session.query(OutboxMessage).delete()
    query = select(Contribution).where(Contribution.reference == "C3")
    decide(session, session.scalars(query).one(), cast.ada, now=now, confirmer=cast.sam)
    session.commit()

    with pytest.raises(Invalid, match="reason_missing"):
        office.send(cast.ada, reason=" ")
    session.rollback()
    office.send(cast.ada, reason="C3 was missing.")
    number = office.publish(cast.sam, key="again")

    told = session.scalars(select(OutboxMessage)).all()
    reasons = session.scalars(select(Edition.reason).order_by(Edition.number)).all()
    assert (number, reasons) == (2, ["", "C3 was missing."])
    assert [row.member_key for row in told] == [cast.ines.key]


def test_decisions_are_told_as_the_newest_edition_has_them(
    office: Office, session: Session, cast: Cast
) -> None:
    query = select(DispositionRecord).join(Contribution).where(Contribution.reference == "A1")
    row = session.scalars(query).one()
    office.send(cast.ada)
    office.publish(cast.sam)
    first = public_dispositions(session, [row.contribution_id])[row.contribution_id]
    row.confirmed_at, row.reasons = None, {"en": "Reopened."}
    session.commit()

    assert first.reasons == {"en": "It is taken up in the text."}
    assert public_dispositions(session, [row.contribution_id]) == {row.contribution_id: first}

    office.send(cast.ada, reason="Reopened.")
    office.publish(cast.sam, key="again")

    assert public_dispositions(session, [row.contribution_id]) == {}


def test_second_writer_is_told(office: Office, cast: Cast) -> None:
    office.write(cast.ada, "Ada’s words.")

    with pytest.raises(Conflict, match="changed_meanwhile"):
        office.write(cast.cy, "Cy’s words.")


def test_same_words_again_change_nothing(office: Office, session: Session, cast: Cast) -> None:
    office.write(cast.ada, "Words.")
    office.write(cast.cy, "Words.")

    part = session.scalars(select(SynthesisPart)).one()
    assert (part.member_id, part.edit) == (cast.ada.id, 1)


def test_part_belongs_to_a_section(office: Office, cast: Cast) -> None:
    with pytest.raises(Invalid, match="part"):
        office.write(cast.ada, "Words.", part="nowhere")


@pytest.mark.parametrize("name", ["bo", "lea", "olu", "tariq", "ann", "dee"])
def test_others_do_not_write(office: Office, cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        office.write(getattr(cast, name), "Words.")
