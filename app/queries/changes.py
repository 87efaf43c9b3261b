"""What changed and why: every paragraph that differs from the version before, with its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import LineageKind
from app.domain.composition import EditKind
from app.models.charters import Version
from app.models.composition import Change
from app.queries.comparison import Compared, compare
from app.queries.composition import citations_of
from app.queries.imports import languages_of
from app.queries.texts import SectionText


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """A paragraph that differs, with what is said about it."""

    compared: Compared
    section: SectionText
    editorial: bool
    edited: EditKind | None
    reasons: Mapping[str, str]
    cited: Sequence[tuple[str, str]]

    @property
    def number(self) -> int:
        """Its number in the newer version, or in the older one where it was removed."""
        shown = self.compared.after or self.compared.before
        return shown.number if shown else 0


@dataclass(frozen=True, slots=True)
class ChangesInView:
    """The differences of one version from the one before, in one language."""

    base: Version
    items: Sequence[ChangedParagraph]
    unchanged: int

    def of(self, *kinds: LineageKind) -> list[ChangedParagraph]:
        """The changes of some kinds."""
        return [item for item in self.items if item.compared.kind in kinds]


def shown_in(session: Session, version: Version, language: str) -> str:
    """The language its text is shown in: the one asked for where it has that, else its first."""
    present = languages_of(session, version)
    return language if language in present else next(iter(present), language)


def changes_of(session: Session, version: Version, language: str) -> ChangesInView | None:
    """The changes since the version before; None for a first version."""
    base = session.get(Version, version.base_version_id) if version.base_version_id else None
    if base is None:
        return None
    said = {
        change.paragraph_key: change
        for change in session.scalars(select(Change).where(Change.version_id == version.id))
    }
    cited = citations_of(session, version)
    items: list[ChangedParagraph] = []
    unchanged = 0
    for part in compare(session, base, version, language):
        for one in part.paragraphs:
            shown = one.after or one.before
            change = said.get(shown.key) if shown else None
            if not one.changed and change is None:
                unchanged += 1
                continue
            items.append(
                ChangedParagraph(
                    one,
                    part.section,
                    change.editorial if change else True,
                    change.edited if change else None,
                    change.reasons if change else {},
                    cited.get(change.id, []) if change else [],
                )
            )
    return ChangesInView(base, items, unchanged)
