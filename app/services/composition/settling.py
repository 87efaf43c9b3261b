"""How far the words are that base and decisions make: read again, a translation, or outrun."""

from collections.abc import Collection, Mapping

from app.domain.charters import WordingStatus
from app.domain.composition import composed
from app.ledger.translations import settle
from app.models.charters import Wording
from app.queries.works import Work


def settle_composed(
    work: Work, after: Mapping[str, Wording], language: str, changed: Collection[str]
) -> None:
    """Say it of one language's words; ``changed`` are the languages whose words differ now.

    Words are stale while they lack an amendment that stands in the text in another language. What
    a translator wrote of one waits for its second reader; where nothing changed, a reading stands.
    """
    wording, base = after[language], work.before.get(language)
    taken = [wish for wish in work.givers if language in wish.taken]
    lacking = bool(work.lacking(language))
    if not taken:
        if base is not None:
            settle(wording, WordingStatus.STALE if lacking else base.status, like=base)
        return
    before = base.status if base else WordingStatus.REVIEWED
    if lacking or before is WordingStatus.STALE:
        settle(wording, WordingStatus.STALE)
        wording.made_from = {**_made_from(work, language), **(base.made_from if base else {})}
    elif language in changed or _is_in_step(wording, after):
        writers = [one.further[language] for one in taken if one.further.get(language)]
        follows = any(language in one.further for one in taken)
        draft = bool(writers) or (follows and before is WordingStatus.DRAFT)
        status = WordingStatus.DRAFT if draft else WordingStatus.REVIEWED
        settle(wording, status, by=writers[-1] if writers else None)


def _is_in_step(wording: Wording, after: Mapping[str, Wording]) -> bool:
    """Whether stale words were made from the very words that stand beside them now."""
    return wording.status is WordingStatus.STALE and all(
        code in after and after[code].text == text for code, text in wording.made_from.items()
    )


def _made_from(work: Work, language: str) -> dict[str, str]:
    """What the others would read with only those amendments that are in these words."""
    here = {wish.key for wish in work.givers if language in wish.taken}
    found: dict[str, str] = {}
    for code in {code for wish in work.givers for code in wish.taken} - {language}:
        base = work.before.get(code)
        texts = {key: text for key, text in work.taken(code).items() if key in here}
        text = composed(base.text if base else None, texts, work.order)
        if text is not None:
            found[code] = text
    return found
