"""Mail in words: templates under ``mail/``, first line the subject, in the recipient's language."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, render_template
from flask_babel import force_locale

from app.domain.languages import direction


def render_mail(
    app: Flask, template: str, language: str, context: Mapping[str, Any]
) -> tuple[str, str]:
    """Subject and text of a mail; links lead to the configured address only."""
    settings = app.extensions["palabre_settings"]
    with app.app_context(), force_locale(language):
        words = render_template(
            f"mail/{template}.txt",
            **context,
            public_url=settings.public_url,
            lang=language,
            direction=direction(language),
        )
    subject, _, text = words.strip().partition("\n")
    # A subject is one line for every reader of mail: no kind of line break may split the header.
    return " ".join(subject.split()), text.strip() + "\n"
