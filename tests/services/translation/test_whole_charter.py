"""A charter of many articles comes in four languages and is carried to “reviewed” in each."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.people import Actor, Role
from app.domain.translation import Standing
from app.models.charters import Charter, Paragraph, Version, Wording
from app.queries.desk import at_desk, desk_of, progress_of
from app.services.translation.pen import Words
from app.services.translation.reviewing import review_translation
from app.services.translation.saving import save_translation
from tests.factories.importing import taken
from tests.factories.people import actor_of, grant, make_member

ARTICLES = 24
# Heading of the preamble and of articles, recitals, and what each article says.
TEXTS = {
    "en": (
        "Preamble", "Article",
        ("Recalling that quays were built for ships,", "Noting that nobody carries a map,",
         "Convinced that a lamp costs less than a wall,"),
        "Every quay keeps lamp number {n} lit from dusk to dawn, at the town’s expense.",
    ),
    "fr": (
        "Préambule", "Article",
        ("Rappelant que les quais furent bâtis pour les navires,",
         "Convaincus qu’une lampe vaut mieux qu’un mur,"),
        "Chaque quai garde la lampe numéro {n} allumée du soir au matin, aux frais de la ville.",
    ),
    "es": (
        "Preámbulo", "Artículo",
        ("Recordando que los muelles se hicieron para los barcos,", "Notando que nadie trae mapa,",
         "Convencidos de que una lámpara cuesta menos que un muro,"),
        "Cada muelle mantiene la lámpara número {n} encendida de noche, a costa de la ciudad.",
    ),
    "ar": (
        "الديباجة", "المادة",
        ("إذ تذكّر بأن الأرصفة بُنيت للسفن،", "وإذ تلاحظ أن أحدًا لا يحمل خريطة،",
         "وإذ تقتنع بأن المصباح أقل كلفة من الجدار،"),
        "يُبقي كل رصيف المصباح رقم {n} مضاءً من الغروب إلى الفجر، على نفقة المدينة.",
    ),
}  # fmt: skip


def as_markdown(language: str) -> bytes:
    """The charter as the secretariat brings it; the French one lacks a recital."""
    preamble, article, recitals, words = TEXTS[language]
    parts = [f"# {preamble} 2026", f"## {preamble}", *recitals]
    for number in range(1, ARTICLES + 1):
        parts += [f"## {article} {number}", words.format(n=number)]
    return "\n\n".join(parts).encode()


@pytest.fixture
def charter(session: Session, now: datetime) -> Charter:
    row = Charter(
        slug="quays", code="QUA", languages=["en", "fr", "es", "ar"],
        authentic_language="en", created_at=now,
    )  # fmt: skip
    session.add(row)
    session.commit()
    return row


def somebody(session: Session, charter: Charter, name: str, role: Role, now: datetime) -> Actor:
    member = make_member(session, name, now=now)
    grant(session, member, role, now=now, charter_id=charter.id)
    session.commit()
    return actor_of(session, member)


def carry(
    session: Session,
    version: Version,
    language: str,
    pair: tuple[Actor, Actor],
    now: datetime,
) -> None:
    """What is missing is written, what is a draft is read by somebody else."""
    first, second = pair
    for row in desk_of(session, version, language).rows:
        if row.standing in {Standing.MISSING, Standing.STALE}:
            token = at_desk(session, version, row.place, language).token
            words = Words(f"[{language}] {row.original}")
            save_translation(
                session, first, version, row.place, language, words, token=token, now=now
            )
    for row in desk_of(session, version, language).rows:
        if row.standing is Standing.DRAFT:
            token = at_desk(session, version, row.place, language).token
            review_translation(session, second, version, row.place, language, token=token, now=now)


def test_charter_is_reviewed_in_four_languages(
    session: Session, charter: Charter, now: datetime
) -> None:
    secretary = somebody(session, charter, "Sam", Role.SECRETARIAT, now)
    pair = (
        somebody(session, charter, "Tariq", Role.TRANSLATOR, now),
        somebody(session, charter, "Tess", Role.TRANSLATOR, now),
    )
    for language in TEXTS:
        version = taken(session, secretary, charter, as_markdown(language), language, now)
    total = len(session.scalars(select(Paragraph).where(Paragraph.version_id == version.id)).all())
    rows = {code: desk_of(session, version, code).rows for code in ("fr", "es", "ar")}
    missing = [row for row in rows["fr"] if row.standing is Standing.MISSING]
    assert [row.original for row in missing] == ["Noting that nobody carries a map,"]
    assert not [
        row for code in ("es", "ar") for row in rows[code] if row.standing is Standing.MISSING
    ]

    for language in ("fr", "es", "ar"):
        carry(session, version, language, pair, now)

    session.expire_all()
    assert total == ARTICLES + 3
    statuses = session.execute(
        select(Wording.language, Wording.status)
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Paragraph.version_id == version.id)
    ).all()
    assert len(statuses) == 4 * total
    assert {status for _, status in statuses} == {WordingStatus.REVIEWED}
    for language in ("fr", "es", "ar"):
        assert {row.standing for row in desk_of(session, version, language).rows} == {
            Standing.REVIEWED
        }
    done = progress_of(session, version, ["fr", "es", "ar"])
    assert {reviewed == of for reviewed, of in done.values()} == {True}
