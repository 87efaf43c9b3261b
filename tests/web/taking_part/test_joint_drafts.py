"""Pages on which organisations prepare an amendment together, as a browser without script."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.joint import JointState
from app.models.contributions import Contribution, CoSponsor
from app.models.joint import JointDraft
from app.models.people import Delegation
from tests.factories.cast import Cast
from tests.factories.joint import FIELDS, make_invited, make_joint_draft
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in
from tests.web.taking_part.forms import fill_and_press, press, typed_in

AT = "/en/rounds/r1/joint-drafts/joint"
EDITOR = "/en/rounds/r1/p/1/amend"
CLINICS = FIELDS["wording"]


@pytest.fixture
def draft(session: Session, cast: Cast, now: datetime) -> JointDraft:
    """A joint draft of the town; Bo is delegate of the league, which is invited."""
    row = make_joint_draft(session, cast.round, cast.paragraphs[0], cast.town, cast.lea, now=now)
    make_invited(session, row, cast.league, now=now)
    session.add(Delegation(member_id=cast.bo.id, organisation_id=cast.league.id, granted_at=now))
    session.commit()
    return row


@pytest.fixture
def collecting(session: Session, draft: JointDraft) -> JointDraft:
    draft.state = JointState.COLLECTING
    session.commit()
    return draft


def test_editor_offers_it_to_organisations_only(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.lea, cast.town)
    assert "Write it together" in web.get(EDITOR).text
    sign_in(web.client, cast.lea)
    assert "Write it together" not in web.get(EDITOR).text


def test_unfinished_words_go_on_together(web: AuditedClient, cast: Cast, session: Session) -> None:
    sign_in(web.client, cast.lea, cast.town)

    gone = fill_and_press(web, EDITOR, {"wording": CLINICS}, "together")

    assert gone.status_code == 303
    there = web.get(gone.location)
    assert "Joint draft on paragraph 1" in there.text
    assert typed_in(there, "wording") == CLINICS
    assert session.scalars(select(Contribution)).all() == []


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("page", ["", "/file", "/discard"])
def test_pages_are_sound(
    web: AuditedClient, cast: Cast, draft: JointDraft, lang: str, page: str
) -> None:
    sign_in(web.client, cast.lea, cast.town)

    assert web.get(f"/{lang}/rounds/r1/joint-drafts/joint{page}").status_code == 200


def test_words_are_kept_for_all_delegates(
    web: AuditedClient, cast: Cast, session: Session, draft: JointDraft
) -> None:
    sign_in(web.client, cast.lea, cast.town)

    saved = fill_and_press(web, AT, {"title": "Health", "reason": ""}, "save")

    assert "Kept for all delegates" in web.get(saved.location).text
    assert typed_in(web.get(AT), "title") == "Health"


def test_both_texts_are_shown_where_two_wrote_at_once(
    web: AuditedClient, cast: Cast, session: Session, draft: JointDraft
) -> None:
    sign_in(web.client, cast.lea, cast.town)
    opened = web.get(AT)
    draft.fields = {**FIELDS, "title": "Of a colleague"}
    draft.edit = 2
    session.commit()

    told = press(web, opened, {"title": "My own"}, "save")

    assert told.status_code == 409
    assert "Of a colleague" in told.text
    assert typed_in(told, "title") == "My own"
    assert press(web, told, {}, "save").status_code == 303


def test_inviting_keeps_the_words_and_names_what_is_wrong(
    web: AuditedClient, cast: Cast, draft: JointDraft
) -> None:
    sign_in(web.client, cast.lea, cast.town)

    wrong = fill_and_press(web, AT, {"title": "Health", "organisation": "Nowhere"}, "invite")
    assert wrong.status_code == 422
    assert "There is no organisation of this name here" in wrong.text
    assert (typed_in(wrong, "organisation"), typed_in(wrong, "title")) == ("Nowhere", "Health")

    right = press(web, wrong, {"organisation": "Passage"}, "invite")
    assert "Passage" in Page(web.get(right.location).text).text


def test_preview_comes_alone_for_script(web: AuditedClient, cast: Cast, draft: JointDraft) -> None:
    sign_in(web.client, cast.lea, cast.town)
    fields = {**FIELDS, "do": "preview", "view": "side"}

    sent = post(web.client, AT, fields, headers={"HX-Request": "true"})

    assert sent.text.lstrip().startswith("<section")
    assert "clinics" in sent.text


def test_collecting_is_shown_and_unfinished_words_are_named(
    web: AuditedClient, cast: Cast, draft: JointDraft
) -> None:
    sign_in(web.client, cast.lea, cast.town)

    refused = fill_and_press(web, AT, {"reason": ""}, "collect")
    assert refused.status_code == 422
    assert "Please give a reason" in refused.text

    done = press(web, refused, {"reason": "Health matters."}, "collect")
    assert "Collecting support" in web.get(done.location).text


def test_invited_find_it_read_it_and_accept(
    web: AuditedClient, cast: Cast, session: Session, collecting: JointDraft
) -> None:
    sign_in(web.client, cast.bo, cast.league)
    mine = web.get("/en/me?show=joint").text
    assert AT in mine
    assert "Collecting support" in mine

    opened = web.get(AT)
    assert "clinics" in opened.text
    assert "Save for all delegates" not in opened.text
    answer = Page(opened.text).values(f"{AT}/answer")
    assert web.client.post(f"{AT}/answer", data={**answer, "do": "accept"}).status_code == 303
    assert "is named as co-sponsor when this is filed" in web.get(AT).text

    sign_in(web.client, cast.lea, cast.town)
    assert "1 of 1 invited accepts these words" in Page(web.get(AT).text).text
    check = web.get(f"{AT}/file")
    assert "League" in check.text
    filed = web.client.post(f"{AT}/file", data=Page(check.text).values(f"{AT}/file"))
    assert Page(web.get(filed.location).text).h1 == "A1 is published"
    session.rollback()
    assert session.scalars(select(CoSponsor.display_name)).all() == ["League"]
    session.rollback()
    assert web.get(AT).location.endswith("/en/rounds/r1/contributions/A1")


def test_words_changed_meanwhile_are_shown_before_they_are_accepted(
    web: AuditedClient, cast: Cast, session: Session, collecting: JointDraft
) -> None:
    sign_in(web.client, cast.bo, cast.league)
    answer = Page(web.get(AT).text).values(f"{AT}/answer")
    collecting.fields = {**FIELDS, "title": "Quite another thing"}
    collecting.edit = 2
    session.commit()

    told = web.client.post(f"{AT}/answer", data={**answer, "do": "accept"})

    assert told.status_code == 409
    assert "Quite another thing" in told.text


def test_delegate_who_acts_as_oneself_is_led_to_choose(
    web: AuditedClient, cast: Cast, collecting: JointDraft
) -> None:
    for member in (cast.lea, cast.bo):
        sign_in(web.client, member)
        text = web.get(AT).text
        assert "Choose whom you act for" in text
        assert "Accept and co-sponsor" not in text


@pytest.mark.parametrize("page", ["", "/file", "/discard"])
@pytest.mark.parametrize("who", ["ines", "ada", "olu", "tariq"])
def test_it_is_not_there_for_others(
    web: AuditedClient, cast: Cast, collecting: JointDraft, who: str, page: str
) -> None:
    sign_in(web.client, getattr(cast, who))

    assert web.get(AT + page).status_code == 404


def test_invited_neither_file_nor_delete(
    web: AuditedClient, cast: Cast, collecting: JointDraft
) -> None:
    sign_in(web.client, cast.bo, cast.league)

    assert post(web.client, f"{AT}/file").status_code == 404
    assert post(web.client, f"{AT}/discard").status_code == 404


def test_it_is_deleted_when_asked(
    web: AuditedClient, cast: Cast, session: Session, draft: JointDraft
) -> None:
    sign_in(web.client, cast.lea, cast.town)
    asked = web.get(f"{AT}/discard")

    gone = web.client.post(f"{AT}/discard", data=Page(asked.text).values(f"{AT}/discard"))

    assert "show=joint" in gone.location
    session.rollback()
    assert session.scalars(select(JointDraft)).all() == []


def test_what_was_being_typed_is_found_again(
    web: AuditedClient, cast: Cast, draft: JointDraft
) -> None:
    sign_in(web.client, cast.lea, cast.town)

    kept = fill_and_press(web, AT, {"title": "Half a ti"}, "draft")

    assert typed_in(web.get(kept.location), "title") == "Half a ti"
    assert "/joint-drafts/joint?draft=" in web.get("/en/me?show=drafts").text


@pytest.mark.parametrize(("doing", "times"), [("replace", 1), ("delete", 0)])
def test_who_is_invited_reads_the_words_in_every_language(
    web: AuditedClient,
    session: Session,
    cast: Cast,
    collecting: JointDraft,
    doing: str,
    times: int,
) -> None:
    collecting.fields = {**collecting.fields, "doing": doing, "also_fr": "Des mots en français."}
    session.commit()
    sign_in(web.client, cast.bo, cast.league)
    assert web.get(AT).text.count("Des mots en français.") == times

    sign_in(web.client, cast.lea, cast.town)
    assert web.get(f"{AT}/file").text.count("Des mots en français.") == times
