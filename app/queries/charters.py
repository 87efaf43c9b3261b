"""Charters as an actor may see them: titles, principles, versions and rounds in time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus, WordingStatus
from app.domain.errors import NotFound
from app.domain.people import Actor, Role
from app.domain.permissions import Action, refusal, require
from app.domain.rounds import RoundState
from app.domain.rules import Subject
from app.models.charters import (
    Charter,
    CharterText,
    Paragraph,
    Principle,
    Topic,
    Version,
    Wording,
)
from app.models.rounds import Round
from app.queries.rounds import in_language, may_see, state_of
from app.queries.themes import names_in

PAGE = 20


@dataclass(frozen=True, slots=True)
class CharterInView:
    """A charter with its words in every language and the versions this actor may see."""

    charter: Charter
    titles: dict[str, str]
    purposes: dict[str, str]
    principles: tuple[Principle, ...]
    topics: tuple[Topic, ...]
    versions: tuple[Version, ...]
    works_on_it: bool
    may_edit: bool

    @property
    def slug(self) -> str:
        """The charter's name in addresses."""
        return self.charter.slug

    @property
    def latest(self) -> Version | None:
        """The newest version that is public."""
        return next((v for v in self.versions if v.status is not VersionStatus.WORKING), None)

    @property
    def working(self) -> Version | None:
        """The version being worked on."""
        return next((v for v in self.versions if v.status is VersionStatus.WORKING), None)

    def title(self, language: str) -> str:
        """The title in a language, else in one it has."""
        return in_language(self.titles, language) or self.charter.code

    def principle_names(self, language: str) -> dict[str, str]:
        """The names of its principles by key, in their order."""
        return names_in(self.principles, language)

    def topic_names(self, language: str) -> dict[str, str]:
        """The names of its topics by key, in their order."""
        return names_in(self.topics, language)

    def purpose(self, language: str) -> str:
        """The purpose in a language, else in one it has."""
        return in_language(self.purposes, language)


@dataclass(frozen=True, slots=True)
class CharterLine:
    """A charter in the list: its words, its newest public version and how many rounds it had."""

    charter: Charter
    titles: dict[str, str]
    purposes: dict[str, str]
    version: Version | None
    rounds: int


@dataclass(frozen=True, slots=True)
class RoundOnCharter:
    """A round as the charter's timeline shows it."""

    round: Round
    state: RoundState
    version_number: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a version is in one language."""

    language: str
    reviewed: int
    draft: int
    stale: int
    total: int
    late_since: datetime | None

    @property
    def present(self) -> int:
        """Paragraphs that have a wording."""
        return self.reviewed + self.draft + self.stale

    @property
    def missing(self) -> int:
        """Paragraphs without a wording."""
        return self.total - self.present


def about_charter(charter_id: int | None) -> Subject:
    """The subject of a rule about a charter; none is a charter still to be made."""
    return Subject(charter_id=charter_id)


def visible_charter(session: Session, actor: Actor, slug: str, *, now: datetime) -> CharterInView:
    """The charter behind a slug, if this actor may know of it."""
    charter = session.scalar(select(Charter).where(Charter.slug == slug))
    if charter is None:
        raise NotFound("charter")
    return in_view(session, actor, charter, now=now)


def in_view(session: Session, actor: Actor, charter: Charter, *, now: datetime) -> CharterInView:
    """A charter with its words; unknown to strangers until one of its versions is public."""
    subject = about_charter(charter.id)
    works = refusal(actor, Action.SEE_WORKING_VERSION, subject, now) is None
    versions = session.scalars(
        select(Version)
        .where(Version.charter_id == charter.id, _visible_versions(works=works))
        .order_by(Version.number.desc())
    ).all()
    if not works and not versions:
        raise NotFound("charter")
    texts = session.execute(
        select(CharterText.language, CharterText.title, CharterText.purpose).where(
            CharterText.charter_id == charter.id
        )
    ).all()
    principles = session.scalars(
        select(Principle).where(Principle.charter_id == charter.id).order_by(Principle.position)
    )
    topics = session.scalars(
        select(Topic).where(Topic.charter_id == charter.id).order_by(Topic.position)
    )
    return CharterInView(
        charter=charter,
        titles={language: title for language, title, _ in texts if title},
        purposes={language: purpose for language, _, purpose in texts if purpose},
        principles=tuple(principles),
        topics=tuple(topics),
        versions=tuple(versions),
        works_on_it=works,
        may_edit=refusal(actor, Action.EDIT_CHARTER, subject, now) is None,
    )


def managed_charter(
    session: Session, actor: Actor, slug: str, *, now: datetime, edit: bool = True
) -> CharterInView:
    """The charter for those who work on its text; ``edit`` asks for the secretariat."""
    charter = session.scalar(select(Charter).where(Charter.slug == slug))
    if charter is None:
        raise NotFound("charter")
    action = Action.EDIT_CHARTER if edit else Action.SEE_WORKING_VERSION
    require(actor, action, about_charter(charter.id), now)
    return in_view(session, actor, charter, now=now)


def charters_in_view(
    session: Session, actor: Actor, *, page: int = 1
) -> tuple[list[CharterLine], int]:
    """One page of the charters this actor may know of, and how many pages there are."""
    visible = _visible_charters(actor)
    total = session.scalar(select(func.count()).select_from(Charter).where(visible)) or 0
    rows = session.scalars(
        select(Charter).where(visible).order_by(Charter.id).limit(PAGE).offset((page - 1) * PAGE)
    ).all()
    ids = [row.id for row in rows]
    titles: dict[int, dict[str, str]] = {row: {} for row in ids}
    purposes: dict[int, dict[str, str]] = {row: {} for row in ids}
    for text in session.scalars(select(CharterText).where(CharterText.charter_id.in_(ids))):
        titles[text.charter_id][text.language] = text.title
        if text.purpose:
            purposes[text.charter_id][text.language] = text.purpose
    newest = {
        version.charter_id: version
        for version in session.scalars(
            select(Version)
            .where(Version.charter_id.in_(ids), _visible_versions(works=False))
            .order_by(Version.number)
        )
    }
    rounds = dict(
        session.execute(
            select(Round.charter_id, func.count())
            .where(Round.charter_id.in_(ids), Round.scheduled_at.is_not(None))
            .group_by(Round.charter_id)
        ).all()
    )
    lines = [
        CharterLine(
            row, titles[row.id], purposes[row.id], newest.get(row.id), rounds.get(row.id, 0)
        )
        for row in rows
    ]
    return lines, max(1, -(-total // PAGE))


def rounds_of(
    session: Session, actor: Actor, charter: Charter, *, now: datetime
) -> list[RoundOnCharter]:
    """The rounds of a charter that this actor may see, newest first."""
    rows = session.execute(
        select(Round, Version.number)
        .join(Version, Version.id == Round.version_id)
        .where(Round.charter_id == charter.id)
        .order_by(Round.number.desc())
    )
    return [
        RoundOnCharter(row, state_of(row, now=now), number)
        for row, number in rows
        if may_see(actor, row, now=now)
    ]


def completeness(session: Session, version: Version, languages: list[str]) -> list[Completeness]:
    """How far a version is in each of these languages."""
    total = session.scalar(
        select(func.count()).select_from(Paragraph).where(Paragraph.version_id == version.id)
    )
    counts: dict[tuple[str, WordingStatus], int] = {}
    late: dict[str, datetime | None] = {}
    rows = session.execute(
        select(
            Wording.language,
            Wording.status,
            func.count(),
            func.min(Wording.added_after_freezing_at),
        )
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Paragraph.version_id == version.id)
        .group_by(Wording.language, Wording.status)
    )
    for language, status, count, since in rows:
        counts[language, status] = count
        late[language] = since or late.get(language)
    return [
        Completeness(
            language,
            counts.get((language, WordingStatus.REVIEWED), 0),
            counts.get((language, WordingStatus.DRAFT), 0),
            counts.get((language, WordingStatus.STALE), 0),
            total or 0,
            late.get(language),
        )
        for language in languages
    ]


def _visible_versions(*, works: bool) -> ColumnElement[bool]:
    return true() if works else Version.status != VersionStatus.WORKING


def _visible_charters(actor: Actor) -> ColumnElement[bool]:
    """Charters with a public version, and those this actor works on."""
    public = select(Version.charter_id).where(_visible_versions(works=False))
    roles = (Role.SECRETARIAT, Role.TRANSLATOR)
    grants = [grant for grant in actor.grants if grant.role in roles and grant.round_id is None]
    if any(grant.charter_id is None for grant in grants):
        return true()
    own = [grant.charter_id for grant in grants]
    return or_(Charter.id.in_(public), and_(true(), Charter.id.in_(own)))
