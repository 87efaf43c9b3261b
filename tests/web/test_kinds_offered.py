"""What lists offer and tell: no kind that no round takes, languages by their names."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from tests.factories.cast import Cast
from tests.factories.reports import close_round, contribute
from tests.web.page import AuditedClient, Page, text_of
from tests.web.signing_in import sign_in


def chosen_from(page: Page, name: str) -> list[str]:
    """The values of a list to choose from."""
    field = page.by_id(name)
    assert field is not None
    return [str(option.get("value")) for option in field.iter("option")]


@pytest.mark.parametrize(
    "path",
    ["/manage/rounds/r1/queue", "/rounds/r1/contributions", "/manage/rounds/r1/dispositions"],
)
def test_kinds_are_those_a_round_takes(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, path: str
) -> None:
    close_round(session, cast.round, now=now)
    sign_in(client, cast.ada)

    page = Page(AuditedClient(client).get(f"/en{path}").text)

    assert chosen_from(page, "kind") == ["", "comment", "amendment"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/manage/rounds/r1/queue", Status.PENDING),
        ("/rounds/r1/contributions", Status.PUBLISHED),
        ("/rounds/r1/responses", Status.PUBLISHED),
    ],
)
def test_language_of_a_contribution_is_named_in_that_of_the_page(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, path: str, status: Status
) -> None:
    contribute(session, cast.round, cast.bo, now=now, status=status, language="fr")
    session.commit()
    sign_in(client, cast.ada)

    page = Page(AuditedClient(client).get(f"/ar{path}").text)

    found = page.by_class("queue-item") or page.by_class("register")
    told = text_of(found[0])
    assert "الفرنسية" in told
    assert "FR" not in told


def test_role_that_is_none_is_not_called_an_organisation(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.ann)

    page = Page(AuditedClient(client).get("/ar/manage/people/new").text)

    role, organisation = page.by_id("role"), page.by_id("organisation")
    assert role is not None
    assert organisation is not None
    assert text_of(next(role.iter("option"))) == "بلا دور"
    assert text_of(next(organisation.iter("option"))) == "بلا منظمة"
