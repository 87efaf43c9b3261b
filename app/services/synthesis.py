"""The synthesis: written in four languages, sent for review, published by a second person."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid
from app.domain.languages import LANGUAGES
from app.domain.people import Actor, Role
from app.domain.permissions import Action, require
from app.domain.synthesis.parts import INTRODUCTION, PARAGRAPH
from app.domain.texts import content_hash
from app.domain.writing import tidy
from app.ledger import submissions
from app.ledger.measures import ask_for_measures
from app.ledger.outbox import post
from app.ledger.record import Entry, record
from app.ledger.reporting import edited
from app.ledger.rounds import lock_round, touch
from app.models.charters import Paragraph, Section
from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord
from app.models.people import Member
from app.models.rounds import Round
from app.models.synthesis import Edition, Synthesis, SynthesisPart
from app.queries.edition.content import content_of
from app.queries.rounds import subject_of

MAIL = "synthesis"


def write_part(
    session: Session,
    actor: Actor,
    round_id: int,
    text: str,
    *,
    part: str,
    language: str,
    edit: int,
    now: datetime,
) -> None:
    """Write one part in one language; ``edit`` is the state that was seen, 0 for none."""
    round_ = lock_round(session, round_id)
    require(actor, Action.WRITE_SYNTHESIS, subject_of(session, round_, now=now), now)
    _check_part(session, round_, part, language)
    synthesis = _synthesis(session, round_, now=now)
    row = session.scalar(
        select(SynthesisPart).where(
            SynthesisPart.synthesis_id == synthesis.id,
            SynthesisPart.part == part,
            SynthesisPart.language == language,
        )
    )
    text = tidy(text)
    if row is not None and row.text == text:
        session.commit()
        return
    if edit != (row.edit if row else 0):
        raise Conflict("changed_meanwhile", part=part, language=language)
    if row is None:
        row = SynthesisPart(synthesis_id=synthesis.id, part=part, language=language, edit=0)
        session.add(row)
    row.text, row.member_id, row.updated_at = text, actor.member_id or 0, now
    row.edit += 1
    edited(synthesis, actor)
    session.commit()


def send_for_review(
    session: Session, actor: Actor, round_id: int, *, edit: int, now: datetime
) -> None:
    """Hand the report to a second person; from now on whoever edits it cannot publish it."""
    round_ = lock_round(session, round_id)
    require(actor, Action.WRITE_SYNTHESIS, subject_of(session, round_, now=now), now)
    synthesis = _synthesis(session, round_, now=now)
    if synthesis.sent_at is not None:
        session.commit()
        return
    if synthesis.edit != edit:
        raise Conflict("changed_meanwhile")
    synthesis.sent_at, synthesis.sent_by_id = now, actor.member_id
    synthesis.editors = [actor.member_id or 0]
    synthesis.edit += 1
    ask_for_measures(session, round_.id, now=now)
    entry = Entry("synthesis_sent", _name(_next_number(session, round_)), role=_role(actor, round_))
    record(session, round_.id, entry, now=now)
    session.commit()


def publish_synthesis(
    session: Session,
    actor: Actor,
    round_id: int,
    *,
    edit: int,
    key: str,
    now: datetime,
    measured: bool = False,
) -> int:
    """Freeze the report as an edition with its hash and tell the authors; returns its number.

    Who counts on the measures says so with ``measured``: where they belong to an earlier state of
    the round they are asked for anew, and nothing is published until they are there.

    Only somebody of the secretariat who neither sent it nor edited it since may do this. A
    correction is a new edition; earlier ones stay.
    """
    payload = {"act": "publish_synthesis", "who": actor.member_key, "round": round_id}
    round_ = lock_round(session, round_id)
    done = submissions.replay(session, key, payload)
    if done is not None:
        session.commit()
        return int(done)
    synthesis = _synthesis(session, round_, now=now)
    subject = replace(subject_of(session, round_, now=now), edited_by=frozenset(synthesis.editors))
    require(actor, Action.PUBLISH_SYNTHESIS, subject, now)
    if synthesis.sent_at is None:
        raise Conflict("not_sent_for_review")
    if synthesis.edit != edit:
        raise Conflict("changed_meanwhile")
    content = content_of(session, round_, now=now)
    if measured and content["measures"] is None:
        ask_for_measures(session, round_.id, now=now)
        session.commit()
        raise Conflict("measures_outdated")
    number = _freeze(session, actor, round_, content, now=now)
    synthesis.sent_at, synthesis.sent_by_id, synthesis.editors = None, None, []
    synthesis.edit += 1
    round_.reported_at = round_.reported_at or now
    touch(round_)
    submissions.remember(session, key, payload, str(number), now=now)
    session.commit()
    return number


def _freeze(
    session: Session, actor: Actor, round_: Round, content: dict[str, Any], *, now: datetime
) -> int:
    before = session.scalar(
        select(Edition.content)
        .where(Edition.round_id == round_.id)
        .order_by(Edition.number.desc())
        .limit(1)
    )
    number = _next_number(session, round_)
    found = content_hash(content)
    session.add(
        Edition(
            round_id=round_.id,
            number=number,
            content=content,
            content_hash=found,
            cut_off_at=now,
            published_at=now,
            published_by_id=actor.member_id or 0,
            record_head=content["record"]["head"],
        )
    )
    entry = Entry("synthesis_published", _name(number), code=found, role=Role.SECRETARIAT)
    record(session, round_.id, entry, now=now)
    told = _decisions(content)
    _tell_readers(session, round_, told)
    known = _decisions(before) if before else {}
    changed = {name: told.get(name) for name in told if not before or told[name] != known.get(name)}
    _tell_authors(session, round_, number, changed, now=now)
    return number


def _decisions(content: Mapping[str, Any]) -> dict[str, dict[str, Any] | None]:
    return {one["reference"]: one["disposition"] for one in content["contributions"]}


def _tell_readers(
    session: Session, round_: Round, decisions: Mapping[str, dict[str, Any] | None]
) -> None:
    """From now on pages show the decisions of this edition, and no other."""
    rows = session.execute(
        select(DispositionRecord, Contribution.reference)
        .join(Contribution, Contribution.id == DispositionRecord.contribution_id)
        .where(DispositionRecord.round_id == round_.id)
    )
    for row, reference in rows:
        row.told = decisions.get(reference)


def _tell_authors(
    session: Session,
    round_: Round,
    number: int,
    decisions: Mapping[str, dict[str, Any] | None],
    *,
    now: datetime,
) -> None:
    """One mail per author, with what happened to each contribution; codes have no address."""
    rows = session.execute(
        select(Contribution.reference, Contribution.language, Member)
        .join(Member, Member.id == Contribution.member_id)
        .where(
            Contribution.round_id == round_.id,
            Member.code_holder.is_(False),
            Member.suspended_at.is_(None),
        )
        .order_by(Member.id, Contribution.kind, Contribution.number)
    )
    by_author: dict[int, tuple[Member, list[dict[str, Any]]]] = {}
    for reference, language, member in rows:
        if reference in decisions:
            item = {"reference": reference, **_told(decisions[reference], member, language)}
            by_author.setdefault(member.id, (member, []))[1].append(item)
    for member, items in by_author.values():
        context = {
            "round": round_.slug,
            "titles": dict(round_.titles),
            "edition": number,
            "items": items,
        }
        post(session, member.key, MAIL, member.language, context, now=now)


def _told(decision: dict[str, Any] | None, member: Member, language: str) -> dict[str, Any]:
    """A decision with its reason in the author's language, else the contribution's, else any."""
    if decision is None:
        return {"disposition": None, "reason": "", "language": member.language}
    reasons = decision["reasons"]
    order: Iterable[str] = (member.language, language, *LANGUAGES)
    code = next((code for code in order if code in reasons), member.language)
    return {
        "disposition": decision["disposition"],
        "reason": reasons.get(code, ""),
        "language": code,
    }


def _check_part(session: Session, round_: Round, part: str, language: str) -> None:
    if language not in LANGUAGES:
        raise Invalid("language", field="language")
    if part == INTRODUCTION:
        return
    of, key = (
        (Paragraph, part.removeprefix(PARAGRAPH)) if part.startswith(PARAGRAPH) else (Section, part)
    )
    found = session.scalar(select(of.id).where(of.version_id == round_.version_id, of.key == key))
    if found is None:
        raise Invalid("part", field="part")


def _synthesis(session: Session, round_: Round, *, now: datetime) -> Synthesis:
    found = session.scalar(
        select(Synthesis)
        .where(Synthesis.round_id == round_.id)
        .execution_options(populate_existing=True)
    )
    if found is None:
        found = Synthesis(round_id=round_.id, created_at=now, editors=[], edit=0)
        session.add(found)
        session.flush()
    return found


def _next_number(session: Session, round_: Round) -> int:
    last = session.scalar(select(func.max(Edition.number)).where(Edition.round_id == round_.id))
    return (last or 0) + 1


def _name(number: int) -> str:
    return f"E{number}"


def _role(actor: Actor, round_: Round) -> str:
    decides = actor.has(Role.SECRETARIAT, charter_id=round_.charter_id, round_id=round_.id)
    return Role.SECRETARIAT.value if decides else Role.FACILITATOR.value
