"""The results of a very large round: each paragraph's contributions by what happened to them.

A file that is read page by page would be thousands of pages otherwise; no word is lost, since the
register, the responses, the tables and the data hold them all.
"""

from collections.abc import Sequence

from app.documents.writers.docx_measures import verdicts
from app.documents.writers.docx_writing import Writing
from app.documents.writers.runs import Run
from app.domain.dispositions import Disposition
from app.domain.opinions import Stance
from app.domain.report import Item, Official, ReportParagraph

# Above this many contributions a report names them instead of printing their words.
MOST_PRINTED = 2_000


def is_brief(w: Writing) -> bool:
    """Whether the round has more contributions than a report prints."""
    return len(w.document["contributions"]) > MOST_PRINTED


def told_briefly(w: Writing) -> None:
    """Say where the words are."""
    w.sheet.say(w.word("brief", n=w.number(MOST_PRINTED)), style="Small")


def brief(w: Writing, paragraph: ReportParagraph) -> None:
    """Classes, positions in numbers, and references by decision."""
    verdicts(w, f"p{paragraph.number}")
    _stances(w, paragraph.officials)
    listed(w, w.word("sheet.amendments"), paragraph.amendments)
    listed(w, w.word("sheet.comments"), paragraph.comments)


def listed(w: Writing, title: str, items: Sequence[Item]) -> None:
    """References by what happened to each, those without a decision last."""
    if not items:
        return
    w.sheet.say(f"{title}: {w.number(len(items))}", bold=True)
    for disposition in (*Disposition, None):
        own = [
            one
            for one in items
            if (one.decided.disposition if one.decided else None) is disposition
        ]
        if own:
            named = w.word(f"disposition.{disposition}") if disposition else w.word("undecided")
            references = " ".join(one.reference for one in own)
            w.sheet.paragraph(
                Run(f"{named} ({w.number(len(own))}): ", w.language), w.code(references)
            )


def _stances(w: Writing, officials: Sequence[Official]) -> None:
    numbers = {stance: sum(one.stance is stance for one in officials) for stance in Stance}
    told = [
        f"{w.word(f'stance.{stance}')}: {w.number(number)}"
        for stance, number in numbers.items()
        if number
    ]
    if told:
        w.sheet.say(w.word("positions"), bold=True)
        w.sheet.say(" · ".join(told))
