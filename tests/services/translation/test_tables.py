"""A table leaves, is filled in elsewhere, comes back: what enters, and what is to be chosen."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.documents.sandbox import read_table_safely
from app.domain.bilingual import Choice, Outcome, Table, TableRow
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.parts import Part, Place
from app.domain.translation import Standing
from app.models.composition import Change
from app.models.translation import TableImport, TranslationQuery
from app.queries.tables import about_table, compared_table, table_lines
from app.services.translation.tables import drop_table, hold_table, import_table, take_table
from app.web.table_words import table_file
from tests.factories.cast import Cast
from tests.factories.desk import Desk, base, write
from tests.factories.people import actor_of
from tests.services.translation.conftest import Translators
from tests.services.translation.test_parts import write as write_beside

WORDS = "Chaque ville garde l’eau ouverte."
K1, NOTE = Place(Part.PARAGRAPH, "k1"), Place(Part.NOTE, "k1")

Typed = dict[str, str]


def table_of(at: Translators, typed: Typed | None = None, notes: Typed | None = None) -> Table:
    """The table as it stands, with translations and queries typed into it."""
    lines = table_lines(at.session, at.version, at.language)
    rows = tuple(
        TableRow(
            number,
            line.place.code,
            line.present.source,
            (typed or {}).get(line.place.code, line.present.target),
            line.present.label or "",
            (notes or {}).get(line.place.code, ""),
            line.present.check,
        )
        for number, line in enumerate(lines, start=3)
    )
    return Table(about_table(at.session, at.version, at.language), rows)


def held(at: Translators, table: Table) -> TableImport:
    row = TableImport(
        key="t",
        version_id=at.version.id,
        member_id=at.first.member_id,
        language=at.language,
        filename="t.xlsx",
        rows=table.to_json(),
        created_at=at.now,
    )
    at.session.add(row)
    at.session.commit()
    return row


def take(at: Translators, row: TableImport, **choices: Choice) -> dict[Choice, int]:
    at.session.expire_all()
    table = Table.from_json(row.rows)
    token = compared_table(at.session, at.version, at.language, table).token
    chosen = {code.replace("_", "-"): choice for code, choice in choices.items()}
    return take_table(at.session, at.first, at.version, row, chosen, token=token, now=at.now)


def outcomes(at: Translators, table: Table) -> dict[str, Outcome]:
    at.session.expire_all()
    found = compared_table(at.session, at.version, at.language, table)
    return {one.row.code: one.outcome for one in found.rows}


def test_table_that_nobody_touched_changes_nothing(working: Translators) -> None:
    row = held(working, table_of(working))

    assert take(working, row) == {}
    assert working.session.scalars(select(Change)).all() == []
    assert working.at(1).standing is Standing.REVIEWED


def test_new_words_enter_as_drafts_and_a_second_time_change_nothing(working: Translators) -> None:
    table = table_of(working, {"p-k1": WORDS, "n-k1": "Ouvert.\nÀ tous."})
    assert take(working, held(working, table)) == {Choice.TABLE: 2}

    assert working.at(1).standing is Standing.DRAFT
    assert working.at(1).wording.written_by_id == working.first.member_id
    assert working.part(NOTE).wording.text == "Ouvert.\nÀ tous."
    assert set(outcomes(working, table).values()) == {Outcome.SAME}
    working.review(1, working.second)
    working.session.execute(TableImport.__table__.delete())
    assert take(working, held(working, table)) == {}
    assert working.at(1).standing is Standing.REVIEWED
    assert [one.paragraph_key for one in working.session.scalars(select(Change))] == ["k1"]


def test_row_can_be_kept_out(working: Translators) -> None:
    row = held(working, table_of(working, {"p-k1": WORDS}))

    assert take(working, row, p_k1=Choice.KEEP) == {Choice.KEEP: 1}
    assert working.at(1).wording.text == base(1, "fr")


def test_changes_met_are_chosen_row_by_row(working: Translators, desk: Desk) -> None:
    table = table_of(working, {f"p-k{at}": f"{WORDS} {at}" for at in (1, 2, 3, 4)})
    write(desk, 1, en="Every town keeps water open.")
    write(desk, 2, en="Every town keeps light open.")
    working.save(3, "Autre.")
    write(desk, 4, en="Every town keeps bread.")
    row = held(working, table)
    assert outcomes(working, table)["p-k1"] is Outcome.ORIGINAL_CHANGED
    assert outcomes(working, table)["p-k3"] is Outcome.TRANSLATION_CHANGED

    taken = take(working, row, p_k1=Choice.STALE, p_k2=Choice.TABLE, p_k3=Choice.TABLE)
    assert taken == {Choice.STALE: 1, Choice.TABLE: 2, Choice.KEEP: 1}
    stale = working.at(1)
    assert (stale.standing, stale.original_before) == (Standing.STALE, base(1))
    assert stale.wording.text == f"{WORDS} 1"
    assert working.at(2).standing is Standing.DRAFT
    assert working.at(3).wording.text == f"{WORDS} 3"
    assert working.at(4).standing is Standing.STALE
    assert working.at(4).wording.text == base(4, "fr")
    after = outcomes(working, table)
    assert after.pop("p-k4") is Outcome.ORIGINAL_CHANGED
    assert after.pop("n-k1") is Outcome.UNKNOWN
    assert set(after.values()) == {Outcome.SAME}


def test_stale_note_remembers_the_original_of_the_table(working: Translators, desk: Desk) -> None:
    table = table_of(working, {"n-k1": "Ouvert."})
    write_beside(desk, notes={"en": "Open to everyone."})
    take(working, held(working, table), n_k1=Choice.STALE)

    assert working.part(NOTE).standing is Standing.STALE
    assert working.part(NOTE).original_before == "Open to all."


def test_words_not_touched_in_the_table_do_not_go_back(working: Translators) -> None:
    table = table_of(working)
    working.save(1, WORDS)

    assert outcomes(working, table)["p-k1"] is Outcome.UNTOUCHED
    take(working, held(working, table))
    assert working.at(1).wording.text == WORDS


def test_change_between_page_and_button_is_noticed(working: Translators) -> None:
    table = table_of(working, {"p-k1": WORDS})
    row = held(working, table)
    token = compared_table(working.session, working.version, "fr", table).token
    working.save(1, "Autre.")

    with pytest.raises(Conflict, match="changed_meanwhile"):
        take_table(
            working.session, working.first, working.version, row, {}, token=token, now=working.now
        )
    assert working.at(1).wording.text == "Autre."


def test_table_is_taken_once(working: Translators) -> None:
    row = held(working, table_of(working, {"p-k1": WORDS}))
    take(working, row)

    with pytest.raises(Conflict, match="table_is_taken"):
        take(working, row)


def test_frozen_version_takes_notes_only(published: Translators) -> None:
    table = table_of(published, {"p-k1": WORDS, "h-s1": "Titre", "n-k1": "Ouvert."})
    found = outcomes(published, table)

    assert found["p-k1"] is found["h-s1"] is Outcome.CLOSED
    assert take(published, held(published, table)) == {Choice.TABLE: 1}
    assert published.at(1).wording.text == base(1, "fr")


def test_query_of_a_row_is_put_once(working: Translators) -> None:
    table = table_of(working, {"p-k1": WORDS}, {"n-k1": "Whom?"})
    take(working, held(working, table))
    working.session.execute(TableImport.__table__.delete())
    take(working, held(working, table))

    rows = working.session.scalars(select(TranslationQuery)).all()
    assert [(row.place, row.question) for row in rows] == [("n-k1", "Whom?")]


def test_at_once_one_choice_decides(working: Translators, desk: Desk) -> None:
    table = table_of(working, {"p-k1": WORDS, "p-k2": WORDS})
    write(desk, 2, en="Every town keeps light open.")
    about = (working.session, working.first, working.version, "fr", table)

    _shown, taken = import_table(*about, conflicts=Choice.KEEP, now=working.now)
    assert taken == {Choice.TABLE: 1, Choice.KEEP: 1}
    _shown, taken = import_table(*about, conflicts=Choice.STALE, now=working.now)
    assert taken == {Choice.STALE: 1}
    assert working.at(2).standing is Standing.STALE


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"charter": "other"}, "table_of_another_charter"),
        ({"version": 9}, "table_of_another_version"),
        ({"target": "ar"}, "table_of_another_language"),
        ({"source": "es"}, "table_from_another_language"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_table_of_another_text_is_refused(
    working: Translators, change: dict[str, object], code: str
) -> None:
    table = table_of(working)
    other = replace(table, about=replace(table.about, **change))

    with pytest.raises(Invalid, match=code):
        import_table(
            working.session,
            working.first,
            working.version,
            "fr",
            other,
            conflicts=Choice.KEEP,
            now=working.now,
        )


def test_file_goes_out_and_comes_back(working: Translators) -> None:
    data, name = table_file(working.session, working.version, "fr", "ar")
    assert name == "mobility-v2-en-fr.xlsx"
    assert read_table_safely(data, name) == table_of(working)

    row = hold_table(
        working.session, working.first, working.version, "fr", data, filename=name, now=working.now
    )
    assert outcomes(working, Table.from_json(row.rows))["p-k1"] is Outcome.SAME
    drop_table(working.session, working.first, working.version, row, now=working.now)
    assert working.session.scalars(select(TableImport)).all() == []


def test_stranger_takes_nothing(working: Translators, cast: Cast) -> None:
    row = held(working, table_of(working, {"p-k1": WORDS}))
    session, version, now = working.session, working.version, working.now
    bo = actor_of(session, cast.bo)
    acts: list[Callable[[], object]] = [
        lambda: take_table(
            working.session, bo, working.version, row, {}, token="", now=working.now
        ),
        lambda: drop_table(session, bo, version, row, now=now),
        lambda: hold_table(session, bo, version, "fr", b"", filename="", now=now),
    ]
    for act in acts:
        with pytest.raises(NotAllowed, match="works_on_the_text"):
            act()
