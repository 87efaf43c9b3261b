"""After the closing no link leads to a form that can no longer be sent."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.contributions import Operation
from app.models.people import Member
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.factories.reports import close_round, contribute
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in

AT = "/en/rounds/r1"
ENDS = ("/reply", "/co-sponsor", "/position", "/amend")
PAGES = (
    f"{AT}/p/1",
    f"{AT}/contributions/A1",
    f"{AT}/contributions/C1",
    f"{AT}/amendments",
    f"{AT}/text?p=1",
)


@pytest.fixture(params=["visitor", "member", "delegate"])
def pages(
    request: pytest.FixtureRequest, client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> AuditedClient:
    """Somebody before a round with an insertion and a comment on its first paragraph."""
    one = cast.paragraphs[0]
    row = make_amendment(session, cast.round, cast.ines, one, "Bells ring.", now=now)
    row.operation = Operation.INSERT_AFTER
    contribute(session, cast.round, cast.ines, now=now, paragraph_id=one.id)
    session.commit()
    who: dict[str, tuple[Member, object]] = {
        "member": (cast.bo, None),
        "delegate": (cast.dee, cast.town),
    }
    if request.param in who:
        member, body = who[request.param]
        sign_in(client, member, body)  # type: ignore[arg-type]
    return AuditedClient(client)


def forms_led_to(pages: AuditedClient) -> set[str]:
    """The last parts of the addresses of forms about contributions, on every page."""
    urls = {url for path in PAGES for url in Page(pages.get(path).text).links.values()}
    about = {url.split("?")[0] for url in urls if "/contributions/" in url}
    return {end for end in ENDS if any(url.endswith(end) for url in about)}


def test_open_round_leads_to_its_forms(pages: AuditedClient) -> None:
    assert forms_led_to(pages) >= {"/reply", "/co-sponsor", "/amend"}


def test_closed_round_leads_to_none(
    pages: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    assert forms_led_to(pages)
    close_round(session, cast.round, now=now)
    session.commit()

    assert forms_led_to(pages) == set()
