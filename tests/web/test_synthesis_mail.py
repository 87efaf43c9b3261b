"""The mail that tells authors what happened to their contributions."""

import pytest
from flask import Flask

from app.domain.languages import LANGUAGES
from app.services.synthesis import MAIL
from app.web.mail import render_mail

ITEMS = [
    {"reference": "A1", "disposition": "accepted", "reason": "Taken up.", "language": "en"},
    {"reference": "C3", "disposition": None, "reason": "", "language": "en"},
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", [1, 2])
def test_it_names_each_contribution_with_its_page(app: Flask, language: str, edition: int) -> None:
    context = {"round": "r1", "titles": {"en": "One"}, "edition": edition, "items": ITEMS}

    subject, text = render_mail(app, MAIL, language, context)

    assert subject
    assert "Taken up." in text
    assert f"/{language}/rounds/r1/contributions/A1" in text
    assert f"/{language}/rounds/r1/contributions/C3" in text
    assert f"/{language}/rounds/r1/synthesis" in text
    assert "%(" not in text
