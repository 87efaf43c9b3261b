"""The wordings one import writes: what they replace, what turns stale, what comes late."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.domain.absent import is_standing_in
from app.domain.charters import WordingStatus
from app.domain.parts import BESIDE, Part, Place
from app.domain.preview import Line
from app.ledger.freezing import late_hash
from app.ledger.parts import Parts, forget_states, words_on
from app.ledger.translations import settle, turn_stale
from app.models.charters import Charter, Paragraph, Section, Version, Wording
from app.queries.content import Content
from app.queries.imports import ImportMode, Target


@dataclass
class Words:
    """Puts the words of one language into a version."""

    session: Session
    charter: Charter
    version: Version
    content: Content
    target: Target
    now: datetime
    depth: dict[int, int] = field(default_factory=dict)
    kept_sections: set[int] = field(default_factory=set)
    placed: dict[str, int] = field(default_factory=dict)

    @cached_property
    def parts(self) -> Parts:
        """The headings, notes and citations of the version."""
        original = self.target.mode is not ImportMode.TRANSLATION
        source = self.target.language if original else self.target.source
        return Parts(self.session, self.version, source, self.now)

    def had(self, paragraph: Paragraph) -> bool:
        """Whether this language had a wording there before."""
        return self.content.of(paragraph, self.target.language) is not None

    def head(self, section: Section, line: Line) -> None:
        """The heading of a section in this language; one in another language is left aside."""
        language = self.target.language
        if is_standing_in(line.text):
            return
        self.parts.write(section, Part.HEADING, {language: line.text})
        if self.target.late:
            state = self.parts.state(Place(Part.HEADING, section.key).code, language)
            state.added_after_freezing_at = self.now
        others = {code: label for code, label in section.labels.items() if code != language}
        section.labels = {**others, language: line.label} if line.label else others

    def put(self, paragraph: Paragraph, text: str, label: str | None) -> None:
        """The words of a paragraph in this language, in place of those before."""
        found = self.content.of(paragraph, self.target.language)
        if found is None:
            self.session.add(self._new(paragraph, text, label))
            return
        before, changed = found.text, found.text != text
        if changed or found.label != label:
            found.text, found.label, found.updated_at = text, label, self.now
            settle(found, self._status(), by=None)
        if changed and self.target.mode is ImportMode.REVISION:
            self._others_are_stale(paragraph, before)

    def join_others(self, paragraph: Paragraph, others: Sequence[Paragraph]) -> None:
        """The words of a joined paragraph in the other languages, in the old order, to be aligned.

        The paragraphs they are taken from go; what they are about is said of this one as well.
        """
        parts = sorted((paragraph, *others), key=lambda one: one.number)
        held = [self.content.wordings.get(one.id, {}) for one in parts]
        own = self.content.wordings.get(paragraph.id, {})
        for language in {code for wordings in held for code in wordings}:
            if language == self.target.language:
                continue
            found = [wordings[language] for wordings in held if language in wordings]
            words = own.get(language)
            if words is None:
                words = Wording(paragraph_id=paragraph.id, language=language, label=found[0].label)
                self.session.add(words)
            words.text = " ".join(one.text for one in found)
            words.status, words.updated_at = WordingStatus.STALE, self.now
        for part in BESIDE:
            self._join_beside(paragraph, parts, part)
        principles = (key for one in parts for key in one.principles)
        topics = (key for one in parts for key in one.topics)
        paragraph.principles = list(dict.fromkeys((*paragraph.principles, *principles)))
        paragraph.topics = list(dict.fromkeys((*paragraph.topics, *topics)))

    def _join_beside(self, paragraph: Paragraph, parts: Sequence[Paragraph], part: Part) -> None:
        """What stood beside the joined paragraphs stands beside this one, line after line."""
        held = [words_on(one, part) for one in parts]
        languages = {code for words in held for code in words}
        texts = {
            code: "\n".join(dict.fromkeys(words[code] for words in held if code in words))
            for code in sorted(languages)
        }
        self.parts.write(paragraph, part, texts)
        if part is Part.NOTE:
            self.parts.doubt(paragraph, part)

    def split_off(self, piece: Paragraph, origin: Paragraph) -> None:
        """A piece of a paragraph is linked and cites as that does; both notes are to be checked."""
        piece.principles, piece.topics = list(origin.principles), list(origin.topics)
        for part in BESIDE:
            self.parts.write(piece, part, words_on(origin, part))
        for row in (piece, origin):
            self.parts.doubt(row, Part.NOTE)

    def remove(self, paragraph: Paragraph) -> None:
        """This language has no words for the paragraph: it is missing."""
        found = self.content.of(paragraph, self.target.language)
        if found is not None:
            self.session.delete(found)

    def forget_sections(self, used: Collection[int | None]) -> None:
        """Take away the sections that the text no longer has and nothing stands under."""
        gone = [
            section
            for section in self.content.sections
            if section.id not in self.kept_sections and section.id not in used
        ]
        for section in self.content.sections:
            if section in gone:
                section.parent_id = None
        self.session.flush()
        ids = [section.id for section in gone]
        self.session.execute(
            update(Section)
            .where(Section.parent_id.in_(ids))
            .values(parent_id=None)
            .execution_options(synchronize_session=False)
        )
        places = [Place(Part.HEADING, section.key).code for section in gone]
        forget_states(self.session, self.version.id, places)
        self.session.execute(delete(Section).where(Section.id.in_(ids)))

    def _new(self, paragraph: Paragraph, text: str, label: str | None) -> Wording:
        late = self.now if self.target.late else None
        return Wording(
            paragraph_id=paragraph.id,
            language=self.target.language,
            text=text,
            label=label,
            status=self._status(),
            updated_at=self.now,
            added_after_freezing_at=late,
            late_hash=late_hash(self.version, paragraph.key, self.target.language, text, label)
            if late
            else None,
        )

    def _status(self) -> WordingStatus:
        """The original needs no review; a translation does."""
        original = self.target.mode is not ImportMode.TRANSLATION
        return WordingStatus.REVIEWED if original else WordingStatus.DRAFT

    def _others_are_stale(self, paragraph: Paragraph, before: str) -> None:
        for language, wording in self.content.wordings.get(paragraph.id, {}).items():
            if language != self.target.language:
                turn_stale(wording, {self.target.language: before})
