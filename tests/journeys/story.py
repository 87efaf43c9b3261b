"""The stage of a journey: its browsers, its clock, and the mail that was written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from flask import Flask

from app.models.engine import writing
from app.services.accounts.invitations import setup_token
from app.web.database import EXTENSION
from tests.journeys.visitor import Say, Visitor, speaker
from tests.web.accounts.mailbox import newest_link

CHARTER = "quays"
ROUND = "quays-1"


class Clock(Protocol):
    """A clock that stands still until it is moved."""

    now: datetime


@dataclass
class Story:
    """One telling of the main job: language, width, with or without script."""

    app: Flask
    clock: Clock
    visit: Callable[..., Visitor]
    language: str = "en"
    width: int = 1280
    script: bool = True
    people: dict[str, Visitor] = field(default_factory=dict)

    @property
    def say(self) -> Say:
        """The words of the interface in the language of the story."""
        return speaker(self.language)

    def person(self, name: str) -> Visitor:
        """The browser of somebody; a new one at the first call."""
        if name not in self.people:
            self.people[name] = self.visit(
                width=self.width, script=self.script, language=self.language
            )
        return self.people[name]

    def later(self, **span: float) -> None:
        """Time passes."""
        self.clock.now += timedelta(**span)

    def setup_address(self) -> str:
        """What the server prints at its first start."""
        found = self.app.extensions[EXTENSION]
        with self.app.app_context(), writing():
            token = setup_token(found.session, found.identity, now=self.clock.now)
        return f"/setup/{token}"

    def letter_link(self) -> str:
        """The path of the link in the newest letter."""
        return newest_link(self.app)

    def checks(self, page: Visitor) -> None:
        """Look at the page with axe, where a script can run."""
        if self.script:
            page.finds_no_fault()
