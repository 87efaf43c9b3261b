"""The support for amendments on one paragraph side by side: by group, small groups hidden."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.domain.opinions import Choice, Stance
from app.domain.people import Group
from app.domain.rounds import TallyRule
from app.models.contributions import Contribution
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_position, make_vote
from tests.factories.people import make_member
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in

COMPARED = "/en/rounds/r1/p/1/amendments"
BASE = "Towns keep water, schools and shelter open to everyone who lives there (1)."


@pytest.fixture(autouse=True)
def there(session: Session, cast: Cast, now: datetime) -> list[Contribution]:
    """Two amendments: five votes of civil society on the first, two of migrant associations."""
    one = cast.paragraphs[0]
    rows = [
        make_amendment(session, cast.round, cast.bo, one, BASE.replace("water", word), now=now)
        for word in ("clean water", "safe water")
    ]
    for at in range(5):
        member = make_member(session, f"Voter {at}", now=now)
        choice = Choice.OPPOSE if at == 0 else Choice.SUPPORT
        make_vote(session, rows[0], member, choice, now=now)
    for at in range(2):
        member = make_member(session, f"Other {at}", now=now)
        make_vote(session, rows[1], member, now=now, group=Group.MIGRANT_ASSOCIATION)
    cast.round.tallies = TallyRule.ALWAYS
    session.commit()
    return rows


def table(text: str, caption: str) -> list[list[str]]:
    """The cells of the table with this caption, row by row."""
    for found in Page(text).by_class("support"):
        if caption in "".join(found.itertext()):
            return [
                [" ".join("".join(c.itertext()).split()) for c in row] for row in found.iter("tr")
            ]
    return []


def test_amendments_are_rows_and_groups_are_columns(web: AuditedClient) -> None:
    head, first, second = table(web.get(COMPARED).text, "Votes of members")

    assert head == ["Amendment", "Civil society", "Migrant associations", "All groups"]
    assert first[0] == "A1"
    assert first[1] == "Support 4Oppose 1Abstain 0"
    assert first[3] == first[1]
    assert second[0] == "A2"
    assert second[1] == "–None yet."


def test_small_group_is_hidden_and_so_is_the_total(web: AuditedClient) -> None:
    _head, _first, second = table(web.get(COMPARED).text, "Votes of members")

    assert second[2] == "fewer than 5 voters, not shown"
    assert second[3] == "not shown, so that no small group can be worked out"


def test_positions_stand_apart_and_are_never_hidden(
    web: AuditedClient, session: Session, cast: Cast, there: list[Contribution], now: datetime
) -> None:
    make_position(
        session, cast.round, cast.town, cast.lea, Stance.SUPPORT_WITH_CHANGES,
        now=now, contribution=there[1],
    )  # fmt: skip
    session.commit()

    _head, first, second = table(web.get(COMPARED).text, "Positions of organisations")
    assert second[1] == "Support 0Support with changes 1Oppose 0Abstain 0"
    assert first[1] == "–None yet."


@pytest.mark.parametrize("rule", [TallyRule.AFTER_VOTE, TallyRule.AFTER_CLOSING])
def test_no_tally_shows_before_its_time(
    web: AuditedClient, session: Session, cast: Cast, rule: TallyRule
) -> None:
    cast.round.tallies = rule
    session.commit()

    page = web.get(COMPARED)
    assert not Page(page.text).by_class("support")
    said = "once you have voted" if rule is TallyRule.AFTER_VOTE else "once the round has closed"
    assert said in page.text


def test_row_appears_with_ones_own_vote_only(
    web: AuditedClient, session: Session, cast: Cast, there: list[Contribution], now: datetime
) -> None:
    cast.round.tallies = TallyRule.AFTER_VOTE
    make_vote(session, there[0], cast.ines, Choice.OPPOSE, now=now)
    session.commit()
    sign_in(web.client, cast.ines)

    rows = table(web.get(COMPARED).text, "Votes of members")
    assert [row[0] for row in rows] == ["Amendment", "A1"]
