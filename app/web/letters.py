"""Letters that carry a link: asked for by a page, written and handed over by the jobs."""

import time

from flask import Flask, Response, current_app, request, url_for

from app.jobs.letters import call_post
from app.ledger.outbox import POSTED
from app.services.accounts.letters import LetterAsked, write_letter
from app.web import current
from app.web.database import READING

LAST_CALL = "palabre_last_call"
# Calls made within this time, in seconds, are one: the mail of all of them leaves after it.
TOGETHER = 1.0


def own_address(endpoint: str, language: str, token: str | None = None) -> str:
    """The address of a page as people reach it; the request's own host is never asked."""
    return current.settings().public_url + url_for(endpoint, lang=language, token=token)


def send(to: str, template: str, language: str, link: str) -> None:
    """Have a letter with a link sent at once; no mail server is asked before the page answers."""
    settings = current.settings()
    asked = LetterAsked(to, template, language, link)
    write_letter(current.identity(), asked, settings.secret_key, now=current.now())
    call_post(settings.instance, settings.redis_url)


def install(app: Flask) -> None:
    """After a form that queued mail: have it sent without waiting for the minute."""
    app.after_request(send_soon)


def send_soon(response: Response) -> Response:
    """Have queued mail sent in a second, asked for once a second however many forms come in."""
    if request.method in READING or not current.db().info.pop(POSTED, False):
        return response
    held, moment = current_app.extensions, time.monotonic()
    if moment - held.get(LAST_CALL, -TOGETHER) >= TOGETHER:
        held[LAST_CALL] = moment
        settings = current.settings()
        call_post(settings.instance, settings.redis_url, delay=TOGETHER)
    return response
