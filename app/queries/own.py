"""What is one's own in a round: progress, and contributions behind a reference."""

from dataclasses import dataclass

from sqlalchemy import Select, and_, select, union
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import Status, parse_reference
from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor
from app.domain.publication import appears_at_once, depends_on_the_past
from app.models.charters import Paragraph, Section
from app.models.contributions import Contribution, Revision
from app.models.opinions import Position, Rating, Vote
from app.models.rounds import Round
from app.queries.rounds import in_language


@dataclass(frozen=True, slots=True)
class ContributionInView:
    """A contribution with the words readers see, the newest words, and where it stands."""

    contribution: Contribution
    shown: Revision | None
    newest: Revision
    number: int | None
    headings: dict[str, str]

    def heading(self, language: str) -> str:
        """The heading of the section an amendment stands at the start of."""
        return in_language(self.headings, language)

    @property
    def waiting(self) -> bool:
        """Whether newer words than those shown wait to be read by a facilitator."""
        return self.contribution.shown_revision != self.contribution.last_revision


def progress(session: Session, actor: Actor, round_id: int) -> frozenset[int]:
    """Numbers of the paragraphs this member has responded to in the round; one statement."""
    return progress_by_round(session, actor, (round_id,)).get(round_id, frozenset())


def progress_by_round(
    session: Session, actor: Actor, round_ids: tuple[int, ...]
) -> dict[int, frozenset[int]]:
    """The same for several rounds at once; still one statement."""
    if not actor.is_member or not round_ids:
        return {}
    acts = union(*_acts(actor.member_id or 0, round_ids)).subquery()
    rows = session.execute(
        select(acts.c.round_id, Paragraph.number).join(
            Paragraph, Paragraph.id == acts.c.paragraph_id
        )
    )
    found: dict[int, set[int]] = {}
    for round_id, number in rows:
        found.setdefault(round_id, set()).add(number)
    return {round_id: frozenset(numbers) for round_id, numbers in found.items()}


def _acts(member_id: int, round_ids: tuple[int, ...]) -> list[Select[int, int | None]]:
    """Round and paragraph of everything a member did: wrote, voted, rated, took a position."""
    of_amendments = select(Contribution.round_id, Contribution.paragraph_id).where(
        Contribution.round_id.in_(round_ids), Contribution.paragraph_id.is_not(None)
    )
    wrote = of_amendments.where(
        Contribution.member_id == member_id, Contribution.status != Status.WITHDRAWN
    )
    voted = of_amendments.join(Vote, Vote.contribution_id == Contribution.id).where(
        Vote.member_id == member_id
    )
    rated = select(Rating.round_id, Rating.paragraph_id).where(
        Rating.round_id.in_(round_ids), Rating.member_id == member_id
    )
    stood = select(Position.round_id, Position.paragraph_id).where(
        Position.round_id.in_(round_ids),
        Position.member_id == member_id,
        Position.paragraph_id.is_not(None),
    )
    stood_on = of_amendments.join(Position, Position.contribution_id == Contribution.id).where(
        Position.member_id == member_id
    )
    return [wrote, voted, rated, stood, stood_on]


def waiting_on(session: Session, actor: Actor, round_id: int, paragraph_id: int) -> tuple[str, ...]:
    """References of what somebody sent on a paragraph and others do not see yet."""
    return tuple(
        session.scalars(
            select(Contribution.reference)
            .where(
                Contribution.round_id == round_id,
                Contribution.paragraph_id == paragraph_id,
                Contribution.status.in_((Status.PENDING, Status.RETURNED)),
                Contribution.member_id == actor.member_id,
            )
            .order_by(Contribution.id)
        )
    )


def published_before(session: Session, member_id: int | None) -> bool:
    """Whether the member has a contribution that readers see, in any round."""
    found = session.scalar(
        select(Contribution.id)
        .where(Contribution.member_id == member_id, Contribution.status == Status.PUBLISHED)
        .limit(1)
    )
    return found is not None


def appears_now(session: Session, actor: Actor, round_: Round) -> bool | None:
    """Whether what this actor sends appears before it is read; None while nobody is signed in."""
    if not actor.is_member:
        return None
    rule = round_.moderation
    before = depends_on_the_past(rule, actor) and published_before(session, actor.member_id)
    return appears_at_once(rule, actor, published_before=before)


def contribution_in(session: Session, round_id: int, reference: str) -> ContributionInView:
    """The contribution behind a reference of this round, whatever its status."""
    try:
        kind, number = parse_reference(reference)
    except Invalid:
        raise NotFound("contribution") from None
    row = session.execute(
        _with_words().where(
            Contribution.round_id == round_id,
            Contribution.kind == kind,
            Contribution.number == number,
        )
    ).first()
    if row is None:
        raise NotFound("contribution")
    contribution, shown, newest, paragraph, headings = row
    return ContributionInView(contribution, shown, newest, paragraph, headings or {})


def reference_of(session: Session, contribution_id: int | None) -> str | None:
    """The reference of a contribution; None for none."""
    return session.scalar(select(Contribution.reference).where(Contribution.id == contribution_id))


def number_of(session: Session, paragraph_id: int) -> int:
    """The number of a paragraph in its version."""
    found = session.scalar(select(Paragraph.number).where(Paragraph.id == paragraph_id))
    if found is None:
        raise NotFound("paragraph")
    return found


def own_words(session: Session, actor: Actor, round_id: int, reference: object) -> str:
    """The newest words behind a reference, for whoever wrote them."""
    try:
        found = contribution_in(session, round_id, str(reference or ""))
    except NotFound:
        return ""
    row = found.contribution
    mine = row.member_id == actor.member_id or row.organisation_id in actor.delegations
    return (found.newest.wording or found.newest.text) if mine else ""


def _with_words() -> Select[Contribution, Revision | None, Revision, int | None, dict[str, str]]:
    shown, newest = aliased(Revision), aliased(Revision)
    return (
        select(Contribution, shown, newest, Paragraph.number, Section.headings)
        .outerjoin(
            shown,
            and_(
                shown.contribution_id == Contribution.id,
                shown.number == Contribution.shown_revision,
            ),
        )
        .join(
            newest,
            and_(
                newest.contribution_id == Contribution.id,
                newest.number == Contribution.last_revision,
            ),
        )
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .outerjoin(Section, Section.id == Contribution.section_id)
        .execution_options(populate_existing=True)
    )
