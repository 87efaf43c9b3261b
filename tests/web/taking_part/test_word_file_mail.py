"""The mail that tells an organisation what was taken from its Word file."""

from typing import Any

import pytest
from flask import Flask

from app.domain.languages import LANGUAGES
from app.services.word_files.receipts import MAIL
from app.web.mail import render_mail

CONTEXT: dict[str, Any] = {
    "round": "r1",
    "titles": {"en": "One"},
    "organisation": "Rivebelle",
    "filename": "ours.docx",
    "key": "abc",
    "filed": ["A1", "C1"],
    "already": ["A9"],
    "left_out": 2,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_what_was_filed_and_leads_to_the_receipt(app: Flask, language: str) -> None:
    subject, text = render_mail(app, MAIL, language, CONTEXT)

    assert "One" in subject
    for part in ("ours.docx", "Rivebelle", "A1", "C1", "A9"):
        assert part in text
    assert f"/{language}/rounds/r1/word-files/abc" in text
    assert "%(" not in text


def test_what_did_not_happen_is_not_said(app: Flask) -> None:
    context = {**CONTEXT, "already": [], "left_out": 0}

    _, text = render_mail(app, MAIL, "en", context)

    assert "Received before" not in text
    assert "could not be carried" not in text
