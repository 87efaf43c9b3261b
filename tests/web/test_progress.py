"""Progress through a round is shown to those who take part in it, and to nobody else."""

import pytest
from flask.testing import FlaskClient

from tests.factories.cast import Cast
from tests.web.page import AuditedClient
from tests.web.signing_in import sign_in


@pytest.mark.parametrize("name", ["ada", "sam", "olu", "ann"])
def test_progress_is_for_those_who_take_part(client: FlaskClient, cast: Cast, name: str) -> None:
    pages = ("/en/rounds/r1/text", "/en/rounds/r1/p/1", "/en/rounds/r1", "/en/me")
    reader = AuditedClient(client)
    sign_in(client, cast.bo)
    to_member = [reader.get(url).text.count("You have responded to") for url in pages]
    sign_in(client, getattr(cast, name))
    to_staff = [reader.get(url).text.count("You have responded to") for url in pages]

    assert to_member == [1, 1, 1, 1]
    assert to_staff == [0, 0, 0, 0]
