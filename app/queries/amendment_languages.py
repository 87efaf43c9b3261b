"""One amendment in several languages: by its proposer, by translators, and what is missing."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Scope, Status
from app.domain.languages import LANGUAGES
from app.domain.wording.diff import Difference, difference
from app.models.charters import Wording
from app.models.contributions import AmendmentWording, Contribution, Revision
from app.models.moderation import ModerationStep


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The wording in one more language, with its difference to the text in that language.

    One ``by_translator`` that ``is_older`` is of words the proposer has revised since.
    """

    language: str
    text: str
    difference: Difference | None
    by_translator: bool
    is_older: bool
    edit: int


@dataclass(frozen=True, slots=True)
class Languages:
    """All further languages of one amendment, and those in which it is not there yet."""

    given: tuple[InLanguage, ...]
    missing: tuple[str, ...]

    def of(self, language: str) -> InLanguage | None:
        """The wording in a language, if there is one."""
        return next((one for one in self.given if one.language == language), None)


def languages_of(session: Session, one: Contribution, shown: Revision | None) -> Languages:
    """The further languages of the words that are shown; two statements."""
    proposes = one.kind is Kind.AMENDMENT and one.operation is not Operation.DELETE
    if shown is None or not proposes or one.scope is Scope.LANGUAGE:
        return Languages((), ())
    texts = session.execute(
        select(Wording.language, Wording.text).where(Wording.paragraph_id == one.paragraph_id)
    )
    bases = {language: text for language, text in texts}  # noqa: C416  rows are no pairs
    written = session.scalars(
        select(AmendmentWording)
        .where(
            AmendmentWording.contribution_id == one.id,
            AmendmentWording.revision <= shown.number,
            or_(AmendmentWording.revision == shown.number, seen_before()),
        )
        .order_by(AmendmentWording.revision)
    )
    by_translators = {row.language: row for row in written}
    replaces = one.operation is Operation.REPLACE
    found: list[InLanguage] = []
    missing: list[str] = []
    for code in LANGUAGES:
        if code == one.language:
            continue
        base = bases.get(code) if replaces else None
        if code in shown.wordings:
            found.append(_in(code, shown.wordings[code], base))
        elif code in by_translators:
            found.append(_translated(by_translators[code], base, shown.number))
        else:
            missing.append(code)
    return Languages(tuple(found), tuple(missing))


def added_by_translators(
    session: Session, ids: Collection[int]
) -> dict[int, dict[str, AmendmentWording]]:
    """What translators wrote of the words that are shown, by contribution; one statement."""
    rows = session.scalars(
        select(AmendmentWording)
        .join(
            Contribution,
            (Contribution.id == AmendmentWording.contribution_id)
            & (Contribution.shown_revision == AmendmentWording.revision),
        )
        .where(Contribution.id.in_(ids), Contribution.scope == Scope.SUBSTANCE)
    )
    found: dict[int, dict[str, AmendmentWording]] = {}
    for row in rows:
        found.setdefault(row.contribution_id, {})[row.language] = row
    return found


def seen_before() -> ColumnElement[bool]:
    """Whether it is of words that readers saw until the author replaced them.

    Of words that were taken down no translation is told either.
    """
    return (
        select(ModerationStep.id)
        .where(
            and_(
                ModerationStep.contribution_id == AmendmentWording.contribution_id,
                ModerationStep.shown_before == AmendmentWording.revision,
                ModerationStep.before == Status.PUBLISHED,
                ModerationStep.after == Status.PUBLISHED,
                ModerationStep.undoes_id.is_(None),
            )
        )
        .exists()
    )


def _in(code: str, text: str, base: str | None) -> InLanguage:
    changed = None if base is None else difference(base, text)
    return InLanguage(code, text, changed, by_translator=False, is_older=False, edit=0)


def _translated(row: AmendmentWording, base: str | None, shown: int) -> InLanguage:
    changed = None if base is None else difference(base, row.text)
    older = row.revision < shown
    edit = 0 if older else row.edit
    return InLanguage(row.language, row.text, changed, True, older, edit)
