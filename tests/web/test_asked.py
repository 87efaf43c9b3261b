"""Lists refuse what they do not know, with a page in words; what is empty narrows nothing."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from tests.factories.cast import Cast
from tests.factories.reports import close_round
from tests.web.page import AuditedClient
from tests.web.signing_in import sign_in

ENUMERATIONS = {
    "/rounds/r1/contributions": ("kind", "status", "group", "language", "organisation"),
    "/rounds/r1/contributions.csv": ("kind", "status", "group", "language"),
    "/rounds/r1/amendments": ("status", "group", "language"),
    "/rounds/r1/text": ("show", "type", "principle"),
    "/rounds/r1/p/1": ("sort",),
    "/organisations": ("group", "region"),
    "/manage/organisations": ("group", "region"),
    "/manage/rounds/r1/queue": ("tab", "kind", "group", "language"),
    "/manage/rounds/r1/dispositions": ("kind", "state", "language"),
    "/me": ("show",),
}
NUMBERED = (
    "/rounds/r1/contributions",
    "/rounds/r1/amendments",
    "/manage/rounds/r1/queue",
    "/manage/rounds/r1/dispositions",
)
UNKNOWN = [(url, name) for url, names in ENUMERATIONS.items() for name in names]


@pytest.fixture
def sam(client: FlaskClient, session: Session, cast: Cast, now: datetime) -> AuditedClient:
    """Sam of the secretariat, who sees every list; the round is closed, so that all are there."""
    close_round(session, cast.round, now=now)
    sign_in(client, cast.sam)
    return AuditedClient(client)


@pytest.mark.parametrize(("url", "name"), UNKNOWN)
def test_unknown_value_is_refused_and_an_empty_one_is_not(
    sam: AuditedClient, url: str, name: str
) -> None:
    answer = sam.get(f"/en{url}?{name}=nonsense")

    assert answer.status_code == 400
    assert f"({name})" in answer.text
    assert sam.client.get(f"/en{url}?{name}=").status_code == 200


@pytest.mark.parametrize("url", NUMBERED)
@pytest.mark.parametrize("value", ["x", "-1", "1e3", "٣", "9" * 30])
def test_paragraph_that_is_no_number_is_refused(sam: AuditedClient, url: str, value: str) -> None:
    assert sam.client.get(f"/en{url}", query_string={"paragraph": value}).status_code == 400
    assert sam.client.get(f"/en{url}?paragraph=").status_code == 200
    assert sam.client.get(f"/en{url}?paragraph=1").status_code == 200


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_says_it_in_every_language(sam: AuditedClient, lang: str) -> None:
    assert sam.get(f"/{lang}/rounds/r1/contributions?status=nonsense").status_code == 400
