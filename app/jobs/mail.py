"""Mail on its way out: over SMTP where that is configured, else into a folder."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

TIMEOUT = 10


class NotDelivered(Exception):
    """The mail could not be handed over; it may be tried again."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: to whom, and the words. ``key`` makes the message's identifier."""

    key: str
    to: str
    subject: str
    text: str
    language: str


def compose(letter: Letter, sender: str, *, now: datetime) -> EmailMessage:
    """The message of a letter; sending it again bears the same identifier."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    message["From"] = sender
    message["To"] = letter.to
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.key}@{sender.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="base64")
    message["Content-Language"] = letter.language
    return message


def deliver(folder: Path, smtp_url: str | None, message: EmailMessage) -> None:
    """Hand the message over; raises ``NotDelivered`` when that fails.

    ``smtp_url`` is ``smtp://`` (STARTTLS where offered) or ``smtps://``, with an optional user
    and password; without it the message is written to ``folder`` as an .eml file.
    """
    if smtp_url:
        _send(smtp_url, message)
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = str(message["Message-ID"]).strip("<>").partition("@")[0]
    partial = folder / f".{name}.part"
    partial.write_bytes(bytes(message))
    partial.replace(folder / f"{name}.eml")


def _send(smtp_url: str, message: EmailMessage) -> None:
    address = urlsplit(smtp_url)
    host = address.hostname or "localhost"
    try:
        with _connection(address.scheme, host, address.port) as server:
            if address.username:
                server.login(unquote(address.username), unquote(address.password or ""))
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotDelivered(type(error).__name__) from error


def _connection(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(
            host, port or 465, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    server = smtplib.SMTP(host, port or 587, timeout=TIMEOUT)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
    return server
