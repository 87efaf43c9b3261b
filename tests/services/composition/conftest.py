"""The desk at which version 2 is composed."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tests.factories.cast import Cast
from tests.factories.desk import Desk
from tests.factories.people import actor_of


@pytest.fixture
def desk(session: Session, cast: Cast, now: datetime) -> Desk:
    return Desk(session, cast, actor_of(session, cast.sam), now)
