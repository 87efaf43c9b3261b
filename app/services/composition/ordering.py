"""The order of the paragraphs of a composed version: the base's, insertions where they belong."""

from app.domain.composition import inserted_key
from app.domain.contributions import Operation
from app.queries.composition import Composition
from app.queries.works import Wish


def order_of(composition: Composition) -> list[int]:
    """Ids in reading order; insertions at one place stand in the order of the decisions."""
    inserted = {work.key: work.now.id for work in composition.works if work.source and work.now}
    order: list[int] = []
    for work in composition.works:
        if work.key in inserted:
            continue
        if work.now is not None:
            order.append(work.now.id)
        order.extend(_after(composition, list(work.wishes), inserted))
    return _at_sections(composition, order, inserted)


def _after(composition: Composition, wishes: list[Wish], inserted: dict[str, int]) -> list[int]:
    taken = [wish for wish in wishes if wish.applied and wish.operation is Operation.INSERT_AFTER]
    taken.sort(key=lambda wish: (wish.choice.decided_at if wish.choice else None, wish.id))
    keys = [inserted_key(composition.charter_slug, wish.key) for wish in taken]
    return [inserted[key] for key in keys if key in inserted]


def _at_sections(composition: Composition, order: list[int], inserted: dict[str, int]) -> list[int]:
    """Insertions at the start of a section, before its first paragraph or that of a later one."""
    ranks = {section.id: rank for rank, section in enumerate(composition.content.sections)}
    rank_of = {row.id: ranks.get(row.section_id or 0, -1) for row in composition.content.paragraphs}
    loose = _after(composition, list(composition.loose), inserted)
    for row in reversed(loose):
        places = (at for at, one in enumerate(order) if rank_of[one] >= rank_of[row])
        order.insert(next(places, len(order)), row)
    return order
