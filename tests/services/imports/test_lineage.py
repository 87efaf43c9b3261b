"""A version goes out as text, is edited elsewhere and comes back: what became of each paragraph."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import LineageKind, WordingStatus
from app.domain.errors import Invalid
from app.domain.pairing import Pairing
from app.domain.people import Actor
from app.domain.preview import Preview
from app.ledger.lineage import relate
from app.models.charters import Charter, Paragraph, Version, Wording
from app.models.composition import Lineage
from app.queries.changes import changes_of
from app.queries.comparison import Compared, compare
from app.queries.texts import text_of
from app.queries.versions import life_of
from app.services.imports.confirming import confirm_import
from app.services.imports.correcting import merge_line
from app.services.imports.placing import confirm_rows, gather_line, part_line
from tests.factories.importing import frozen, keys, opened, taken, texts
from tests.factories.small_text import EN, FR

LAMP = "The lamp is visible from 200 metres."
SEARCH = "The lamp is never used to search for anybody."
OFFICE = "The harbour office answers in the language in which it was asked."
EVERY = "Every quay keeps a lamp lit from dusk to dawn, at the town's expense."
MERGED = EN.replace(f"(a) {LAMP}\n\n(b) {SEARCH}".encode(), f"{LAMP} {SEARCH}".encode())
CUT = EN.replace(
    EVERY.encode(), b"Every quay keeps a lamp lit from dusk to dawn.\n\nAt the town's expense."
)


def as_markdown(session: Session, version: Version) -> bytes:
    """A version as the secretariat sends it to somebody who edits elsewhere."""
    parts = [
        line
        for section in text_of(session, version, "en")
        for line in (
            f"{'#' * (section.level + 1)} {section.heading}",
            *(f"{p.label} {p.text}" if p.label else p.text or "" for p in section.paragraphs),
        )
    ]
    return "\n\n".join(["# Charter of the Quays", *parts]).encode()


def links(session: Session, version: Version) -> list[tuple[LineageKind, str | None, str | None]]:
    """Kind, key now and key before of every link."""
    names = dict(session.execute(select(Paragraph.id, Paragraph.key)).all())
    rows = session.scalars(
        select(Lineage).where(Lineage.version_id == version.id).order_by(Lineage.id)
    )
    return [(row.kind, names.get(row.paragraph_id), names.get(row.origin_id)) for row in rows]


def shown(session: Session, first: Version, second: Version, language: str) -> list[Compared]:
    found = compare(session, first, second, language)
    return [one for part in found for one in part.paragraphs if one.changed]


def test_edited_text_comes_back_with_every_key_it_can_keep(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    k = keys(session, first)
    out = as_markdown(session, first).decode()
    recital, second = texts(session, first, "en")[:2]
    edited = (
        out.replace(f"{recital}\n\n{second}", f"{second}\n\n{recital}")
        .replace(f"(a) {LAMP}\n\n(b) {SEARCH}", f"{LAMP} {SEARCH}")
        .replace(EVERY, "Every quay keeps a lamp lit from dusk to dawn.\n\nAt the town's expense.")
    ).encode()
    version = taken(session, secretary, charter, edited, "en", now)
    now_keys = keys(session, version)

    assert [now_keys[at] for at in (0, 1, 2, 4, 5)] == [k[1], k[0], k[2], k[4], k[5]]
    assert now_keys[3] not in k
    assert sorted(links(session, version), key=str) == sorted(
        [
            (LineageKind.KEPT, k[0], k[0]),
            (LineageKind.MOVED, k[1], k[1]),
            (LineageKind.CHANGED, k[2], k[2]),
            (LineageKind.SPLIT, now_keys[3], k[2]),
            (LineageKind.MERGED, k[4], k[3]),
            (LineageKind.MERGED, k[4], k[4]),
            (LineageKind.KEPT, k[5], k[5]),
        ],
        key=str,
    )


def test_text_that_came_back_as_it_went_out_keeps_everything(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    version = taken(session, secretary, charter, as_markdown(session, first), "en", now)

    assert keys(session, version) == keys(session, first)
    assert {kind for kind, _, _ in links(session, version)} == {LineageKind.KEPT}


def test_merged_paragraphs_are_not_removed_and_stay_merged(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    k = keys(session, first)
    version = taken(session, secretary, charter, MERGED, "en", now)
    told = links(session, version)
    relate(session, version)

    assert (LineageKind.MERGED, k[4], k[3]) in told
    assert LineageKind.REMOVED not in {kind for kind, _, _ in told}
    assert links(session, version) == told
    again = taken(session, secretary, charter, MERGED, "en", now)
    assert links(session, again) == told


def test_merged_words_of_other_languages_are_joined_to_be_aligned(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    taken(session, secretary, charter, FR, "fr", now)
    version = taken(session, secretary, charter, MERGED, "en", now)
    french = texts(session, version, "fr")[3]

    assert french == (
        "La lampe se voit à 200 mètres. La lampe ne sert jamais à chercher quelqu’un."
    )
    states = select(Wording.status).where(Wording.language == "fr", Wording.text == french)
    assert session.scalar(states) is WordingStatus.STALE


def test_merged_paragraph_is_compared_with_the_joined_text(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    version = taken(session, secretary, charter, MERGED.replace(b"200", b"300"), "en", now)
    (one,) = shown(session, first, version, "en")

    assert one.kind is LineageKind.MERGED
    assert [origin.number for origin in one.origins] == [4, 5]
    assert one.difference is not None
    assert (one.difference.insertions, one.difference.removals) == (1, 1)
    changes = changes_of(session, version, "en")
    assert changes is not None
    assert [item.compared.kind for item in changes.items] == [LineageKind.MERGED]


def test_parts_of_a_split_are_compared_with_their_share_of_the_old_text(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    version = taken(session, secretary, charter, CUT, "en", now)
    one, other = shown(session, first, version, "en")

    assert other.kind is LineageKind.SPLIT
    assert [part.number for part in other.parts] == [3, 4]
    assert one.difference is not None
    assert other.difference is not None
    assert one.difference.base == "Every quay keeps a lamp lit from dusk to dawn, at"
    assert other.difference.base == " the town's expense."
    assert other.difference.target == "At the town's expense."


def test_moved_paragraph_shows_as_moved(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    recital, second = (text.encode() for text in texts(session, first, "en")[:2] if text)
    swapped = EN.replace(recital, b"@").replace(second, recital).replace(b"@", second)
    version = taken(session, secretary, charter, swapped, "en", now)

    assert [one.kind for one in shown(session, first, version, "en")] == [LineageKind.MOVED]


def test_life_of_a_merged_paragraph_has_the_words_of_its_origins(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    version = taken(session, secretary, charter, MERGED, "en", now)
    life = life_of(session, version, keys(session, first)[4])

    assert [one.texts["en"] for one in life.origins] == [LAMP, SEARCH]
    assert all(one.several for one in life.origins)


def test_merge_may_be_undone_and_made_by_a_person(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    k = keys(session, first)
    row = opened(session, secretary, charter, MERGED, "en", now)
    line = Preview.from_json(row.tree).paragraphs[3].id
    part_line(session, secretary, row, line, edit=row.edit, now=now)
    undone = Pairing.from_json(row.pairs)
    assert (undone.merged, undone.doubts) == ({}, {f"p-{k[3]}": 0.0})

    gather_line(session, secretary, row, line, [5, 4], edit=row.edit, now=now)
    made = Pairing.from_json(row.pairs)
    assert (made.merged, made.doubts) == ({line: (k[3],)}, {})
    with pytest.raises(Invalid, match="has_its_own_text"):
        gather_line(session, secretary, row, line, [4, 6], edit=row.edit, now=now)
    with pytest.raises(Invalid, match="nothing_to_gather"):
        gather_line(session, secretary, row, line, [4], edit=row.edit, now=now)
    version = confirm_import(session, secretary, row, edit=row.edit, now=now)
    assert (LineageKind.MERGED, k[4], k[3]) in links(session, version)


def test_translation_is_not_joined_from_several(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    row = opened(session, secretary, charter, FR, "fr", now)
    line = Preview.from_json(row.tree).paragraphs[0].id

    with pytest.raises(Invalid, match="place"):
        gather_line(session, secretary, row, line, [1, 2], edit=row.edit, now=now)


def test_lines_merged_in_the_preview_leave_a_paragraph_to_be_looked_at(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    row = opened(session, secretary, charter, EN, "en", now)
    line = Preview.from_json(row.tree).paragraphs[3].id
    merge_line(session, secretary, row, line, edit=row.edit, now=now)

    assert Pairing.from_json(row.pairs).doubts == {f"p-{keys(session, first)[4]}": 0.0}


def test_merge_of_a_paragraph_merged_before_keeps_all_origins(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    first = frozen(session, secretary, charter, now)
    k = keys(session, first)
    taken(session, secretary, charter, MERGED, "en", now)
    more = MERGED.replace(
        f"{EVERY}\n\n{LAMP} {SEARCH}".encode(), f"{EVERY} {LAMP} {SEARCH}".encode()
    )
    version = taken(session, secretary, charter, more, "en", now)
    joined = {before for kind, _, before in links(session, version) if kind is LineageKind.MERGED}

    assert joined == {k[2], k[3], k[4]}


def test_doubtful_merge_waits_for_a_person(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    frozen(session, secretary, charter, now)
    weak = MERGED.replace(b"search for anybody", b"point at somebody")
    row = opened(session, secretary, charter, weak, "en", now)
    pairing = Pairing.from_json(row.pairs)

    assert pairing.merged
    assert len(pairing.doubts) == 1
    confirm_rows(session, secretary, row, list(pairing.doubts), edit=row.edit, now=now)
    confirm_import(session, secretary, row, edit=row.edit, now=now)
