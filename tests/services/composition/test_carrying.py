"""What a round left open goes with the text, to a place that a person confirms."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.anchoring import Anchoring
from app.domain.charters import VersionStatus
from app.domain.contributions import Operation
from app.domain.dispositions import Disposition
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.models.charters import Version
from app.models.composition import Carrying
from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord
from app.models.record import OutboxMessage
from app.queries.carrying import Left, carried_on, carried_to, left_open
from app.services.composition.carrying import confirm_clear, confirm_place
from app.services.composition.deciding import take_amendment, write_wording
from app.services.composition.preparing import prepare_version
from tests.factories.accepted import accept
from tests.factories.desk import Desk, base, changed, publish, replace
from tests.factories.people import actor_of


def undecided(desk: Desk, at: int, old: str, new: str, language: str = "en") -> Contribution:
    """An amendment that nobody has decided on."""
    row = replace(desk, at, old, new, language)
    record = desk.session.scalars(
        select(DispositionRecord).where(DispositionRecord.contribution_id == row.id)
    ).one()
    desk.session.delete(record)
    desk.session.commit()
    return row


def decided(desk: Desk, row: Contribution) -> None:
    """Take it up, later."""
    desk.session.add(
        DispositionRecord(
            contribution_id=row.id, round_id=row.round_id, disposition=Disposition.ACCEPTED,
            reasons={"en": "Better late."}, drafted_by_id=desk.cast.ada.id, drafted_at=desk.now,
            confirmed_by_id=desk.cast.sam.id, confirmed_at=desk.now,
        )
    )  # fmt: skip
    desk.session.commit()


def left(desk: Desk) -> dict[str, Left]:
    desk.session.expire_all()
    return {one.contribution.reference: one for one in left_open(desk.session, desk.version)}


def confirm(desk: Desk, row: Contribution, number: int | None) -> None:
    confirm_place(desk.session, desk.actor, desk.version, row.id, number, now=desk.now)


def remove(desk: Desk, at: int) -> Contribution:
    return accept(
        desk.session, desk.cast, None, on=desk.cast.paragraphs[at - 1],
        operation=Operation.DELETE, now=desk.now,
    )  # fmt: skip


def test_open_amendments_are_kept_changed_or_gone(desk: Desk) -> None:
    undecided(desk, 1, "water", "safe water")
    undecided(desk, 2, "water", "safe water")
    undecided(desk, 3, "water", "safe water")
    replace(desk, 2, "everyone", "all")
    remove(desk, 3)
    desk.prepare()
    desk.clean()
    for wish in desk.composition().wishes:
        if wish.undecided:
            take_amendment(
                desk.session, desk.actor, desk.version, wish.key, token=desk.work(3).token,
                now=desk.now,
            )  # fmt: skip

    found = left(desk)
    assert {name: one.anchor.outcome for name, one in found.items()} == {
        "A1": Anchoring.KEPT, "A2": Anchoring.CHANGED, "A3": Anchoring.GONE,
    }  # fmt: skip
    assert [one.now.number if one.now else None for one in found.values()] == [1, 2, None]
    assert not any(one.confirmed for one in found.values())


def test_decided_ones_are_not_carried(desk: Desk) -> None:
    replace(desk, 1, "water", "safe water")
    desk.prepare()

    assert left(desk) == {}


def test_clear_places_are_confirmed_together_and_others_one_by_one(desk: Desk) -> None:
    row = undecided(desk, 1, "water", "safe water")
    gone = undecided(desk, 3, "water", "safe water")
    deleted = remove(desk, 3)
    desk.prepare()
    desk.take(deleted, 3)

    assert confirm_clear(desk.session, desk.actor, desk.version, now=desk.now) == 1
    assert {name: one.confirmed for name, one in left(desk).items()} == {
        row.reference: True, gone.reference: False,
    }  # fmt: skip
    confirm(desk, gone, 4)
    assert left(desk)[gone.reference].now.number == 4  # type: ignore[union-attr]
    with pytest.raises(Invalid, match="unknown_paragraph"):
        confirm(desk, gone, 99)


def test_place_is_confirmed_anew_once_its_words_change(desk: Desk) -> None:
    row = undecided(desk, 1, "water", "safe water")
    other = replace(desk, 1, "everyone", "all")
    desk.prepare()
    confirm(desk, row, 1)
    assert left(desk)[row.reference].confirmed

    desk.take(other, 1)
    assert not left(desk)[row.reference].confirmed


def test_publishing_writes_down_what_nobody_confirmed(desk: Desk) -> None:
    row = undecided(desk, 1, "water", "safe water")
    desk.prepare()
    version = publish(desk)
    stored = desk.session.scalars(select(Carrying)).one()

    assert (stored.paragraph_key, stored.outcome, stored.confirmed_at) == (
        "k1", Anchoring.KEPT, None,
    )  # fmt: skip
    assert carried_to(desk.session, version, "k1") == []
    confirm(desk, row, 1)
    (shown,) = carried_to(desk.session, version, "k1")
    assert (shown.reference, shown.number) == (row.reference, 1)
    assert [one.version for one in carried_on(desk.session, row.id)] == [2]


def test_author_is_told_what_became_of_each(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    out = replace(desk, 2, "water", "clean water")
    undecided(desk, 3, "water", "clean water")
    accept(
        desk.session, desk.cast, changed(4, "water", "wine"), on=desk.cast.paragraphs[3],
        disposition=Disposition.NOT_ACCEPTED, now=desk.now,
    )  # fmt: skip
    desk.prepare()
    desk.skip(out, 2)
    desk.clean()
    publish(desk)
    mail = desk.session.scalars(select(OutboxMessage)).one()

    assert mail.language == desk.cast.bo.language
    assert {
        name: mail.context[name] for name in ("references", "left_out", "carried", "answered")
    } == {"references": "A1", "left_out": "A2", "carried": "A3", "answered": "A4"}


@pytest.fixture
def second(desk: Desk) -> Desk:
    """Version 2 published with one amendment in it and two left open; version 3 is composed."""
    undecided(desk, 1, "water", "safe water")
    undecided(desk, 2, "everyone", "each of us")
    replace(desk, 1, "who lives there", "who is there")
    replace(desk, 2, "everyone", "all")
    desk.prepare()
    desk.clean()
    version = publish(desk)
    for reference in ("A1", "A2"):
        row = desk.session.scalars(
            select(Contribution).where(Contribution.reference == reference)
        ).one()
        decided(desk, row)
    prepare_version(desk.session, desk.actor, version, now=desk.now + timedelta(hours=1))
    return desk


def test_accepted_later_is_composed_into_the_next_version(second: Desk) -> None:
    assert {wish.reference for wish in second.composition().wishes} == {"A1", "A2"}
    assert second.clean() == 1
    assert second.text(1) == base(1).replace("water", "safe water").replace("lives", "is")


def test_accepted_later_never_undoes_what_was_composed_before(second: Desk) -> None:
    row = next(wish for wish in second.composition().wishes if wish.reference == "A2")
    assert (row.fits, dict(row.texts)) == (False, {})

    token = second.work(2).token
    with pytest.raises(Conflict, match="does_not_fit"):
        take_amendment(
            second.session, second.actor, second.version, row.key, token=token, now=second.now
        )
    words = changed(2, "everyone", "all of us")
    write_wording(
        second.session, second.actor, second.version, [row.key], "en", words, token=token,
        now=second.now,
    )  # fmt: skip
    assert second.text(2) == words
    assert second.composition().undecided == 1


def test_only_the_secretariat_carries_over(desk: Desk) -> None:
    row = undecided(desk, 1, "water", "safe water")
    desk.prepare()
    desk.actor = actor_of(desk.session, desk.cast.ada)

    with pytest.raises(NotAllowed):
        confirm(desk, row, 1)


def test_superseded_version_carries_nothing_any_more(desk: Desk) -> None:
    row = undecided(desk, 1, "water", "safe water")
    desk.prepare()
    version = publish(desk)
    desk.session.get_one(Version, version.id).status = VersionStatus.SUPERSEDED
    desk.session.commit()

    with pytest.raises(Conflict, match="version_is_over"):
        confirm(desk, row, 1)
