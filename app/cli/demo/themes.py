"""The codebook of the reported round: themes, what is under them, and whose words they tell."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.cli.demo.content import read
from app.cli.demo.stage import Stage
from app.domain.codebook import MOST_AT_ONCE, MOST_QUOTES
from app.domain.contributions import Status
from app.models.contributions import Contribution, Revision
from app.models.rounds import Round
from app.services.codebook.keeping import keep_theme
from app.services.codebook.quoting import choose_quotes
from app.services.codebook.tagging import tag

SHORTEST, LONGEST = 80, 320  # letters of a quote


def sort_by_theme(stage: Stage, round_: Round, now: datetime) -> None:
    """A facilitator defines the themes and puts what names them under each; some stay without."""
    session, writer = stage.session, stage.actor("facilitator-1")
    rows = session.execute(
        select(Contribution.reference, Contribution.language, Revision.text)
        .join(
            Revision,
            (Revision.contribution_id == Contribution.id)
            & (Revision.number == Contribution.shown_revision),
        )
        .where(Contribution.round_id == round_.id, Contribution.status == Status.PUBLISHED)
        .order_by(Contribution.kind, Contribution.number)
    ).all()
    said = [(reference, language, text) for reference, language, text in rows]
    session.commit()
    for one in read("synthesis", "themes.json"):
        theme = keep_theme(session, writer, round_.id, one["names"], one["definitions"], now=now)
        key = theme.key
        found = [row for row in said if _names(one["words"], row[1], row[2])]
        references = [reference for reference, *_ in found]
        for start in range(0, len(references), MOST_AT_ONCE):
            batch = references[start : start + MOST_AT_ONCE]
            tag(session, writer, round_.id, batch, add=(key,), now=now)
        choose_quotes(session, writer, round_.id, key, _quotes(found), now=now)


def _names(words: dict[str, Any], language: str, text: str) -> bool:
    return any(word in text.casefold() for word in words.get(language, ()))


def _quotes(found: list[tuple[str, str, str]]) -> list[str]:
    """One of each language, as far as there are any of a fair length."""
    chosen: dict[str, str] = {}
    for reference, language, text in found:
        if SHORTEST <= len(text) <= LONGEST and reference.startswith("C"):
            chosen.setdefault(language, reference)
    return list(chosen.values())[:MOST_QUOTES]
