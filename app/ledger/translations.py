"""What every writer of wordings shares: where one stands, who wrote it, what it was made from."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.ledger.lineage import relate
from app.models.charters import Paragraph, Version, Wording
from app.models.composition import Change, Citation
from app.models.translation import PartState

Written = Wording | PartState


def settle(
    wording: Written, status: WordingStatus, *, by: int | None = None, like: Wording | None = None
) -> None:
    """New words, or those of the base again: ``by`` wrote them, unreviewed unless ``like`` was."""
    wording.status = status
    wording.written_by_id = like.written_by_id if like else by
    wording.reviewed_by_id = like.reviewed_by_id if like else None
    wording.reviewed_at = like.reviewed_at if like else None
    wording.made_from = dict(like.made_from) if like else {}


def turn_stale(wording: Written, originals: Mapping[str, str]) -> None:
    """The original changed: keep how it read when these words were made, the earliest of all."""
    kept = wording.made_from if wording.status is WordingStatus.STALE else {}
    wording.status = WordingStatus.STALE
    wording.made_from = {**originals, **kept}


def follow(session: Session, version: Version, *paragraphs: Paragraph) -> None:
    """Lineage follows what was written in a working version; what nothing led to is editorial."""
    session.flush()
    if version.base_version_id is None or not paragraphs:
        return
    relate(session, version)
    keys = [paragraph.key for paragraph in paragraphs]
    changes = {
        change.paragraph_key: change
        for change in session.scalars(
            select(Change).where(Change.version_id == version.id, Change.paragraph_key.in_(keys))
        )
    }
    cited = set(
        session.scalars(
            select(Citation.change_id).where(
                Citation.change_id.in_([change.id for change in changes.values()])
            )
        )
    )
    before = _words(session, version.base_version_id, keys)
    now = _words(session, version.id, keys)
    for key in keys:
        change, differs = changes.get(key), before.get(key) != now.get(key)
        if differs and change is None:
            row = Change(version_id=version.id, paragraph_key=key, editorial=True, reasons={})
            session.add(row)
        elif change is not None and not differs and change.editorial and change.id not in cited:
            session.delete(change)


def _words(session: Session, version_id: int, keys: Collection[str]) -> dict[str, dict[str, str]]:
    """The texts of some paragraphs of a version, by key and language."""
    rows = session.execute(
        select(Paragraph.key, Wording.language, Wording.text)
        .join(Wording, Wording.paragraph_id == Paragraph.id)
        .where(Paragraph.version_id == version_id, Paragraph.key.in_(keys))
    )
    found: dict[str, dict[str, str]] = {}
    for key, language, text in rows:
        found.setdefault(key, {})[language] = text
    return found
