"""The header of staff, who have the most entries, is one line high in every language."""

import pytest

from tests.factories.cast import Cast
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_header_of_staff_does_not_wrap(visit: Visit, cast: Cast, language: str, width: int) -> None:
    visitor = visit(cast.ada, width=width, language=language)
    visitor.page.goto(f"{visitor.site}/{language}/manage")
    header = visitor.page.locator(".site-header")
    line = header.locator(".brand").bounding_box()
    whole = header.bounding_box()

    assert line is not None
    assert whole is not None
    assert whole["height"] < 2 * line["height"]
