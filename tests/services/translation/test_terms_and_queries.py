"""The glossary of a charter and the queries of its translators."""

import pytest

from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.parts import Part, Place
from app.models.translation import GlossaryTerm, TranslationQuery
from app.queries.desk import desk_of
from app.queries.glossary import terms_of
from app.queries.translation import open_queries, queries_on
from app.services.glossary.keeping import keep_term
from app.services.glossary.removing import remove_term
from app.services.translation.answering import answer_query
from app.services.translation.asking import ask_secretariat
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.services.translation.conftest import Translators


def keep(at: Translators, cast: Cast, words: dict[str, str], **more: object) -> GlossaryTerm:
    actor = more.pop("actor", at.first)
    return keep_term(at.session, actor, cast.charter, words, "", now=at.now, **more)


def ask(at: Translators, question: str, number: int = 1) -> TranslationQuery:
    return ask_secretariat(
        at.session,
        at.first,
        at.version,
        Place(Part.PARAGRAPH, f"k{number}"),
        "fr",
        question,
        now=at.now,
    )


def test_term_is_kept_changed_and_removed(published: Translators, cast: Cast) -> None:
    row = keep(published, cast, {"en": " right  to water ", "fr": "droit à l’eau", "es": ""})
    assert row.renderings == {"en": "right to water", "fr": "droit à l’eau"}

    keep(published, cast, {"en": "water", "fr": "eau"}, term_id=row.id, edit=1)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        keep(published, cast, {"en": "light", "fr": "eau"}, term_id=row.id, edit=1)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        remove_term(
            published.session, published.first, cast.charter, row.id, edit=1, now=published.now
        )
    remove_term(published.session, published.first, cast.charter, row.id, edit=2, now=published.now)
    assert terms_of(published.session, cast.charter) == []


def test_term_is_agreed_once(published: Translators, cast: Cast) -> None:
    keep(published, cast, {"en": "water", "fr": "eau"})

    with pytest.raises(Invalid, match="term_exists"):
        keep(published, cast, {"en": "Water", "fr": "l’eau potable"})
    with pytest.raises(Invalid, match="term_needs_two_languages"):
        keep(published, cast, {"en": "light"})
    with pytest.raises(NotAllowed):
        keep(
            published,
            cast,
            {"en": "light", "fr": "lumière"},
            actor=actor_of(published.session, cast.ada),
        )


def test_query_is_open_until_the_secretariat_answers(published: Translators, cast: Cast) -> None:
    session, version, now = published.session, published.version, published.now
    row = ask(published, "Which water?")
    assert ask(published, "Which water?").id == row.id
    assert open_queries(session, version) == {"fr": 1}
    assert desk_of(session, version, "fr").queries == 1

    with pytest.raises(NotAllowed, match="is_secretariat"):
        answer_query(session, published.second, version, row.id, "All of it.", now=now)
    sam = actor_of(session, cast.sam)
    with pytest.raises(Invalid, match="nothing_written"):
        answer_query(session, sam, version, row.id, " ", now=now)
    answer_query(session, sam, version, row.id, "All of it.", now=now)
    with pytest.raises(Conflict, match="query_is_answered"):
        answer_query(session, sam, version, row.id, "Or none.", now=now)

    assert [
        one.answer for one in queries_on(session, version, Place(Part.PARAGRAPH, "k1"), "fr")
    ] == ["All of it."]
    assert open_queries(session, version) == {}


def test_query_needs_words_and_a_paragraph(published: Translators) -> None:
    with pytest.raises(Invalid, match="nothing_written"):
        ask(published, " ")
    with pytest.raises(NotFound, match="paragraph"):
        ask(published, "Where?", number=99)
