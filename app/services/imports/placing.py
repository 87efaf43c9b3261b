"""Saying where the lines of an import belong in the version it is compared with."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.corrections import Correction
from app.domain.errors import Invalid
from app.domain.pairing import OUT, OWN, Pairing, paragraph_place
from app.domain.people import Actor
from app.domain.preview import Preview
from app.domain.runs import taken_most
from app.models.charters import Paragraph, TextImport, Wording
from app.queries.imports import ImportMode, Target, proposal, target_of
from app.services.imports.holding import Step, held, keep


def propose_again(
    session: Session, actor: Actor, row: TextImport, *, edit: int, now: datetime
) -> None:
    """Pair the text anew with the charter as it stands; decisions made before are dropped."""
    charter = held(session, actor, row, edit, now=now)
    target = target_of(session, charter, row.language)
    pairing = proposal(session, target, Preview.from_json(row.tree))
    step = Step(Correction.COMPARED)
    keep(session, row, step, Preview.from_json(row.tree), pairing, basis=target.basis)


def confirm_rows(
    session: Session,
    actor: Actor,
    row: TextImport,
    rows: Sequence[str],
    *,
    edit: int,
    now: datetime,
) -> None:
    """A person looked at these pairs and agrees with them."""
    held(session, actor, row, edit, now=now)
    pairing = Pairing.from_json(row.pairs).confirm(rows)
    step = Step(Correction.CONFIRMED, about=str(len(rows)))
    keep(session, row, step, Preview.from_json(row.tree), pairing)


def place_line(
    session: Session,
    actor: Actor,
    row: TextImport,
    line: str,
    place: str,
    *,
    number: int | None = None,
    edit: int,
    now: datetime,
) -> None:
    """A person says where a line belongs: ``number``, ``join``, ``own`` or ``out``."""
    charter = held(session, actor, row, edit, now=now)
    preview, pairing = Preview.from_json(row.tree), Pairing.from_json(row.pairs)
    target = target_of(session, charter, row.language)
    if place == "number":
        pairing = pairing.put(line, _place_of(session, target, number))
    elif place == "join":
        pairing = pairing.join(preview, line)
    elif place == OUT or (place == OWN and not target.late):
        pairing = pairing.put(line, place)
    else:
        raise Invalid("place", field="place")
    keep(session, row, Step(Correction.PAIRED, line), preview, pairing)


def gather_line(
    session: Session,
    actor: Actor,
    row: TextImport,
    line: str,
    numbers: Sequence[int],
    *,
    edit: int,
    now: datetime,
) -> None:
    """A person says that a line was joined from the paragraphs with these numbers.

    It keeps the key of the one it took most from. Raises ``Invalid`` where a number is unknown or
    that paragraph has a text of its own here; only a text in the language of the source is joined.
    """
    charter = held(session, actor, row, edit, now=now)
    preview, pairing = Preview.from_json(row.tree), Pairing.from_json(row.pairs)
    target = target_of(session, charter, row.language)
    if target.mode is not ImportMode.REVISION:
        raise Invalid("place", field="place")
    places = [_place_of(session, target, number) for number in sorted(set(numbers))]
    texts = _texts(session, target, [place[2:] for place in places])
    keys = list(texts)
    if keys:
        first = keys.pop(taken_most(list(texts.values()), preview.line(line).text))
        keys.insert(0, first)
    gathered = pairing.gather(line, keys)
    keep(session, row, Step(Correction.PAIRED, line), preview, gathered)


def part_line(
    session: Session, actor: Actor, row: TextImport, line: str, *, edit: int, now: datetime
) -> None:
    """A person says that a line was not joined: it stays with one paragraph, the others go."""
    held(session, actor, row, edit, now=now)
    pairing = Pairing.from_json(row.pairs).part(line)
    keep(session, row, Step(Correction.PAIRED, line), Preview.from_json(row.tree), pairing)


def _texts(session: Session, target: Target, keys: Sequence[str]) -> dict[str, str]:
    """The words of paragraphs of the version, by key, as they follow each other."""
    version_id = target.version.id if target.version else 0
    rows = session.execute(
        select(Paragraph.key, Wording.text)
        .outerjoin(
            Wording, (Wording.paragraph_id == Paragraph.id) & (Wording.language == target.language)
        )
        .where(Paragraph.version_id == version_id, Paragraph.key.in_(keys))
        .order_by(Paragraph.number)
    )
    return {key: text or "" for key, text in rows}


def _place_of(session: Session, target: Target, number: int | None) -> str:
    version_id = target.version.id if target.version else 0
    key = session.scalar(
        select(Paragraph.key).where(Paragraph.version_id == version_id, Paragraph.number == number)
    )
    if key is None:
        raise Invalid("no_such_paragraph", field="number")
    return paragraph_place(key)
