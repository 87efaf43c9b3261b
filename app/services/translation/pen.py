"""Writing translations into a version that is locked: one part, or a whole table of them."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus, WordingStatus
from app.domain.errors import Conflict, Invalid
from app.domain.labels import heading_label
from app.domain.parts import Part, kept_text
from app.domain.translation import Standing
from app.ledger.freezing import late_hash
from app.ledger.parts import Parts
from app.ledger.translations import follow, settle, turn_stale
from app.models.charters import Paragraph, Section, Version, Wording
from app.queries.parts import TranslatedPart, part_row
from app.queries.translation import Translated


@dataclass(frozen=True, slots=True)
class Words:
    """A translation as typed, with the numbering that stands before it.

    ``made_from`` is the original it was made from, by language, where that reads differently now:
    the words are stale from the first.
    """

    text: str
    label: str = ""
    made_from: tuple[tuple[str, str], ...] = ()


@dataclass
class Pen:
    """Writes for one person into one version, whose row and rounds are locked."""

    session: Session
    version: Version
    source: str | None
    by: int | None
    now: datetime
    written: list[Paragraph] = field(default_factory=list)

    @cached_property
    def parts(self) -> Parts:
        """Headings, notes and citations of the version."""
        return Parts(self.session, self.version, self.source, self.now, self.by)

    @property
    def late(self) -> bool:
        """Whether the version is frozen."""
        return self.version.status is not VersionStatus.WORKING

    def write(self, at: Translated | TranslatedPart, words: Words) -> bool:
        """Put words where they belong, a draft; whether there was anything to write.

        Stale words written as they are fit again. Raises ``Invalid`` for none, and ``Conflict``
        where they cannot be written.
        """
        text = kept_text(at.place, words.text)
        if not text:
            raise Invalid("text_needed", field="text")
        if at.closed is not None:
            raise Conflict(at.closed.value)
        if isinstance(at, TranslatedPart):
            return self._part(at, text, words)
        return self._wording(at, text, words)

    def finish(self) -> None:
        """Let lineage and reasons follow what was written."""
        if not self.late:
            follow(self.session, self.version, *self.written)

    def _wording(self, at: Translated, text: str, words: Words) -> bool:
        found, label = at.wording, words.label.strip() or None
        same = found is not None and found.text == text
        if found is not None and same and found.label == label and at.standing != Standing.STALE:
            return False
        wording = found or Wording(paragraph_id=at.paragraph.id, language=at.language, made_from={})
        wording.text, wording.label, wording.updated_at = text, label, self.now
        if not same or at.standing is Standing.STALE:
            settle(wording, WordingStatus.DRAFT, by=self.by)
        if words.made_from:
            turn_stale(wording, dict(words.made_from))
        if found is None:
            self.session.add(wording)
        if self.late:
            wording.added_after_freezing_at = self.now
            wording.late_hash = late_hash(self.version, at.paragraph.key, at.language, text, label)
        self.written.append(at.paragraph)
        return True

    def _part(self, at: TranslatedPart, text: str, words: Words) -> bool:
        """A heading, note or citations; a heading's numbering is what it begins with."""
        same = at.wording is not None and at.wording.text == text
        if same and at.standing is not Standing.STALE:
            return False
        row, place = part_row(self.session, self.version, at.place), at.place.code
        self.parts.write(row, at.place.part, {at.language: text})
        state = self.parts.settle(place, at.language, WordingStatus.DRAFT)
        if words.made_from:
            self.parts.stale(place, at.language, dict(words.made_from))
        if isinstance(row, Section):
            label = heading_label(text)
            others = {code: one for code, one in row.labels.items() if code != at.language}
            row.labels = {**others, at.language: label} if label else others
        if self.late and at.place.part is Part.HEADING:
            state.added_after_freezing_at = self.now
            state.late_hash = late_hash(self.version, place, at.language, text, None)
        return True
