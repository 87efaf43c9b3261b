"""Taking what a marked-up file asks for: amendments and comments, in one act."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Channel, Kind, Operation, Status
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.marked.takeover import Proposed, Said
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.domain.writing import tidy, title_from
from app.ledger import contributions
from app.ledger.rounds import lock_round
from app.models.contributions import Contribution, Revision
from app.models.people import Member, Organisation
from app.models.rounds import Round
from app.models.word_files import WordFile
from app.queries.rounds import subject_of
from app.queries.word_files import (
    WordFileInView,
    in_view,
    places_in,
    speaking_for,
    trace_of_amendment,
    trace_of_comment,
)
from app.services.word_files.receipts import tell_organisation

# How the keys of members begin who stand for an organisation and for no person.
DESK = "desk-"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person takes of a file, by index, with the reason of the amendments.

    ``reasons`` are those of single amendments, in place of the general one.
    """

    reason: str
    amendments: Collection[int]
    comments: Collection[int]
    reasons: Mapping[int, str] = field(default_factory=dict)


def everything(found: WordFileInView, reason: str) -> Choice:
    """All that is in a file."""
    takeover = found.takeover
    return Choice(reason, range(len(takeover.amendments)), range(len(takeover.comments)))


def confirm_word_file(
    session: Session,
    actor: Actor,
    round_id: int,
    key: str,
    choice: Choice,
    *,
    edit: int,
    now: datetime,
) -> WordFile:
    """File what was chosen, in the organisation's name and by way of a word file.

    What the organisation sent before, by whatever way, is not filed again: its reference stands
    for it. Confirming twice changes nothing. Nothing enters a closed window. The organisation's
    delegates get a mail with what was taken.
    """
    round_ = lock_round(session, round_id)
    row = session.scalar(
        select(WordFile)
        .where(WordFile.key == key, WordFile.round_id == round_.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound("word_file")
    organisation = session.get_one(Organisation, row.organisation_id)
    subject = subject_of(session, round_, now=now)
    if organisation.id not in actor.delegations:
        require(actor, Action.ENTER_FOR_ORGANISATION, subject, now)
    if row.confirmed_at is not None:
        session.commit()
        return row
    if row.edit != edit:
        raise Conflict("changed_meanwhile", edit=row.edit)
    writer = _writer(session, actor, organisation, now=now)
    found = in_view(session, row, organisation)
    _Taking(session, writer, round_, found, subject, now).take(choice)
    tell_organisation(session, round_, found, now=now)
    row.content = {}
    row.confirmed_at = now
    row.edit += 1
    session.commit()
    return row


def _writer(session: Session, actor: Actor, organisation: Organisation, *, now: datetime) -> Actor:
    """A delegate speaks oneself; what others bring is written by a member that is nobody's.

    That member has no account and no delegation: the organisation's delegates go on from there.
    """
    if organisation.id in actor.delegations:
        return speaking_for(actor, organisation)
    member = session.scalar(
        select(Member)
        .where(
            Member.organisation_id == organisation.id,
            Member.key.startswith(DESK, autoescape=True),
        )
        .order_by(Member.id)
        .limit(1)
    )
    if member is None:
        member = Member(
            key=f"{DESK}{token_hex(16)}",
            display_name=organisation.name,
            language=organisation.language,
            organisation_id=organisation.id,
            created_at=now,
        )
        session.add(member)
        session.flush()
    desk = Actor(
        member_id=member.id,
        member_key=member.key,
        display_name=member.display_name,
        organisation_id=organisation.id,
        group=organisation.group,
    )
    return speaking_for(desk, organisation)


@dataclass
class _Taking:
    """One file being taken, with the round locked."""

    session: Session
    writer: Actor
    round: Round
    found: WordFileInView
    subject: Subject
    now: datetime

    def take(self, choice: Choice) -> None:
        """File what was chosen and tell in the row what came of it."""
        places = places_in(self.session, self.round.id)
        traces: dict[str, str] = {}
        already: list[str] = []
        for at, proposed in enumerate(self.found.takeover.amendments):
            if at in self.found.amendments_already:
                already.append(self.found.amendments_already[at])
            elif at in choice.amendments:
                reason = tidy(choice.reasons.get(at)) or tidy(choice.reason)
                filed = self._amendment(proposed, reason, places)
                traces[filed] = trace_of_amendment(proposed, places, self.found.row.language)
        said: dict[int, Contribution] = {}
        for at, comment in enumerate(self.found.takeover.comments):
            if at in self.found.comments_already:
                already.append(self.found.comments_already[at])
            elif at in choice.comments:
                said[at] = self._comment(comment, places, said)
                traces[said[at].reference] = trace_of_comment(comment, places)
        takeover = self.found.takeover
        whole = len(takeover.amendments) + len(takeover.comments)
        self.found.row.result = {
            "filed": list(traces),
            "already": already,
            "traces": traces,
            "not_chosen": whole - len(traces) - len(already),
            "left_out": len(takeover.left_out),
            "status": {one: str(status) for one, status in self._statuses(traces).items()},
        }

    def _statuses(self, references: Collection[str]) -> dict[str, Status]:
        rows = self.session.execute(
            select(Contribution.reference, Contribution.status).where(
                Contribution.round_id == self.round.id, Contribution.reference.in_(references)
            )
        )
        return {reference: status for reference, status in rows}  # noqa: C416  rows are no pairs

    def _amendment(
        self, one: Proposed, reason: str, places: Mapping[int, tuple[int, int | None]]
    ) -> str:
        self._allowed(Action.AMEND, Kind.AMENDMENT)
        if not reason:
            raise Invalid("reason_missing", field="reason")
        paragraph, section = self._place(one.number, places)
        deletes = one.operation is Operation.DELETE
        row = self._row(Kind.AMENDMENT)
        row.operation = one.operation
        row.paragraph_id = None if one.at_head else paragraph
        row.section_id = section if one.at_head else None
        wording = None if deletes else one.wording
        words = Revision(title=title_from(reason), text=reason, wording=wording)
        return self._file(row, words).reference

    def _comment(
        self,
        one: Said,
        places: Mapping[int, tuple[int, int | None]],
        said: Mapping[int, Contribution],
    ) -> Contribution:
        self._allowed(Action.COMMENT, Kind.COMMENT)
        row = self._row(Kind.COMMENT)
        if one.number is not None:
            row.paragraph_id = self._place(one.number, places)[0]
        above = self._above(one, said)
        if above is not None:
            row.parent_id, row.paragraph_id = above.id, above.paragraph_id
        return self._file(row, Revision(text=one.text, quote=one.quote or None))

    def _above(self, one: Said, said: Mapping[int, Contribution]) -> Contribution | None:
        """What a comment answers, where readers see it and it answers nothing itself."""
        found = said.get(one.answers) if one.answers is not None else None
        if found is None and one.parent:
            found = contributions.contribution_behind(self.session, self.round.id, one.parent)
        if found is None or found.status is not Status.PUBLISHED:
            return None
        if found.parent_id is not None:
            return self.session.get(Contribution, found.parent_id)
        return found

    def _allowed(self, action: Action, kind: Kind) -> None:
        require(self.writer, action, self.subject, self.now)
        if kind not in self.round.kinds:
            raise NotAllowed("kind_is_asked_for")

    def _place(
        self, number: int, places: Mapping[int, tuple[int, int | None]]
    ) -> tuple[int, int | None]:
        if number not in places:
            raise NotFound("paragraph")
        return places[number]

    def _row(self, kind: Kind) -> Contribution:
        return Contribution(
            kind=kind,
            language=self.found.row.language,
            channel=Channel.WORD_FILE,
            display_name=contributions.public_name(self.writer, ""),
            last_revision=1,
        )

    def _file(self, row: Contribution, words: Revision) -> Contribution:
        return contributions.receive(
            self.session, self.writer, self.round, row, words, now=self.now
        )
