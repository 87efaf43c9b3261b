"""What was said in rounds on a paragraph and on those it came from, version by version."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Status
from app.models.charters import Paragraph, Version
from app.models.composition import Lineage
from app.models.contributions import Contribution
from app.models.rounds import Round


@dataclass(frozen=True, slots=True)
class Talk:
    """What one round said on one wording; ``earlier`` where it was not yet this paragraph's."""

    round: Round
    number: int
    version_number: int
    comments: int
    amendments: int
    earlier: bool


def talk_on(session: Session, paragraph: Paragraph, rounds: Sequence[Round]) -> list[Talk]:
    """The public contributions of these rounds on a paragraph and all its origins, newest first.

    Through paragraphs that were cut apart or joined as well; one statement however many versions.
    """
    own = select(Paragraph.id.label("id")).where(Paragraph.id == paragraph.id)
    line = own.cte("line", recursive=True)
    line = line.union(select(Lineage.origin_id).join(line, Lineage.paragraph_id == line.c.id))
    by_id = {round_.id: round_ for round_ in rounds}
    rows = session.execute(
        select(
            Contribution.round_id,
            Paragraph.id,
            Paragraph.number,
            Version.number,
            func.sum(case((Contribution.kind == Kind.COMMENT, 1), else_=0)),
            func.sum(case((Contribution.kind == Kind.AMENDMENT, 1), else_=0)),
        )
        .join(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .join(Version, Version.id == Paragraph.version_id)
        .where(
            Contribution.paragraph_id.in_(select(line.c.id)),
            Contribution.round_id.in_(by_id),
            Contribution.status == Status.PUBLISHED,
        )
        .group_by(Contribution.round_id, Paragraph.id, Paragraph.number, Version.number)
        .order_by(Version.number.desc(), Contribution.round_id.desc(), Paragraph.number)
    )
    return [
        Talk(by_id[round_id], number, version, comments, amendments, id_ != paragraph.id)
        for round_id, id_, number, version, comments, amendments in rows
    ]
