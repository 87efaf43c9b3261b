"""What people say: comments, replies and amendments, each sent by somebody it fits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import Any

from sqlalchemy import select

from app.cli.demo.content import contributions_to, draw, pick, read, staff_keys
from app.cli.demo.stage import Stage
from app.cli.demo.together import ask_to_join, file_together
from app.domain.contributions import CommentKind, Operation, Scope
from app.domain.people import Actor
from app.domain.writing import AmendmentWords, CommentWords, title_from
from app.models.charters import Paragraph, Version, Wording
from app.models.rounds import Round
from app.services.amendment_languages import translate_amendment
from app.services.amendments import propose_amendment
from app.services.comments import submit_comment

LATE_CASES = 0.6
READ = timedelta(hours=26)
SURELY_READ = timedelta(hours=60)
LATER = timedelta(days=3)


@dataclass
class Sent:
    """A contribution of the story as it arrived."""

    item: dict[str, Any]
    reference: str
    author: Actor
    at: datetime


@dataclass
class Hall:
    """A round while people speak: its paragraphs, wordings and what was sent so far."""

    stage: Stage
    round: Round
    numbers: dict[str, int] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    sent: dict[str, Sent] = field(default_factory=dict)


def open_hall(
    stage: Stage, round_: Round, version: Version, names: Mapping[str, str] | None = None
) -> Hall:
    """Learn the text of the round; ``names`` are what the story calls some paragraphs."""
    hall = Hall(stage, round_)
    called = names or {}
    rows = stage.session.execute(
        select(Paragraph.key, Paragraph.number, Wording.language, Wording.text)
        .join(Wording, Wording.paragraph_id == Paragraph.id)
        .where(Paragraph.version_id == version.id)
    )
    for key, number, language, text in rows:
        name = called.get(key, key)
        hall.numbers[name] = number
        hall.texts[name, language] = text
    stage.session.commit()
    return hall


def speak(
    hall: Hall, until: datetime, handle: Callable[[Hall, Sent, datetime], datetime | None]
) -> list[Sent]:
    """Everybody sends what they have to say, in the order of time, up to a moment.

    ``handle`` says when a facilitator comes to a contribution, and is called again at that time.
    """
    items = contributions_to(hall.round.slug) + campaign_of(hall.round.slug)
    waiting: list[tuple[datetime, str]] = []
    for moment, item in sorted(_timed(hall, items, until), key=lambda pair: pair[0]):
        _handle_due(hall, waiting, moment, handle)
        sent = send(hall, item, moment)
        due = handle(hall, sent, sent.at)
        if due is not None:
            heappush(waiting, (due, item["id"]))
    _handle_due(hall, waiting, until + LATER, handle)
    return list(hall.sent.values())


def _handle_due(
    hall: Hall,
    waiting: list[tuple[datetime, str]],
    now: datetime,
    handle: Callable[[Hall, Sent, datetime], datetime | None],
) -> None:
    while waiting and waiting[0][0] <= now:
        due, name = heappop(waiting)
        handle(hall, hall.sent[name], due)


def campaign_of(round_slug: str) -> list[dict[str, Any]]:
    """The one campaign: the same words from several people."""
    found = read("contributions", "campaign.json")
    if found["round"] != round_slug:
        return []
    return [
        {
            "id": f"campaign:{number}",
            "kind": "comment",
            "says": "suggestion",
            "parent": None,
            **{name: found[name] for name in ("paragraph", "language", "group", "text")},
        }
        for number in range(found["senders"])
    ]


def _timed(
    hall: Hall, items: list[dict[str, Any]], until: datetime
) -> list[tuple[datetime, dict[str, Any]]]:
    first = hall.round.opens_at
    span = min(until, hall.round.closes_at) - first - timedelta(hours=2)
    moments: dict[str, datetime] = {}
    for item in items:
        share = draw("when", hall.round.slug, item["id"])
        if "case" in item and until < hall.round.closes_at and share > LATE_CASES:
            share = 0.9 + 0.09 * share
        moments[item["id"]] = first + timedelta(minutes=5) + span * share
        parent = item["parent"]
        if parent and moments[parent] + SURELY_READ < first + span:
            earliest = moments[parent] + READ
            moments[item["id"]] = earliest + (first + span - earliest) * share
        elif parent:
            item["parent"] = None
    return [(moments[item["id"]], item) for item in items]


def send(hall: Hall, item: dict[str, Any], moment: datetime) -> Sent:
    """Send one contribution as somebody of its group and language."""
    author = author_of(hall, item)
    if "together" in item:
        reference = file_together(
            hall.stage,
            author,
            hall.round.id,
            hall.numbers[item["paragraph"]],
            amendment_words(hall, item),
            item["together"],
            key=f"demo {hall.round.slug} {item['id']}",
            now=moment,
        )
    elif item["kind"] == "amendment":
        reference = propose_amendment(
            hall.stage.session,
            author,
            hall.round.id,
            hall.numbers[item["paragraph"]],
            amendment_words(hall, item),
            key=f"demo {hall.round.slug} {item['id']}",
            now=moment,
        )
    else:
        parent = hall.sent.get(item["parent"] or "")
        paragraph = item["paragraph"]
        reference = (
            submit_comment(
                hall.stage.session,
                author,
                hall.round.id,
                CommentWords(
                    text=item["text"],
                    language=item["language"],
                    kind=CommentKind(item["says"]),
                    quote=item.get("quote", ""),
                ),
                number=None if parent or paragraph is None else hall.numbers[paragraph],
                parent=parent.reference if parent else None,
                key=f"demo {hall.round.slug} {item['id']}",
                now=moment,
            )
            or ""
        )
    sent = hall.sent[item["id"]] = Sent(item, reference, author, moment)
    return sent


def follow_up(hall: Hall, now: datetime) -> None:
    """What comes after amendments are public: translators add languages, proposers ask others."""
    stage, round_id = hall.stage, hall.round.id
    for one in hall.sent.values():
        item, place = one.item, one.item["paragraph"]
        for key, texts in item.get("translated", {}).items():
            for code, pairs in texts.items():
                words = changed(hall.texts[place, code], pairs)
                asked = stage.session, stage.actor(key), round_id, one.reference, code, words
                translate_amendment(*asked, edit=0, now=now)
        ask_to_join(stage, one.author, round_id, one.reference, item.get("invites", ()), now=now)


def author_of(hall: Hall, item: dict[str, Any]) -> Actor:
    """Somebody of the item's group and language; delegates often speak for their organisation."""
    stage = hall.stage
    staff, slug = staff_keys(), hall.round.slug
    speakers = [
        key
        for key, member in stage.members.items()
        if key not in staff and member.language == item["language"] and stage.takes_part(slug, key)
    ]
    fitting = [key for key in speakers if stage.group_of(key) == item["group"]] or speakers
    if item["id"].startswith("campaign"):
        own = [key for key in stage.members if stage.bodies[key] is None and key not in staff]
        return stage.actor(own[int(item["id"].partition(":")[2])])
    official = "together" in item or (
        item["kind"] == "amendment" and draw("official", item["id"]) < 0.75  # noqa: PLR2004  a share
    )
    delegates = [key for key in fitting if key in stage.delegates]
    if official and delegates:
        return stage.actor(pick(delegates, hall.round.slug, item["id"]), acting=True)
    return stage.actor(pick(fitting, hall.round.slug, item["id"]))


def amendment_words(hall: Hall, item: dict[str, Any]) -> AmendmentWords:
    """The amendment in full: its wording is the paragraph with the changes made."""
    operation = Operation(item["operation"])
    return AmendmentWords(
        operation=operation,
        language=item["language"],
        title=item.get("title") or title_from(item["text"]),
        reason=item["text"],
        wording="" if operation is Operation.DELETE else wording_of(hall, item),
        effect=item.get("effect", ""),
        mandate=item.get("mandate", ""),
        scope=Scope(item.get("scope", Scope.SUBSTANCE)),
        wordings=tuple(
            (code, changed(hall.texts[item["paragraph"], code], pairs))
            for code, pairs in item.get("also", {}).items()
        ),
    )


def wording_of(hall: Hall, item: dict[str, Any]) -> str:
    """The wording an amendment proposes."""
    if "accepts" in item:
        changes = read("mobility", "changes.json")
        rows = {row.get("paragraph", row.get("key")): row for row in changes["changed"]}
        rows |= {row["key"]: row for row in changes["added"]}
        return str(rows[item["accepts"]]["text"][item["language"]])
    if "wording" in item:
        return str(item["wording"])
    return changed(hall.texts[item["paragraph"], item["language"]], item["change"])


def changed(text: str, pairs: list[list[str]]) -> str:
    """The text with each old part, once, in its new words."""
    for old, new in pairs:
        text = text.replace(old, new, 1)
    return text
