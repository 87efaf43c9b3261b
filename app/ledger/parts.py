"""What every writer of headings, notes and citations shares: their words, and how far these are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.parts import BESIDE, Part, Place
from app.ledger.translations import settle, turn_stale
from app.models.charters import Paragraph, Section, Version
from app.models.translation import PartState

Row = Section | Paragraph


def words_on(row: Row, part: Part) -> dict[str, str]:
    """The words of a part by language, as its section or paragraph holds them."""
    if isinstance(row, Section):
        return dict(row.headings)
    return dict(row.notes if part is Part.NOTE else row.citations)


@dataclass
class Parts:
    """Writes the headings, notes and citations of one version, and says how far they are.

    ``source`` is the language the others are made from: words in it need no review, and once they
    change the others are stale.
    """

    session: Session
    version: Version
    source: str | None
    now: datetime
    by: int | None = None
    states: dict[tuple[str, str], PartState] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the states there are, in one statement."""
        rows = self.session.scalars(
            select(PartState)
            .where(PartState.version_id == self.version.id)
            .execution_options(populate_existing=True)
        )
        self.states = {(row.place, row.language): row for row in rows}

    def write(self, row: Row, part: Part, texts: Mapping[str, str]) -> set[str]:
        """Put words in some languages, an empty text taking them away; the languages that differ.

        Languages that are not named keep their words, stale where those of the source changed.
        """
        before, place = words_on(row, part), Place(part, row.key).code
        changed = {code for code, text in texts.items() if text != before.get(code, "")}
        if not changed:
            return changed
        after = {code: text for code, text in {**before, **texts}.items() if text}
        _put(row, part, after)
        for code in changed:
            if code in after:
                source = code == self.source
                self.settle(place, code, WordingStatus.REVIEWED if source else WordingStatus.DRAFT)
            else:
                self._forget(place, code)
        if self.source in changed:
            originals = {code: before[code] for code in changed if code in before}
            for code in after.keys() - changed:
                self.stale(place, code, originals)
        return changed

    def settle(self, place: str, language: str, status: WordingStatus) -> PartState:
        """These words were written now."""
        state = self.state(place, language)
        settle(state, status, by=self.by)
        state.updated_at = self.now
        return state

    def stale(self, place: str, language: str, originals: Mapping[str, str]) -> None:
        """The original of these words changed."""
        turn_stale(self.state(place, language), originals)

    def doubt(self, row: Row, part: Part) -> None:
        """What these words are about is not what it was: somebody has to look at them anew."""
        for code in words_on(row, part):
            self.stale(Place(part, row.key).code, code, {})

    def looked_at(self, row: Row, part: Part, language: str) -> bool:
        """Somebody kept words in the language of the source as they are; whether that was due."""
        known = self.states.get((Place(part, row.key).code, language))
        if language != self.source or known is None or known.status is not WordingStatus.STALE:
            return False
        self.settle(known.place, language, WordingStatus.REVIEWED)
        return True

    def state(self, place: str, language: str) -> PartState:
        """What says how far these words are; those that came with a file get it now."""
        known = self.states.get((place, language))
        if known is not None:
            return known
        state = PartState(
            version_id=self.version.id,
            place=place,
            language=language,
            status=WordingStatus.DRAFT,
            updated_at=self.now,
            made_from={},
        )
        self.session.add(state)
        self.states[place, language] = state
        return state

    def _forget(self, place: str, language: str) -> None:
        known = self.states.pop((place, language), None)
        if known is not None:
            self.session.delete(known)


def _put(row: Row, part: Part, texts: dict[str, str]) -> None:
    if isinstance(row, Section):
        row.headings = texts
    elif part is Part.NOTE:
        row.notes = texts
    else:
        row.citations = texts


def beside(key: str) -> list[str]:
    """The places of what stands beside a paragraph."""
    return [Place(part, key).code for part in BESIDE]


def forget_states(session: Session, version_id: int, places: Collection[str]) -> None:
    """What these places held is gone from a version."""
    session.execute(
        delete(PartState).where(PartState.version_id == version_id, PartState.place.in_(places))
    )


def copy_states(
    session: Session, origin_id: int, version_id: int, *, only: Collection[str] | None = None
) -> None:
    """Say of a version's parts what was said of them in another, of all or of some places."""
    wanted = select(PartState).where(PartState.version_id == origin_id)
    if only is not None:
        forget_states(session, version_id, only)
        wanted = wanted.where(PartState.place.in_(only))
    for row in session.scalars(wanted):
        session.add(
            PartState(
                version_id=version_id,
                place=row.place,
                language=row.language,
                status=row.status,
                updated_at=row.updated_at,
                written_by_id=row.written_by_id,
                reviewed_by_id=row.reviewed_by_id,
                reviewed_at=row.reviewed_at,
                made_from=dict(row.made_from),
            )
        )
