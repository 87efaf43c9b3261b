"""The skeleton of a report, proposed from the figures: plain sentences, each with its rows.

Nothing is in a sentence that is not counted; which items it counts stands beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from app.domain.measured import POSITIONS, RATING, VOTES, ClassCount, MeasuredItem, Measures
from app.domain.people import Group
from app.domain.report import Report
from app.domain.synthesis.classes import ItemClass
from app.web import labels
from app.web.filters import percent

SAID = tuple(name for name in ItemClass if name is not ItemClass.INSUFFICIENT)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the items it counts, by which it is checked."""

    text: str
    items: tuple[str, ...] = ()


def outline_of(report: Report) -> tuple[Sentence, ...]:
    """What the figures of a report say, in the language of the page; nothing without measures."""
    if report.measures is None:
        return ()
    return tuple(_sentences(report.measures, report.document))


def outline_text(report: Report, language: str) -> str:
    """The same as a text to begin with, in the language it is written in."""
    with force_locale(language):
        parts = [
            f"{one.text} {_named(one.items)}".strip() if one.items else one.text
            for one in outline_of(report)
        ]
    return "\n\n".join(parts)


def basis_name(basis: str) -> str:
    """What was counted, in words."""
    if basis.startswith(RATING):
        return labels.criterion_name(basis.removeprefix(RATING))
    names = {VOTES: _("votes of members"), POSITIONS: _("positions of organisations")}
    return str(names[basis])


def item_name(item: str) -> str:
    """A paragraph by its number, an amendment by its reference."""
    return f"§ {item[1:]}" if item.startswith("p") else item


def _sentences(measures: Measures, document: Mapping[str, Any]) -> Iterator[Sentence]:
    total = len(document["paragraphs"])
    for count in measures.classes:
        for name in SAID:
            if count.classes[name]:
                yield _counted(count, name, total)
        few = count.classes[ItemClass.INSUFFICIENT]
        if few:
            yield _counted(count, ItemClass.INSUFFICIENT, total)
    if measures.widest is not None:
        yield _widest(measures.widest)
    for cluster in measures.coordinated:
        yield Sentence(
            ngettext(
                "One text was sent by %(num)s person or organisation.",
                "One text was sent by %(num)s people or organisations.",
                cluster["senders"],
            ),
            tuple(cluster["references"]),
        )
    change = measures.value["change"]
    moved = {one["item"] for one in change["rows"] if one["clear"]} if change else set()
    if moved:
        yield Sentence(
            ngettext(
                "Since the round before, opinions moved clearly on %(num)s paragraph.",
                "Since the round before, opinions moved clearly on %(num)s paragraphs.",
                len(moved),
            ),
            tuple(sorted(moved, key=lambda item: int(item[1:]))),
        )


def _counted(count: ClassCount, name: ItemClass, paragraphs: int) -> Sentence:
    items = count.classes[name]
    if count.of == "paragraphs":
        every = ngettext("%(num)s paragraph", "%(num)s paragraphs", paragraphs)
    else:
        every = ngettext("%(num)s amendment", "%(num)s amendments", count.total)
    text = _(
        "%(class)s on %(found)s of %(all)s (%(basis)s).",
        **{"class": labels.label(name), "found": len(items), "all": every},
        basis=basis_name(count.basis),
    )
    return Sentence(str(text), items)


def _widest(item: MeasuredItem) -> Sentence:
    gap = item.gap or {}
    high, low = gap["highest"], gap["lowest"]
    text = _(
        "Groups differ most here: %(high)s %(high_share)s agree, %(low)s %(low_share)s "
        "(%(basis)s).",
        high=labels.label(Group(high)),
        high_share=percent(item.share_of(high)),
        low=labels.label(Group(low)),
        low_share=percent(item.share_of(low)),
        basis=basis_name(item.basis),
    )
    return Sentence(str(text), (item.key,))


def _named(items: tuple[str, ...]) -> str:
    return f"({_(', ').join(item_name(item) for item in items)})"
