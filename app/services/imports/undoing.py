"""Taking back the last correction of an import."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid
from app.domain.pairing import Pairing
from app.domain.people import Actor
from app.domain.preview import Preview
from app.models.charters import ImportStep, TextImport
from app.queries.imports import target_of
from app.services.imports.holding import held


def undo_step(session: Session, actor: Actor, row: TextImport, *, edit: int, now: datetime) -> str:
    """Put text, pairs and comments back as they were before the last step; gives its line's id.

    Steps belong to the reading they were made in. Where the charter changed since, the pairs made
    anew for it are kept and follow the text.
    """
    charter = held(session, actor, row, edit, now=now)
    step = session.scalar(
        select(ImportStep)
        .where(ImportStep.import_id == row.id, ImportStep.reading == row.readings.get("taken", ""))
        .order_by(ImportStep.id.desc())
        .limit(1)
    )
    if step is None:
        raise Invalid("nothing_to_undo")
    state, line = step.state, step.line
    pairs = state["pairs"]
    if pairs["basis"] != row.pairs["basis"]:
        stray = target_of(session, charter, row.language).stray
        followed = Pairing.from_json(row.pairs).follow(
            Preview.from_json(state["tree"]), stray=stray
        )
        pairs = {"basis": row.pairs["basis"], **followed.to_json()}
    row.tree, row.pairs, row.notes = state["tree"], pairs, state["notes"]
    row.edit += 1
    session.delete(step)
    session.commit()
    return line
