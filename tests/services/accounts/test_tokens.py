"""Tokens are spent once, for their purpose, in their time, also when two come at once."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.queries.accounts import Purpose
from app.services.accounts.tokens import LASTING, issue, spend


@pytest.mark.parametrize("purpose", list(Purpose))
def test_token_is_spent_once(identity: Session, now: datetime, purpose: Purpose) -> None:
    token = issue(identity, purpose, now=now)

    spend(identity, token, purpose, now=now)

    with pytest.raises(NotFound, match="link"):
        spend(identity, token, purpose, now=now)


@pytest.mark.parametrize("other", [purpose for purpose in Purpose if purpose is not Purpose.EMAIL])
def test_token_of_another_purpose_is_worth_nothing(
    identity: Session, now: datetime, other: Purpose
) -> None:
    token = issue(identity, Purpose.EMAIL, now=now)

    with pytest.raises(NotFound):
        spend(identity, token, other, now=now)
    assert spend(identity, token, Purpose.EMAIL, now=now).used_at == now


@pytest.mark.parametrize("purpose", list(Purpose))
def test_token_is_worth_nothing_after_its_time(
    identity: Session, now: datetime, purpose: Purpose
) -> None:
    token = issue(identity, purpose, now=now)
    end = now + LASTING[purpose]

    with pytest.raises(NotFound):
        spend(identity, token, purpose, now=end)
    spend(identity, token, purpose, now=end - timedelta(seconds=1))


def test_links_by_mail_last_an_hour_at_most() -> None:
    mailed = (Purpose.SIGN_IN, Purpose.JOIN, Purpose.EMAIL)

    assert all(LASTING[purpose] <= timedelta(minutes=60) for purpose in mailed)
