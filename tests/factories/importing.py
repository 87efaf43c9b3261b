"""Importing a text as the secretariat does, agreeing with the proposal."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import LineageKind
from app.domain.people import Actor
from app.ledger.freezing import freeze_version
from app.models.charters import Charter, Paragraph, TextImport, Version
from app.models.composition import Lineage
from app.queries.texts import paragraphs_of
from app.services.imports.confirming import confirm_import
from app.services.imports.opening import open_import
from app.services.imports.placing import confirm_rows
from tests.factories.small_text import EN


def opened(
    session: Session, actor: Actor, charter: Charter, data: bytes, language: str, now: datetime
) -> TextImport:
    return open_import(
        session, actor, charter, data, filename="text.md", language=language, now=now
    )


def taken(
    session: Session, actor: Actor, charter: Charter, data: bytes, language: str, now: datetime
) -> Version:
    """Import and confirm, agreeing with the whole proposal."""
    row = opened(session, actor, charter, data, language, now)
    rows = list(row.pairs["doubts"])
    confirm_rows(session, actor, row, rows, edit=row.edit, now=now)
    return confirm_import(session, actor, row, edit=row.edit, now=now)


def texts(session: Session, version: Version, language: str) -> list[str | None]:
    return [paragraph.text for paragraph in paragraphs_of(session, version, language)]


def keys(session: Session, version: Version) -> list[str]:
    return list(
        session.scalars(
            select(Paragraph.key)
            .where(Paragraph.version_id == version.id)
            .order_by(Paragraph.number)
        )
    )


def swapped(data: bytes) -> bytes:
    """The small text with its two recitals in the other order."""
    first, second = (line for line in data.split(b"\n") if line.endswith(b","))
    return data.replace(first, b"@").replace(second, first).replace(b"@", second)


def kinds_in(session: Session, version: Version) -> dict[int, LineageKind]:
    return dict(
        session.execute(
            select(Paragraph.number, Lineage.kind)
            .join(Lineage, Lineage.paragraph_id == Paragraph.id)
            .where(Lineage.version_id == version.id)
        ).all()
    )


def frozen(session: Session, actor: Actor, charter: Charter, now: datetime) -> Version:
    version = taken(session, actor, charter, EN, "en", now)
    freeze_version(session, version, now=now)
    session.commit()
    return version
