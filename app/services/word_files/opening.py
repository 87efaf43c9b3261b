"""Reading a marked-up file into a preview; nothing of the round changes yet."""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from app.documents.sandbox import read_marked_safely
from app.domain.errors import Invalid, NotFound
from app.domain.languages import LANGUAGES
from app.domain.marked.lines import MarkedFile
from app.domain.marked.reading import taken_over
from app.domain.marked.takeover import Takeover
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.review import ALL, LANGUAGE, PARAGRAPHS, ROUND, VERSION
from app.models.people import Organisation
from app.models.word_files import WordFile
from app.queries.rounds import RoundInView
from app.queries.word_files import ground_for, speaking_for

MOST = 2_000


def open_word_file(
    session: Session,
    actor: Actor,
    view: RoundInView,
    organisation: Organisation,
    data: bytes,
    *,
    filename: str,
    language: str = "",
    now: datetime,
) -> WordFile:
    """Read a stranger's file apart from everything, and keep what it asks for until confirmed.

    Without a ``language`` the file says which one it is in. The transaction ends before the file
    is read, so that nobody waits for it. Raises ``UnreadableDocument``, ``Invalid`` with
    ``another_round``, ``another_text``, ``language_needed`` or ``too_many_changes``.
    """
    may_bring(actor, view, organisation, now=now)
    session.commit()
    file = read_marked_safely(data, filename)
    takeover, spoken = asked_for(session, view, file, language)
    row = WordFile(
        key=secrets.token_urlsafe(12),
        round_id=view.round.id,
        organisation_id=organisation.id,
        member_id=actor.member_id or None,
        language=spoken,
        filename=filename,
        content=takeover.to_json(),
        created_at=now,
    )
    session.add(row)
    session.commit()
    return row


def asked_for(
    session: Session, view: RoundInView, file: MarkedFile, language: str = ""
) -> tuple[Takeover, str]:
    """What a file asks of a round, and the language it is in."""
    about = file.properties
    if about.get(ROUND, view.round.slug) != view.round.slug:
        raise Invalid("another_round", field="file", round=about[ROUND])
    spoken = language or about.get(LANGUAGE, "")
    if spoken not in LANGUAGES:
        raise Invalid("language_needed", field="language")
    ground = ground_for(session, view, spoken)
    whole = about.get(PARAGRAPHS, ALL) == ALL
    numbers = {int(one) for one in about.get(PARAGRAPHS, "").split() if one.isdecimal()}
    places = [
        one for one in ground.places if whole or one.number in numbers or (one.number is None)
    ]
    takeover = taken_over(
        file,
        places,
        ground.known,
        missing=ground.missing,
        all_there=bool(about.get(ROUND)),
        another_version=about.get(VERSION, "") not in {"", view.version.content_hash or ""},
    )
    if len(takeover.amendments) + len(takeover.comments) > MOST:
        raise Invalid("too_many_changes", field="file", most=MOST)
    return takeover, spoken


def drop_word_file(
    session: Session, actor: Actor, view: RoundInView, row: WordFile, *, now: datetime
) -> None:
    """Forget a file that was not confirmed; raises ``NotFound`` for a stranger to it."""
    organisation = session.get_one(Organisation, row.organisation_id)
    may_bring(actor, view, organisation, now=now)
    if row.confirmed_at is not None:
        raise NotFound("word_file")
    session.delete(row)
    session.commit()


def may_bring(
    actor: Actor, view: RoundInView, organisation: Organisation, *, now: datetime
) -> None:
    """Raise ``NotAllowed`` unless this person brings files for the organisation in this round.

    A delegate does while comments are possible at all; those who run the round while it is open.
    """
    if organisation.id in actor.delegations:
        require(speaking_for(actor, organisation), Action.COMMENT, view.subject, now)
    else:
        require(actor, Action.ENTER_FOR_ORGANISATION, view.subject, now)
