"""Marked-up files in a round: what they are compared with, and what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind
from app.domain.errors import NotAllowed, NotFound
from app.domain.marked.places import Place
from app.domain.marked.takeover import Proposed, Said, Takeover
from app.domain.people import Actor
from app.domain.permissions import Action, refusal
from app.domain.review import TITLE_KEY, paragraph_key, section_key, stamp_of
from app.domain.texts import content_hash, normalise_text
from app.models.charters import Paragraph
from app.models.contributions import Contribution, Revision
from app.models.people import Organisation
from app.models.rounds import Round
from app.models.word_files import WordFile
from app.queries.people import Body, bodies_of, every_body
from app.queries.rounds import RoundInView
from app.queries.texts import text_of

# The fingerprint of what was sent and where, so that no words are kept twice.
Trace = str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a file is compared with: the lines of the round's text, and what was published.

    ``missing`` are the numbers of paragraphs that do not exist in the language.
    """

    places: tuple[Place, ...]
    missing: frozenset[int]
    known: Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class WordFileInView:
    """A file with its organisation; ``already`` are references by index of each kind."""

    row: WordFile
    organisation: Organisation
    takeover: Takeover
    amendments_already: Mapping[int, str]
    comments_already: Mapping[int, str]

    @property
    def fresh(self) -> int:
        """How much of it the round does not have yet."""
        whole = len(self.takeover.amendments) + len(self.takeover.comments)
        return whole - len(self.amendments_already) - len(self.comments_already)


def ground_for(session: Session, view: RoundInView, language: str) -> Ground:
    """The text of a round in a language as a file shows it, and the hands of what was sent."""
    places = [Place(TITLE_KEY, normalise_text(view.charter_title(language)))]
    missing = set()
    for section in text_of(session, view.version, language):
        first = section.paragraphs[0].number if section.paragraphs else None
        if section.heading:
            text = normalise_text(section.heading)
            places.append(Place(section_key(section.key), text, first=first))
        for one in section.paragraphs:
            text, label = one.shown, one.label or ""
            places.append(Place(paragraph_key(one.key), text, number=one.number, label=label))
            missing |= {one.number} if one.missing else set()
    rows = session.execute(
        select(Contribution.display_name, Contribution.submitted_at, Contribution.reference)
        .where(
            Contribution.round_id == view.round.id,
            Contribution.kind.in_((Kind.AMENDMENT, Kind.COMMENT)),
        )
        .order_by(Contribution.id)
    )
    known: dict[tuple[str, str], tuple[str, ...]] = {}
    for name, at, reference in rows:
        hand = (normalise_text(name), stamp_of(at))
        known[hand] = (*known.get(hand, ()), reference)
    return Ground(tuple(places), frozenset(missing), known)


def bodies_for(session: Session, actor: Actor, view: RoundInView, *, now: datetime) -> list[Body]:
    """The organisations this person may bring a file for: one's own, or any for those who run it.

    Raises ``NotAllowed`` where there is none.
    """
    if _may_enter(actor, view, now):
        return every_body(session)
    found = bodies_of(session, actor)
    if not found:
        raise NotAllowed("brings_files_for_an_organisation")
    return found


def body_called(
    session: Session, actor: Actor, view: RoundInView, slug: str, *, now: datetime
) -> Organisation:
    """The organisation behind a slug, if this person may bring a file for it."""
    row = session.scalar(
        select(Organisation).where(Organisation.slug == slug, Organisation.closed_at.is_(None))
    )
    if row is None:
        raise NotFound("organisation", slug=slug)
    if row.id not in actor.delegations and not _may_enter(actor, view, now):
        raise NotAllowed("brings_files_for_an_organisation")
    return row


def _may_enter(actor: Actor, view: RoundInView, now: datetime) -> bool:
    return refusal(actor, Action.ENTER_FOR_ORGANISATION, view.subject, now) is None


def speaking_for(actor: Actor, organisation: Organisation) -> Actor:
    """The same person at the moment of acting for an organisation."""
    return replace(
        actor,
        acting_for=organisation.id,
        acting_group=organisation.group,
        acting_name=organisation.name,
        delegations=actor.delegations | {organisation.id},
    )


def word_file_in_view(
    session: Session, actor: Actor, view: RoundInView, key: str, *, now: datetime
) -> WordFileInView:
    """A file behind its key: for delegates of its organisation and those who run the round."""
    found = session.execute(
        select(WordFile, Organisation)
        .join(Organisation, Organisation.id == WordFile.organisation_id)
        .where(WordFile.key == key, WordFile.round_id == view.round.id)
    ).first()
    if found is None:
        raise NotFound("word_file")
    row, organisation = found
    runs = refusal(actor, Action.MODERATE, view.subject, now) is None
    if organisation.id not in actor.delegations and not runs:
        raise NotFound("word_file")
    return in_view(session, row, organisation)


def in_view(session: Session, row: WordFile, organisation: Organisation) -> WordFileInView:
    """A file with what of it the round has already."""
    takeover = Takeover.from_json(row.content) if row.content else Takeover()
    places = places_in(session, row.round_id) if row.content else {}
    left = traces_of(session, row.round_id, organisation.id)
    return WordFileInView(
        row,
        organisation,
        takeover,
        _already(
            [trace_of_amendment(one, places, row.language) for one in takeover.amendments], left
        ),
        _already([trace_of_comment(one, places) for one in takeover.comments], left),
    )


def _already(traces: list[Trace], left: dict[Trace, list[str]]) -> dict[int, str]:
    """The reference under which each was received, each reference once."""
    found = {}
    for at, trace in enumerate(traces):
        if left.get(trace):
            found[at] = left[trace].pop(0)
    return found


def places_in(session: Session, round_id: int) -> dict[int, tuple[int, int | None]]:
    """Paragraph and section of the round's text by the number of the paragraph."""
    rows = session.execute(
        select(Paragraph.number, Paragraph.id, Paragraph.section_id)
        .join(Round, Round.version_id == Paragraph.version_id)
        .where(Round.id == round_id)
    )
    return {number: (paragraph, section) for number, paragraph, section in rows}


def trace_of_amendment(
    one: Proposed, places: Mapping[int, tuple[int, int | None]], language: str
) -> Trace:
    """What tells an amendment from every other: where, what, and the wording."""
    paragraph, section = places.get(one.number, (0, None))
    place = f"s{section}" if one.at_head else f"p{paragraph}"
    return content_hash([language, place, one.operation.value, normalise_text(one.wording)])


def trace_of_comment(one: Said, places: Mapping[int, tuple[int, int | None]]) -> Trace:
    """What tells a comment from every other: where, and its words."""
    place = f"p{places[one.number][0]}" if one.number and one.number in places else ""
    return content_hash([place, Kind.COMMENT.value, normalise_text(one.text)])


def traces_of(session: Session, round_id: int, organisation_id: int) -> dict[Trace, list[str]]:
    """References by trace of all an organisation ever sent to a round, in any of its words.

    An amendment or comment that was taken back or revised stays received.
    """
    rows = session.execute(
        select(Contribution, Revision.text, Revision.wording)
        .join(Revision, Revision.contribution_id == Contribution.id)
        .where(Contribution.round_id == round_id, Contribution.organisation_id == organisation_id)
        .order_by(Contribution.id, Revision.number)
    )
    found: dict[Trace, list[str]] = {}
    for row, text, wording in rows:
        place = f"s{row.section_id}" if row.section_id else f"p{row.paragraph_id}"
        if row.kind is Kind.AMENDMENT and row.operation:
            told = [row.language, place, row.operation.value, normalise_text(wording or "")]
        else:
            where = place if row.paragraph_id else ""
            told = [where, row.kind.value, normalise_text(text)]
        _note(found, content_hash(told), row.reference)
    results = session.scalars(
        select(WordFile.result).where(
            WordFile.round_id == round_id,
            WordFile.organisation_id == organisation_id,
            WordFile.confirmed_at.is_not(None),
        )
    )
    for result in results:
        for reference, trace in result.get("traces", {}).items():
            _note(found, trace, reference)
    return found


def _note(found: dict[Trace, list[str]], trace: Trace, reference: str) -> None:
    references = found.setdefault(trace, [])
    if reference not in references:
        references.append(reference)


def files_brought(
    session: Session, actor: Actor, view: RoundInView, *, now: datetime
) -> list[tuple[WordFile, str]]:
    """Files that wait for confirmation, with the name of their organisation, the newest first."""
    wanted = (
        select(WordFile, Organisation.name)
        .join(Organisation, Organisation.id == WordFile.organisation_id)
        .where(WordFile.round_id == view.round.id, WordFile.confirmed_at.is_(None))
        .order_by(WordFile.id.desc())
    )
    if refusal(actor, Action.MODERATE, view.subject, now) is not None:
        wanted = wanted.where(WordFile.organisation_id.in_(actor.delegations))
    return [(row, name) for row, name in session.execute(wanted)]
