"""What the staff does: moderation, dispositions and the synthesis of a round."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.cli.demo.content import draw, pick, read
from app.cli.demo.proposing import show_and_answer
from app.cli.demo.stage import Stage
from app.cli.demo.voices import Hall, Sent
from app.domain.contributions import Status
from app.domain.dispositions import Disposition, Outcome
from app.domain.errors import Refusal
from app.domain.languages import LANGUAGES
from app.domain.moderation import Alert, Answer, AppealOutcome, Decision, Plea, ReasonCode, Ruling
from app.jobs.measuring import made_apart
from app.models.contributions import Contribution
from app.models.rounds import Round
from app.models.synthesis import Synthesis
from app.queries.edition.content import content_of
from app.queries.edition.inputs import inputs_of
from app.services.contributions import withdraw_contribution
from app.services.dispositions import confirm_dispositions, draft_dispositions
from app.services.measures import keep_measures
from app.services.moderation.appeal import appeal
from app.services.moderation.decide import decide
from app.services.moderation.decide_appeal import decide_appeal
from app.services.moderation.report import report
from app.services.synthesis import publish_synthesis, send_for_review, write_part

FACILITATORS = ("facilitator-1", "facilitator-2")
LATEST = timedelta(hours=56)


def row_of(stage: Stage, round_: Round, reference: str) -> Contribution:
    """The contribution behind a reference as it stands now."""
    found = stage.session.scalars(
        select(Contribution)
        .where(Contribution.round_id == round_.id, Contribution.reference == reference)
        .execution_options(populate_existing=True)
    ).one()
    stage.session.commit()
    return found


def moderator(until: datetime) -> Callable[[Hall, Sent, datetime], datetime | None]:
    """A facilitator who reads everything within a day, but not the newest of an open round."""

    def handle(hall: Hall, one: Sent, now: datetime) -> datetime | None:
        due = one.at + timedelta(hours=4 + 20 * draw("read", hall.round.slug, one.item["id"]))
        if now >= due:
            _read(hall, one, due)
            return None
        case = one.item.get("case")
        if until - one.at >= LATEST:
            return due
        if case:
            _report(hall, one, ReasonCode(case))
        return None

    return handle


def _read(hall: Hall, one: Sent, now: datetime) -> None:
    row = row_of(hall.stage, hall.round, one.reference)
    case = one.item.get("case")
    if case:
        decision = Decision(one.item["decision"])
        if row.status is Status.PUBLISHED and decision is Decision.RETURN:
            decision = Decision.WITHHOLD
        _decide(hall, one, Ruling(decision, row.edit, ReasonCode(case), one.item["statement"]), now)
    elif row.status is Status.PENDING:
        _decide(hall, one, Ruling(Decision.PUBLISH, row.edit), now)


def _decide(hall: Hall, one: Sent, ruling: Ruling, at: datetime) -> None:
    actor = hall.stage.actor(pick(FACILITATORS, "decides", one.reference))
    decide(hall.stage.session, actor, hall.round.id, one.reference, ruling, now=at)


def _report(hall: Hall, one: Sent, code: ReasonCode) -> None:
    alert = Alert(code, reporter=f"demo {one.reference}", language=one.item["language"])
    reader = hall.stage.actor("observer-1")
    report(
        hall.stage.session,
        reader,
        hall.round.id,
        one.reference,
        alert,
        now=one.at + timedelta(minutes=50),
    )


def appeals(hall: Hall, sent: list[Sent], *, decided: bool, now: datetime) -> None:
    """Some authors ask that somebody else looks again; in a finished round they are answered."""
    session = hall.stage.session
    for one in sent:
        if "plea" not in one.item:
            continue
        try:
            plea = Plea(one.item["plea"], one.item["language"], f"demo appeal {one.reference}")
            appeal(session, one.author, hall.round.id, one.reference, plea, now=now)
        except Refusal:
            session.rollback()
            continue
        if decided:
            before = pick(FACILITATORS, "decides", one.reference)
            other = next(key for key in FACILITATORS if key != before)
            answer = Answer(AppealOutcome.UPHELD, one.item["answer_to_plea"])
            later = now + timedelta(days=2)
            person = hall.stage.actor(other)
            decide_appeal(session, person, hall.round.id, one.reference, answer, now=later)


def withdraw(hall: Hall, sent: list[Sent]) -> None:
    """A few people take their words back."""
    for one in sent:
        plain = not {"case", "accepts"} & one.item.keys() and not one.item.get("parent")
        if plain and draw("withdraws", hall.round.slug, one.item["id"]) < 0.02:  # noqa: PLR2004  a share
            withdraw_contribution(
                hall.stage.session,
                one.author,
                hall.round.id,
                one.reference,
                key=f"demo withdraw {hall.round.slug} {one.reference}",
                now=min(one.at + timedelta(days=1), hall.round.closes_at - timedelta(minutes=9)),
            )


def answer_all(hall: Hall, sent: list[Sent], now: datetime) -> None:
    """Facilitators draft a disposition for each contribution; the secretariat confirms them."""
    session, round_ = hall.stage.session, hall.round
    edits: dict[str, int] = {}
    for number, one in enumerate(sent):
        row = row_of(hall.stage, round_, one.reference)
        if row.status is not Status.PUBLISHED or "answer" not in one.item:
            continue
        outcome = _outcome(one.item)
        edits |= draft_dispositions(
            session,
            hall.stage.actor(pick(FACILITATORS, "drafts", one.reference)),
            round_.id,
            {one.reference: 0},
            outcome,
            key=f"demo draft {round_.slug} {number}",
            now=now + timedelta(minutes=3 * number),
        )
    show_and_answer(hall, sent, edits, now + timedelta(days=3))
    references = list(edits)
    for start in range(0, len(references), 50):
        batch = {name: edits[name] for name in references[start : start + 50]}
        confirm_dispositions(
            session,
            hall.stage.actor("secretariat-1"),
            round_.id,
            batch,
            key=f"demo confirm {round_.slug} {start}",
            now=now + timedelta(days=9),
        )


def _outcome(item: dict[str, Any]) -> Outcome:
    found, language = item["answer"], item["language"]
    disposition = Disposition(found["disposition"])
    changed = {row["paragraph"]: row for row in read("mobility", "changes.json")["changed"]}
    wordings = {}
    if disposition is Disposition.ACCEPTED_WITH_CHANGES:
        wordings = {language: changed[item["paragraph"]]["text"][language]}
    follow_up = ""
    if disposition is Disposition.REFERRED:
        follow_up = found.get("follow_up", found["reason"])
    return Outcome(disposition, {language: found["reason"]}, wordings, follow_up)


def report_round(stage: Stage, round_: Round, now: datetime) -> None:
    """Write the synthesis, send it for review, publish it by somebody else."""
    writer = stage.actor("facilitator-1")
    folder = {"introduction": "introduction"} | {
        stem.partition("-")[2]: stem.partition("-")[2]
        for stem in read("mobility", "charter.json")["sections"]
    }
    for part, file in folder.items():
        texts = read("synthesis", f"{file}.json")
        for language in LANGUAGES:
            write_part(
                stage.session,
                writer,
                round_.id,
                texts[language],
                part=part,
                language=language,
                edit=0,
                now=now,
            )
    later = now + timedelta(days=3)
    send_for_review(stage.session, writer, round_.id, edit=_edit(stage, round_), now=later)
    _measure(stage, round_, later)
    publish_synthesis(
        stage.session,
        stage.actor("secretariat-2"),
        round_.id,
        edit=_edit(stage, round_),
        key=f"demo publish {round_.slug}",
        now=later + timedelta(days=1),
        measured=True,
    )


def _measure(stage: Stage, round_: Round, now: datetime) -> None:
    """What the job does before a report is published."""
    session = stage.session
    row = session.get_one(Round, round_.id)
    value = made_apart(inputs_of(session, row, content_of(session, row, now=now)))
    session.commit()
    keep_measures(session, round_.id, value, began=now, now=now)


def _edit(stage: Stage, round_: Round) -> int:
    found = stage.session.scalars(
        select(Synthesis.edit).where(Synthesis.round_id == round_.id)
    ).one()
    stage.session.commit()
    return found
