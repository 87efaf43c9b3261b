"""Builders of contributions in any state, and of votes, ratings and positions on them."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.contributions import CommentKind, Kind, Operation, Status, Step, reference
from app.domain.moderation import ReasonCode
from app.domain.opinions import Choice, Stance
from app.domain.people import Group
from app.models.charters import Paragraph
from app.models.contributions import Contribution, CoSponsor, Revision
from app.models.moderation import ModerationStep
from app.models.opinions import Position, Rating, Vote
from app.models.people import Member, Organisation
from app.models.rounds import Round

HIDDEN = {Status.WITHHELD: Step.WITHHOLD, Status.WITHDRAWN: Step.WITHDRAW}


def make_contribution(
    session: Session,
    round_: Round,
    member: Member,
    paragraph: Paragraph | None = None,
    *,
    now: datetime,
    kind: Kind = Kind.COMMENT,
    text: str = "The counter closes at four.",
    status: Status = Status.PUBLISHED,
    group: Group = Group.CIVIL_SOCIETY,
    reason: ReasonCode | None = None,
    wording: str | None = None,
    quote: str | None = None,
    **more: object,
) -> Contribution:
    """A contribution with one revision, and the step that hid it where it is hidden."""
    name = "next_amendment" if kind is Kind.AMENDMENT else "next_comment"
    number = getattr(round_, name)
    setattr(round_, name, number + 1)
    amends = kind is Kind.AMENDMENT
    row = Contribution(
        **{
            "round_id": round_.id,
            "kind": kind,
            "number": number,
            "reference": reference(kind, number),
            "paragraph_id": paragraph.id if paragraph else None,
            "member_id": member.id,
            "organisation_id": None,
            "group": group,
            "display_name": member.display_name,
            "language": "en",
            "status": status,
            "comment_kind": None if amends else CommentKind.CONCERN,
            "operation": Operation.REPLACE if amends else None,
            "submitted_at": now,
            "published_at": now if status is Status.PUBLISHED else None,
            "shown_revision": 1 if status is Status.PUBLISHED else None,
            **more,
        }
    )
    session.add(row)
    session.flush()
    session.add(
        Revision(
            contribution_id=row.id,
            number=1,
            text=text,
            wording=wording,
            quote=quote,
            created_at=now,
        )
    )
    if status in HIDDEN:
        session.add(
            ModerationStep(
                contribution_id=row.id,
                role="facilitator",
                step=HIDDEN[status],
                after=status,
                revision=1,
                reason_code=reason,
                statement="It shows where somebody lives.",
                at=now,
            )
        )
    session.flush()
    return row


def make_amendment(
    session: Session,
    round_: Round,
    member: Member,
    paragraph: Paragraph,
    wording: str = "Towns keep water, schools and shelter open to all (1).",
    *,
    now: datetime,
    **more: object,
) -> Contribution:
    """An amendment that replaces a wording."""
    more.setdefault("text", "Shorter words reach more people.")
    return make_contribution(
        session, round_, member, paragraph, now=now, kind=Kind.AMENDMENT, wording=wording, **more
    )


def make_vote(
    session: Session,
    contribution: Contribution,
    member: Member,
    choice: Choice = Choice.SUPPORT,
    *,
    now: datetime,
    group: Group = Group.CIVIL_SOCIETY,
) -> Vote:
    row = Vote(
        contribution_id=contribution.id,
        member_id=member.id,
        group=group,
        choice=choice,
        revision=1,
        voted_at=now,
    )
    session.add(row)
    session.flush()
    return row


def make_rating(
    session: Session,
    round_: Round,
    paragraph: Paragraph,
    member: Member,
    score: int,
    criterion: str = "relevance",
    *,
    now: datetime,
    group: Group = Group.CIVIL_SOCIETY,
) -> Rating:
    row = Rating(
        round_id=round_.id,
        paragraph_id=paragraph.id,
        member_id=member.id,
        voter=f"m{member.id}",
        group=group,
        criterion=criterion,
        score=score,
        rated_at=now,
    )
    session.add(row)
    session.flush()
    return row


def make_position(
    session: Session,
    round_: Round,
    organisation: Organisation,
    member: Member,
    stance: Stance = Stance.SUPPORT,
    *,
    now: datetime,
    contribution: Contribution | None = None,
    paragraph: Paragraph | None = None,
) -> Position:
    row = Position(
        round_id=round_.id,
        organisation_id=organisation.id,
        member_id=member.id,
        contribution_id=contribution.id if contribution else None,
        paragraph_id=paragraph.id if paragraph else None,
        group=organisation.group,
        stance=stance,
        taken_at=now,
    )
    session.add(row)
    session.flush()
    return row


def make_sponsor(
    session: Session,
    contribution: Contribution,
    organisation: Organisation | None,
    member: Member,
    *,
    now: datetime,
) -> CoSponsor:
    row = CoSponsor(
        contribution_id=contribution.id,
        organisation_id=organisation.id if organisation else None,
        member_id=member.id,
        display_name=member.display_name,
        group=organisation.group if organisation else Group.INDIVIDUAL,
        revision=1,
        joined_at=now,
    )
    session.add(row)
    session.flush()
    return row
