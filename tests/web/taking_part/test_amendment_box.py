"""The box for one's own wording follows the choice of what to do, also by script."""

import pytest

from tests.factories.cast import Cast
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post

EDITOR = "/en/rounds/r1/p/1/amend"
BASE = "Towns keep water, schools and shelter open to everyone who lives there (1)."
NEW = "Towns keep water, schools, clinics and shelter open to everyone who lives there (1)."


@pytest.mark.parametrize(
    ("doing", "wording", "box"),
    [
        ("insert_after", BASE, ""),
        ("insert_after", NEW, None),
        ("replace", "", BASE),
        ("replace", NEW, None),
    ],
)
def test_box_follows_the_choice_by_script_unless_something_was_typed(
    web: AuditedClient, cast: Cast, doing: str, wording: str, box: str | None
) -> None:
    chosen = {"doing": doing, "language": "en", "wording": wording, "do": "preview", "chosen": "1"}
    typed = {name: value for name, value in chosen.items() if name != "chosen"}
    alone = {"HX-Request": "true"}

    shown, while_typing = (
        post(web.client, EDITOR, data, headers=alone) for data in (chosen, typed)
    )

    assert "data-hx-swap-oob" not in while_typing.text
    assert ("data-hx-swap-oob" in shown.text) == (box is not None)
    assert ["".join(e.itertext()).strip() for e in Page(shown.text).all("textarea")] == (
        [] if box is None else [box]
    )
