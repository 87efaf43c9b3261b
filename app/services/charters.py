"""Charters: made and changed by the secretariat."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid
from app.domain.languages import LANGUAGES
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.models.charters import Charter, CharterText, Principle, Topic, Version

_SLUG = re.compile(r"[a-z][a-z0-9-]{1,39}")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
RESERVED = frozenset({"new"})


@dataclass(frozen=True, slots=True)
class PrinciplePlan:
    """A guiding idea as typed; a new one has no key yet."""

    names: Mapping[str, str]
    explanations: Mapping[str, str]
    key: str = ""


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """A subject of paragraphs as typed; a new one has no key yet."""

    names: Mapping[str, str]
    key: str = ""


@dataclass(frozen=True, slots=True)
class CharterPlan:
    """All that is said of a charter beside its text.

    Without an authentic language, and unless all are equal, the first one imported is authentic.
    """

    slug: str
    code: str
    titles: Mapping[str, str]
    purposes: Mapping[str, str]
    languages: Sequence[str]
    authentic_language: str | None
    principles: Sequence[PrinciplePlan] = ()
    topics: Sequence[TopicPlan] = ()
    equally_authentic: bool = False

    @property
    def first_decides(self) -> bool:
        """Whether the first import is to decide which language is authentic."""
        return self.authentic_language is None and not self.equally_authentic

    def check(self) -> None:
        """Raise ``Invalid`` naming the field that cannot be taken."""
        if not _SLUG.fullmatch(self.slug) or self.slug in RESERVED:
            raise Invalid("slug_shape", field="slug")
        if not _CODE.fullmatch(self.code):
            raise Invalid("code_shape", field="code")
        if not self.languages or not set(self.languages) <= set(LANGUAGES):
            raise Invalid("languages", field="languages")
        if self.authentic_language not in {None, *self.languages}:
            raise Invalid("authentic_language", field="authentic_language")
        if not any(self.titles.values()):
            raise Invalid("title_needed", field=f"title_{self.languages[0]}")


def create_charter(session: Session, actor: Actor, plan: CharterPlan, *, now: datetime) -> Charter:
    """A new charter without text; its slug is never given twice."""
    require(actor, Action.EDIT_CHARTER, Subject(), now)
    plan.check()
    if session.scalar(select(Charter.id).where(Charter.slug == plan.slug)) is not None:
        raise Invalid("slug_taken", field="slug")
    charter = Charter(
        slug=plan.slug,
        code=plan.code,
        languages=list(plan.languages),
        authentic_language=plan.authentic_language,
        equally_authentic=plan.equally_authentic,
        created_at=now,
    )
    session.add(charter)
    try:
        session.flush()
    except IntegrityError as error:
        session.rollback()
        raise Invalid("slug_taken", field="slug") from error
    _keep_words(session, charter, plan)
    session.commit()
    return charter


def edit_charter(
    session: Session, actor: Actor, charter: Charter, plan: CharterPlan, *, edit: int, now: datetime
) -> Charter:
    """Change what is said of a charter; its slug stays, its text is not touched.

    Once there is a text, which language is authentic is no longer left to the first import.
    """
    found = session.scalar(
        select(Charter)
        .where(Charter.id == charter.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None or found.edit != edit:
        raise Conflict("changed_meanwhile")
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=found.id), now)
    plan.check()
    found.code = plan.code
    found.languages = list(plan.languages)
    if plan.first_decides and _has_text(session, found):
        raise Invalid("authentic_language", field="authentic_language")
    found.authentic_language = plan.authentic_language
    found.equally_authentic = plan.equally_authentic
    found.edit += 1
    _keep_words(session, found, plan)
    session.commit()
    return found


def _has_text(session: Session, charter: Charter) -> bool:
    wanted = select(Version.id).where(Version.charter_id == charter.id).limit(1)
    return session.scalar(wanted) is not None


def _keep_words(session: Session, charter: Charter, plan: CharterPlan) -> None:
    session.execute(delete(CharterText).where(CharterText.charter_id == charter.id))
    for language in LANGUAGES:
        title = plan.titles.get(language, "").strip()
        purpose = plan.purposes.get(language, "").strip()
        if title or purpose:
            session.add(
                CharterText(charter_id=charter.id, language=language, title=title, purpose=purpose)
            )
    _keep_principles(session, charter, plan)
    _keep_topics(session, charter, plan)
    session.flush()


def _keep_principles(session: Session, charter: Charter, plan: CharterPlan) -> None:
    session.execute(delete(Principle).where(Principle.charter_id == charter.id))
    keys = _keys([(one.key, one.names) for one in plan.principles], "principle")
    session.add_all(
        Principle(
            charter_id=charter.id,
            key=key,
            position=position,
            names=_filled(one.names),
            explanations=_filled(one.explanations),
        )
        for position, (key, one) in enumerate(zip(keys, plan.principles, strict=True), start=1)
    )


def _keep_topics(session: Session, charter: Charter, plan: CharterPlan) -> None:
    session.execute(delete(Topic).where(Topic.charter_id == charter.id))
    keys = _keys([(one.key, one.names) for one in plan.topics], "topic")
    session.add_all(
        Topic(charter_id=charter.id, key=key, position=position, names=_filled(one.names))
        for position, (key, one) in enumerate(zip(keys, plan.topics, strict=True), start=1)
    )


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text.strip() for language, text in texts.items() if text.strip()}


def _keys(rows: Sequence[tuple[str, Mapping[str, str]]], spare: str) -> list[str]:
    """The key of each row; a new one gets a readable key from its English name, never one in use.

    A key that comes twice stays with the first that has it.
    """
    known = {key for key, _names in rows if key}
    made: list[str] = []
    for key, names in rows:
        if key and key not in made:
            made.append(key)
            continue
        plain = re.sub(r"[^a-z0-9]+", "-", names.get("en", "").lower()).strip("-") or spare
        taken = known.union(made)
        tries = (f"{plain}{'' if not at else f'-{at}'}" for at in range(len(taken) + 1))
        made.append(next(one for one in tries if one not in taken))
    return made
