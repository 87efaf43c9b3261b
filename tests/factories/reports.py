"""A round with everything a synthesis tells: contributions of every status, opinions, decisions."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.contributions import CommentKind, Kind, Operation, Status, Step
from app.domain.dispositions import Disposition
from app.domain.moderation import ReasonCode
from app.domain.opinions import Choice, Stance
from app.domain.people import Group
from app.models.contributions import Contribution, CoSponsor, Revision
from app.models.dispositions import DispositionRecord
from app.models.moderation import ModerationStep
from app.models.opinions import Position, Rating, Vote
from app.models.people import Member
from app.models.rounds import Round
from tests.factories.cast import Cast
from tests.factories.people import make_member

HIDDEN = "zebrafinch"
LETTERS = {Kind.COMMENT: "C", Kind.AMENDMENT: "A"}


def close_round(session: Session, round_: Round, *, now: datetime) -> Round:
    """The round's time is over."""
    round_.closes_at = now - timedelta(hours=1)
    session.commit()
    return round_


def contribute(
    session: Session,
    round_: Round,
    member: Member,
    kind: Kind = Kind.COMMENT,
    *,
    now: datetime,
    status: Status = Status.PUBLISHED,
    text: str = "A town of ours tried this for a year.",
    **more: object,
) -> Contribution:
    """One contribution with one revision, in any status."""
    revision = {name: more.pop(name, None) for name in ("wording", "quote", "effect", "mandate")}
    counter = "next_comment" if kind is Kind.COMMENT else "next_amendment"
    number = getattr(round_, counter)
    setattr(round_, counter, number + 1)
    if kind is Kind.COMMENT:
        more.setdefault("comment_kind", CommentKind.CONCERN)
    else:
        more.setdefault("operation", Operation.REPLACE)
    shown = 1 if status is Status.PUBLISHED else None
    row = Contribution(
        round_id=round_.id,
        kind=kind,
        number=number,
        reference=f"{LETTERS[kind]}{number}",
        member_id=member.id,
        display_name=member.display_name,
        status=status,
        submitted_at=now,
        published_at=now if shown else None,
        shown_revision=shown,
        **{"group": Group.CIVIL_SOCIETY, "language": "en", **more},
    )
    session.add(row)
    session.flush()
    session.add(Revision(contribution_id=row.id, number=1, text=text, created_at=now, **revision))
    session.flush()
    return row


def vote(
    session: Session, amendment: Contribution, group: Group, choices: str, *, now: datetime
) -> list[Member]:
    """Votes of new members of a group: one letter each, s, o or a."""
    named = {choice.value[0]: choice for choice in Choice}
    voters = []
    for letter in choices:
        member = make_member(session, f"Voter {letter}", now=now)
        voters.append(member)
        session.add(
            Vote(
                contribution_id=amendment.id,
                member_id=member.id,
                group=group,
                choice=named[letter],
                revision=1,
                voted_at=now,
            )
        )
    session.flush()
    return voters


def rate(
    session: Session,
    round_: Round,
    paragraph_id: int,
    group: Group,
    scores: str,
    *,
    now: datetime,
    criterion: str = "relevance",
) -> None:
    """Ratings of new members of a group: one figure each, 0 for “cannot judge”."""
    for score in scores:
        member = make_member(session, "Rater", now=now)
        session.add(
            Rating(
                round_id=round_.id,
                paragraph_id=paragraph_id,
                member_id=member.id,
                voter=f"m{member.id}",
                group=group,
                criterion=criterion,
                score=int(score),
                rated_at=now,
            )
        )
    session.flush()


def decide(
    session: Session,
    contribution: Contribution,
    drafter: Member,
    disposition: Disposition = Disposition.ACCEPTED,
    *,
    now: datetime,
    confirmer: Member | None = None,
    **texts: object,
) -> DispositionRecord:
    """A decision on a contribution, confirmed when somebody is named for it."""
    row = DispositionRecord(
        contribution_id=contribution.id,
        round_id=contribution.round_id,
        disposition=disposition,
        drafted_by_id=drafter.id,
        drafted_at=now,
        confirmed_by_id=confirmer.id if confirmer else None,
        confirmed_at=now if confirmer else None,
        **{"reasons": {"en": "It is taken up in the text."}, **texts},
    )
    session.add(row)
    session.flush()
    return row


def make_story(session: Session, cast: Cast, *, now: datetime) -> dict[str, Contribution]:
    """The cast's round, closed: every status, two languages, opinions, decisions, hidden words."""
    round_, (one, two, *_) = cast.round, cast.paragraphs
    found = {
        "amendment": contribute(
            session,
            round_,
            cast.lea,
            Kind.AMENDMENT,
            now=now,
            text="Small towns need the word that is missing.",
            wording="Towns keep water, schools, libraries and shelter open to everyone (1).",
            paragraph_id=one.id,
            organisation_id=cast.town.id,
            group=Group.LOCAL_GOVERNMENT,
        ),
        "insertion": contribute(
            session,
            round_,
            cast.mina,
            Kind.AMENDMENT,
            now=now,
            text="لا بد من موعد واضح.",
            wording="تنشر المدن موعد كل خدمة.",
            operation=Operation.INSERT_AFTER,
            paragraph_id=two.id,
            language="ar",
            group=Group.MIGRANT_ASSOCIATION,
        ),
        "comment": contribute(
            session, round_, cast.bo, now=now, paragraph_id=one.id, text="=1+1 is not a reason"
        ),
        "arabic": contribute(
            session,
            round_,
            cast.mina,
            now=now,
            paragraph_id=one.id,
            language="ar",
            text="الماء أولًا، ثم المدرسة.",
            group=Group.MIGRANT_ASSOCIATION,
        ),
        "whole": contribute(session, round_, cast.ines, now=now, group=Group.INDIVIDUAL),
    }
    found["reply"] = contribute(
        session,
        round_,
        cast.bo,
        now=now,
        parent_id=found["arabic"].id,
        paragraph_id=one.id,
        text="We saw the same.",
    )
    found["merged"] = contribute(
        session,
        round_,
        cast.bo,
        now=now,
        status=Status.MERGED,
        paragraph_id=one.id,
        text=f"{HIDDEN} merged",
        merged_into_id=found["comment"].id,
    )
    for status in (Status.PENDING, Status.RETURNED, Status.WITHHELD, Status.WITHDRAWN):
        found[status.value] = contribute(
            session,
            round_,
            cast.bo,
            now=now,
            status=status,
            paragraph_id=two.id,
            text=f"{HIDDEN} {status}",
        )
    session.add(
        ModerationStep(
            contribution_id=found["withheld"].id,
            member_id=cast.ada.id,
            role="facilitator",
            step=Step.WITHHOLD,
            before=Status.PENDING,
            after=Status.WITHHELD,
            revision=1,
            reason_code=ReasonCode.SPAM,
            statement=f"{HIDDEN} statement",
            at=now,
        )
    )
    _opinions(session, cast, found["amendment"], now=now)
    decide(session, found["amendment"], cast.ada, now=now, confirmer=cast.sam)
    decide(
        session,
        found["comment"],
        cast.ada,
        Disposition.NOT_ACCEPTED,
        now=now,
        reasons={"en": f"{HIDDEN} draft"},
    )
    close_round(session, round_, now=now)
    return found


def _opinions(session: Session, cast: Cast, amendment: Contribution, *, now: datetime) -> None:
    round_, first = cast.round, cast.paragraphs[0]
    vote(session, amendment, Group.CIVIL_SOCIETY, "ssssoa", now=now)
    vote(session, amendment, Group.INDIVIDUAL, "so", now=now)
    rate(session, round_, first.id, Group.CIVIL_SOCIETY, "5544320", now=now)
    rate(session, round_, first.id, Group.LOCAL_GOVERNMENT, "12", now=now)
    for item in ({"contribution_id": amendment.id, "revision": 1}, {"paragraph_id": first.id}):
        session.add(
            Position(
                round_id=round_.id,
                organisation_id=cast.town.id,
                member_id=cast.lea.id,
                group=Group.LOCAL_GOVERNMENT,
                stance=Stance.SUPPORT_WITH_CHANGES,
                reason="The council said so.",
                taken_at=now,
                **item,
            )
        )
    session.add(
        CoSponsor(
            contribution_id=amendment.id,
            organisation_id=cast.league.id,
            member_id=cast.bo.id,
            display_name="League",
            group=Group.CIVIL_SOCIETY,
            revision=1,
            joined_at=now,
        )
    )
    session.flush()
