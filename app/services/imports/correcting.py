"""Correcting one line of an import before it is confirmed: words, type, place, level, links."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain import rearranging
from app.domain.corrections import Correction
from app.domain.people import Actor
from app.domain.preview import Linked, Preview
from app.models.charters import TextImport
from app.queries.imports import links_behind
from app.services.imports.holding import Step, correct
from app.services.imports.linking import checked_links, linked_if_new


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as typed: words, label, ``heading1`` … or a type, and what it is linked to.

    Without ``linked`` nothing was said of principles and topics.
    """

    text: str
    label: str
    kind: str
    linked: Linked | None = None


class LineAct(StrEnum):
    """What one press of a button does to a line, or to a section with all in it."""

    UP = "up"
    DOWN = "down"
    LOWER = "lower"
    LIFT = "lift"
    MERGE = "merge"
    DELETE = "delete"
    TAKE_OUT = "take_out"


_ACTS: dict[LineAct, tuple[Correction, Callable[[Preview, str], Preview]]] = {
    LineAct.UP: (Correction.MOVED, rearranging.move_up),
    LineAct.DOWN: (Correction.MOVED, rearranging.move_down),
    LineAct.LOWER: (Correction.LOWERED, rearranging.lower),
    LineAct.LIFT: (Correction.LIFTED, rearranging.lift),
    LineAct.MERGE: (Correction.MERGED, Preview.merge),
    LineAct.DELETE: (Correction.DELETED, Preview.delete),
    LineAct.TAKE_OUT: (Correction.TAKEN_OUT, rearranging.take_out),
}


def change_line(
    session: Session,
    actor: Actor,
    row: TextImport,
    line: str,
    typed: Typed,
    *,
    edit: int,
    now: datetime,
) -> None:
    """Give a line other words, another label, type, principles or topics."""
    write = _writing(session, row, line, typed)
    correct(session, actor, row, Step(Correction.CHANGED, line), write, edit=edit, now=now)


def split_line(
    session: Session,
    actor: Actor,
    row: TextImport,
    line: str,
    text: str,
    *,
    typed: Typed | None = None,
    edit: int,
    now: datetime,
) -> None:
    """Make several paragraphs of one, at the empty lines of the text."""
    write = _writing(session, row, line, typed)
    correct(
        session,
        actor,
        row,
        Step(Correction.SPLIT, line),
        lambda one: write(one).split(line, text),
        edit=edit,
        now=now,
    )


def merge_line(
    session: Session, actor: Actor, row: TextImport, line: str, *, edit: int, now: datetime
) -> None:
    """Join a line with the next one of its kind."""
    act_on_line(session, actor, row, line, LineAct.MERGE, edit=edit, now=now)


def delete_line(
    session: Session, actor: Actor, row: TextImport, line: str, *, edit: int, now: datetime
) -> None:
    """Leave a line out of the text."""
    act_on_line(session, actor, row, line, LineAct.DELETE, edit=edit, now=now)


def act_on_line(
    session: Session,
    actor: Actor,
    row: TextImport,
    line: str,
    act: LineAct,
    *,
    typed: Typed | None = None,
    edit: int,
    now: datetime,
) -> None:
    """Move, raise, lower, merge or delete a line; what was typed into it before is taken first."""
    correction, do = _ACTS[act]
    write = _writing(session, row, line, typed)
    if act is LineAct.MERGE:
        write = _with_links(session, row, line, write)
    step = Step(correction, line)
    correct(session, actor, row, step, lambda one: do(write(one), line), edit=edit, now=now)


def move_line(
    session: Session,
    actor: Actor,
    row: TextImport,
    line: str,
    target: str | int,
    *,
    typed: Typed | None = None,
    edit: int,
    now: datetime,
) -> None:
    """Put a line far away: behind the paragraph with a number, or to the heading with an id."""
    write = _writing(session, row, line, typed)

    def move(preview: Preview) -> Preview:
        if isinstance(target, int):
            return rearranging.move_behind(write(preview), line, target)
        return rearranging.move_into(write(preview), line, target)

    correct(session, actor, row, Step(Correction.MOVED, line), move, edit=edit, now=now)


def _writing(
    session: Session, row: TextImport, line: str, typed: Typed | None
) -> Callable[[Preview], Preview]:
    """What puts the typed words into a preview, and the links where they are other ones."""
    if typed is None:
        return lambda preview: preview
    if typed.linked is not None:
        checked_links(session, row, typed.linked)
    behind = links_behind(session, row)

    def write(preview: Preview) -> Preview:
        changed = preview.change(line, typed.text, typed.label, typed.kind)
        if typed.linked is None:
            return changed
        return linked_if_new(changed, line, typed.linked, behind)

    return write


def _with_links(
    session: Session, row: TextImport, line: str, write: Callable[[Preview], Preview]
) -> Callable[[Preview], Preview]:
    """The same, and says of both lines what they are linked to, so that merged they keep all."""
    behind = links_behind(session, row)

    def said(preview: Preview) -> Preview:
        made = write(preview)
        at = made.at(line)
        pair = made.lines[at : at + 2]
        if all(one.linked is None for one in pair):
            return made
        links = {one.id: one.linked or behind.get(one.id, Linked()) for one in pair}
        return rearranging.relink(made, links)

    return said
