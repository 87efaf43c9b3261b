"""A house in use: rounds in every state, a version being composed, imports, tokens, a draft."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Status
from app.domain.joint import Answer, JointState
from app.domain.moderation import Alert, Decision, Plea, ReasonCode, Ruling
from app.domain.parts import Part, Place
from app.domain.people import Group, Role
from app.domain.preview import Preview
from app.models.contributions import Contribution, Draft
from app.models.dispositions import DispositionRecord
from app.models.identity.accounts import CodeBatch
from app.models.people import Member
from app.models.rounds import Round
from app.models.synthesis import Synthesis, SynthesisComment, SynthesisPart
from app.services.accounts.codes import BatchAsked, issue_codes
from app.services.accounts.invitations import invite
from app.services.accounts.links import LinkAsked, ask_for_address, ask_for_link
from app.services.glossary.keeping import keep_term
from app.services.imports.confirming import confirm_import
from app.services.imports.opening import open_import
from app.services.moderation.appeal import appeal
from app.services.moderation.decide import decide as rule
from app.services.moderation.report import report
from app.services.synthesis import publish_synthesis, send_for_review
from app.services.synthesis_comments import comment_on_part, settle_comment
from app.services.translation.answering import answer_query
from app.services.translation.asking import ask_secretariat
from tests.factories.accepted import accept
from tests.factories.brought import brought_file
from tests.factories.cast import Cast
from tests.factories.charters import WORDS, make_charter, make_round
from tests.factories.codebook import make_codebook
from tests.factories.contributions import (
    make_amendment,
    make_contribution,
    make_position,
    make_rating,
    make_sponsor,
    make_vote,
)
from tests.factories.desk import Desk, write
from tests.factories.joint import make_invited, make_joint_draft
from tests.factories.people import actor_of, grant, make_member
from tests.factories.proposals import propose
from tests.factories.reports import decide, make_story
from tests.factories.small_text import TEXTS

LONG = "Aninterminablewordwithoutanyplacetobreakitthatarealpersononcetyped" * 2


@dataclass
class House:
    """What the addresses of the pages need to be filled with."""

    cast: Cast
    tokens: dict[str, str]
    imports: dict[str, str]
    inserted: str
    line: str
    term: int
    word_file: str
    word_receipt: str


def furnish(app: Flask, session: Session, identity: Session, cast: Cast, now: datetime) -> House:
    """Build the house and commit it."""
    reported_with_next_version(session, cast, now)
    open_round(session, cast, now)
    closed_round(session, cast, now)
    for number, (slug, opens, scheduled) in enumerate(
        [("empty", -3, True), ("planned", 5, False), ("soon", 5, True)], start=4
    ):
        make_round(
            session,
            cast.version,
            slug,
            now=now,
            opens_in=timedelta(days=opens),
            number=number,
            scheduled=scheduled,
        )
    make_charter(session, "untouched", now=now)
    grant(session, cast.sol, Role.SECRETARIAT, now=now)
    session.commit()
    desk = Desk(session, cast, actor_of(session, cast.sam), now)
    inserted = next(work.key for work in desk.composition().works if work.source)
    imports, line = imported(session, cast, now)
    term = translated(desk)
    brought = (brought_file(session, cast, now, LONG, confirmed=one) for one in (False, True))
    links = tokens(session, identity, cast, now)
    return House(cast, links, imports, inserted, line, term, *brought)


def translated(desk: Desk) -> int:
    """A term of the glossary, a stale translation, queries open and answered; the term's id."""
    session, cast, now = desk.session, desk.cast, desk.now
    tariq = actor_of(session, cast.tariq)
    words = {"en": "water", "fr": "eau potable", "ar": "الماء"}
    term = keep_term(session, tariq, cast.charter, words, LONG, now=now).id
    write(desk, 2, en="Every town keeps its water open.")
    for number, language in ((1, "ar"), (2, "fr")):
        place = Place(Part.PARAGRAPH, f"k{number}")
        asked = (desk.version, place, language, f"Which water? {LONG}")
        query = ask_secretariat(session, tariq, *asked, now=now).id
    answer_query(session, desk.actor, desk.version, query, "All of it.", now=now)
    return term


def reported_with_next_version(session: Session, cast: Cast, now: datetime) -> None:
    """Round r1 is over, its synthesis published, and version 2 is being composed."""
    make_story(session, cast, now=now)
    base = WORDS["en"].format(n=1)
    for words in ("clean water", f"{LONG} water"):
        accept(session, cast, base.replace("water", words), on=cast.paragraphs[0], now=now)
    accept(session, cast, None, on=cast.paragraphs[4], operation=Operation.DELETE, now=now)
    bells = Operation.INSERT_AFTER
    accept(session, cast, "Bells ring.", on=cast.paragraphs[5], operation=bells, now=now)
    for at in (2, 5):
        left_open(session, cast, at, now)
    synthesis(session, cast, cast.round, now)
    desk = Desk(session, cast, actor_of(session, cast.sam), now)
    desk.prepare()
    desk.clean()


def left_open(session: Session, cast: Cast, at: int, now: datetime) -> None:
    """An amendment that nobody decided on."""
    words = WORDS["en"].format(n=at).replace("water", f"{LONG} water")
    row = accept(session, cast, words, on=cast.paragraphs[at - 1], now=now)
    session.execute(delete(DispositionRecord).where(DispositionRecord.contribution_id == row.id))
    session.commit()


def synthesis(session: Session, cast: Cast, round_: Round, now: datetime) -> None:
    """Written by Ada, sent by Sam, published by Sol; a correction of it is under review."""
    make_codebook(session, round_, now=now)
    row = Synthesis(round_id=round_.id, created_at=now, editors=[])
    session.add(row)
    session.flush()
    for language in ("en", "ar"):
        part = SynthesisPart(
            synthesis_id=row.id,
            part="introduction",
            language=language,
            text=f"What was heard, {language}.",
            member_id=cast.ada.id,
            updated_at=now,
        )
        session.add(part)
    session.commit()
    sam, sol = actor_of(session, cast.sam), actor_of(session, cast.sol)
    send_for_review(session, sam, round_.id, edit=row.edit, now=now)
    publish_synthesis(session, sol, round_.id, edit=row.edit, key="house", now=now)
    send_for_review(session, sam, round_.id, edit=row.edit, now=now, reason="A name was wrong.")
    for number, text in enumerate(("Which town?", LONG)):
        comment_on_part(
            session, sol, round_.id, text, part="introduction", key=f"house {number}", now=now
        )
    first = session.scalars(select(SynthesisComment.id).order_by(SynthesisComment.id)).first()
    settle_comment(session, sam, round_.id, first or 0, "It is named now.", now=now)


def open_round(session: Session, cast: Cast, now: datetime) -> Round:
    """Round r2 is open: every status, opinions of all kinds, a case of every kind in the queue."""
    round_ = make_round(session, cast.version, "r2", now=now, number=2)
    one, two = cast.paragraphs[:2]
    town = {"group": Group.LOCAL_GOVERNMENT, "organisation_id": cast.town.id}
    ours = {"group": Group.MIGRANT_ASSOCIATION, "language": "ar"}
    told = make_contribution(session, round_, cast.bo, one, now=now, text=LONG, quote="water")
    make_contribution(session, round_, cast.mina, one, now=now, text="الماء أولًا.", **ours)
    make_contribution(session, round_, cast.lea, one, now=now, parent_id=told.id, **town)
    make_contribution(session, round_, cast.bo, two, now=now, status=Status.PENDING)
    named = make_contribution(session, round_, cast.bo, two, now=now, status=Status.PENDING)
    make_contribution(session, round_, cast.bo, two, now=now, status=Status.WITHDRAWN)
    make_contribution(session, round_, cast.mina, two, now=now, status=Status.PENDING, **ours)
    spam = {"status": Status.WITHHELD, "reason": ReasonCode.SPAM}
    make_contribution(session, round_, cast.bo, two, now=now, **spam)
    proposed = make_amendment(session, round_, cast.bo, one, f"Towns keep {LONG}.", now=now)
    make_amendment(session, round_, cast.mina, one, "تُبقي المدن الماء.", now=now, **ours)
    added = make_amendment(session, round_, cast.ines, two, f"A new {LONG}.", now=now)
    added.operation = Operation.INSERT_AFTER
    other = {"operation": Operation.INSERT_AFTER, "amends_id": added.id, "amends_revision": 1}
    make_amendment(session, round_, cast.mina, two, f"Another {LONG}.", now=now, **ours | other)
    make_sponsor(session, proposed, cast.town, cast.lea, now=now)
    for at in range(12):
        voter = make_member(session, f"Voter {at}", cast.league, now=now)
        make_vote(session, proposed, voter, now=now)
        make_rating(session, round_, one, voter, 1 + at % 5, now=now)
    make_vote(session, proposed, cast.mina, now=now, group=Group.MIGRANT_ASSOCIATION)
    make_rating(session, round_, one, cast.bo, 4, now=now)
    make_position(session, round_, cast.town, cast.lea, now=now, paragraph=one)
    make_position(session, round_, cast.town, cast.lea, now=now, contribution=proposed)
    draft = Draft(
        key="draft",
        member_id=cast.bo.id,
        round_id=round_.id,
        place="comment:p4",
        fields={"text": LONG, "language": "en"},
        updated_at=now,
        created_at=now,
    )
    session.add(draft)
    joint = make_joint_draft(session, round_, two, cast.town, cast.lea, now=now)
    joint.state = JointState.COLLECTING
    make_invited(session, joint, cast.league, now=now)
    make_invited(session, joint, cast.association, by=cast.mina, answer=Answer.ACCEPTED, now=now)
    session.commit()
    restricted(session, cast, round_, told.reference, named, now)
    return round_


def restricted(
    session: Session, cast: Cast, round_: Round, told: str, named: Contribution, now: datetime
) -> None:
    """One contribution is withheld and appealed against, another one reported."""
    ada, bo = actor_of(session, cast.ada), actor_of(session, cast.bo)
    reasons = "It shows a telephone number, which the rules do not allow. You can appeal."
    ruling = Ruling(Decision.WITHHOLD, named.edit, ReasonCode.PERSONAL_DATA, reasons)
    rule(session, ada, round_.id, named.reference, ruling, now=now)
    plea = Plea("Please look again.", "en")
    appeal(session, bo, round_.id, named.reference, plea, now=now)
    alert = Alert(ReasonCode.SPAM, "somebody", "en", LONG)
    report(session, actor_of(session, cast.ines), round_.id, told, alert, now=now)


def closed_round(session: Session, cast: Cast, now: datetime) -> None:
    """Round r3 is closed: decisions to draft, to confirm, and confirmed."""
    past = timedelta(days=-1)
    round_ = make_round(session, cast.version, "r3", now=now, number=3, closes_in=past)
    one, two = cast.paragraphs[:2]
    rows = [make_contribution(session, round_, cast.bo, one, now=now) for _ in range(3)]
    rows.append(make_amendment(session, round_, cast.bo, two, now=now))
    shown = make_amendment(session, round_, cast.bo, one, f"Towns keep {LONG}.", now=now)
    propose(session, shown, cast.ada, now=now, objects=LONG)
    decide(session, rows[0], cast.ada, now=now)
    decide(session, rows[1], cast.ada, now=now, confirmer=cast.sam)
    make_vote(session, rows[3], cast.mina, now=now)
    session.commit()


def imported(session: Session, cast: Cast, now: datetime) -> tuple[dict[str, str], str]:
    """A text confirmed, one in preview with doubtful pairs, one just read."""
    charter = make_charter(session, "quays", now=now)
    grant(session, cast.sam, Role.SECRETARIAT, now=now, charter_id=charter.id)
    session.commit()
    sam = actor_of(session, cast.sam)
    keys = {}
    for language in ("en", "es", "fr"):
        row = open_import(
            session,
            sam,
            charter,
            TEXTS[language],
            filename=f"{language}.md",
            language=language,
            now=now,
        )
        if language == "en":
            confirm_import(session, sam, row, edit=row.edit, now=now)
        keys[language] = row.key
    return keys, Preview.from_json(row.tree).lines[2].id


def tokens(session: Session, identity: Session, cast: Cast, now: datetime) -> dict[str, str]:
    """One-time addresses of every kind, and a batch of codes."""
    ann, new = actor_of(session, cast.ann), newcomer(session, now)
    batch = BatchAsked("batch", cast.association.id, "March", "ar", 3, now + timedelta(days=30))
    issue_codes(identity, ann, batch, now=now)
    link = LinkAsked("new@example.org", "en")
    found = {
        "invitation": invite(identity, new.key, "en", now=now),
        "link": ask_for_link(identity, link, now=now),
        "address": ask_for_address(identity, cast.bo.key, "bo@example.org", "en", now=now),
        "batch": identity.query(CodeBatch.key).scalar() or "",
        "newcomer": str(new.id),
    }
    identity.commit()
    return found


def newcomer(session: Session, now: datetime) -> Member:
    """Somebody invited who has not been here yet."""
    row = make_member(session, "Nour", now=now)
    session.commit()
    return row
