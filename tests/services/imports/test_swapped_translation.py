"""A translation whose paragraphs changed places, each alone in its section: nobody is fooled."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.domain.pairing import Pairing
from app.domain.people import Actor
from app.models.charters import Charter
from app.services.imports.confirming import confirm_import
from app.services.imports.placing import confirm_rows
from tests.factories.importing import keys, opened, taken, texts

LAMP, ASKED = "La lampe se voit du large.", "Nul n’est interrogé ici."


def charter_of(one: str, other: str, last: str, word: str = "Article") -> bytes:
    return (
        f"# T\n\n## {word} 1\n\n{one}\n\n## {word} 2\n\n{other}\n\n## {word} 3\n\n{last}\n"
    ).encode()


EN = charter_of("The lamp is seen from sea.", "Nobody here is asked.", "Offices answer all.")
FR = charter_of(LAMP, ASKED, "Les bureaux répondent.")
SWAPPED = charter_of(ASKED, LAMP, "Les bureaux répondent.")


def test_known_words_keep_their_paragraph_and_wait_for_a_person(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    version = taken(session, secretary, charter, FR, "fr", now)
    first, second, third = keys(session, version)

    row = opened(session, secretary, charter, SWAPPED, "fr", now)

    pairing = Pairing.from_json(row.pairs)
    assert {f"p-{first}", f"p-{second}"} <= set(pairing.doubts)
    assert f"p-{third}" not in pairing.doubts
    confirm_rows(session, secretary, row, list(pairing.doubts), edit=row.edit, now=now)
    version = confirm_import(session, secretary, row, edit=row.edit, now=now)
    assert texts(session, version, "fr")[:2] == [LAMP, ASKED]


def test_translation_as_it_was_leaves_no_doubt(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    taken(session, secretary, charter, FR, "fr", now)

    assert opened(session, secretary, charter, FR, "fr", now).pairs["doubts"] == {}


@pytest.mark.parametrize(("swapped", "doubtful"), [(False, 0), (True, 2)])
def test_first_translation_is_doubted_where_its_words_cross(
    session: Session,
    secretary: Actor,
    charter: Charter,
    now: datetime,
    swapped: bool,
    doubtful: int,
) -> None:
    english = charter_of(
        "Migrants participate in local assemblies.",
        "Hospital treatment is universal for children.",
        "Offices answer all of them.",
    )
    pair = [
        "Les migrants participent aux assemblées locales.",
        "Le traitement à l’hôpital est universel.",
    ]
    french = charter_of(*(reversed(pair) if swapped else pair), "Les bureaux leur répondent.")
    taken(session, secretary, charter, english, "en", now)

    row = opened(session, secretary, charter, french, "fr", now)

    assert len(row.pairs["doubts"]) == doubtful
