"""Whoever writes an amendment is shown the ones like it, and those it meets, before sending."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Status
from app.models.contributions import AmendmentWording, Contribution, Draft, Revision
from tests.factories.cast import Cast
from tests.factories.charters import WORDS
from tests.factories.contributions import make_amendment
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in
from tests.web.taking_part.forms import fill_and_press, press, typed_in

EDITOR = "/en/rounds/r1/p/1/amend"
BASE = "Towns keep water, schools and shelter open to everyone who lives there (1)."
CLINICS = BASE.replace("schools", "schools, clinics")
FIELDS = {"title": "Clinics", "reason": "Health matters."}


@pytest.fixture
def there(session: Session, cast: Cast, now: datetime) -> None:
    """A1 adds clinics, A2 puts other words in their place, A3 deletes all, A4 adds a paragraph."""
    first = cast.paragraphs[0]
    baths = BASE.replace("water, schools", "light, baths")
    make_amendment(session, cast.round, cast.lea, first, CLINICS, now=now)
    make_amendment(session, cast.round, cast.ines, first, baths, now=now)
    gone = make_amendment(session, cast.round, cast.ines, first, "", now=now)
    gone.operation = Operation.DELETE
    added = make_amendment(session, cast.round, cast.ines, first, "More words.", now=now)
    added.operation = Operation.INSERT_AFTER
    session.commit()


def named(text: str, kind: str) -> bool:
    return kind in Page(text).text


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("do", ["preview", "check"])
def test_meetings_are_named_with_their_kind(web: AuditedClient, cast: Cast, do: str) -> None:
    sign_in(web.client, cast.bo)

    wording = BASE.replace("schools", "nurseries")
    shown = fill_and_press(web, EDITOR, {"wording": wording, **FIELDS}, do)

    words = Page(shown.text).text
    assert "It meets 3 amendments that are here already" in words
    assert "A2 · Both change the same words" in words
    assert "A3 · One removes what the other changes" in words
    assert "A4 ·" not in words


@pytest.mark.usefixtures("there")
def test_insertion_meets_insertions_only(web: AuditedClient, cast: Cast) -> None:
    fields = {"doing": "insert_after", "wording": "A whole new thought."}

    words = Page(fill_and_press(web, EDITOR, fields, "preview").text).text

    assert "It meets 1 amendment that is here already" in words
    assert "A4 · Both insert at the same point" in words


@pytest.mark.usefixtures("there")
def test_deletion_meets_changes_in_every_language(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    session.scalars(select(Contribution).where(Contribution.number == 1)).one().language = "ar"
    session.commit()

    words = Page(fill_and_press(web, EDITOR, {"doing": "delete"}, "preview").text).text

    assert "A1 · One removes what the other changes" in words
    assert "A2 · One removes what the other changes" in words
    assert "Support it instead?" in words


@pytest.mark.usefixtures("there")
def test_untouched_text_meets_nothing(web: AuditedClient, cast: Cast) -> None:
    assert "It meets" not in Page(fill_and_press(web, EDITOR, {}, "preview").text).text


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("step", ["preview", "check"])
def test_supporting_instead_keeps_what_was_typed(
    web: AuditedClient, cast: Cast, session: Session, step: str
) -> None:
    sign_in(web.client, cast.bo)
    near = fill_and_press(web, EDITOR, {"wording": CLINICS, **FIELDS}, step)
    assert "Vote on A1" in near.text

    gone = press(web, near, {}, "support:A1")

    assert "/en/rounds/r1/contributions/A1/vote?kept=" in gone.location
    vote = web.get(gone.location)
    assert "What you typed waits as a draft" in vote.text
    session.rollback()
    draft = session.scalars(select(Draft)).one()
    back = web.get(f"{EDITOR}?draft={draft.key}")
    assert f"draft={draft.key}" in vote.text
    assert typed_in(back, "wording") == CLINICS
    assert typed_in(back, "title") == "Clinics"


@pytest.mark.usefixtures("there")
def test_delegate_is_led_to_co_sponsoring(web: AuditedClient, cast: Cast) -> None:
    cast_as_league = cast.town
    sign_in(web.client, cast.lea, cast_as_league)

    gone = press(
        web, fill_and_press(web, EDITOR, {"wording": CLINICS}, "preview"), {}, "support:A2"
    )

    assert "/contributions/A2/co-sponsor?kept=" in gone.location
    assert "What you typed waits as a draft" in web.get(gone.location).text


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("name", ["A9", "C1", "", "//elsewhere"])
def test_only_what_is_there_can_be_supported(web: AuditedClient, cast: Cast, name: str) -> None:
    opened = fill_and_press(web, EDITOR, {"wording": CLINICS}, "preview")

    assert press(web, opened, {}, f"support:{name}").status_code == 404


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(
    "how", [*(one for one in Status if one is not Status.PUBLISHED), "covered"]
)
def test_what_does_not_appear_is_neither_offered_nor_supported(
    web: AuditedClient, session: Session, now: datetime, how: Status | str
) -> None:
    first = session.scalars(select(Contribution).where(Contribution.number == 1)).one()
    if isinstance(how, Status):
        first.status = how
    else:
        first.veiled_until = now + timedelta(hours=1)
    session.commit()

    opened = fill_and_press(web, EDITOR, {"wording": CLINICS}, "preview")

    assert "A1" not in Page(opened.text).text
    assert press(web, opened, {}, "support:A1").status_code == 404
    session.rollback()
    assert session.scalars(select(Draft)).all() == []


@pytest.mark.usefixtures("there")
def test_amendment_of_another_paragraph_cannot_be_supported_from_here(
    web: AuditedClient, cast: Cast, session: Session, now: datetime
) -> None:
    make_amendment(session, cast.round, cast.ines, cast.paragraphs[1], "Elsewhere.", now=now)
    session.commit()

    opened = fill_and_press(web, EDITOR, {"wording": CLINICS}, "preview")

    assert press(web, opened, {}, "support:A5").status_code == 404


@pytest.mark.usefixtures("there")
def test_visitor_keeps_the_draft_as_well(web: AuditedClient, cast: Cast, session: Session) -> None:
    near = fill_and_press(web, EDITOR, {"wording": CLINICS}, "preview")

    gone = press(web, near, {}, "support:A1")

    assert "What you typed waits as a draft" in web.get(gone.location).text
    session.rollback()
    assert session.scalars(select(Draft.member_id)).all() == [None]


@pytest.mark.usefixtures("there")
def test_revision_does_not_meet_itself(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.lea)

    shown = fill_and_press(
        web, "/en/rounds/r1/contributions/A1/revise", {"wording": CLINICS + " Now."}, "preview"
    )

    words = Page(shown.text).text
    assert "A1 ·" not in words
    assert "A3 · One removes what the other changes" in words


@pytest.mark.usefixtures("there")
def test_veiled_words_are_named_again_once_the_veil_is_over(
    web: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    sign_in(web.client, cast.bo)
    fields = {"wording": BASE.replace("schools", "nurseries"), **FIELDS}
    veiled = session.scalars(select(Contribution).where(Contribution.reference == "A2")).one()
    line = "A2 · Both change the same words"

    veiled.veiled_until = now + timedelta(hours=1)
    session.commit()
    assert not named(fill_and_press(web, EDITOR, fields, "preview").text, line)
    veiled.veiled_until = now - timedelta(hours=1)
    session.commit()
    assert named(fill_and_press(web, EDITOR, fields, "preview").text, line)


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("by_translator", [True, False])
def test_what_is_worded_in_the_language_as_well_is_met_there(
    web: AuditedClient, session: Session, cast: Cast, now: datetime, by_translator: bool
) -> None:
    base = WORDS["fr"].format(n=1)
    row = session.scalars(select(Contribution).where(Contribution.reference == "A2")).one()
    words = base.replace("l’eau", "l’eau claire")
    if by_translator:
        session.add(
            AmendmentWording(
                contribution_id=row.id, revision=1, language="fr", text=words,
                member_id=cast.tariq.id, written_at=now,
            )
        )  # fmt: skip
    else:
        session.execute(
            update(Revision)
            .where(Revision.contribution_id == row.id)
            .values(wordings={"fr": words})
        )
    session.commit()
    sign_in(web.client, cast.bo)
    fields = {**FIELDS, "language": "fr", "chosen": "replace:fr"}

    wording = base.replace("l’eau", "l’eau propre")
    text = Page(fill_and_press(web, EDITOR, {**fields, "wording": wording}, "preview").text).text
    assert "A2 ·" in text
    assert "A1 ·" not in text
    shown = Page(web.get("/fr/rounds/r1/p/1/amendments").text)
    assert any("claire" in "".join(e.itertext()) for e in shown.all("ins"))
    assert "A2 change le texte" not in shown.text
