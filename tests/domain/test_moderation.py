"""Rules of moderation: what can be decided, when it is due, hints that only point."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.contributions import Status
from app.domain.hints import HintKind, alike, hints_in, pieces
from app.domain.moderation import (
    URGENT,
    VEILED,
    Decision,
    ReasonCode,
    Urgency,
    due_at,
    possible_decisions,
    urgency,
)

FRIDAY = datetime(2026, 3, 6, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "due"),
    [
        (FRIDAY, FRIDAY + timedelta(days=4)),
        (FRIDAY - timedelta(days=4), FRIDAY - timedelta(days=2)),
        (FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=4)),
    ],
)
def test_weekends_do_not_count(since: datetime, due: datetime) -> None:
    assert due_at(since, urgent=False) == due


def test_urgent_is_due_within_hours_even_on_friday() -> None:
    assert due_at(FRIDAY, urgent=True) == FRIDAY + timedelta(hours=4)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        (ReasonCode.THREAT, Urgency.DANGER),
        (ReasonCode.PERSONAL_DATA, Urgency.DANGER),
        (ReasonCode.HATE, Urgency.HARM),
        (ReasonCode.HARASSMENT, Urgency.ORDINARY),
        (ReasonCode.ILLEGAL, Urgency.ORDINARY),
        (ReasonCode.SPAM, Urgency.ORDINARY),
        (ReasonCode.OFF_TOPIC, Urgency.ORDINARY),
        (ReasonCode.WRONG_PLACE, Urgency.ORDINARY),
        (ReasonCode.IMPERSONATION, Urgency.ORDINARY),
        (None, Urgency.ORDINARY),
    ],
)
def test_urgency_of_a_report(code: ReasonCode | None, level: Urgency) -> None:
    assert urgency(code) is level
    assert (code in URGENT) == (level > Urgency.ORDINARY)
    assert (code in VEILED) == (level is Urgency.DANGER)


@pytest.mark.parametrize(
    ("status", "waits", "decisions"),
    [
        (Status.PENDING, False, tuple(Decision)),
        (Status.PUBLISHED, False, (Decision.WITHHOLD,)),
        (Status.PUBLISHED, True, tuple(Decision)),
        (Status.RETURNED, False, (Decision.WITHHOLD,)),
        (Status.WITHHELD, False, ()),
        (Status.WITHDRAWN, False, ()),
        (Status.MERGED, False, ()),
    ],
)
def test_possible_decisions(status: Status, waits: bool, decisions: tuple[Decision, ...]) -> None:
    assert possible_decisions(status, revision_waits=waits) == decisions


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Appelez le 06 12 34 56 78 !", (HintKind.PHONE,)),
        ("+216 22 123 456", (HintKind.PHONE,)),
        ("رقمي ٠٦١٢٣٤٥٦٧٨", (HintKind.PHONE,)),
        ("write to ada@example.org", (HintKind.MAIL,)),
        ("téléphone 000 00 00, retient la moitié", (HintKind.PHONE,)),
        ("هاتفها ٠٠٠ ٠٠ ٠٠، يضربها", (HintKind.PHONE,)),
        ("هاتف ۰۹۱۲-۳۴۵-۶۷۸۹", (HintKind.PHONE,)),
        ("at 071 23 45 in the evening", (HintKind.PHONE,)),
        ("0033 6 12 34 56 78", (HintKind.PHONE,)),
        ("+44 (0)20 7946 0958", (HintKind.PHONE,)),
        ("1-800-555-0199", (HintKind.PHONE,)),
        ("(216) 71.123.456", (HintKind.PHONE,)),
        ("06.12.34.56.78", (HintKind.PHONE,)),
        ("mi móvil: 612 345 678", (HintKind.PHONE,)),
        ("612 345 678", (HintKind.PHONE,)),
        ("Tel. 45 67 89", (HintKind.PHONE,)),
        ("رقمي \u200e+216 22 123 456\u200e", (HintKind.PHONE,)),
        ("tel. 22-123-456 or a.b@c.example", (HintKind.PHONE, HintKind.MAIL)),
        ("between 2019-2021 and article 13.2", ()),
        ("24 000 people in 140 countries", ()),
        ("24 000 000 people, 650 000 000 euros", ()),
        ("1.234.567,89 and 12.345.678", ()),
        ("the 2030 Agenda, 1948, 1951 and 1966–1967", ()),
        ("A/RES/73/195 and E/CN.4/1998/53/Add.2", ()),
        ("A/RES/٧٣/١٩٥ لعام ٢٠١٨", ()),
        ("on 2026-03-12, that is 12/03/2026 or 12.03.2026", ()),
        ("article 13.2.1.4.5.6.7.8.9", ()),
        ("telephone 112 in 2030", ()),
        ("by telephone since 2015-2019", ()),
        ("2019 2020 2021", ()),
        ("resolution number 217 of 10.12.1948", ()),
        ("reference S/2018/12345678", ()),
        ("ISBN 9789211304930123456", ()),
    ],
)
def test_hints(text: str, kinds: tuple[HintKind, ...]) -> None:
    assert hints_in(text) == kinds
    assert "".join(piece.text for piece in pieces(text)) == text


def test_similar_texts_are_found_with_their_share() -> None:
    others = [("C1", "The desk should open in the evening."), ("C2", "Publish the minutes.")]

    found = alike("In the evening the desk should open!", others)

    assert [one.reference for one in found] == ["C1"]
    assert found[0].share > 0.9
