"""What the codes of the record say on its pages, in each language."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from app.ledger.record import Entry, record
from tests.factories.cast import Cast
from tests.web.page import AuditedClient, Page, text_of
from tests.web.signing_in import sign_in

FINGERPRINT = "50452ac5c51e8f98b605428c5ebefef99cb2aaed514b756e6dcdeea477ab05aa"
LOG = "/rounds/r1/record"


@pytest.fixture
def entries(session: Session, cast: Cast, now: datetime) -> None:
    cast.round.timezone = "Africa/Tunis"
    for entry in (
        Entry("round_closed", "r1", code="2026-12-04T07:03+00:00"),
        Entry("version_adopted", "v2", code="2026-11-22"),
        Entry("disposition_confirmed", "A1", code="not_accepted:self_confirmed"),
        Entry("version_frozen", "v1", code=FINGERPRINT),
    ):
        record(session, cast.round.id, entry, now=now)
    session.commit()


@pytest.mark.usefixtures("entries")
def test_moments_are_told_in_the_zone_and_language_of_the_round(
    client: FlaskClient, cast: Cast
) -> None:
    english = text_of(Page(AuditedClient(client).get(f"/en{LOG}").text).by_class("log")[0])
    arabic = text_of(Page(AuditedClient(client).get(f"/ar{LOG}").text).by_class("log")[0])

    assert "Round closed: Friday, 4 December 2026, 08:03 (Tunis, UTC+1)" in english
    assert "Version adopted: 22 November 2026" in english
    assert "الجمعة، 4 ديسمبر 2026، 08:03 (تونس، UTC+1)" in arabic
    assert "22 نوفمبر 2026" in arabic


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_of_the_machine_is_left_but_fingerprints(
    client: FlaskClient, cast: Cast, language: str
) -> None:
    sign_in(client, cast.ada)
    pages = AuditedClient(client)

    for path in (LOG, "/manage/rounds/r1"):
        told = pages.get(f"/{language}{path}").text
        assert "T07:03" not in told
        assert "2026-11-22<" not in told
        assert "not_accepted" not in told
        assert FINGERPRINT[:30] in told


@pytest.mark.usefixtures("entries")
def test_outcome_is_told_in_words(client: FlaskClient, cast: Cast) -> None:
    told = text_of(Page(client.get(f"/en{LOG}").text).by_class("log")[0])

    assert "Not accepted · Drafted and confirmed by the same person." in told
