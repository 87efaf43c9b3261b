"""Which contributions of a round a page asks for, in which order, as one statement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased

from app.domain.contributions import Kind, Scope, Status
from app.domain.opinions import Choice
from app.models.contributions import Contribution, Revision
from app.models.opinions import Vote
from app.models.people import Organisation
from app.queries.rounds import RoundInView

IN_PLACE = (Status.PUBLISHED, Status.WITHHELD, Status.WITHDRAWN, Status.MERGED)


# Corrections of one language version come after what is about the substance.
_APART = case((Contribution.scope == Scope.LANGUAGE, 1), else_=0)


class Sort(StrEnum):
    """Orders of a list; ``supported`` takes the groups in turn, best supported first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SUPPORTED = "supported"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which contributions of a round to show; None leaves a part open."""

    paragraph_ids: Collection[int] | None = None
    kind: Kind | None = None
    references: Collection[str] | None = None
    parent_ids: Collection[int] | None = None
    per_parent: int | None = None
    top_level: bool = False
    whole_text: bool = False
    sort: Sort = Sort.NEWEST
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class _Shape:
    """What of a selection changes its statement, and not only the values in it."""

    sort: Sort
    paragraphs: bool
    kind: bool
    references: bool
    parents: bool
    per_parent: bool
    top_level: bool
    whole_text: bool
    limit: bool


def rows_of(
    view: RoundInView, selection: Selection, *, now: datetime
) -> tuple[Select[*tuple[Any, ...]], dict[str, object]]:
    """The statement behind a selection and its values; words only where readers may see them."""
    shape = _Shape(
        sort=selection.sort,
        paragraphs=selection.paragraph_ids is not None,
        kind=selection.kind is not None,
        references=selection.references is not None,
        parents=selection.parent_ids is not None,
        per_parent=selection.per_parent is not None,
        top_level=selection.top_level,
        whole_text=selection.whole_text,
        limit=selection.limit is not None,
    )
    values = {
        "round": view.round.id,
        "now": now,
        "paragraphs": selection.paragraph_ids,
        "wanted": selection.kind,
        "references": selection.references,
        "parents": selection.parent_ids,
        "per_parent": selection.per_parent,
        "limit": selection.limit,
        "offset": selection.offset if selection.limit is not None else None,
    }
    return _statement(shape), {name: value for name, value in values.items() if value is not None}


@lru_cache(maxsize=64)
def _statement(shape: _Shape) -> Select[*tuple[Any, ...]]:
    """Built once for each shape: building costs more than running it."""
    target = aliased(Contribution)
    shown = and_(
        Revision.contribution_id == Contribution.id,
        Revision.number == Contribution.shown_revision,
        Contribution.status == Status.PUBLISHED,
        or_(Contribution.veiled_until.is_(None), Contribution.veiled_until <= bindparam("now")),
    )
    ranks = _ranks(shape)
    amended, amended_words = aliased(Contribution), aliased(Revision)
    found = (
        select(
            Contribution,
            Revision,
            Organisation.name.label("organisation"),
            Organisation.slug.label("organisation_slug"),
            target.reference.label("into"),
            _merged().label("merged"),
            amended.reference.label("amends"),
            amended_words.wording.label("amended_wording"),
            (amended.shown_revision != Contribution.amends_revision).label("amended_since"),
            ranks.c.total.label("siblings"),
        )
        .join(ranks, ranks.c.id == Contribution.id)
        .outerjoin(Revision, shown)
        .outerjoin(Organisation, Organisation.id == Contribution.organisation_id)
        .outerjoin(target, target.id == Contribution.merged_into_id)
        .outerjoin(amended, amended.id == Contribution.amends_id)
        .outerjoin(amended_words, _seen_words(amended, amended_words))
        .order_by(_APART, ranks.c.rank, Contribution.id)
    )
    if shape.per_parent:
        found = found.where(ranks.c.rank <= bindparam("per_parent"))
    if shape.limit:
        found = found.limit(bindparam("limit", type_=Integer)).offset(
            bindparam("offset", type_=Integer)
        )
    return found


def _seen_words(amended: Any, words: Any) -> ColumnElement[bool]:
    """The new paragraph as it read when other words were proposed, while readers see it."""
    return and_(
        words.contribution_id == amended.id,
        words.number == Contribution.amends_revision,
        amended.status == Status.PUBLISHED,
        or_(amended.veiled_until.is_(None), amended.veiled_until <= bindparam("now")),
    )


def _ranks(shape: _Shape) -> Any:
    """Ids with their rank in the order asked for, and how many share the partition."""
    groups: tuple[Any, ...] | None = None
    order: tuple[Any, ...] = (Contribution.id.asc(),)
    if shape.per_parent:
        groups = (Contribution.parent_id,)
    elif shape.sort is Sort.NEWEST:
        order = (Contribution.id.desc(),)
    elif shape.sort is Sort.SUPPORTED:
        groups, order = (Contribution.group,), (_support().desc(), Contribution.id.desc())
    return (
        select(
            Contribution.id,
            func.row_number().over(partition_by=groups, order_by=order).label("rank"),
            func.count().over(partition_by=groups).label("total"),
        )
        .where(Contribution.round_id == bindparam("round"), *_wanted(shape))
        .subquery()
    )


def _wanted(shape: _Shape) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [Contribution.status.in_(IN_PLACE)]
    if shape.paragraphs:
        wanted.append(Contribution.paragraph_id.in_(bindparam("paragraphs", expanding=True)))
    if shape.whole_text:
        wanted.append(Contribution.paragraph_id.is_(None))
    if shape.kind:
        wanted.append(Contribution.kind == bindparam("wanted"))
    if shape.references:
        wanted.append(Contribution.reference.in_(bindparam("references", expanding=True)))
    if shape.parents:
        wanted.append(Contribution.parent_id.in_(bindparam("parents", expanding=True)))
    elif shape.top_level:
        wanted.append(Contribution.parent_id.is_(None))
    return wanted


def _merged() -> Any:
    """How many contributions were merged into this one."""
    absorbed = aliased(Contribution)
    return (
        select(func.count())
        .select_from(absorbed)
        .where(
            absorbed.round_id == bindparam("round"),
            absorbed.status == Status.MERGED,
            absorbed.merged_into_id == Contribution.id,
        )
        .correlate(Contribution)
        .scalar_subquery()
    )


def _support() -> Any:
    """Votes in support, and what was merged into it."""
    votes = (
        select(func.count())
        .select_from(Vote)
        .where(Vote.contribution_id == Contribution.id, Vote.choice == Choice.SUPPORT)
        .correlate(Contribution)
        .scalar_subquery()
    )
    return votes + _merged()
