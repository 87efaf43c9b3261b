"""Holding an import while it is changed, and remembering how it was before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.corrections import STEPS_KEPT, Correction
from app.domain.errors import Conflict, NotFound
from app.domain.pairing import Pairing
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.preview import Preview
from app.domain.rules import Subject
from app.models.charters import Charter, ImportStep, TextImport
from app.queries.imports import target_of

ABOUT = 60


@dataclass(frozen=True, slots=True)
class Step:
    """What is done and to which line; to several lines at once, ``about`` is their number."""

    act: Correction
    line: str = ""
    about: str = ""


def held(session: Session, actor: Actor, row: TextImport, edit: int, *, now: datetime) -> Charter:
    """The import locked, unless somebody changed or confirmed it meanwhile; gives its charter."""
    found = session.scalar(
        select(TextImport)
        .where(TextImport.id == row.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("import")
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=found.charter_id), now)
    if found.confirmed_at is not None:
        raise Conflict("import_is_done")
    if found.edit != edit:
        raise Conflict("changed_meanwhile")
    return session.get_one(Charter, found.charter_id)


def correct(
    session: Session,
    actor: Actor,
    row: TextImport,
    step: Step,
    correction: Callable[[Preview], Preview],
    *,
    edit: int,
    now: datetime,
) -> None:
    """Change the text of an import; where its lines belong follows."""
    charter = held(session, actor, row, edit, now=now)
    before = Preview.from_json(row.tree)
    preview = correction(before)
    if preview == before:
        session.commit()
        return
    pairing = Pairing.from_json(row.pairs)
    if pairing.places:
        target = target_of(session, charter, row.language)
        pairing = pairing.follow(preview, stray=target.stray)
    keep(session, row, step, preview, pairing)


def keep(
    session: Session,
    row: TextImport,
    step: Step,
    preview: Preview,
    pairing: Pairing,
    *,
    basis: str | None = None,
) -> None:
    """Take what was corrected, and remember what was there before."""
    remember(session, row, step)
    row.tree = preview.to_json()
    row.pairs = {"basis": basis or row.pairs["basis"], **pairing.to_json()}
    row.edit += 1
    session.commit()


def remember(session: Session, row: TextImport, step: Step) -> None:
    """Note how everything is before a step; only the last ones can be taken back."""
    about = step.about
    if step.line and not about:
        lines = Preview.from_json(row.tree).lines
        about = next((line.text for line in lines if line.id == step.line), "")
    session.add(
        ImportStep(
            import_id=row.id,
            act=step.act,
            line=step.line,
            about=about if len(about) <= ABOUT else about[:ABOUT] + "…",
            reading=row.readings.get("taken", ""),
            state={"tree": row.tree, "pairs": row.pairs, "notes": row.notes},
        )
    )
    session.flush()
    mine = select(ImportStep.id).where(ImportStep.import_id == row.id)
    older = session.scalars(mine.order_by(ImportStep.id.desc()).offset(STEPS_KEPT)).all()
    session.execute(delete(ImportStep).where(ImportStep.id.in_(older)))
