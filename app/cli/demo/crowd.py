"""A crowd for load tests: invented members who vote and comment in bulk."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select

from app.cli.demo.content import draw
from app.cli.demo.opinions import amendments_of, opinion
from app.cli.demo.stage import Stage
from app.domain.contributions import CommentKind, Kind, Status
from app.domain.opinions import Choice
from app.domain.people import Group
from app.models.charters import Paragraph
from app.models.contributions import Contribution, Revision
from app.models.opinions import Vote
from app.models.people import Member
from app.models.rounds import Round

MEMBERS = 200
COMMENTS = 700
EACH_VOTES = 20


def add_crowd(stage: Stage, round_: Round, scale: int, *, now: datetime) -> None:
    """(scale - 1) times 200 members, 700 comments and some 4,000 votes on the open round."""
    session = stage.session
    count = MEMBERS * (scale - 1)
    session.execute(
        insert(Member),
        [
            {
                "key": f"crowd-{number}",
                "display_name": f"Member {number}",
                "language": "en",
                "created_at": now,
            }
            for number in range(count)
        ],
    )
    members = session.execute(
        select(Member.id, Member.key).where(Member.key.startswith("crowd-")).order_by(Member.id)
    ).all()
    votes = [
        {
            "contribution_id": item.id,
            "member_id": member,
            "group": Group.INDIVIDUAL,
            "choice": Choice.SUPPORT
            if opinion(item, Group.INDIVIDUAL, key) > 0.5  # noqa: PLR2004  the middle
            else Choice.OPPOSE,
            "revision": 1,
            "voted_at": now - timedelta(hours=1),
        }
        for item in amendments_of(stage, round_)
        for member, key in members
        if draw("crowd votes", item.reference, key) < EACH_VOTES / 60
    ]
    session.execute(insert(Vote), votes)
    _comments(stage, round_, [row[0] for row in members], COMMENTS * (scale - 1), now=now)
    session.commit()


def _comments(
    stage: Stage, round_: Round, members: list[int], count: int, *, now: datetime
) -> None:
    session = stage.session
    paragraphs = session.scalars(
        select(Paragraph.id).where(Paragraph.version_id == round_.version_id)
    ).all()
    row = session.get_one(Round, round_.id)
    first = row.next_comment
    kinds = list(CommentKind)
    session.execute(
        insert(Contribution),
        [
            {
                "round_id": row.id,
                "kind": Kind.COMMENT,
                "number": number,
                "reference": f"C{number}",
                "paragraph_id": paragraphs[number % len(paragraphs)],
                "member_id": members[number % len(members)],
                "group": Group.INDIVIDUAL,
                "display_name": f"Member {number % len(members)}",
                "language": "en",
                "status": Status.PUBLISHED,
                "comment_kind": kinds[number % len(kinds)],
                "submitted_at": now - timedelta(minutes=number % 9000),
                "published_at": now - timedelta(minutes=number % 9000),
                "shown_revision": 1,
            }
            for number in range(first, first + count)
        ],
    )
    ids = session.execute(
        select(Contribution.id, Contribution.number).where(
            Contribution.round_id == row.id,
            Contribution.kind == Kind.COMMENT,
            Contribution.number >= first,
        )
    ).all()
    session.execute(
        insert(Revision),
        [
            {
                "contribution_id": found,
                "number": 1,
                "text": f"Comment {number} of a crowd made for load tests.",
                "created_at": now,
            }
            for found, number in ids
        ],
    )
    row.next_comment = first + count
    row.revision += 1
