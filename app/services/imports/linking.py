"""Linking lines of an import to principles and topics of its charter."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import rearranging
from app.domain.corrections import Correction
from app.domain.errors import Invalid
from app.domain.people import Actor
from app.domain.preview import Linked, Preview
from app.models.charters import Principle, TextImport, Topic
from app.queries.imports import links_behind
from app.services.imports.holding import Step, correct


def link_lines(
    session: Session,
    actor: Actor,
    row: TextImport,
    lines: Collection[str],
    linked: Linked,
    *,
    away: bool = False,
    edit: int,
    now: datetime,
) -> None:
    """Link several lines to more principles and topics, or take these ``away`` from them.

    A heading stands for all paragraphs of its section.
    """
    checked_links(session, row, linked)
    if not linked:
        raise Invalid("nothing_to_link", field="principles")
    behind = links_behind(session, row)

    def link(preview: Preview) -> Preview:
        for line in rearranging.covered(preview, lines):
            own = line.linked if line.linked is not None else behind.get(line.id, Linked())
            made = own - linked if away else own | linked
            preview = linked_if_new(preview, line.id, made, behind)
        return preview

    step = Step(Correction.LINKED, about=str(len(lines)))
    correct(session, actor, row, step, link, edit=edit, now=now)


def checked_links(session: Session, row: TextImport, linked: Linked) -> None:
    """Raise ``Invalid`` where the charter has no such principle or topic."""
    principles = session.scalars(
        select(Principle.key).where(Principle.charter_id == row.charter_id)
    )
    topics = session.scalars(select(Topic.key).where(Topic.charter_id == row.charter_id))
    if not (set(linked.principles) <= set(principles) and set(linked.topics) <= set(topics)):
        raise Invalid("link_unknown", field="principles")


def linked_if_new(
    preview: Preview, line: str, linked: Linked, behind: Mapping[str, Linked]
) -> Preview:
    """The line with these links, unless it has them already from the paragraph it becomes."""
    own = preview.line(line).linked
    before = own if own is not None else behind.get(line, Linked())
    same = set(before.principles) == set(linked.principles) and (
        set(before.topics) == set(linked.topics)
    )
    return preview if same else preview.link(line, linked)
