"""Whether amendments can stand together in the text, in every language."""

from collections.abc import Mapping

from app.domain.composition import composed
from app.domain.contributions import Operation
from app.domain.errors import Conflict
from app.queries.works import Wish, Work


def leave_what_meets(work: Work, chosen: Mapping[Wish, dict[str, str]], settled: str) -> None:
    """Leave out, in the languages that are not settled, what cannot stand there undecided."""
    for language in {code for texts in chosen.values() for code in texts} - {settled}:
        try:
            stand_together(
                work, {one: _only(texts, language) for one, texts in chosen.items()}, shares=False
            )
        except Conflict:
            for wish, texts in chosen.items():
                if language not in wish.taken:
                    texts.pop(language, None)


def stand_together(work: Work, chosen: Mapping[Wish, Mapping[str, str]], *, shares: bool) -> None:
    """Raise ``Conflict`` when the texts meet each other, or those taken before.

    Those taken before stand together already; ``shares`` says that these may share their points.
    """
    kinds = {wish.operation for wish in chosen} - {Operation.INSERT_AFTER}
    applied = [wish for wish in work.wishes if wish.applied and wish not in chosen]
    kinds |= {wish.operation for wish in applied} - {Operation.INSERT_AFTER}
    if len(kinds) > 1:
        raise Conflict("amendments_clash")
    texts = {wish.key: given for wish, given in chosen.items() if wish.replaces}
    for language in {language for given in texts.values() for language in given}:
        taken = {key: one for key, one in work.taken(language).items() if key not in texts}
        taken |= {key: given[language] for key, given in texts.items() if language in given}
        base = work.before.get(language)
        order = [*work.order, *texts] if shares else work.order
        composed(base.text if base else None, taken, order)


def _only(texts: Mapping[str, str], language: str) -> dict[str, str]:
    return {code: text for code, text in texts.items() if code == language}
