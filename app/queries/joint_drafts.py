"""Joint drafts, for the delegates of those who lead them and of those who are invited."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Status
from app.domain.errors import NotFound
from app.domain.joint import Answer, JointState, stands
from app.domain.languages import LANGUAGES
from app.domain.people import Actor, Group
from app.models.charters import Paragraph
from app.models.contributions import Contribution
from app.models.joint import JointDraft, SponsorInvitation
from app.models.people import Organisation
from app.models.rounds import Round
from app.queries.rounds import RoundInView, in_language

PER_PAGE = 20
NAMES = 300


@dataclass(frozen=True, slots=True)
class Invited:
    """An organisation that is asked, and what it answered; a stale answer is to other words."""

    organisation_id: int
    name: str
    slug: str
    group: Group
    answer: Answer
    stands: bool
    answered_at: datetime | None

    @property
    def is_stale(self) -> bool:
        """Whether it accepted words that have changed since."""
        return self.answer is Answer.ACCEPTED and not self.stands


@dataclass(frozen=True, slots=True)
class JointDraftInView:
    """A joint draft as this actor sees it; ``leads`` says for which side."""

    key: str
    number: int
    state: JointState
    fields: dict[str, str]
    edit: int
    organisation_id: int
    organisation: str
    slug: str
    updated_at: datetime
    reference: str | None
    leads: bool
    invited: tuple[Invited, ...]

    @property
    def will_sign(self) -> tuple[Invited, ...]:
        """Who is named as co-sponsor if it is filed as it stands."""
        return tuple(one for one in self.invited if one.stands)

    @property
    def open_answers(self) -> int:
        """How many were asked and have not answered these words."""
        return sum(one.answer is Answer.INVITED or one.is_stale for one in self.invited)

    def further(self, language: str) -> tuple[tuple[str, str], ...]:
        """The wording in further languages than this one, where it is given and there is one."""
        if self.fields.get("doing") == Operation.DELETE:
            return ()
        texts = ((code, self.fields.get(f"also_{code}")) for code in LANGUAGES if code != language)
        return tuple((code, text) for code, text in texts if text)

    def own(self, actor: Actor) -> Invited | None:
        """The invitation of the organisation acted for."""
        return next((one for one in self.invited if one.organisation_id == actor.acting_for), None)

    def any_own(self, actor: Actor) -> Invited | None:
        """An invitation of some organisation one is delegate of."""
        return next((one for one in self.invited if one.organisation_id in actor.delegations), None)


@dataclass(frozen=True, slots=True)
class JointLine:
    """A joint draft in the list of one's own page."""

    key: str
    number: int
    state: JointState
    title: str
    organisation: str
    leads: bool
    answer: Answer | None
    accepted: int
    asked: int
    round_slug: str
    round_titles: dict[str, str]
    updated_at: datetime

    def round_title(self, language: str) -> str:
        """The title of its round."""
        return in_language(self.round_titles, language)


@dataclass(frozen=True, slots=True)
class AskedToJoin:
    """A public amendment that an organisation one is delegate of is asked to co-sponsor."""

    reference: str
    leader: str
    organisation: str
    round_slug: str
    round_titles: dict[str, str]

    def round_title(self, language: str) -> str:
        """The title of its round."""
        return in_language(self.round_titles, language)


def joint_draft(session: Session, actor: Actor, view: RoundInView, key: str) -> JointDraftInView:
    """The draft behind a key, for a delegate of who leads it, or of who is invited to it.

    Those invited see it only while support is collected, and then that it was filed.
    """
    row = session.execute(
        select(JointDraft, Organisation, Paragraph.number, Contribution.reference)
        .join(Organisation, Organisation.id == JointDraft.organisation_id)
        .join(Paragraph, Paragraph.id == JointDraft.paragraph_id)
        .outerjoin(Contribution, Contribution.id == JointDraft.contribution_id)
        .where(JointDraft.key == key, JointDraft.round_id == view.round.id)
    ).first()
    if row is None:
        raise NotFound("joint_draft")
    draft, leader, number, reference = row
    found = JointDraftInView(
        key=draft.key,
        number=number,
        state=draft.state,
        fields=dict(draft.fields),
        edit=draft.edit,
        organisation_id=leader.id,
        organisation=leader.name,
        slug=leader.slug,
        updated_at=draft.updated_at,
        reference=reference,
        leads=leader.id in actor.delegations,
        invited=_invited(session, SponsorInvitation.joint_draft_id == draft.id, draft.edit),
    )
    invited = found.any_own(actor) is not None and draft.state is not JointState.DRAFTING
    if not (found.leads or invited):
        raise NotFound("joint_draft")
    return found


def invited_to(session: Session, contribution_id: int, revision: int) -> tuple[Invited, ...]:
    """Who is asked to join a public amendment; an answer to earlier words is stale."""
    return _invited(session, SponsorInvitation.contribution_id == contribution_id, revision)


def _invited(session: Session, where: ColumnElement[bool], edit: int) -> tuple[Invited, ...]:
    rows = session.execute(
        select(SponsorInvitation, Organisation)
        .join(Organisation, Organisation.id == SponsorInvitation.organisation_id)
        .where(where)
        .order_by(SponsorInvitation.id)
    )
    return tuple(
        Invited(
            organisation.id,
            organisation.name,
            organisation.slug,
            organisation.group,
            one.answer,
            stands(one.answer, one.read, edit),
            one.answered_at,
        )
        for one, organisation in rows
    )


def organisation_names(session: Session, view: RoundInView, leader: int) -> list[str]:
    """Names to choose from, as many as a list can hold; others are typed in full."""
    return list(
        session.scalars(
            select(Organisation.name)
            .where(Organisation.closed_at.is_(None), Organisation.id != leader)
            .order_by(Organisation.name)
            .limit(NAMES)
        )
    )


def joint_drafts_of(session: Session, actor: Actor, *, page: int) -> list[JointLine]:
    """Joint drafts one's organisations lead or are invited to, the newest first; two statements."""
    rows = session.execute(
        select(JointDraft, Organisation.name, Paragraph.number, Round.slug, Round.titles)
        .join(Organisation, Organisation.id == JointDraft.organisation_id)
        .join(Paragraph, Paragraph.id == JointDraft.paragraph_id)
        .join(Round, Round.id == JointDraft.round_id)
        .where(joint_to(actor))
        .order_by(JointDraft.updated_at.desc(), JointDraft.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    answers = _answers(session, [row[0].id for row in rows])
    return [_line(row, answers.get(row[0].id, []), actor) for row in rows]


def asked_to_join(session: Session, actor: Actor) -> list[AskedToJoin]:
    """Public amendments that wait for the answer of one's organisations; one statement."""
    rows = session.execute(
        select(Contribution.reference, Contribution.display_name, Organisation.name)
        .add_columns(Round.slug, Round.titles)
        .join(SponsorInvitation, SponsorInvitation.contribution_id == Contribution.id)
        .join(Organisation, Organisation.id == SponsorInvitation.organisation_id)
        .join(Round, Round.id == Contribution.round_id)
        .where(
            SponsorInvitation.organisation_id.in_(actor.delegations),
            SponsorInvitation.answer == Answer.INVITED,
            Contribution.status == Status.PUBLISHED,
        )
        .order_by(SponsorInvitation.invited_at.desc(), SponsorInvitation.id.desc())
        .limit(PER_PAGE)
    )
    return [AskedToJoin(*row) for row in rows]


def joint_to(actor: Actor) -> ColumnElement[bool]:
    """What one's organisations lead, and what is shown to them while support is collected."""
    invited = (
        select(SponsorInvitation.id)
        .where(
            SponsorInvitation.joint_draft_id == JointDraft.id,
            SponsorInvitation.organisation_id.in_(actor.delegations),
        )
        .exists()
    )
    return and_(
        JointDraft.state != JointState.FILED,
        or_(
            JointDraft.organisation_id.in_(actor.delegations),
            and_(JointDraft.state == JointState.COLLECTING, invited),
        ),
    )


def _answers(session: Session, ids: list[int]) -> dict[int, list[SponsorInvitation]]:
    found: dict[int, list[SponsorInvitation]] = {}
    for one in session.scalars(
        select(SponsorInvitation).where(SponsorInvitation.joint_draft_id.in_(ids))
    ):
        found.setdefault(one.joint_draft_id or 0, []).append(one)
    return found


def _line(row: Any, answers: list[SponsorInvitation], actor: Actor) -> JointLine:
    draft, organisation, number, slug, titles = row
    own = next((one for one in answers if one.organisation_id in actor.delegations), None)
    return JointLine(
        key=draft.key,
        number=number,
        state=draft.state,
        title=str(draft.fields.get("title") or draft.fields.get("reason") or ""),
        organisation=organisation,
        leads=draft.organisation_id in actor.delegations,
        answer=own.answer if own else None,
        accepted=sum(stands(one.answer, one.read, draft.edit) for one in answers),
        asked=len(answers),
        round_slug=slug,
        round_titles=titles,
        updated_at=draft.updated_at,
    )
