"""Organisations: the public directory, and the pages of those who keep it."""

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Status
from app.domain.opinions import Stance
from app.domain.people import Group, Region
from app.models.contributions import Contribution, Revision
from app.models.opinions import Position
from app.models.people import Delegation
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.people import make_member, make_organisation
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import csrf_token, post, sign_in
from tests.web.statements import counted


def amend(
    session: Session, cast: Cast, number: int, status: Status, words: str, *, now: datetime
) -> Contribution:
    """An amendment of the town."""
    row = Contribution(
        round_id=cast.round.id,
        kind=Kind.AMENDMENT,
        number=number,
        reference=f"A{number}",
        paragraph_id=cast.paragraphs[0].id,
        member_id=cast.lea.id,
        organisation_id=cast.town.id,
        group=Group.LOCAL_GOVERNMENT,
        display_name="Lea",
        language="fr",
        status=status,
        operation=Operation.REPLACE,
        submitted_at=now,
        published_at=now,
        shown_revision=1,
    )
    session.add(row)
    session.flush()
    session.add(Revision(contribution_id=row.id, number=1, text=words, created_at=now))
    session.commit()
    return row


def take_position(
    session: Session, cast: Cast, contribution: Contribution | None, *, now: datetime
) -> None:
    session.add(
        Position(
            round_id=cast.round.id,
            organisation_id=cast.town.id,
            member_id=cast.lea.id,
            contribution_id=contribution.id if contribution else None,
            paragraph_id=None if contribution else cast.paragraphs[1].id,
            group=Group.LOCAL_GOVERNMENT,
            stance=Stance.SUPPORT,
            reason="Because",
            taken_at=now,
        )
    )
    session.commit()


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_directory_is_sound_in_every_language(
    client: FlaskClient, cast: Cast, session: Session, now: datetime, language: str
) -> None:
    amend(session, cast, 1, Status.PUBLISHED, "Raison", now=now)
    take_position(session, cast, None, now=now)
    audited = AuditedClient(client)

    assert cast.town.name in audited.get(f"/{language}/organisations").text
    assert "A1" in audited.get(f"/{language}/organisations/rivebelle").text
    assert audited.get(f"/{language}/organisations/none").status_code == 404


def test_directory_is_narrowed(client: FlaskClient, cast: Cast, session: Session) -> None:
    cast.league.region = Region.AFRICA
    session.commit()

    def names(query: str) -> list[str]:
        text = AuditedClient(client).get(f"/en/organisations?{query}").text
        return [body.name for body in (cast.town, cast.league) if f">{body.name}<" in text]

    assert names("") == [cast.town.name, cast.league.name]
    assert names("group=local_government") == [cast.town.name]
    assert names("region=africa") == [cast.league.name]
    assert names("q=RIVE") == [cast.town.name]
    assert names("q=nothing") == []
    assert names("group=&region=&page=x") == [cast.town.name, cast.league.name]
    for query in ("group=nonsense", "region=%27"):
        assert client.get(f"/en/organisations?{query}").status_code == 400


def test_profile_shows_functions_and_no_names(
    client: FlaskClient, cast: Cast, session: Session, now: datetime
) -> None:
    session.add(
        Delegation(
            member_id=cast.ines.id,
            organisation_id=cast.town.id,
            function="Head of welcome",
            granted_at=now,
        )
    )
    session.commit()

    page = client.get("/en/organisations/rivebelle").text

    assert "Head of welcome" in page
    assert "Ines" not in page
    assert "Lea" not in page


def test_profile_shows_public_acts_only(
    client: FlaskClient, cast: Cast, session: Session, now: datetime
) -> None:
    shown = amend(session, cast, 1, Status.PUBLISHED, "Everybody reads this", now=now)
    hidden = amend(session, cast, 2, Status.WITHHELD, "Nobody reads this", now=now)
    veiled = amend(session, cast, 3, Status.PUBLISHED, "Veiled for now", now=now)
    veiled.veiled_until = datetime.max.replace(tzinfo=now.tzinfo)
    for row in (shown, hidden):
        take_position(session, cast, row, now=now)

    page = client.get("/en/organisations/rivebelle").text

    assert "Everybody reads this" in page
    assert page.count(">A1<") == 2
    assert "Nobody reads this" not in page
    assert "A2" not in page
    assert "Veiled for now" not in page


def test_directory_needs_a_fixed_number_of_statements(
    app: Flask, client: FlaskClient, cast: Cast, session: Session, clock: Clock
) -> None:
    def needed() -> int:
        with counted(app) as asked:
            client.get("/en/organisations")
            client.get("/en/organisations/rivebelle")
        return len(asked)

    few = needed()
    for number in range(50):
        body = make_organisation(session, f"body-{number}", now=clock.now)
        make_member(session, f"M{number}", body, now=clock.now, delegate=True)
        amend(session, cast, number + 1, Status.PUBLISHED, "x", now=clock.now)

    assert needed() == few
    page = AuditedClient(client).get("/en/organisations/rivebelle?page=2").text
    assert 'aria-current="page"><span class="vh">Page </span>2' in page


FORM = {
    "name": "Maison du Port",
    "group": "civil_society",
    "language": "fr",
    "region": "africa",
    "country": "TN",
    "size_class": "",
}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_pages_of_the_keepers_are_sound(client: FlaskClient, cast: Cast, language: str) -> None:
    sign_in(client, cast.sam)
    audited = AuditedClient(client)

    for path in ("", "/new", "/rivebelle", "/rivebelle/edit", "/rivebelle/codes", "?q=none"):
        assert audited.get(f"/{language}/manage/organisations{path}").status_code == 200


def test_organisation_is_entered(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.sam)

    answer = post(client, "/en/manage/organisations/new", FORM)

    assert answer.location == "/en/manage/organisations/maison-du-port"
    page = AuditedClient(client).get(answer.location).text
    assert "Tunisia" in page
    assert "Civil society" in page


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("group", "individual"), ("country", "??")]
)
def test_what_is_wrong_is_explained_and_kept(
    client: FlaskClient, cast: Cast, field: str, value: str
) -> None:
    sign_in(client, cast.sam)
    form = {"csrf_token": csrf_token(client), **FORM, field: value}

    answer = AuditedClient(client).post("/en/manage/organisations/new", data=form)

    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_second_of_two_corrections_sees_both(app: Flask, client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.sam)
    url = "/en/manage/organisations/rivebelle/edit"
    assert 'name="edit" value="1"' in client.get(url).text
    post(client, url, {**FORM, "name": "First", "edit": "1"})

    form = {"csrf_token": csrf_token(client), **FORM, "name": "Second", "edit": "1"}
    answer = AuditedClient(client).post(url, data=form)

    assert answer.status_code == 409
    assert "First" in answer.text
    assert 'value="Second"' in answer.text
    assert 'name="edit" value="2"' in answer.text
    assert post(client, url, {**FORM, "name": "Second", "edit": "2"}).status_code == 303


def test_facilitator_hands_out_codes_but_enters_nothing(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.ada)

    assert client.get("/en/manage/organisations/rivebelle").status_code == 200
    assert client.get("/en/manage/organisations/new").status_code == 403
    assert post(client, "/en/manage/organisations/new", FORM).status_code == 403
    assert post(client, "/en/manage/organisations/rivebelle/edit", FORM).status_code == 403


@pytest.mark.parametrize(
    "form", [{"number": "0"}, {"number": "9999"}, {"number": "x"}, {"expires_on": "never"}]
)
def test_codes_that_cannot_be_made_are_explained(
    client: FlaskClient, cast: Cast, form: dict[str, str]
) -> None:
    sign_in(client, cast.sam)
    whole = {"number": "3", "language": "en", "expires_on": "2026-06-01", **form}
    data = {"csrf_token": csrf_token(client), **whole}

    answer = AuditedClient(client).post("/en/manage/organisations/rivebelle/codes", data=data)

    assert answer.status_code == 422


def test_name_that_is_there_already_is_said_beside_the_field(
    client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.sam)
    url = "/en/manage/organisations/new"
    form = Page(AuditedClient(client).get(url).text).values(url)
    answer = post(client, url, {**form, "name": cast.town.name.upper()})

    assert answer.status_code == 422
    assert f"with this name already: {cast.town.name}" in answer.text


def test_double_is_merged_and_says_where_it_goes_on(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    make_organisation(session, "double", Group.LOCAL_GOVERNMENT, now=now)
    session.commit()
    sign_in(client, cast.sam)
    url = "/en/manage/organisations/double/close"
    form = AuditedClient(client).get(url)
    answer = post(client, url, {"into": cast.town.slug})
    public = AuditedClient(client).get("/en/organisations/double").text

    assert "No other: it has no people" in form.text
    assert answer.location.endswith(f"/manage/organisations/{cast.town.slug}")
    assert "This organisation was closed on" in public
    assert f'href="/en/organisations/{cast.town.slug}"' in public
    assert client.get(url).status_code == 404


def test_organisation_with_people_is_not_just_closed(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.sam)
    answer = post(client, f"/en/manage/organisations/{cast.town.slug}/close", {"into": ""})

    assert answer.status_code == 422
    assert "Choose the one in which they go on" in answer.text
