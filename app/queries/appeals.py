"""Appeals: what can be appealed against, which of them wait, and who else could decide."""

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import Status, Step
from app.domain.moderation import RESTRICTIONS
from app.domain.people import Role
from app.models.contributions import Contribution
from app.models.moderation import Appeal, ModerationStep
from app.models.people import Member, RoleGrant
from app.models.rounds import Round


def sends_words_back(step: ModerationStep | None, contribution: Contribution) -> bool:
    """Whether this step returned the newest words of a contribution whose older ones stay up."""
    return (
        step is not None
        and contribution.status is Status.PUBLISHED
        and contribution.shown_revision != contribution.last_revision
        and (step.step, step.after) == (Step.RETURN, Status.PUBLISHED)
        and step.revision == contribution.last_revision
    )


def restriction_in_force(session: Session, contribution: Contribution) -> ModerationStep | None:
    """The newest step that restricted the contribution, or its newest words, and stands."""
    undone = aliased(ModerationStep)
    found = session.scalar(
        select(ModerationStep)
        .where(
            ModerationStep.contribution_id == contribution.id,
            ModerationStep.step.in_(RESTRICTIONS),
            ModerationStep.undoes_id.is_(None),
            ~exists().where(undone.undoes_id == ModerationStep.id),
        )
        .order_by(ModerationStep.id.desc())
        .limit(1)
    )
    restricted = contribution.status in {Status.WITHHELD, Status.RETURNED}
    return found if restricted or sends_words_back(found, contribution) else None


def appeal_waits() -> ColumnElement[bool]:
    """An appeal, joined with its contribution, that still needs an answer."""
    step = aliased(ModerationStep)
    restricted = Contribution.status.in_((Status.WITHHELD, Status.RETURNED))
    words_returned = exists().where(
        step.id == Appeal.step_id,
        step.after == Status.PUBLISHED,
        step.revision == Contribution.last_revision,
        Contribution.shown_revision < Contribution.last_revision,
    )
    published = and_(
        Contribution.status == Status.PUBLISHED,
        or_(Appeal.report_id.is_not(None), words_returned),
    )
    return and_(
        Appeal.outcome.is_(None), or_(and_(restricted, Appeal.step_id.is_not(None)), published)
    )


def waiting_appeal(
    session: Session, contribution: Contribution, wanted: int | None = None
) -> Appeal | None:
    """The appeal on a contribution that waits longest, or the one asked for if it waits."""
    found = (
        select(Appeal)
        .join(Contribution, Contribution.id == Appeal.contribution_id)
        .where(Appeal.contribution_id == contribution.id, appeal_waits())
    )
    if wanted is not None:
        found = found.where(Appeal.id == wanted)
    return session.scalar(found.order_by(Appeal.id).limit(1))


def own_appeal(session: Session, report_id: int) -> Appeal | None:
    """What the reader who made a report said against its rejection, and what came of it."""
    return session.scalar(select(Appeal).where(Appeal.report_id == report_id))


def others_who_decide(session: Session, round_: Round, besides: set[int | None]) -> int:
    """How many people could decide in this round, besides those named."""
    found = select(func.count(func.distinct(RoleGrant.member_id))).join(
        Member, Member.id == RoleGrant.member_id
    )
    return (
        session.scalar(
            found.where(
                RoleGrant.role.in_((Role.FACILITATOR, Role.SECRETARIAT)),
                RoleGrant.revoked_at.is_(None),
                Member.suspended_at.is_(None),
                or_(RoleGrant.round_id.is_(None), RoleGrant.round_id == round_.id),
                or_(RoleGrant.charter_id.is_(None), RoleGrant.charter_id == round_.charter_id),
                RoleGrant.member_id.not_in([one for one in besides if one is not None]),
            )
        )
        or 0
    )
