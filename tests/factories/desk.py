"""A desk for composing: a working version 2 on the cast's version 1, and whoever composes it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.composition import EditKind
from app.domain.people import Actor
from app.domain.texts import ParagraphType
from app.models.charters import Paragraph, Version
from app.models.contributions import Contribution
from app.queries.composition import Composition, composition_of
from app.queries.works import Work
from app.services.composition.deciding import (
    skip_amendment,
    take_all_clean,
    take_amendment,
    undo_decision,
)
from app.services.composition.editing import ParagraphEdit, edit_paragraph
from app.services.composition.preparing import prepare_version
from app.services.composition.publishing import publish_changes
from tests.factories.accepted import accept, close
from tests.factories.cast import Cast
from tests.factories.charters import WORDS


@dataclass
class Desk:
    """A working version 2 on the cast's version 1, and whoever composes it."""

    session: Session
    cast: Cast
    actor: Actor
    now: datetime

    @property
    def version(self) -> Version:
        return self.session.scalars(select(Version).order_by(Version.number.desc())).first()  # type: ignore[return-value]

    def composition(self) -> Composition:
        self.session.expire_all()
        return composition_of(self.session, self.version)

    def work(self, at: int) -> Work:
        found = self.composition().work(f"k{at}")
        assert found is not None
        return found

    def wish(self, row: Contribution) -> str:
        return f"MOB-R1-{row.reference}"

    def prepare(self) -> None:
        close(self.session, self.cast.round, now=self.now)
        prepare_version(self.session, self.actor, self.cast.version, now=self.now)

    def take(self, row: Contribution, at: int) -> None:
        take_amendment(
            self.session,
            self.actor,
            self.version,
            self.wish(row),
            token=self.work(at).token,
            now=self.now,
        )

    def skip(self, row: Contribution, at: int, reason: str = "Said elsewhere.") -> None:
        skip_amendment(
            self.session,
            self.actor,
            self.version,
            self.wish(row),
            reason,
            token=self.work(at).token,
            now=self.now,
        )

    def undo(self, row: Contribution, at: int) -> None:
        undo_decision(
            self.session,
            self.actor,
            self.version,
            self.wish(row),
            token=self.work(at).token,
            now=self.now,
        )

    def clean(self) -> int:
        return take_all_clean(self.session, self.actor, self.version, now=self.now)

    def text(self, at: int, language: str = "en") -> str | None:
        wording = self.work(at).after.get(language)
        return wording.text if wording else None

    def numbers(self) -> list[tuple[int, str]]:
        self.session.expire_all()
        rows = self.session.execute(
            select(Paragraph.number, Paragraph.key)
            .where(Paragraph.version_id == self.version.id)
            .order_by(Paragraph.number)
        )
        return [(number, key) for number, key in rows]


def base(at: int, language: str = "en") -> str:
    return WORDS[language].format(n=at)


def changed(at: int, old: str, new: str, language: str = "en") -> str:
    assert old in base(at, language)
    return base(at, language).replace(old, new)


def replace(desk: Desk, at: int, old: str, new: str, language: str = "en") -> Contribution:
    words = changed(at, old, new, language)
    paragraph = desk.cast.paragraphs[at - 1]
    return accept(desk.session, desk.cast, words, on=paragraph, language=language, now=desk.now)


def write(desk: Desk, at: int, kind: EditKind | None = EditKind.EDITORIAL, **texts: str) -> None:
    work = desk.work(at)
    words = {language: wording.text for language, wording in work.after.items()}
    edit = ParagraphEdit(
        {**words, **texts}, {}, {}, ParagraphType.OPERATIVE, kind=kind, reasons={"en": "A slip."}
    )
    edit_paragraph(
        desk.session, desk.actor, desk.version, f"k{at}", edit, token=work.token, now=desk.now
    )


def publish(desk: Desk) -> Version:
    version = desk.version
    return publish_changes(
        desk.session, desk.actor, version, {"en": "What we did."}, edit=version.edit, now=desk.now
    )
