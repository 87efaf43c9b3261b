"""Publishing what changed, and adopting a version."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.charters import VersionStatus
from app.domain.errors import Conflict, Invalid, Refusal
from app.models.charters import Version
from app.models.record import OutboxMessage, RecordEntry
from app.queries.changes import changes_of
from app.services.adoption import adopt_version
from app.services.composition.editing import (
    explain_change,
)
from app.services.composition.publishing import publish_changes
from tests.factories.accepted import close
from tests.factories.desk import Desk, publish, replace

DAY = timedelta(days=1)


def test_nothing_is_published_while_an_amendment_waits(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()

    with pytest.raises(Invalid, match="amendments_undecided"):
        publish(desk)


def test_change_without_reason_is_not_published(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.clean()
    explain_change(
        desk.session, desk.actor, desk.version, "k1", {}, ["A1"], editorial=False,
        token=desk.work(1).token, now=desk.now,
    )  # fmt: skip

    with pytest.raises(Invalid, match="changes_unexplained"):
        publish(desk)


def test_publishing_freezes_supersedes_records_and_tells_the_authors(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.clean()
    version = publish(desk)
    desk.session.expire_all()

    assert (version.status, bool(version.content_hash)) == (VersionStatus.FROZEN, True)
    assert desk.session.get_one(Version, version.base_version_id).status is (
        VersionStatus.SUPERSEDED
    )
    entry = desk.session.scalars(select(RecordEntry)).all()[-1]
    assert (entry.kind, entry.code) == ("changes_published", version.content_hash)
    mail = desk.session.scalars(select(OutboxMessage)).one()
    assert (mail.member_key, mail.context["references"]) == (desk.cast.bo.key, "A1")


def test_changes_page_has_difference_reason_and_reference(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.clean()
    version = publish(desk)
    found = changes_of(desk.session, version, "en")

    assert found is not None
    (item,) = found.items
    assert (item.number, item.reasons["en"]) == (1, "It is clearer.")
    assert item.cited == [("r1", "A1")]
    assert found.unchanged == 5


def test_frozen_version_is_not_composed_any_more(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.clean()
    publish(desk)

    with pytest.raises(Refusal):
        desk.clean()


def test_adoption_has_a_date_and_supersedes_the_one_before(desk: Desk) -> None:
    version = desk.cast.version
    close(desk.session, desk.cast.round, now=desk.now)
    adopted = adopt_version(
        desk.session, desk.actor, version, desk.now.date(), edit=version.edit, now=desk.now
    )

    assert adopted.status is VersionStatus.ADOPTED
    assert adopted.adopted_at is not None
    assert adopted.adopted_at.date() == desk.now.date()


def test_adoption_is_not_dated_in_the_future(desk: Desk) -> None:
    version = desk.cast.version
    close(desk.session, desk.cast.round, now=desk.now)

    with pytest.raises(Invalid, match="adoption_date"):
        adopt_version(
            desk.session, desk.actor, version, desk.now.date().replace(year=2030),
            edit=version.edit, now=desk.now,
        )  # fmt: skip


def test_text_is_not_adopted_while_people_are_asked_about_it(desk: Desk) -> None:
    version = desk.cast.version

    with pytest.raises(Conflict, match="round_on_text"):
        adopt_version(
            desk.session, desk.actor, version, desk.now.date(), edit=version.edit, now=desk.now
        )


@pytest.mark.parametrize("begun", [True, False])
def test_nothing_said_is_cut_off_by_the_next_version(desk: Desk, begun: bool) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.clean()
    round_ = desk.cast.round
    round_.scheduled_at = desk.now - DAY
    round_.opens_at = desk.now - DAY if begun else desk.now + DAY
    round_.closes_at = desk.now + 2 * DAY
    desk.session.commit()

    with pytest.raises(Conflict, match="round_on_text"):
        publish(desk)


def test_working_version_is_not_adopted(desk: Desk) -> None:
    desk.prepare()
    version = desk.version

    with pytest.raises(Conflict, match="version_not_frozen"):
        adopt_version(
            desk.session, desk.actor, version, desk.now.date(), edit=version.edit, now=desk.now
        )


def test_later_adoption_supersedes_the_one_before(desk: Desk) -> None:
    first = desk.cast.version
    close(desk.session, desk.cast.round, now=desk.now)
    adopt_version(desk.session, desk.actor, first, desk.now.date(), edit=first.edit, now=desk.now)
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.clean()
    version = publish(desk)
    assert desk.session.get_one(Version, first.id).status is VersionStatus.ADOPTED

    adopt_version(
        desk.session, desk.actor, version, desk.now.date(), edit=version.edit, now=desk.now
    )
    assert desk.session.get_one(Version, first.id).status is VersionStatus.SUPERSEDED


def test_publishing_what_somebody_else_changed_is_refused(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    seen = desk.version.edit
    desk.clean()

    with pytest.raises(Conflict, match="changed_meanwhile"):
        publish_changes(
            desk.session, desk.actor, desk.version, {"en": "We."}, edit=seen, now=desk.now
        )


def test_published_text_needs_an_introduction(desk: Desk) -> None:
    desk.prepare()
    version = desk.version

    with pytest.raises(Invalid, match="introduction_needed"):
        publish_changes(desk.session, desk.actor, version, {}, edit=version.edit, now=desk.now)
