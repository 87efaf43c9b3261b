"""A synthesis to be laid out: title, contents, everything its Word file holds, and charts."""

from collections.abc import Mapping
from typing import Any

from app.documents.writers.docx_figures import front
from app.documents.writers.docx_writing import Writing
from app.documents.writers.html_paper import HtmlPaper
from app.documents.writers.report_body import body
from app.domain.report import report_of


def report_title(w: Writing) -> str:
    """What the file is called inside."""
    return w.word("title", round=w.report.titled("round").text)


def report_on(
    document: Mapping[str, Any], words: Mapping[str, str], paper: HtmlPaper
) -> tuple[str, str]:
    """Put the whole report on paper; its title, and the line at the foot of each page."""
    edition = document["report"]
    w = Writing(paper.language, words, report_of(edition, paper.language), paper)
    front(w)
    paper.say(w.word("contents"), bold=True)
    place = paper.place()
    paper.say(w.word("chart.key"), style="Small")
    body(w, [(text, tuple(items)) for text, items in document["outline"]])
    paper.contents(place)
    title = report_title(w)
    return title, f"{title} · {edition['edition']['hash'][:12]}"
