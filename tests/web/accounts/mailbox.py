"""The folder into which mail is written, read as the recipient would."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from flask import Flask

from app.cli.work import works_of
from app.jobs.letters import hand_over

LINK = re.compile(r"https?://\S+")


def letters(app: Flask) -> list[EmailMessage]:
    """Every letter written so far, once the jobs have handed over what waits."""
    works = works_of(app)
    hand_over(works.identities, works.post, now=app.extensions["palabre_clock"]())
    folder = app.extensions["palabre_settings"].instance / "mail"
    found = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    ]
    return [letter for letter in found if isinstance(letter, EmailMessage)]


def newest_link(app: Flask) -> str:
    """The path of the link in the newest letter."""
    text = letters(app)[-1].get_content()
    found = LINK.search(text)
    assert found is not None, text
    return found.group(0).removeprefix("http://localhost")
