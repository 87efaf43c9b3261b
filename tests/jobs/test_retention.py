"""Retention: each class of data goes when its time is over, not before."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import sessionmaker

from app.domain.corrections import Correction
from app.jobs.retention import (
    KEEP_CONFIRMED_IMPORTS,
    KEEP_DRAFTS,
    KEEP_OPEN_IMPORTS,
    KEEP_SENT_MAIL,
    KEEP_TABLES,
    KEEP_UNCLAIMED,
    KEEP_WORD_FILES,
    retire,
)
from app.models.charters import ImportStep, TextImport
from app.models.contributions import Draft
from app.models.joint import SponsorInvitation
from app.models.record import OutboxMessage
from app.models.translation import TableImport
from app.models.word_files import WordFile
from app.web.database import EXTENSION
from tests.factories.contributions import make_amendment
from tests.factories.joint import make_invited, make_joint_draft


@pytest.fixture
def retired(app):
    databases = app.extensions[EXTENSION]

    def run(now):
        return retire(
            sessionmaker(databases.engine), sessionmaker(databases.identity_engine), now=now
        )

    return run


def draft(session, cast, now, member=None):
    session.add(
        Draft(
            key="k1",
            member_id=member.id if member else None,
            round_id=cast.round.id,
            place="comment:p1",
            fields={"text": "Words"},
            created_at=now,
            updated_at=now,
        )
    )
    session.commit()


@pytest.mark.parametrize(("age", "gone"), [(KEEP_UNCLAIMED, 0), (KEEP_UNCLAIMED * 1.01, 1)])
def test_unclaimed_draft_goes_after_a_day(retired, session, cast, now, age, gone):
    draft(session, cast, now)

    assert retired(now + age)["unclaimed_drafts"] == gone


@pytest.mark.parametrize(("late", "gone"), [(timedelta(0), 0), (timedelta(minutes=1), 1)])
def test_own_draft_goes_thirty_days_after_the_round(retired, session, cast, now, late, gone):
    draft(session, cast, now, cast.bo)

    assert retired(cast.round.closes_at + KEEP_DRAFTS + late)["drafts"] == gone


def test_sent_mail_goes_and_waiting_mail_stays(retired, session, now):
    for key, sent_at in (("sent", now), ("waiting", None)):
        session.add(
            OutboxMessage(
                key=key,
                member_key="mina",
                template="receipt",
                language="en",
                context={},
                created_at=now,
                sent_at=sent_at,
            )
        )
    session.commit()

    assert retired(now + KEEP_SENT_MAIL + timedelta(days=1))["mail"] == 1


@pytest.mark.parametrize(("confirmed", "gone"), [(False, 1), (True, 0)])
def test_a_word_file_nobody_confirmed_goes_after_thirty_days(
    retired, session, cast, now, confirmed, gone
):
    session.add(
        WordFile(
            key="k1",
            round_id=cast.round.id,
            organisation_id=cast.town.id,
            language="en",
            filename="ours.docx",
            content={},
            created_at=now,
            confirmed_at=now if confirmed else None,
        )
    )
    session.commit()

    assert retired(now + KEEP_WORD_FILES)["word_files"] == 0
    assert retired(now + KEEP_WORD_FILES + timedelta(minutes=1))["word_files"] == gone


def text_import(session, cast, now, confirmed_at=None):
    row = TextImport(
        key="t1", charter_id=cast.charter.id, member_id=cast.sam.id, language="en",
        filename="text.docx", tree={}, problems={}, pairs={}, created_at=now,
        confirmed_at=confirmed_at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add(
        ImportStep(
            import_id=row.id, act=Correction.MOVED, line="l1", about="", reading="", state={}
        )
    )
    session.commit()


def left(session, *kinds):
    session.expire_all()
    return [session.scalar(select(func.count()).select_from(kind)) for kind in kinds]


@pytest.mark.parametrize(("late", "gone"), [(timedelta(0), 0), (timedelta(minutes=1), 1)])
def test_preview_nobody_confirmed_goes_with_its_steps(retired, session, cast, now, late, gone):
    text_import(session, cast, now)

    assert retired(now + KEEP_OPEN_IMPORTS + late)["text_imports"] == gone
    assert left(session, TextImport, ImportStep) == [1 - gone, 1 - gone]


@pytest.mark.parametrize(("late", "gone"), [(timedelta(0), 0), (timedelta(minutes=1), 1)])
def test_confirmed_upload_goes_sooner_counted_from_then(retired, session, cast, now, late, gone):
    confirmed_at = now + timedelta(days=80)
    text_import(session, cast, now, confirmed_at)

    assert retired(confirmed_at + KEEP_CONFIRMED_IMPORTS + late)["text_imports"] == gone
    assert left(session, TextImport, ImportStep) == [1 - gone, 1 - gone]


@pytest.mark.parametrize("confirmed", [False, True])
@pytest.mark.parametrize(("late", "gone"), [(timedelta(0), 0), (timedelta(minutes=1), 1)])
def test_table_that_came_back_goes(retired, session, cast, now, confirmed, late, gone):
    session.add(
        TableImport(
            key="t1", version_id=cast.round.version_id, member_id=cast.sam.id, language="fr",
            filename="table.xlsx", rows={}, created_at=now,
            confirmed_at=now if confirmed else None,
        )
    )  # fmt: skip
    session.commit()

    assert retired(now + KEEP_TABLES + late)["table_imports"] == gone
    assert left(session, TableImport) == [1 - gone]


@pytest.mark.parametrize(("late", "gone"), [(timedelta(0), 0), (timedelta(minutes=1), 1)])
def test_joint_draft_goes_with_its_invitations_thirty_days_after_the_round(
    retired, session, cast, now, late, gone
):
    row = make_joint_draft(session, cast.round, cast.paragraphs[0], cast.town, cast.lea, now=now)
    make_invited(session, row, cast.league, now=now)
    session.commit()

    counts = retired(cast.round.closes_at + KEEP_DRAFTS + late)

    assert (counts["joint_drafts"], counts["sponsor_invitations"]) == (gone, gone)


@pytest.mark.parametrize(("late", "gone"), [(timedelta(0), 0), (timedelta(minutes=1), 1)])
def test_invitation_to_an_amendment_goes_thirty_days_after_the_round(
    retired, session, cast, now, late, gone
):
    row = make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], "Other.", now=now)
    session.add(
        SponsorInvitation(contribution_id=row.id, organisation_id=cast.town.id, invited_at=now)
    )
    session.commit()

    counts = retired(cast.round.closes_at + KEEP_DRAFTS + late)

    assert counts["sponsor_invitations"] == gone
