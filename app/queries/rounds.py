"""Rounds as an actor may see them, with the state and windows the clock gives them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind
from app.domain.errors import Conflict, NotFound
from app.domain.people import Actor, Role
from app.domain.rounds import Act, Audience, RoundState, Window, state_at, window_for
from app.domain.rules import Subject
from app.models.charters import Charter, CharterText, Paragraph, Version
from app.models.contributions import Contribution
from app.models.rounds import Invitation, Round, RoundWindow
from app.queries.straight import straight


@dataclass(frozen=True, slots=True)
class RoundInView:
    """A round with what every page of it needs."""

    round: Round
    charter: Charter
    version: Version
    charter_titles: dict[str, str]
    state: RoundState
    windows: dict[Act, Window]
    subject: Subject
    paragraph_count: int
    revision: int

    def title(self, language: str) -> str:
        """The round's title in a language, else in one it has."""
        return in_language(self.round.titles, language)

    def charter_title(self, language: str) -> str:
        """The charter's title in a language, else in one it has."""
        return in_language(self.charter_titles, language)

    def at(self, now: datetime, revision: int) -> "RoundInView":
        """The same round at another moment, with what was said in it meanwhile."""
        state = state_of(self.round, now=now)
        subject = replace(self.subject, state=state)
        return replace(self, state=state, subject=subject, revision=revision)

    @property
    def marks(self) -> tuple[object, ...]:
        """What grows with every change that readers see."""
        return (
            self.revision,
            self.round.edit,
            self.charter.edit,
            self.version.edit,
            self.version.status,
        )

    @property
    def reference_prefix(self) -> str:
        """What full references begin with, such as ``CHM-R1``."""
        return f"{self.charter.code}-R{self.round.number}"

    def about(self, contribution: Contribution, decided_by: int | None = None) -> Subject:
        """The subject of a rule about one contribution of this round."""
        return about(self.subject, contribution, decided_by)


def in_language(texts: dict[str, str], language: str) -> str:
    """The text in a language, else in English, else in any."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def about(subject: Subject, contribution: Contribution, decided_by: int | None = None) -> Subject:
    """A round's subject narrowed to one contribution."""
    return replace(
        subject,
        author_id=contribution.member_id,
        on_behalf_of=contribution.organisation_id,
        status=contribution.status,
        operation=contribution.kind is Kind.AMENDMENT,
        decided_by=decided_by,
    )


def state_of(round_: Round, *, now: datetime) -> RoundState:
    """The round's state by the clock."""
    return state_at(
        now,
        scheduled_at=round_.scheduled_at,
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        reported_at=round_.reported_at,
    )


_WINDOWS = select(RoundWindow.act, RoundWindow.opens_at, RoundWindow.closes_at).where(
    RoundWindow.round_id == bindparam("round")
)


def windows_of(session: Session, round_: Round) -> dict[Act, Window]:
    """The window of every act, clipped to the round."""
    rows = straight(session).execute(_WINDOWS, {"round": round_.id})
    return clipped(round_, [Window(*row) for row in rows])


def clipped(round_: Round, rows: Sequence[Window]) -> dict[Act, Window]:
    """The window of every act, from those that were set."""
    return {
        act: window_for(act, rows, opens_at=round_.opens_at, closes_at=round_.closes_at)
        for act in Act
    }


_INVITED = select(Invitation.organisation_id).where(Invitation.round_id == bindparam("round"))


def subject_of(
    session: Session, round_: Round, *, windows: Sequence[Window] | None = None, now: datetime
) -> Subject:
    """What permission rules need to know of a round; reads its windows and invitations."""
    acts = windows_of(session, round_) if windows is None else clipped(round_, windows)
    by_invitation = round_.audience is Audience.INVITATION
    invited = session.scalars(_INVITED, {"round": round_.id}) if by_invitation else ()
    return Subject(
        charter_id=round_.charter_id,
        round_id=round_.id,
        state=state_of(round_, now=now),
        windows=tuple(acts.values()),
        audience=round_.audience,
        invited=frozenset(invited),
    )


def refuse_while_consulted(rounds: Iterable[Round], *, now: datetime) -> None:
    """Raise ``Conflict("round_on_text")`` while people are, or soon will be, asked about a text."""
    asked = {RoundState.SCHEDULED, RoundState.OPEN}
    if any(state_of(round_, now=now) in asked for round_ in rounds):
        raise Conflict("round_on_text")


def may_see(actor: Actor, round_: Round, *, now: datetime) -> bool:
    """Rounds in preparation are known to those who work on them only."""
    if state_of(round_, now=now) is not RoundState.PREPARING:
        return True
    return actor.has(
        Role.FACILITATOR,
        Role.SECRETARIAT,
        Role.TRANSLATOR,
        Role.OBSERVER,
        charter_id=round_.charter_id,
        round_id=round_.id,
    )


def visible_round(session: Session, actor: Actor, slug: str, *, now: datetime) -> RoundInView:
    """The round behind a slug, if this actor may know it exists."""
    row = session.execute(_with_charter().where(Round.slug == slug)).first()
    if row is None or not may_see(actor, row.Round, now=now):
        raise NotFound("round")
    return in_view(session, row.Round, row.Charter, row.Version, now=now)


def in_view(
    session: Session, round_: Round, charter: Charter, version: Version, *, now: datetime
) -> RoundInView:
    """A round with its charter, version, windows and titles."""
    titles = session.execute(
        select(CharterText.language, CharterText.title).where(CharterText.charter_id == charter.id)
    )
    count = session.scalar(
        select(func.count()).select_from(Paragraph).where(Paragraph.version_id == version.id)
    )
    subject = subject_of(session, round_, now=now)
    return RoundInView(
        round=round_,
        charter=charter,
        version=version,
        charter_titles={language: title for language, title in titles},  # noqa: C416  rows are no pairs
        state=state_of(round_, now=now),
        windows={window.act: window for window in subject.windows},
        subject=subject,
        paragraph_count=count or 0,
        revision=round_.revision,
    )


@dataclass(frozen=True, slots=True)
class Freshness:
    """All that a page of a round depends on besides its language: what changed, and the clock."""

    marks: tuple[Any, ...]
    scheduled_at: datetime | None
    opens_at: datetime
    closes_at: datetime
    reported_at: datetime | None
    windows: tuple[tuple[datetime, datetime], ...]

    def state(self, now: datetime) -> RoundState:
        """The round's state by the clock."""
        return state_at(
            now,
            scheduled_at=self.scheduled_at,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            reported_at=self.reported_at,
        )

    @property
    def plan(self) -> "Freshness":
        """The same without what is said in the round: its text, its settings and its dates."""
        return replace(self, marks=self.marks[1:])

    @property
    def revision(self) -> int:
        """How often what readers see has changed."""
        return int(self.marks[0])

    def clock(self, now: datetime) -> tuple[object, ...]:
        """State of the round, and of each window: not yet, open, or over."""
        return self.state(now), tuple((now >= begin, now >= end) for begin, end in self.windows)


_FRESHNESS = (
    select(
        Round.revision,
        Round.edit,
        Charter.edit,
        Version.edit,
        Version.status,
        Round.scheduled_at,
        Round.opens_at,
        Round.closes_at,
        Round.reported_at,
        RoundWindow.opens_at,
        RoundWindow.closes_at,
    )
    .join(Charter, Charter.id == Round.charter_id)
    .join(Version, Version.id == Round.version_id)
    .outerjoin(RoundWindow, RoundWindow.round_id == Round.id)
    .where(Round.slug == bindparam("slug"))
    .order_by(RoundWindow.act)
)


def freshness(connection: Connection, slug: str) -> Freshness | None:
    """What tells whether a kept page of a round is still true; one cheap statement."""
    rows = connection.execute(_FRESHNESS, {"slug": slug}).all()
    if not rows:
        return None
    windows = tuple((begin, end) for *_, begin, end in rows if begin is not None)
    return Freshness(tuple(rows[0][:5]), *rows[0][5:9], windows=windows)


def _with_charter() -> Select[Round, Charter, Version]:
    return (
        select(Round, Charter, Version)
        .join(Charter, Charter.id == Round.charter_id)
        .join(Version, Version.id == Round.version_id)
    )
