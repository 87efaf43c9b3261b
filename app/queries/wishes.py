"""The accepted amendments that a version is composed from, those of earlier rounds included."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from app.domain.composition import rebased
from app.domain.contributions import Kind, Operation, Scope, Status
from app.domain.dispositions import TAKEN_UP, Disposition
from app.models.charters import Charter, Paragraph, Section, Version, Wording
from app.models.composition import Carrying, CompositionChoice
from app.models.contributions import AmendmentWording, Contribution, Revision
from app.models.dispositions import DispositionRecord
from app.models.rounds import Round
from app.queries.amendment_languages import added_by_translators
from app.queries.content import Content
from app.queries.works import Wish

Texts = Mapping[str, str]
Added = Mapping[str, AmendmentWording]


@dataclass(frozen=True, slots=True)
class _Found:
    """An amendment with the rows it stands on, as one statement gives them."""

    contribution: Contribution
    revision: Revision
    record: DispositionRecord
    round: Round
    code: str
    paragraph: Paragraph | None
    section: Section | None
    choice: CompositionChoice | None
    carried: Carrying | None


def accepted_amendments(
    session: Session, base: Version, before: Content, version: Version
) -> list[Wish]:
    """Published amendments whose confirmed disposition takes them up, by round and reference.

    Those on versions before the base are here as long as no version was composed with them; what
    they ask for is asked of the base. ``before`` is the base's content.
    """
    found = [_Found(*row) for row in session.execute(_accepted(base, version))]
    old = [one.paragraph.id for one in found if one.paragraph and _is_earlier(one, base)]
    texts = _texts_of(session, old)
    added = added_by_translators(session, [one.contribution.id for one in found])
    places = _Places(base, before, texts, added)
    return [places.wish(one) for one in found]


def _accepted(
    base: Version, version: Version
) -> Select[
    Contribution,
    Revision,
    DispositionRecord,
    Round,
    str,
    Paragraph | None,
    Section | None,
    CompositionChoice | None,
    Carrying | None,
]:
    other = aliased(CompositionChoice)
    used = select(other.contribution_id).where(other.version_id != version.id)
    return (
        select(
            Contribution,
            Revision,
            DispositionRecord,
            Round,
            Charter.code,
            Paragraph,
            Section,
            CompositionChoice,
            Carrying,
        )
        .join(Round, Round.id == Contribution.round_id)
        .join(Version, Version.id == Round.version_id)
        .join(Charter, Charter.id == Version.charter_id)
        .join(DispositionRecord, DispositionRecord.contribution_id == Contribution.id)
        .join(
            Revision,
            (Revision.contribution_id == Contribution.id)
            & (Revision.number == Contribution.shown_revision),
        )
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .outerjoin(Section, Section.id == Contribution.section_id)
        .outerjoin(
            CompositionChoice,
            (CompositionChoice.contribution_id == Contribution.id)
            & (CompositionChoice.version_id == version.id),
        )
        .outerjoin(
            Carrying,
            (Carrying.contribution_id == Contribution.id) & (Carrying.version_id == base.id),
        )
        .where(
            Version.charter_id == base.charter_id,
            Version.number <= base.number,
            Contribution.kind == Kind.AMENDMENT,
            Contribution.status == Status.PUBLISHED,
            DispositionRecord.disposition.in_(TAKEN_UP),
            DispositionRecord.confirmed_at.is_not(None),
            Contribution.id.not_in(used),
        )
        .order_by(Round.number, Contribution.number)
    )


class _Places:
    """Where amendments stand in the base, and what they ask for there."""

    def __init__(
        self, base: Version, before: Content, texts: Mapping[int, Texts], added: Mapping[int, Added]
    ) -> None:
        self.base, self.before, self.texts, self.added = base, before, texts, added
        self.rows = {row.key: row for row in before.paragraphs}
        self.sections = {row.key: row.id for row in before.sections}

    def wish(self, found: _Found) -> Wish:
        """The amendment as it is composed."""
        one, added = found.contribution, self.added.get(found.contribution.id, {})
        own, further = _asked(found, added)
        row, section = found.paragraph, found.section
        texts, fits = own, True
        earlier = _is_earlier(found, self.base)
        if earlier:
            key = found.carried.paragraph_key if found.carried else row.key if row else None
            old = self.texts.get(row.id, {}) if row else {}
            row = self.rows.get(key or "")
            if one.operation is Operation.REPLACE:
                texts = self._rebased(row, old, own)
                fits = texts.keys() >= own.keys() - further.keys()
        return Wish(
            id=one.id,
            key=f"{found.code}-R{found.round.number}-{one.reference}",
            reference=one.reference,
            round_slug=found.round.slug,
            operation=one.operation or Operation.REPLACE,
            paragraph_id=row.id if row else None,
            section_id=self.sections.get(section.key) if section else None,
            language=one.language,
            texts=texts,
            disposition=found.record.disposition,
            reasons=found.record.reasons,
            author=one.display_name,
            why=found.revision.text,
            choice=found.choice,
            earlier=earlier,
            asked=own,
            fits=fits and (row is not None or section is not None),
            further=further,
            one_language=one.scope is Scope.LANGUAGE,
        )

    def _rebased(self, row: Paragraph | None, old: Texts, own: Texts) -> dict[str, str]:
        """What still stands beside all that changed since; nothing where it does not."""
        if row is None:
            return {}
        found = {}
        for language, text in own.items():
            now = self.before.of(row, language)
            made = rebased(old[language], now.text, text) if language in old and now else text
            if made is not None:
                found[language] = made
        return found


def _is_earlier(found: _Found, base: Version) -> bool:
    return found.round.version_id != base.id


def _asked(found: _Found, added: Added) -> tuple[dict[str, str], dict[str, int | None]]:
    """The texts asked for, and in which of these languages they only follow, with who wrote them.

    A wording that the decision changed is not what was written in further languages.
    """
    record = found.record
    if record.disposition is Disposition.ACCEPTED_WITH_CHANGES and record.wordings:
        return {language: text for language, text in record.wordings.items() if text}, {}
    wording, own = found.revision.wording, found.contribution.language
    if not wording:
        return {}, {}
    given = dict(found.revision.wordings)
    written = {code: row.text for code, row in added.items() if code not in given}
    further = {code: added[code].member_id if code in written else None for code in given | written}
    return {own: wording, **given, **written}, further


def _texts_of(session: Session, paragraphs: list[int]) -> dict[int, dict[str, str]]:
    """The words of earlier paragraphs, by language."""
    texts: dict[int, dict[str, str]] = {}
    for row, language, text in session.execute(
        select(Wording.paragraph_id, Wording.language, Wording.text).where(
            Wording.paragraph_id.in_(paragraphs)
        )
    ):
        texts.setdefault(row, {})[language] = text
    return texts
