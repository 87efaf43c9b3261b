"""The themes of a round, and which contributions are under them."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.contributions import CommentKind, Kind, Operation, Status
from app.domain.errors import NotFound
from app.domain.people import Group
from app.models.charters import Paragraph
from app.models.codebook import Theme, ThemeTag
from app.models.contributions import Contribution, Revision
from app.queries.narrowing import Narrowing
from app.queries.rounds import RoundInView

__all__ = [
    "PAGE",
    "SORTED",
    "UNTAGGED",
    "TagFilter",
    "Tagged",
    "Theme",
    "ThemeCount",
    "tagged_list",
    "tagged_one",
    "theme_behind",
    "theme_counts",
    "themes_in",
    "under_theme",
    "untagged",
]
Asked = Select[*tuple[Any, ...]]
PAGE = 40
# What was taken down or taken back is nothing to sort any more.
SORTED = (Status.PUBLISHED, Status.PENDING)
UNTAGGED = "none"


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme with how many published contributions are under it, and how many of them quoted."""

    theme: Theme
    published: int = 0
    quoted: int = 0


@dataclass(frozen=True, slots=True)
class TagFilter(Narrowing):
    """Which contributions to list; ``theme`` is a key, or ``none`` for those under no theme."""

    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """A contribution in few words, with the keys of its themes."""

    id: int
    reference: str
    kind: Kind
    comment_kind: CommentKind | None
    operation: Operation | None
    status: Status
    language: str
    group: Group
    author: str
    number: int | None
    text: str
    themes: frozenset[str] = frozenset()
    quoted: bool = False


NAMES = tuple(one.name for one in fields(Tagged) if one.name not in {"themes", "quoted"})


def themes_in(session: Session, round_id: int) -> list[Theme]:
    """The themes of a round in their order."""
    return list(
        session.scalars(select(Theme).where(Theme.round_id == round_id).order_by(Theme.number))
    )


def theme_behind(session: Session, round_id: int, key: str) -> Theme:
    """One theme of this round; raises ``NotFound`` for any other."""
    found = session.scalar(select(Theme).where(Theme.round_id == round_id, Theme.key == key))
    if found is None:
        raise NotFound("theme")
    return found


def theme_counts(session: Session, round_id: int) -> list[ThemeCount]:
    """The themes with their numbers; two statements."""
    rows = session.execute(
        select(ThemeTag.theme_id, ThemeTag.quoted, func.count())
        .join(Contribution, Contribution.id == ThemeTag.contribution_id)
        .where(Contribution.round_id == round_id, Contribution.status == Status.PUBLISHED)
        .group_by(ThemeTag.theme_id, ThemeTag.quoted)
    ).all()
    published: dict[int, int] = {}
    quoted: dict[int, int] = {}
    for theme_id, is_quoted, number in rows:
        published[theme_id] = published.get(theme_id, 0) + number
        if is_quoted:
            quoted[theme_id] = number
    return [
        ThemeCount(one, published.get(one.id, 0), quoted.get(one.id, 0))
        for one in themes_in(session, round_id)
    ]


def untagged(session: Session, round_id: int) -> int:
    """How many published contributions are under no theme."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Contribution)
            .where(
                Contribution.round_id == round_id,
                Contribution.status == Status.PUBLISHED,
                ~_any_tag(),
            )
        )
        or 0
    )


def tagged_list(
    session: Session, view: RoundInView, wanted: TagFilter, page: int, *, now: datetime
) -> tuple[list[Tagged], int]:
    """A page of the contributions that can be sorted, by paragraph, and how many there are."""
    asked = _wanted(_rows(view.round.id, now), wanted)
    total = session.scalar(select(func.count()).select_from(asked.subquery())) or 0
    rows = session.execute(
        asked.order_by(
            Paragraph.number.is_(None), Paragraph.number, Contribution.kind, Contribution.number
        )
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    return _told(session, rows), total


def tagged_one(session: Session, view: RoundInView, reference: str, *, now: datetime) -> Tagged:
    """One contribution with its themes; raises ``NotFound`` where it cannot be sorted."""
    rows = session.execute(
        _rows(view.round.id, now).where(Contribution.reference == reference)
    ).all()
    found = _told(session, rows)
    if not found:
        raise NotFound("contribution")
    return found[0]


def under_theme(
    session: Session, view: RoundInView, theme: Theme, *, now: datetime
) -> list[Tagged]:
    """The published contributions under a theme, those that are quoted first."""
    rows = session.execute(
        _rows(view.round.id, now)
        .add_columns(ThemeTag.quoted)
        .join(ThemeTag, ThemeTag.contribution_id == Contribution.id)
        .where(ThemeTag.theme_id == theme.id, Contribution.status == Status.PUBLISHED)
        .order_by(ThemeTag.quoted.desc(), Contribution.kind, Contribution.number)
    ).all()
    own = frozenset((theme.key,))
    return [
        Tagged(**dict(zip(NAMES, row, strict=False)), themes=own, quoted=row[len(NAMES)])
        for row in rows
    ]


def _rows(round_id: int, now: datetime) -> Asked:
    return (
        select(
            Contribution.id,
            Contribution.reference,
            Contribution.kind,
            Contribution.comment_kind,
            Contribution.operation,
            Contribution.status,
            Contribution.language,
            Contribution.group,
            Contribution.display_name,
            Paragraph.number,
            Revision.text,
        )
        .join(
            Revision,
            (Revision.contribution_id == Contribution.id)
            & (
                Revision.number
                == func.coalesce(Contribution.shown_revision, Contribution.last_revision)
            ),
        )
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .where(
            Contribution.round_id == round_id,
            Contribution.status.in_(SORTED),
            or_(Contribution.veiled_until.is_(None), Contribution.veiled_until <= now),
        )
    )


def _wanted(asked: Asked, wanted: TagFilter) -> Asked:
    if wanted.theme == UNTAGGED:
        asked = asked.where(~_any_tag())
    elif wanted.theme:
        asked = asked.where(
            exists()
            .where(ThemeTag.contribution_id == Contribution.id)
            .where(ThemeTag.theme_id == Theme.id, Theme.key == wanted.theme)
            .where(Theme.round_id == Contribution.round_id)
        )
    return asked.where(*wanted.conditions())


def _any_tag() -> ColumnElement[bool]:
    return exists().where(ThemeTag.contribution_id == Contribution.id)


def _told(session: Session, rows: Iterable[Any]) -> list[Tagged]:
    found = [tuple(row) for row in rows]
    keys: dict[int, set[str]] = {}
    for contribution_id, key in session.execute(
        select(ThemeTag.contribution_id, Theme.key)
        .join(Theme, Theme.id == ThemeTag.theme_id)
        .where(ThemeTag.contribution_id.in_([row[0] for row in found]))
    ):
        keys.setdefault(contribution_id, set()).add(key)
    return [
        Tagged(**dict(zip(NAMES, row, strict=True)), themes=frozenset(keys.get(row[0], ())))
        for row in found
    ]
