"""Correcting several lines of an import at once."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain import rearranging
from app.domain.corrections import Correction
from app.domain.people import Actor
from app.domain.texts import ParagraphType
from app.models.charters import TextImport
from app.services.imports.holding import Step, correct


def retype_lines(
    session: Session,
    actor: Actor,
    row: TextImport,
    lines: Collection[str],
    type_: ParagraphType,
    *,
    edit: int,
    now: datetime,
) -> None:
    """Give several paragraphs one type; a heading stands for all paragraphs of its section."""
    correct(
        session,
        actor,
        row,
        Step(Correction.RETYPED, about=str(len(lines))),
        lambda one: rearranging.retype(one, lines, type_),
        edit=edit,
        now=now,
    )


def delete_lines(
    session: Session,
    actor: Actor,
    row: TextImport,
    lines: Collection[str],
    *,
    edit: int,
    now: datetime,
) -> None:
    """Leave several lines out; what stands under a heading among them stays."""
    correct(
        session,
        actor,
        row,
        Step(Correction.DELETED, about=str(len(lines))),
        lambda one: rearranging.take_out_all(one, lines),
        edit=edit,
        now=now,
    )
