"""The mail on a decision: in the author's language, with the reasons and a way on."""

import pytest
from flask import Flask

from app.web.mail import render_mail

CONTEXT = {
    "undone": False,
    "reference": "C34",
    "round": "r1",
    "titles": {"en": "Round one"},
    "code": "spam",
    "statement": "Sent forty times over.",
}
EVENTS = ["publish", "return", "withhold", "restore", "appeal_upheld"]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("event", EVENTS)
def test_mail_names_the_reference_and_the_reasons(app: Flask, language: str, event: str) -> None:
    subject, text = render_mail(app, "decision", language, {**CONTEXT, "event": event})

    assert "C34" in subject
    assert "Sent forty times over." in text
    assert f"/{language}/rounds/r1/contributions/C34" in text


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("reversed_", [True, False])
def test_reader_is_told_what_came_of_the_appeal(app: Flask, language: str, reversed_: bool) -> None:
    context = {**CONTEXT, "reversed": reversed_, "answer": "It names nobody."}
    subject, text = render_mail(app, "report_appeal", language, context)

    assert "C34" in subject
    assert "It names nobody." in text
    assert f"/{language}/rounds/r1/contributions/C34/report" in text
    assert ("again" in text and "stays" not in text) == (reversed_ and language == "en")


def test_every_event_reads_differently(app: Flask) -> None:
    texts = {render_mail(app, "decision", "en", {**CONTEXT, "event": event})[1] for event in EVENTS}
    undone = render_mail(app, "decision", "en", {**CONTEXT, "event": "publish", "undone": True})

    assert len({*texts, undone[1]}) == len(EVENTS) + 1
