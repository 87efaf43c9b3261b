"""Step by step back while composing: what each act found is kept, and can stand again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.composition import ChoiceAct
from app.domain.errors import Conflict, NotFound
from app.domain.people import Actor
from app.models.charters import Version
from app.models.composition import CompositionChoice, CompositionStep
from app.queries.composition import Composition
from app.queries.works import Wish
from app.services.composition.hands import hands_on, untouched_by_hand
from app.services.composition.preparing import opened
from app.services.composition.rewriting import rewrite


def step_back(
    session: Session, actor: Actor, version: Version, step_id: int, *, newest: int, now: datetime
) -> int:
    """Take back this step and all after it; how many those were. The text follows.

    ``newest`` is the newest step that was seen: where another was taken since, or words that a
    step touched were edited by hand, it raises ``Conflict`` and nothing changes.
    """
    composition = opened(session, actor, version, now=now)
    steps = standing(session, composition.version)
    if not any(step.id == step_id for step in steps):
        raise NotFound("step")
    if steps[0].id != newest:
        raise Conflict("changed_meanwhile")
    back = [step for step in steps if step.id >= step_id]
    before: dict[int, Any] = {}
    for step in back:
        before |= {int(key): value for key, value in step.before.items()}
        step.undone_at = now
    touched = _wishes(composition, before)
    hands = hands_on(composition, touched)
    for wish in touched:
        _stand_again(session, composition.version, wish, before[wish.id])
    rewrite(session, composition.version, [wish.key for wish in touched], hands, now=now)
    session.commit()
    return len(back)


def keep_step(
    session: Session,
    actor: Actor,
    version: Version,
    act: ChoiceAct,
    wishes: Sequence[Wish],
    *,
    now: datetime,
) -> None:
    """Keep the choices as they stand before an act on these amendments; commits nothing."""
    if not wishes:
        return
    session.add(
        CompositionStep(
            version_id=version.id,
            act=act,
            before={str(wish.id): _kept(wish.choice) for wish in wishes},
            member_id=actor.member_id or 0,
            taken_at=now,
        )
    )


def standing(session: Session, version: Version) -> list[CompositionStep]:
    """The steps that were not taken back, newest first."""
    found = session.scalars(
        select(CompositionStep)
        .where(CompositionStep.version_id == version.id, CompositionStep.undone_at.is_(None))
        .order_by(CompositionStep.id.desc())
    )
    return list(found)


def _wishes(composition: Composition, before: Mapping[int, Any]) -> list[Wish]:
    """The amendments of these ids that are still to be decided on here."""
    for work in composition.works:
        touched = [wish for wish in work.wishes if wish.id in before]
        untouched_by_hand(work, {wish: _texts(before[wish.id]) for wish in touched})
    return [wish for wish in composition.wishes if wish.id in before]


def _texts(kept: dict[str, Any] | None) -> dict[str, str]:
    return dict(kept["wordings"]) if kept and kept["applied"] else {}


def _kept(choice: CompositionChoice | None) -> dict[str, Any] | None:
    if choice is None:
        return None
    return {
        "applied": choice.applied,
        "rank": choice.rank,
        "reason": choice.reason,
        "wordings": dict(choice.wordings),
        "member_id": choice.member_id,
        "decided_at": choice.decided_at.isoformat(),
    }


def _stand_again(
    session: Session, version: Version, wish: Wish, kept: dict[str, Any] | None
) -> None:
    choice = wish.choice
    if kept is None:
        if choice is not None:
            session.delete(choice)
        return
    if choice is None:
        choice = CompositionChoice(version_id=version.id, contribution_id=wish.id)
        session.add(choice)
    choice.applied, choice.rank, choice.reason = kept["applied"], kept["rank"], kept["reason"]
    choice.wordings, choice.member_id = kept["wordings"], kept["member_id"]
    choice.decided_at = datetime.fromisoformat(kept["decided_at"])
