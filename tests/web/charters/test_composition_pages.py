"""Composing a version in the sam, and publishing what changed."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.charters import VersionStatus
from app.models.charters import Version
from app.models.composition import Change
from tests.factories.accepted import accept, close
from tests.factories.cast import Cast
from tests.factories.charters import WORDS
from tests.factories.desk import Desk
from tests.factories.people import actor_of
from tests.web.charters.composing import EDIT, PUBLISH, act, prepared
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in


@pytest.fixture
def desk(session: Session, cast: Cast, now: datetime) -> Desk:
    return prepared(session, cast, now)


@pytest.fixture
def sam(client: FlaskClient, desk: Desk) -> AuditedClient:
    sign_in(client, desk.cast.sam)
    return AuditedClient(client)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_pages_are_sound(sam: AuditedClient, desk: Desk, lang: str) -> None:
    desk.clean()
    inserted = next(work.key for work in desk.composition().works if work.source)
    base = EDIT.replace("/en/", f"/{lang}/")
    for url in (
        base,
        f"{base}?show=all",
        *(f"{base}/{key}" for key in ("k1", "k3", "k5", inserted)),
    ):
        assert sam.get(url).status_code == 200, url
    assert sam.get(PUBLISH.replace("/en/", f"/{lang}/")).status_code == 200


def test_tab_without_amendments_is_empty_and_says_so(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    bare = Desk(session, cast, actor_of(session, cast.sam), now)
    bare.prepare()
    sign_in(client, cast.sam)
    pages = AuditedClient(client)

    tab, everything = (Page(pages.get(url).text) for url in (EDIT, f"{EDIT}?show=all"))

    assert "No amendment was accepted" in tab.text
    assert not any("/edit/" in link for link in tab.links.values())
    assert any("/edit/" in link for link in everything.links.values())


def test_clean_ones_go_in_at_once_and_the_rest_waits(sam: AuditedClient, desk: Desk) -> None:
    post(sam, EDIT, {"do": "clean"})
    page = Page(sam.get(EDIT).text)

    assert "2 amendments to decide of 5 accepted" in page.text
    assert desk.numbers()[-1][0] == 6


def test_amendments_that_meet_stand_beside_the_base(sam: AuditedClient) -> None:
    page = Page(sam.get(f"{EDIT}/k1").text)

    assert "Both insert at the same point" in page.text
    assert WORDS["en"].format(n=1) in page.text
    assert page.by_id("written-en") is not None


def test_taken_one_leaves_the_other_to_be_settled(sam: AuditedClient, desk: Desk) -> None:
    act(sam, "k1", do="take", wish="MOB-R1-A1")
    answer = act(sam, "k1", do="take", wish="MOB-R1-A2")

    assert answer.status_code == 409
    assert "meets one that is in the text already" in answer.text
    assert desk.text(1) == WORDS["en"].format(n=1).replace("water", "clean water")


def test_second_one_stands_at_the_same_point_in_the_order_chosen(
    sam: AuditedClient, desk: Desk
) -> None:
    act(sam, "k1", do="take", wish="MOB-R1-A1")
    assert "Put it in before A1" in sam.get(f"{EDIT}/k1").text
    act(sam, "k1", do="before", wish="MOB-R1-A2")

    text = WORDS["en"].format(n=1).replace("water", "safe clean water")
    assert desk.text(1) == text
    assert desk.composition().work("k1").clashes == []  # type: ignore[union-attr]


def test_single_changes_are_put_in_and_taken_out(sam: AuditedClient, desk: Desk) -> None:
    base = WORDS["en"].format(n=2)
    wide = base.replace("water", "clean water").replace("lives there", "stays there")
    row = accept(desk.session, desk.cast, wide, on=desk.cast.paragraphs[1], now=desk.now)
    wish = f"MOB-R1-{row.reference}"
    parts = [e.get("value") for e in Page(sam.get(f"{EDIT}/k2").text).all("input")
             if e.get("name") == "part"]  # fmt: skip
    act(sam, "k2", do="parts", wish=wish, part=parts[1])

    assert desk.text(2) == base.replace("lives there", "stays there")
    assert "parts of accepted amendments" in sam.get(f"{EDIT}/k2").text
    answer = act(sam, "k2", do="parts", wish=wish, part=parts)
    assert answer.status_code == 303
    desk.session.rollback()
    assert desk.text(2) == wide
    assert act(sam, "k2", do="parts", wish=wish).status_code == 422


def test_written_wording_settles_both(sam: AuditedClient, desk: Desk) -> None:
    words = WORDS["en"].format(n=1).replace("water", "clean and safe water")
    wishes = ["MOB-R1-A1", "MOB-R1-A2"]
    answer = act(sam, "k1", do="write", wish=wishes, language="en", text=words)

    assert answer.status_code == 303
    assert desk.text(1) == words
    assert "written by the secretariat" in sam.get(f"{EDIT}/k1").text


def test_leaving_out_without_a_reason_is_refused(sam: AuditedClient, desk: Desk) -> None:
    answer = act(sam, "k1", do="skip", wish="MOB-R1-A1", reason="")

    assert answer.status_code == 422
    assert "Give the reason for leaving it out" in answer.text
    act(sam, "k1", do="skip", wish="MOB-R1-A1", reason="The other says it better.")
    assert "The other says it better." in sam.get(f"{EDIT}/k1").text


def test_decision_is_taken_back(sam: AuditedClient, desk: Desk) -> None:
    act(sam, "k3", do="take", wish="MOB-R1-A3")
    act(sam, "k3", do="undo", wish="MOB-R1-A3")

    assert desk.text(3, "ar") == WORDS["ar"].format(n=3)


def test_reasons_and_references_are_kept(sam: AuditedClient, desk: Desk) -> None:
    act(sam, "k3", do="take", wish="MOB-R1-A3")
    act(sam, "k3", do="reason", reason_ar="لأنه أوضح.", references="A3")
    work = desk.work(3)

    assert work.change is not None
    assert work.change.reasons == {"ar": "لأنه أوضح."}
    assert work.cited == [("r1", "A3")]


def test_unknown_reference_is_said(sam: AuditedClient, desk: Desk) -> None:
    act(sam, "k3", do="take", wish="MOB-R1-A3")
    answer = act(sam, "k3", do="reason", reason_en="Clear.", references="A3, C99")

    assert answer.status_code == 422
    assert "C99" in answer.text


def publish(sam: AuditedClient, do: str = "publish") -> TestResponse:
    page = Page(sam.get(PUBLISH).text)
    edit = next(e.get("value", "") for e in page.all("input") if e.get("name") == "edit")
    return post(sam, PUBLISH, {"edit": edit, "introduction_en": "What we did.", "do": do})


def test_publishing_waits_for_every_decision(sam: AuditedClient, desk: Desk) -> None:
    answer = publish(sam)

    assert answer.status_code == 422
    assert "5 accepted amendments are not decided yet" in answer.text
    assert "What we did." in answer.text


def test_introduction_is_kept_without_publishing(sam: AuditedClient, desk: Desk) -> None:
    assert publish(sam, do="keep").location == PUBLISH
    assert "What we did." in sam.get(PUBLISH).text


def test_published_version_is_read_by_everybody(
    app: object, sam: AuditedClient, desk: Desk
) -> None:
    desk.clean()
    desk.take(accepted(desk, "A1"), 1)
    desk.skip(accepted(desk, "A2"), 1)
    answer = publish(sam)

    assert answer.location == "/en/charters/mobility/versions/2/changes"
    stranger = sam.application.test_client()
    page = Page(AuditedClient(stranger).get(answer.location).text)
    assert "What we did." in page.text
    assert "It is clearer." in page.text
    table = stranger.get(f"{answer.location}.csv")
    assert table.content_type == "text/csv; charset=utf-8"
    assert "clean water" in table.text
    assert "r1/A1" in table.text
    document = stranger.get(f"{answer.location}.json").get_json()
    assert document["hash"]
    first = next(one for one in document["changes"] if one["paragraph"] == 1)
    assert (first["references"], first["reason"]) == (["r1/A1"], {"en": "It is clearer."})
    assert "clean water" in first["after"]
    assert "clean water" not in first["before"]


def accepted(desk: Desk, reference: str):  # type: ignore[no-untyped-def]
    return next(wish for wish in desk.composition().wishes if wish.reference == reference)


def test_reason_in_another_language_names_it(
    sam: AuditedClient, desk: Desk, session: Session
) -> None:
    desk.clean()
    change = session.scalars(select(Change).order_by(Change.id)).first()
    assert change is not None
    change.reasons = {"ar": "لأن الماء حق."}
    session.commit()

    page = Page(sam.get("/en/charters/mobility/versions/2/changes").text)

    told = next(e for e in page.all("p") if "لأن الماء حق." in "".join(e.itertext()))
    box = page.parents[told]
    assert (told.get("lang"), told.get("dir")) == ("ar", "rtl")
    assert "in Arabic" in "".join(box.itertext())


def test_published_version_is_not_edited_any_more(sam: AuditedClient, desk: Desk) -> None:
    desk.version.status = VersionStatus.FROZEN
    desk.session.commit()

    assert sam.get(EDIT).status_code == 409
    assert sam.get(PUBLISH).status_code == 409


def test_next_version_is_prepared_once(
    session: Session, client: FlaskClient, cast: Cast, now: datetime
) -> None:
    close(session, cast.round, now=now)
    sign_in(client, cast.sam)
    sam = AuditedClient(client)
    url = "/en/manage/charters/mobility/versions/1/next"
    assert sam.get(url).status_code == 200
    answer = post(sam, url)

    assert answer.location == EDIT
    assert post(sam, url).status_code == 409
    assert "exists already" in sam.get(url).text
    assert len(session.scalars(select(Version)).all()) == 2


@pytest.mark.parametrize("name", ["bo", "ada", "tariq", "olu", "ann", "dee"])
def test_others_do_not_compose(client: FlaskClient, desk: Desk, cast: Cast, name: str) -> None:
    sign_in(client, getattr(cast, name))

    for url in (EDIT, f"{EDIT}/k1", PUBLISH, "/en/manage/charters/mobility/versions/1/adopt"):
        assert client.get(url).status_code == 403, url
        assert post(client, url, {"do": "clean"}).status_code == 403, url


def test_version_is_adopted_with_a_date(
    session: Session, client: FlaskClient, cast: Cast, now: datetime
) -> None:
    close(session, cast.round, now=now)
    sign_in(client, cast.sam)
    sam = AuditedClient(client)
    url = "/en/manage/charters/mobility/versions/1/adopt"
    edit = Page(sam.get(url).text).values(url)["edit"]
    late = post(sam, url, {"edit": edit, "adopted_on": "2030-01-01"})
    done = post(sam, url, {"edit": edit, "adopted_on": "2026-03-02"})

    assert late.status_code == 422
    assert done.status_code == 303
    session.expire_all()
    assert session.get_one(Version, cast.version.id).status is VersionStatus.ADOPTED
