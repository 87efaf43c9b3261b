"""Importing after a version is frozen: lineage, late languages, hashes."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.readers.dispatch import read_document
from app.domain.charters import LineageKind
from app.domain.people import Actor
from app.domain.preview import Preview
from app.ledger.freezing import content_of, freeze_version
from app.models.charters import Charter, Paragraph, Wording
from app.models.composition import Lineage
from app.queries.comparison import compare
from app.queries.versions import doubtful_lineage, life_of
from app.services.imports.confirming import confirm_import, import_text
from app.services.imports.correcting import split_line
from app.services.imports.placing import confirm_rows
from app.services.versions import confirm_lineage
from tests.factories.importing import frozen, keys, kinds_in, opened, swapped, taken, texts
from tests.factories.small_text import EN, FR


def test_import_after_freezing_starts_the_next_version_with_its_lineage(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = taken(session, secretary, charter, EN, "en", now)
    freeze_version(session, first, now=now)
    session.commit()
    changed = (
        EN.replace(b"200 metres", b"300 metres of open water") + b"\nA new last word on bells.\n"
    )
    second = taken(session, secretary, charter, changed, "en", now)

    kinds = dict(
        session.execute(
            select(Paragraph.number, Lineage.kind)
            .join(Lineage, Lineage.paragraph_id == Paragraph.id)
            .where(Lineage.version_id == second.id)
        ).all()
    )
    assert (second.number, second.base_version_id) == (2, first.id)
    assert kinds[4] is LineageKind.CHANGED
    assert kinds[7] is LineageKind.NEW
    assert kinds[1] is LineageKind.KEPT
    assert keys(session, second)[:6] == keys(session, first)


def test_late_language_is_apart_and_leaves_the_hash_alone(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    version = taken(session, secretary, charter, EN, "en", now)
    digest = freeze_version(session, version, now=now)
    before = content_of(session, version)
    session.commit()
    same = taken(session, secretary, charter, FR, "fr", now)

    late = session.scalars(select(Wording).where(Wording.language == "fr")).all()
    assert same.id == version.id
    assert all(wording.late_hash and wording.added_after_freezing_at for wording in late)
    assert (same.content_hash, content_of(session, same)) == (digest, before)


def test_late_language_once_added_is_never_replaced(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    version = taken(session, secretary, charter, EN, "en", now)
    freeze_version(session, version, now=now)
    session.commit()
    taken(session, secretary, charter, FR, "fr", now)
    again = taken(session, secretary, charter, FR.replace(b"lampe", b"lanterne"), "fr", now)

    assert again.number == 2
    assert "lampe" in (texts(session, version, "fr")[2] or "")


def test_same_text_has_the_same_hash_in_every_database(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    version = taken(session, secretary, charter, EN, "en", now)

    assert freeze_version(session, version, now=now) == (
        "61c78ae8c9554d46270d20df8ab61cd21819b915273d7e8a04d099700baebd63"
    )


def test_paragraph_that_only_moved_says_so(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    frozen(session, secretary, charter, now)
    second = taken(session, secretary, charter, swapped(EN), "en", now)

    assert sorted(kinds_in(session, second).values()) == [
        LineageKind.KEPT, LineageKind.KEPT, LineageKind.KEPT, LineageKind.KEPT, LineageKind.KEPT,
        LineageKind.MOVED,
    ]  # fmt: skip


def test_paragraph_cut_in_two_is_split(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    row = opened(session, secretary, charter, EN, "en", now)
    line = Preview.from_json(row.tree).paragraphs[2].id
    halves = "Every quay keeps a lamp lit from dusk to dawn.\n\nIt is at the town's expense."
    split_line(session, secretary, row, line, halves, edit=row.edit, now=now)
    confirm_rows(session, secretary, row, list(row.pairs["doubts"]), edit=row.edit, now=now)
    second = confirm_import(session, secretary, row, edit=row.edit, now=now)

    assert kinds_in(session, second)[4] is LineageKind.SPLIT
    life = life_of(session, second, keys(session, second)[3])
    assert [one.number for one in life.origins] == [3]
    found = compare(session, first, second, "en")
    assert [one.kind for part in found for one in part.paragraphs if one.changed] == [
        LineageKind.CHANGED, LineageKind.SPLIT,
    ]  # fmt: skip


def test_unconfirmed_lineage_waits_for_a_person(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    frozen(session, secretary, charter, now)
    other = EN.replace(
        b"The harbour office answers in the language", b"Offices reply in any tongue"
    )
    reading = read_document(other, "a.md")
    version, _, _ = import_text(session, secretary, charter, reading, "en", now=now)
    rows = [row.id for row, _, _ in doubtful_lineage(session, version)]

    assert rows
    confirm_lineage(session, secretary, version, rows, now=now)
    assert doubtful_lineage(session, version) == []


def test_versions_are_compared_across_those_between(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    second = taken(session, secretary, charter, EN.replace(b"a lamp", b"one lamp"), "en", now)
    freeze_version(session, second, now=now)
    session.commit()
    shorter = EN.replace(b"a lamp", b"one lamp").replace(
        b"(b) The lamp is never used to search for anybody.\n\n", b""
    )
    third = taken(session, secretary, charter, shorter, "en", now)

    found = [one for part in compare(session, first, third, "en") for one in part.paragraphs]
    assert [one.kind for one in found if one.changed] == [
        LineageKind.CHANGED, LineageKind.REMOVED,
    ]  # fmt: skip
    assert found[4].before is not None
    assert found[4].before.number == 5
