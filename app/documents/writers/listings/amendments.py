"""A list of amendments to read: each with its place, its difference, opinions and its fate."""

from collections.abc import Iterator

from app.documents.writers.docx_results import amendment
from app.documents.writers.docx_writing import DASH, Writing
from app.documents.writers.listings.further import write_further
from app.documents.writers.runs import Run
from app.domain.contributions import Scope
from app.domain.report import Item, ReportParagraph, ReportSection
from app.domain.said import Said


def title_of(w: Writing) -> str:
    """What the file is called inside."""
    return w.word("list.title", round=w.report.titled("round").text)


def amendments_on(w: Writing) -> None:
    """The whole list: what it is, a table of all, then each by paragraph."""
    _front(w)
    items = list(items_of(w))
    if not items:
        w.sheet.say(w.word("list.none"))
    else:
        _overview(w, items)
    for section in w.report.sections:
        _section(w, section)
    _hidden(w)


def items_of(w: Writing) -> Iterator[Item]:
    """Every amendment in the order of the text."""
    for section in w.report.sections:
        yield from _opening(w, section)
        for paragraph in section.paragraphs:
            yield from paragraph.amendments


def _opening(w: Writing, section: ReportSection) -> list[Item]:
    """Those that put a paragraph first in a section."""
    return [one for one in w.report.whole if one.value["section"] == section.key]


def _front(w: Writing) -> None:
    charter = w.report.titled("charter")
    w.sheet.paragraph(Run(title_of(w), w.language), style="Title")
    w.sheet.paragraph(Run(charter.text, charter.language, bold=True))
    version = w.document["version"]
    told = [f"{w.word('version')} {version['number']}", w.word("list.count", n=_count(w))]
    w.sheet.say(" · ".join(told))
    w.sheet.say(w.word("list.as_of", day=w.day(w.document["moment"])), style="Small")
    if not w.document["tallies_show"]:
        w.sheet.say(w.word("list.no_tallies"), style="Small")
    w.sheet.paragraph(w.code(w.document["address"]), style="Small", language="en")
    if version["hash"]:
        w.sheet.say(f"{w.word('version_hash')}:", style="Small")
        w.sheet.paragraph(w.code(version["hash"]), style="Small", language="en")


def _count(w: Writing) -> str:
    return w.number(len(w.document["contributions"]))


def _overview(w: Writing, items: list[Item]) -> None:
    """One line an amendment, to find one's way."""
    w.sheet.heading(1, w.word("list.overview"))
    rows = []
    for item in items:
        number, decided = item.value["paragraph"], item.decided
        rows.append(
            (
                w.code(item.reference),
                w.number(number),
                "\n".join((w.word(f"operation.{item.operation}"), *tags(w, item))),
                "\n".join(proposers(item)),
                w.word(f"disposition.{decided.disposition}" if decided else "undecided"),
            )
        )
    keys = ("reference", "paragraph", "operation", "proposer", "disposition")
    w.sheet.table([w.word(f"column.{key}") for key in keys], rows, (2, 2, 3, 4, 3))


def proposers(item: Item) -> list[str]:
    """The public label of who proposes it, then of those who joined."""
    value = item.value
    who = value["organisation"]["name"] if value["organisation"] else value["author"]
    return [who or DASH, *(one["name"] for one in value["co_sponsors"])]


def tags(w: Writing, item: Item) -> list[str]:
    """What sets a correction of one language version apart from the substance."""
    return [w.word("list.correction")] if item.value["scope"] == Scope.LANGUAGE else []


def _section(w: Writing, section: ReportSection) -> None:
    opening = _opening(w, section)
    if not opening and not section.paragraphs:
        return
    if section.heading.text:
        w.sheet.heading(1, section.heading.text, section.heading.language)
    if opening:
        w.sheet.heading(2, w.word("list.opening"))
        for item in opening:
            _amendment(w, item)
    for paragraph in section.paragraphs:
        _paragraph(w, paragraph)


def _paragraph(w: Writing, paragraph: ReportParagraph) -> None:
    w.sheet.heading(2, w.word("paragraph_n", n=paragraph.number))
    if paragraph.missing:
        w.sheet.say(w.word("missing_in"), style="Small")
    if paragraph.text:
        label = f"{paragraph.label} " if paragraph.label else ""
        w.tell(Said(f"{label}{paragraph.text.text}", paragraph.text.language), "Charter text")
    for item in paragraph.amendments:
        _amendment(w, item)


def _amendment(w: Writing, item: Item) -> None:
    amendment(w, item, tag="".join(tags(w, item)))
    write_further(w, item)
    sponsors = item.value["co_sponsors"]
    if sponsors:
        names = w.word("list.and").join(
            w.word("by_author", author=one["name"], group=w.word(f"group.{one['group']}"))
            for one in sponsors
        )
        w.sheet.say(f"{w.word('column.co_sponsors')}: {names}", style="Small")


def _hidden(w: Writing) -> None:
    """The references that keep their place though their words do not appear."""
    hidden = w.document["hidden"]
    if not hidden:
        return
    w.sheet.heading(1, w.word("list.hidden"))
    rows = []
    for one in hidden:
        status = w.word("veiled" if one["veiled"] else f"status.{one['status']}")
        code = one["reason_code"]
        why = w.word(f"reason_code.{code}") if code else one["merged_into"] or DASH
        rows.append((w.code(one["reference"]), status, why, w.day(one["on"])))
    keys = ("reference", "status", "reason_code", "on")
    w.sheet.table([w.word(f"column.{key}") for key in keys], rows, (2, 4, 3, 3))
