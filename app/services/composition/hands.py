"""Words that somebody wrote by hand: no decision on an amendment writes over them."""

from collections.abc import Collection, Mapping, Sequence

from app.domain.contributions import Operation
from app.domain.errors import Conflict
from app.queries.composition import Composition
from app.queries.works import Wish, Work

Hands = Mapping[str, Collection[str]]
"""The languages written by hand, by the key of the paragraph."""


def hands_on(composition: Composition, wishes: Sequence[Wish]) -> Hands:
    """What is written by hand where these amendments are; to be asked before anything changes."""
    about = {wish.id for wish in wishes}
    return {
        work.key: work.hands
        for work in composition.works
        if about & {wish.id for wish in (*work.wishes, *work.givers)}
    }


def free_texts(work: Work | None, wish: Wish) -> dict[str, str]:
    """The texts of an amendment, without the translations that meet words written by hand.

    Those words turn stale instead, and stay.
    """
    if work is None or wish.operation is Operation.INSERT_AFTER:
        return dict(wish.texts)
    kept = work.hands & wish.further.keys()
    return {code: text for code, text in wish.texts.items() if code not in kept}


def untouched_by_hand(work: Work | None, chosen: Mapping[Wish, Mapping[str, str]]) -> None:
    """Raise ``Conflict`` where taking these texts, and no others, would undo what somebody wrote.

    A translation that was written by hand can lose what it was made from: it stays.
    """
    if work is not None and any(edited_by_hand(work, one, texts) for one, texts in chosen.items()):
        raise Conflict("edited_by_hand")


def edited_by_hand(work: Work, wish: Wish, texts: Mapping[str, str]) -> bool:
    """Whether words that the amendment would change were edited by hand."""
    if wish.operation is Operation.INSERT_AFTER or work.now is None:
        return False
    hands = work.hands
    if wish.operation is Operation.DELETE:
        return bool(hands)
    own = {*wish.texts, *wish.taken} - wish.further.keys()
    asked = {code for code, text in texts.items() if text != wish.taken.get(code)}
    return not hands.isdisjoint(own | asked)
