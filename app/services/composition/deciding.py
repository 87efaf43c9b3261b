"""Deciding on accepted amendments: take, take the rest, write a wording, leave out, undo."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.composition import (
    ChoiceAct,
    parts_of,
    with_parts,
    without_clash,
)
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import Actor
from app.domain.texts import normalise_text
from app.models.charters import Version
from app.models.composition import CompositionChoice
from app.queries.composition import Composition
from app.queries.works import Wish, Work
from app.services.composition.hands import (
    edited_by_hand,
    free_texts,
    hands_on,
    untouched_by_hand,
)
from app.services.composition.preparing import checked, opened
from app.services.composition.rewriting import rewrite
from app.services.composition.standing import leave_what_meets, stand_together
from app.services.composition.stepping import keep_step


def take_amendment(
    session: Session, actor: Actor, version: Version, wish_key: str, *, token: str, now: datetime
) -> None:
    """Put an amendment into the text as it was accepted; refused where it meets one taken.

    Raises ``Conflict`` as well when the text it was written for has changed since.
    """
    composition, work, wish = _found(session, actor, version, wish_key, token, now=now)
    if not wish.fits:
        raise Conflict("does_not_fit")
    chosen = {wish: free_texts(work, wish)}
    _decide(session, actor, composition, work, chosen, act=ChoiceAct.TAKE, now=now)


def take_further(
    session: Session,
    actor: Actor,
    version: Version,
    wish_key: str,
    language: str,
    *,
    token: str,
    now: datetime,
) -> None:
    """Put an amendment that is in the text into it in one more language that it is worded in."""
    composition, work, wish = _found(session, actor, version, wish_key, token, now=now)
    if language not in composition.offered(wish):
        raise Conflict("changed_meanwhile")
    chosen = {wish: {**wish.taken, language: wish.texts[language]}}
    rank = wish.choice.rank if wish.choice else None
    _decide(session, actor, composition, work, chosen, rank=rank, act=ChoiceAct.TAKE, now=now)


def take_beside(
    session: Session,
    actor: Actor,
    version: Version,
    wish_key: str,
    *,
    first: bool,
    token: str,
    now: datetime,
) -> None:
    """Put an amendment in at the point where another stands already, before it or after it."""
    composition, work, wish = _found(session, actor, version, wish_key, token, now=now)
    neighbours = work.at_one_point(wish) if work else []
    if not neighbours:
        raise Conflict("amendments_clash")
    ranks = [one.choice.rank for one in neighbours if one.choice]
    rank = min(ranks) - 1 if first else max(ranks) + 1
    act, chosen = ChoiceAct.BESIDE, {wish: free_texts(work, wish)}
    _decide(session, actor, composition, work, chosen, rank=rank, act=act, now=now)


def take_parts(
    session: Session,
    actor: Actor,
    version: Version,
    wish_key: str,
    parts: Mapping[str, Collection[str]],
    *,
    token: str,
    now: datetime,
) -> None:
    """Put in only these single changes of an amendment, by language, and no other of it."""
    composition, work, wish = _found(session, actor, version, wish_key, token, now=now)
    if work is None or not wish.replaces:
        raise Invalid("nothing_left", field="part")
    left: dict[str, str] = {}
    for language, text in wish.texts.items():
        base = work.before.get(language)
        if base is None:
            if language in wish.taken or language not in wish.further:
                left[language] = text
            continue
        known = {part.id for part in parts_of(base.text, text)}
        chosen = known & set(parts.get(language, ()))
        if chosen:
            left[language] = with_parts(base.text, text, chosen)
    if not left:
        raise Invalid("nothing_left", field="part")
    rank = wish.choice.rank if wish.choice and wish.applied else None
    act = ChoiceAct.PARTS
    _decide(session, actor, composition, work, {wish: left}, rank=rank, act=act, now=now)


def take_rest(
    session: Session, actor: Actor, version: Version, wish_key: str, *, token: str, now: datetime
) -> None:
    """Put in what is left of an amendment once all that meets those taken is out of it."""
    composition, work, wish = _found(session, actor, version, wish_key, token, now=now)
    if work is None or not wish.replaces:
        raise Invalid("nothing_left", field="wish")
    left: dict[str, str] = {}
    for language, text in free_texts(work, wish).items():
        base = work.before.get(language)
        others = {key: one for key, one in work.taken(language).items() if key != wish.key}
        words = without_clash(base.text, text, others) if base else text
        if base is None or words != base.text:
            left[language] = words
    if not left:
        raise Invalid("nothing_left", field="wish")
    _decide(session, actor, composition, work, {wish: left}, act=ChoiceAct.REST, now=now)


def write_wording(
    session: Session,
    actor: Actor,
    version: Version,
    wish_keys: Sequence[str],
    language: str,
    text: str,
    *,
    token: str,
    now: datetime,
) -> None:
    """Settle amendments that meet by a wording of the secretariat's own, marked as such."""
    words = normalise_text(text)
    if not words or not wish_keys:
        raise Invalid("text_needed", field="text")
    composition, work, _ = _found(session, actor, version, wish_keys[0], token, now=now)
    if work is None:
        raise NotFound("amendment")
    wishes = _all(work, wish_keys)
    chosen = {wish: {**(wish.taken or free_texts(work, wish)), language: words} for wish in wishes}
    leave_what_meets(work, chosen, language)
    _decide(session, actor, composition, work, chosen, act=ChoiceAct.WRITE, now=now)


def skip_amendment(
    session: Session,
    actor: Actor,
    version: Version,
    wish_key: str,
    reason: str,
    *,
    token: str,
    now: datetime,
) -> None:
    """Leave an accepted amendment out of the text, with a reason."""
    if not reason.strip():
        raise Invalid("reason_missing", field="reason")
    composition, work, wish = _found(session, actor, version, wish_key, token, now=now)
    untouched_by_hand(work, {wish: {}})
    hands = hands_on(composition, [wish])
    keep_step(session, actor, composition.version, ChoiceAct.SKIP, [wish], now=now)
    choice = _choice(session, actor, composition, wish, now=now)
    choice.applied, choice.wordings, choice.reason = False, {}, reason.strip()
    rewrite(session, composition.version, [wish.key], hands, now=now)
    session.commit()


def undo_decision(
    session: Session, actor: Actor, version: Version, wish_key: str, *, token: str, now: datetime
) -> None:
    """Take a decision back; the text is again what the other decisions make of the base."""
    composition, work, wish = _found(session, actor, version, wish_key, token, now=now)
    untouched_by_hand(work, {wish: {}})
    hands = hands_on(composition, [wish])
    keep_step(session, actor, composition.version, ChoiceAct.UNDO, [wish], now=now)
    if wish.choice is not None:
        session.delete(wish.choice)
    rewrite(session, composition.version, [wish.key], hands, now=now)
    session.commit()


def take_all_clean(session: Session, actor: Actor, version: Version, *, now: datetime) -> int:
    """Put in every amendment that meets no other; how many there were."""
    composition = opened(session, actor, version, now=now)
    clean = {
        wish: texts
        for work in composition.works
        for wish in work.wishes
        if wish.undecided
        and wish.fits
        and not work.met_by(wish)
        and not edited_by_hand(work, wish, texts := free_texts(work, wish))
    }
    hands = hands_on(composition, list(clean))
    keep_step(session, actor, composition.version, ChoiceAct.CLEAN, list(clean), now=now)
    for wish, texts in clean.items():
        choice = _choice(session, actor, composition, wish, now=now)
        choice.applied, choice.wordings = True, texts
    rewrite(session, composition.version, [wish.key for wish in clean], hands, now=now)
    session.commit()
    return len(clean)


def _found(
    session: Session, actor: Actor, version: Version, wish_key: str, token: str, *, now: datetime
) -> tuple[Composition, Work | None, Wish]:
    composition = opened(session, actor, version, now=now)
    for work in composition.works:
        for wish in work.wishes:
            if wish.key == wish_key:
                checked(composition, work.key, token)
                return composition, work, wish
    for wish in composition.loose:
        if wish.key == wish_key:
            return composition, None, wish
    raise NotFound("amendment")


def _all(work: Work, keys: Sequence[str]) -> list[Wish]:
    found = [wish for wish in work.wishes if wish.key in keys and wish.replaces]
    if len(found) < len(set(keys)):
        raise NotFound("amendment")
    return found


def _decide(
    session: Session,
    actor: Actor,
    composition: Composition,
    work: Work | None,
    chosen: Mapping[Wish, Mapping[str, str]],
    *,
    act: ChoiceAct,
    rank: int | None = None,
    now: datetime,
) -> None:
    """Keep the texts taken, if they can stand beside those taken before.

    With a ``rank`` they may share a point with those.
    """
    untouched_by_hand(work, chosen)
    hands = hands_on(composition, list(chosen))
    if work is not None:
        stand_together(work, chosen, shares=rank is not None)
    keep_step(session, actor, composition.version, act, list(chosen), now=now)
    for wish, texts in chosen.items():
        choice = _choice(session, actor, composition, wish, now=now)
        choice.applied, choice.wordings, choice.reason = True, dict(texts), ""
        choice.rank = rank or 0
    rewrite(session, composition.version, [wish.key for wish in chosen], hands, now=now)
    session.commit()


def _choice(
    session: Session, actor: Actor, composition: Composition, wish: Wish, *, now: datetime
) -> CompositionChoice:
    choice = wish.choice
    if choice is None:
        choice = CompositionChoice(
            version_id=composition.version.id, contribution_id=wish.id, applied=False
        )
        session.add(choice)
    choice.member_id = actor.member_id or 0
    choice.decided_at = now
    return choice
