"""A joint draft behind its key, locked, and asking organisations to co-sponsor."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Scope
from app.domain.errors import Invalid, NotFound
from app.domain.languages import LANGUAGES
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rounds import Audience
from app.domain.slugs import folded
from app.domain.writing import AmendmentWords
from app.ledger.outbox import post
from app.ledger.rounds import lock_round
from app.models.charters import Paragraph
from app.models.joint import JointDraft
from app.models.people import Delegation, Member, Organisation
from app.models.rounds import Invitation, Round
from app.queries.rounds import subject_of

MOST_LETTERS = 20


def lock_joint_draft(
    session: Session, actor: Actor, round_id: int, key: str, *, now: datetime
) -> tuple[Round, JointDraft]:
    """The round and the draft, both locked; the actor's organisation may prepare amendments."""
    round_ = lock_round(session, round_id)
    require(actor, Action.PREPARE_TOGETHER, subject_of(session, round_, now=now), now)
    draft = session.scalar(
        select(JointDraft)
        .where(JointDraft.key == key, JointDraft.round_id == round_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if draft is None:
        raise NotFound("joint_draft")
    return round_, draft


def led_draft(
    session: Session, actor: Actor, round_id: int, key: str, *, now: datetime
) -> tuple[Round, JointDraft]:
    """The same, for a delegate acting for the organisation that leads it."""
    round_, draft = lock_joint_draft(session, actor, round_id, key, now=now)
    if draft.organisation_id != actor.acting_for:
        raise NotFound("joint_draft")
    return round_, draft


def words_in(fields: Mapping[str, str]) -> AmendmentWords:
    """The words of an amendment as the editor's fields hold them."""
    doing = fields.get("doing") or Operation.REPLACE.value
    first = doing == "insert_first"
    operation = Operation.INSERT_AFTER if first else Operation(doing)
    return AmendmentWords(
        operation=operation,
        language=fields.get("language", ""),
        wording="" if operation is Operation.DELETE else fields.get("wording", ""),
        title=fields.get("title", ""),
        reason=fields.get("reason", ""),
        effect=fields.get("effect", ""),
        mandate=fields.get("mandate", ""),
        at_section_start=first,
        scope=Scope(fields.get("scope") or Scope.SUBSTANCE.value),
        wordings=()
        if operation is Operation.DELETE
        else tuple(
            (code, fields[f"also_{code}"])
            for code in LANGUAGES
            if code != fields.get("language") and fields.get(f"also_{code}")
        ),
    )


def place_of(session: Session, draft: JointDraft) -> int:
    """The number of the paragraph it is about."""
    found = session.scalar(select(Paragraph.number).where(Paragraph.id == draft.paragraph_id))
    if found is None:
        raise NotFound("paragraph")
    return found


def leader_of(session: Session, draft: JointDraft) -> str:
    """The name of the organisation that leads a joint draft."""
    return session.get_one(Organisation, draft.organisation_id).name


def invitable(session: Session, round_: Round, name: str, *, leads: int | None) -> Organisation:
    """The organisation of this name or address that can be asked; raises ``Invalid`` for none."""
    found = session.scalar(
        select(Organisation).where(
            or_(Organisation.folded_name == folded(name), Organisation.slug == name.strip()),
            Organisation.closed_at.is_(None),
        )
    )
    if found is None:
        raise Invalid("organisation_unknown", field="organisation")
    if found.id == leads:
        raise Invalid("organisation_leads", field="organisation")
    if round_.audience is Audience.INVITATION:
        invited = session.get(Invitation, (round_.id, found.id))
        if invited is None:
            raise Invalid("organisation_not_in_round", field="organisation")
    return found


def ask_to_join(
    session: Session,
    round_: Round,
    leader: str,
    organisation: Organisation,
    what: Mapping[str, str],
    *,
    now: datetime,
) -> None:
    """Write to the delegates of an organisation, in their languages, that it is invited.

    ``what`` is the ``key`` of a joint draft or the ``reference`` of an amendment.
    """
    delegates = session.execute(
        select(Member.key, Member.language)
        .join(Delegation, Delegation.member_id == Member.id)
        .where(
            Delegation.organisation_id == organisation.id,
            Delegation.ended_at.is_(None),
            Member.suspended_at.is_(None),
            Member.code_holder.is_(False),
        )
        .order_by(Member.id)
        .limit(MOST_LETTERS)
    )
    context = {
        **what,
        "round": round_.slug,
        "titles": dict(round_.titles),
        "leader": leader,
        "organisation": organisation.name,
    }
    for member_key, language in delegates:
        post(session, member_key, "joint_invitation", language, context, now=now)
