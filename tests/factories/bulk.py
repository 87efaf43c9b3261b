"""Many rows at once, for tests that ask whether size changes the number of statements."""

from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus, WordingStatus
from app.domain.contributions import Channel, CommentKind, Kind, Operation, Status
from app.domain.people import Group
from app.domain.texts import ParagraphType
from app.models.charters import Charter, Paragraph, Section, Version, Wording
from app.models.contributions import Contribution, Revision
from app.models.people import Member
from app.models.rounds import Round
from tests.factories.charters import make_round

PER_SECTION = 50


def make_long_version(
    session: Session, charter: Charter, paragraphs: int, number: int, *, now: datetime
) -> Version:
    """A frozen version with this many paragraphs, in sections of fifty."""
    version = Version(
        charter_id=charter.id,
        number=number,
        status=VersionStatus.FROZEN,
        content_hash="0" * 64,
        frozen_at=now,
        created_at=now,
    )
    session.add(version)
    session.flush()
    sections = [
        Section(
            version_id=version.id,
            key=f"s{at}",
            position=at,
            headings={"en": f"Part {at}"},
            labels={},
        )
        for at in range(-(-paragraphs // PER_SECTION))
    ]
    session.add_all(sections)
    session.flush()
    rows = [
        Paragraph(
            version_id=version.id,
            section_id=sections[at // PER_SECTION].id,
            key=f"k{at + 1}",
            number=at + 1,
            type=ParagraphType.OPERATIVE,
        )
        for at in range(paragraphs)
    ]
    session.add_all(rows)
    session.flush()
    session.execute(
        insert(Wording),
        [
            {
                "paragraph_id": row.id,
                "language": "en",
                "text": f"Towns answer within a month ({row.number}).",
                "status": WordingStatus.REVIEWED,
                "updated_at": now,
            }
            for row in rows
        ],
    )
    return version


def make_full_round(
    session: Session,
    version: Version,
    slug: str,
    member: Member,
    paragraph: Paragraph,
    contributions: int,
    *,
    now: datetime,
) -> Round:
    """An open round in which one paragraph has this many contributions, a fifth amendments."""
    round_ = make_round(
        session, version, slug, now=now, closes_in=timedelta(days=9), number=version.number
    )
    first = _highest(session) + 1
    rows = [
        _contribution(round_, member, paragraph, first + at, at, now) for at in range(contributions)
    ]
    session.execute(insert(Contribution), rows)
    session.execute(
        insert(Revision),
        [
            {
                "contribution_id": row["id"],
                "number": 1,
                "title": "",
                "text": "We tried this for a year.",
                "wording": "Towns answer within a week.",
                "created_at": now,
            }
            for row in rows
        ],
    )
    round_.next_comment = round_.next_amendment = contributions + 1
    session.flush()
    return round_


def _highest(session: Session) -> int:
    return session.scalar(select(func.max(Contribution.id))) or 0


def _contribution(
    round_: Round, member: Member, paragraph: Paragraph, id_: int, at: int, now: datetime
) -> dict[str, object]:
    amends = at % 5 == 0
    return {
        "id": id_,
        "round_id": round_.id,
        "kind": Kind.AMENDMENT if amends else Kind.COMMENT,
        "number": at + 1,
        "reference": f"{'A' if amends else 'C'}{at + 1}",
        "paragraph_id": paragraph.id,
        "member_id": member.id,
        "group": Group.CIVIL_SOCIETY,
        "display_name": member.display_name,
        "language": "en",
        "channel": Channel.ONLINE,
        "status": Status.PUBLISHED,
        "comment_kind": None if amends else CommentKind.CONCERN,
        "operation": Operation.REPLACE if amends else None,
        "submitted_at": now,
        "published_at": now,
        "last_revision": 1,
        "shown_revision": 1,
        "edit": 1,
    }
