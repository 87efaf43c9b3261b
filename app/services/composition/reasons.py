"""Why a paragraph reads as it does: reasons and the contributions that led to it."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.composition import inserted_key
from app.domain.contributions import Operation
from app.domain.errors import Invalid
from app.models.charters import Version
from app.models.composition import Change, Citation
from app.models.contributions import Contribution
from app.models.rounds import Round
from app.queries.composition import Composition
from app.queries.works import Wish


def explain_decisions(
    session: Session, composition: Composition, wish_keys: Collection[str]
) -> None:
    """Cite what is in the text, with the reason of its disposition; forget what is not."""
    for wish in composition.wishes:
        if wish.key not in wish_keys:
            continue
        key = _paragraph_key(composition, wish)
        change = change_of(session, composition.version, key)
        if wish.applied:
            change = change or new_change(session, composition.version, key)
            cite(session, change, [wish.id])
            change.editorial = False
            change.reasons = joined(change.reasons, wish.reasons)
        elif change is not None:
            session.execute(
                delete(Citation).where(
                    Citation.change_id == change.id, Citation.contribution_id == wish.id
                )
            )
            _forget_if_idle(session, composition, change)
    session.flush()


def change_of(session: Session, version: Version, key: str) -> Change | None:
    """What is said of a paragraph's change so far."""
    return session.scalar(
        select(Change).where(Change.version_id == version.id, Change.paragraph_key == key)
    )


def new_change(session: Session, version: Version, key: str, *, editorial: bool = False) -> Change:
    """A change that nothing is said of yet."""
    change = Change(version_id=version.id, paragraph_key=key, editorial=editorial, reasons={})
    session.add(change)
    session.flush()
    return change


def cite(session: Session, change: Change, contributions: Collection[int]) -> None:
    """Name contributions that led to a change, each once."""
    known = set(
        session.scalars(select(Citation.contribution_id).where(Citation.change_id == change.id))
    )
    for row in contributions:
        if row not in known:
            session.add(Citation(change_id=change.id, contribution_id=row))
    session.flush()


def cite_references(
    session: Session, version: Version, change: Change, references: Collection[str]
) -> None:
    """Let a change cite exactly these references of the rounds on the version before."""
    wanted = {reference.strip().upper() for reference in references if reference.strip()}
    rows = session.execute(
        select(Contribution.id, Contribution.reference)
        .join(Round, Round.id == Contribution.round_id)
        .where(Round.version_id == version.base_version_id, Contribution.reference.in_(wanted))
    )
    found = {row: reference for row, reference in rows}  # noqa: C416  rows are no pairs
    unknown = wanted - set(found.values())
    if unknown:
        raise Invalid("unknown_references", field="references", references=", ".join(unknown))
    session.execute(
        delete(Citation).where(
            Citation.change_id == change.id, Citation.contribution_id.not_in(found)
        )
    )
    cite(session, change, found)


def joined(reasons: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """Reasons with those of another decision added, none said twice."""
    made = dict(reasons)
    for language, text in more.items():
        before = made.get(language, "")
        if text and text not in before:
            made[language] = f"{before}\n{text}".strip()
    return made


def _forget_if_idle(session: Session, composition: Composition, change: Change) -> None:
    cited = session.scalar(select(Citation.id).where(Citation.change_id == change.id).limit(1))
    work = composition.work(change.paragraph_key)
    if cited is not None:
        return
    if work is None or not work.changed:
        session.delete(change)
    else:
        change.editorial = True


def _paragraph_key(composition: Composition, wish: Wish) -> str:
    if wish.operation is Operation.INSERT_AFTER:
        return inserted_key(composition.charter_slug, wish.key)
    work = next(one for one in composition.works if wish in one.wishes)
    return work.key
