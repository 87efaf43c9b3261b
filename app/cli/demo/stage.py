"""Where the story is played: the sessions, the day it is told, and who acts."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from app.cli.demo.content import draw
from app.domain.people import Actor, Group
from app.models.people import Member, Organisation
from app.queries.people import actor_behind

SILENT_BODIES = 0.14
AWAY, AWAY_FROM_SMALL = 0.24, 0.1
# Groups of few members: so that figures can be shown for them, most of them take part.
SMALL_GROUPS = frozenset({Group.PARTNER_BODY, Group.CONSULTATIVE_BODY})


@dataclass
class Stage:
    """The sessions of both databases, today, and the cast by key."""

    session: Session
    identity: Session
    today: datetime
    organisations: dict[str, Organisation] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    bodies: dict[str, str | None] = field(default_factory=dict)
    delegates: set[str] = field(default_factory=set)
    actors: dict[tuple[str, bool], Actor] = field(default_factory=dict)

    def actor(self, key: str, *, acting: bool = False) -> Actor:
        """Somebody of the cast, as oneself or for the organisation one is delegate of."""
        if (key, acting) not in self.actors:
            body = self.bodies.get(key)
            wanted = self.organisations[body].id if acting and body else None
            found = actor_behind(self.session, key, wanted)
            self.session.commit()
            if found is None:
                raise KeyError(key)
            self.actors[key, acting] = found
        return self.actors[key, acting]

    def takes_part(self, round_slug: str, key: str) -> bool:
        """Whether somebody takes part in a round at all; some people and bodies stay silent."""
        body = self.bodies.get(key)
        small = self.group_of(key) in SMALL_GROUPS
        if body and not small and draw("silent", round_slug, body) < SILENT_BODIES:
            return False
        return draw("away", round_slug, key) >= (AWAY_FROM_SMALL if small else AWAY)

    def group_of(self, key: str) -> str:
        """The group somebody counts in."""
        body = self.bodies.get(key)
        return self.organisations[body].group.value if body else "individual"
