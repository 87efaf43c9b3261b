"""A text rearranged before it is confirmed, its paragraphs linked to principles and topics."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid
from app.domain.people import Actor
from app.domain.preview import Linked, Preview
from app.domain.texts import ParagraphType
from app.models.charters import (
    Charter,
    Paragraph,
    TextImport,
    Version,
)
from app.queries.imports import last_step, links_behind
from app.services.imports.confirming import confirm_import
from app.services.imports.correcting import (
    LineAct,
    Typed,
    act_on_line,
    change_line,
    merge_line,
    move_line,
    split_line,
)
from app.services.imports.linking import link_lines
from app.services.imports.placing import confirm_rows
from app.services.imports.several import delete_lines, retype_lines
from tests.factories.importing import taken, texts
from tests.factories.small_text import EN, FR

LIGHT = Linked(("light",), ("lamps",))


def order(row: TextImport) -> list[str]:
    return [line.id for line in Preview.from_json(row.tree).lines]


def links(session: Session, version: Version) -> list[tuple[list[str], list[str]]]:
    rows = session.scalars(
        select(Paragraph).where(Paragraph.version_id == version.id).order_by(Paragraph.number)
    )
    return [(one.principles, one.topics) for one in rows]


def settled(session: Session, actor: Actor, row: TextImport, now: datetime) -> Version:
    """Confirm, agreeing with every pair there is doubt about."""
    doubts = list(row.pairs.get("doubts", {}))
    if doubts:
        confirm_rows(session, actor, row, doubts, edit=row.edit, now=now)
    return confirm_import(session, actor, row, edit=row.edit, now=now)


def test_words_typed_before_a_move_are_kept(
    session: Session, secretary: Actor, row: TextImport, now: datetime
) -> None:
    typed = Typed("Typed, then moved.", "", "commitment")
    act_on_line(session, secretary, row, "l3", LineAct.UP, typed=typed, edit=1, now=now)

    line = Preview.from_json(row.tree).line("l3")
    assert order(row)[:3] == ["l1", "l3", "l2"]
    assert (line.text, line.type) == ("Typed, then moved.", ParagraphType.COMMITMENT)


@pytest.mark.parametrize(
    ("target", "at"), [(0, 0), (6, 8), ("l8", 8)], ids=["number 0", "last", "heading"]
)
def test_line_goes_far_away(
    session: Session, secretary: Actor, row: TextImport, target: str | int, at: int, now: datetime
) -> None:
    move_line(session, secretary, row, "l3", target, edit=1, now=now)

    assert order(row).index("l3") == at


def test_section_goes_with_all_in_it(
    session: Session, secretary: Actor, row: TextImport, now: datetime
) -> None:
    act_on_line(session, secretary, row, "l8", LineAct.UP, edit=1, now=now)
    act_on_line(session, secretary, row, "l4", LineAct.LOWER, edit=2, now=now)
    act_on_line(session, secretary, row, "l1", LineAct.TAKE_OUT, edit=3, now=now)
    version = confirm_import(session, secretary, row, edit=4, now=now)

    assert (texts(session, version, "en")[0] or "").startswith("The harbour office")
    assert len(texts(session, version, "en")) == 4


def test_impossible_move_changes_nothing(
    session: Session, secretary: Actor, row: TextImport, now: datetime
) -> None:
    with pytest.raises(Invalid, match="first_already"):
        act_on_line(session, secretary, row, "l1", LineAct.UP, edit=1, now=now)
    session.rollback()

    assert row.edit == 1
    assert last_step(session, row) is None


def test_links_enter_the_version(
    session: Session, secretary: Actor, row: TextImport, now: datetime
) -> None:
    link_lines(session, secretary, row, ["l4", "l2"], LIGHT, edit=1, now=now)
    away = Linked((), ("lamps",))
    link_lines(session, secretary, row, ["l7"], away, away=True, edit=2, now=now)
    change_line(
        session, secretary, row, "l9", Typed("Other.", "", "annex", Linked((), ("offices",))),
        edit=3, now=now,
    )  # fmt: skip
    version = confirm_import(session, secretary, row, edit=4, now=now)

    both = (["light"], ["lamps"])
    assert links(session, version) == [
        both, ([], []), both, both, (["light"], []), ([], ["offices"])
    ]  # fmt: skip


def test_link_the_charter_does_not_have_is_refused(
    session: Session, secretary: Actor, row: TextImport, now: datetime
) -> None:
    with pytest.raises(Invalid, match="link_unknown"):
        link_lines(session, secretary, row, ["l2"], Linked(("gone",)), edit=1, now=now)
    typed = Typed("X", "", "annex", Linked((), ("gone",)))
    with pytest.raises(Invalid, match="link_unknown"):
        change_line(session, secretary, row, "l2", typed, edit=1, now=now)
    with pytest.raises(Invalid, match="nothing_to_link"):
        link_lines(session, secretary, row, ["l2"], Linked(), edit=1, now=now)


def test_links_nobody_touched_follow_into_the_next_version(
    session: Session, secretary: Actor, again: tuple[TextImport, Version], now: datetime
) -> None:
    row, _ = again
    assert links_behind(session, row)["l6"] == LIGHT

    link_lines(session, secretary, row, ["l2"], Linked((), ("offices",)), edit=1, now=now)
    link_lines(session, secretary, row, ["l6"], Linked(("light",)), away=True, edit=2, now=now)
    version = settled(session, secretary, row, now)

    assert version.number == 2
    assert links(session, version)[:4] == [
        (["light"], ["offices"]),
        (["light"], []),
        (["light"], []),
        ([], ["lamps"]),
    ]


def test_split_and_merged_paragraphs_keep_their_links(
    session: Session, secretary: Actor, again: tuple[TextImport, Version], now: datetime
) -> None:
    row, _ = again
    text = "The lamp is visible\n\nfrom 200 metres."
    split_line(session, secretary, row, "l6", text, edit=1, now=now)
    link_lines(session, secretary, row, ["l2"], Linked((), ("offices",)), edit=2, now=now)
    merge_line(session, secretary, row, "l2", edit=3, now=now)
    version = settled(session, secretary, row, now)

    assert links(session, version)[:4] == [
        (["light"], ["offices"]),
        (["light"], []),
        (["light"], ["lamps"]),
        (["light"], ["lamps"]),
    ]


def test_links_set_as_they_were_stay_those_of_the_paragraph(
    session: Session, secretary: Actor, again: tuple[TextImport, Version], now: datetime
) -> None:
    row, _ = again
    line = Preview.from_json(row.tree).line("l6")
    typed = Typed(line.text, line.label or "", str(line.type), LIGHT)
    change_line(session, secretary, row, "l6", typed, edit=1, now=now)

    assert row.edit == 1
    assert Preview.from_json(row.tree).line("l6").linked is None


def test_translation_does_not_touch_the_links(
    session: Session, secretary: Actor, listed: Charter, now: datetime
) -> None:
    version = taken(session, secretary, listed, EN, "en", now)
    for paragraph in session.scalars(select(Paragraph).where(Paragraph.version_id == version.id)):
        paragraph.topics = ["lamps"]
    session.commit()
    version = taken(session, secretary, listed, FR, "fr", now)

    assert links(session, version) == [([], ["lamps"])] * 6


def test_several_lines_are_retyped_and_deleted(
    session: Session, secretary: Actor, row: TextImport, now: datetime
) -> None:
    retype_lines(session, secretary, row, ["l1", "l9"], ParagraphType.ANNEX, edit=1, now=now)
    types = [line.type for line in Preview.from_json(row.tree).paragraphs]
    delete_lines(session, secretary, row, ["l1", "l9"], edit=2, now=now)

    annex, other = ParagraphType.ANNEX, ParagraphType.OPERATIVE
    assert types == [annex, annex, other, other, other, annex]
    assert order(row) == ["l2", "l3", "l4", "l5", "l6", "l7", "l8"]
