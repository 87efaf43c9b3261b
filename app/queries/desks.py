"""What waits at the translation desk of several charters, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus, WordingStatus
from app.models.charters import Charter, Paragraph, Version, Wording
from app.models.translation import TranslationQuery
from app.queries.imports import source_language


@dataclass(frozen=True, slots=True)
class DeskTask:
    """A language of a charter's newest version: what is to be written, reviewed, answered."""

    language: str
    version: int
    unwritten: int
    drafts: int
    queries: int


@dataclass(slots=True)
class _Counts:
    """The wordings of a version in one language; ``early`` are those of the frozen text."""

    early: int = 0
    by_status: dict[WordingStatus, int] = field(default_factory=dict)

    @property
    def present(self) -> int:
        """Paragraphs that have words."""
        return sum(self.by_status.values())


def desks_of(session: Session, charter_ids: Collection[int]) -> dict[int, list[DeskTask]]:
    """The desks of these charters by charter, every language but the one they are made from."""
    rows = session.execute(
        select(Charter, Version)
        .join(Version, Version.charter_id == Charter.id)
        .where(Charter.id.in_(charter_ids))
        .order_by(Version.number)
    ).all()
    newest = {row[0].id: (row[0], row[1]) for row in rows}
    ids = [version.id for _charter, version in newest.values()]
    totals = dict(
        session.execute(
            select(Paragraph.version_id, func.count())
            .where(Paragraph.version_id.in_(ids))
            .group_by(Paragraph.version_id)
        ).all()
    )
    counts, queries = _wordings(session, ids), _queries(session, ids)
    return {
        charter.id: _desks(charter, version, totals.get(version.id, 0), counts, queries)
        for charter, version in newest.values()
    }


def _desks(
    charter: Charter,
    version: Version,
    total: int,
    counts: Mapping[tuple[int, str], _Counts],
    queries: Mapping[tuple[int, str], int],
) -> list[DeskTask]:
    own = {code: found for (at, code), found in counts.items() if at == version.id}
    source = source_language(charter, {code: found.present for code, found in own.items()})
    found = []
    for code in charter.languages:
        if code == source or not own:
            continue
        here = own.get(code, _Counts())
        # What was published stays: a frozen version takes words only in a language it had not.
        closed = version.status is not VersionStatus.WORKING and here.early
        stale = here.by_status.get(WordingStatus.STALE, 0)
        found.append(
            DeskTask(
                language=code,
                version=version.number,
                unwritten=0 if closed else total - here.present + stale,
                drafts=here.by_status.get(WordingStatus.DRAFT, 0),
                queries=queries.get((version.id, code), 0),
            )
        )
    return found


def _wordings(session: Session, ids: Sequence[int]) -> dict[tuple[int, str], _Counts]:
    early = case((Wording.added_after_freezing_at.is_(None), 1), else_=0)
    found: dict[tuple[int, str], _Counts] = defaultdict(_Counts)
    for version_id, language, status, number, before in session.execute(
        select(
            Paragraph.version_id, Wording.language, Wording.status, func.count(), func.sum(early)
        )
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Paragraph.version_id.in_(ids))
        .group_by(Paragraph.version_id, Wording.language, Wording.status)
    ):
        counts = found[version_id, language]
        counts.by_status[status] = number
        counts.early += before or 0
    return found


def _queries(session: Session, ids: Sequence[int]) -> dict[tuple[int, str], int]:
    return {
        (version_id, language): number
        for version_id, language, number in session.execute(
            select(TranslationQuery.version_id, TranslationQuery.language, func.count())
            .where(TranslationQuery.version_id.in_(ids), TranslationQuery.answered_at.is_(None))
            .group_by(TranslationQuery.version_id, TranslationQuery.language)
        )
    }
