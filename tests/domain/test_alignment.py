"""Alignment of synthetic charters in four languages: gaps, mergers, crossed numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alignment import Alignment, align, apply_alignment, apply_headings
from app.domain.doubts import Doubt
from app.domain.texts import ParagraphNode, SectionNode, TextTree

RECITALS = {
    "en": [
        "Recalling the numerous routes that people have taken between our cities since early days,",
        "Noting that 27 cities signed the first harbour agreement in 1998 and renewed it twice,",
        "Convinced that schools, libraries and clinics serve best when every resident may enter,",
        "Aware that rivers and valleys cross borders and ask for patient, shared administration,",
        "Determined to publish each year what was done, what was not done, and for which reason,",
    ],
    "fr": [
        "Rappelant les nombreuses routes prises par les gens entre nos villes depuis toujours,",
        "Notant que 27 villes ont signé le premier accord portuaire en 1998, renouvelé deux fois,",
        "Convaincues que les écoles, hôpitaux et cliniques aident mieux si chacun y entre,",
        "Conscientes que rivières et vallées franchissent les frontières et demandent patience,",
        "Déterminées à publier chaque année ce qui a été fait, ce qui ne l’a pas été, et le motif,",
    ],
    "es": [
        "Recordando las numerosas rutas que la gente ha tomado entre nuestras ciudades,",
        "Observando que 27 ciudades firmaron el primer acuerdo portuario en 1998 y lo renovaron,",
        "Convencidas de que escuelas, bibliotecas y clínicas sirven mejor si todos entran,",
        "Conscientes de que ríos y valles cruzan fronteras y piden una administración paciente,",
        "Decididas a publicar cada año lo que se hizo, lo que no se hizo y por qué motivo,",
    ],
    "ar": [
        "إذ تستذكر الطرق الكثيرة التي سلكها الناس بين مدننا منذ أقدم العصور،",
        "وإذ تلاحظ أن 27 مدينة وقعت اتفاق الموانئ الأول في عام 1998 وجددته مرتين،",
        "واقتناعا منها بأن المدارس والمكتبات والعيادات تخدم أفضل حين يدخلها كل مقيم،",
        "وإدراكا منها أن الأنهار والأودية تعبر الحدود وتتطلب إدارة مشتركة صبورة،",
        "وتصميما منها على أن تنشر كل عام ما أنجز وما لم ينجز وسبب ذلك،",
    ],
}  # fmt: skip
HEADINGS = {
    "en": ("Preamble", "Article {}"),
    "fr": ("Préambule", "Article {}"),
    "es": ("Preámbulo", "Artículo {}"),
    "ar": ("الديباجة", "المادة {}"),
}
OTHERS = ["fr", "es", "ar"]


def section(heading: str, label: str | None, *paragraphs: ParagraphNode | str) -> SectionNode:
    nodes = [ParagraphNode(one) if isinstance(one, str) else one for one in paragraphs]
    return SectionNode(heading, label, 1, tuple(nodes))


def charter(language: str, recitals: list[str], articles: int = 3) -> TextTree:
    preamble, article = HEADINGS[language]
    names = [article.format(number) for number in range(1, articles + 1)]
    texts = [f"{RECITALS[language][number % 5]} {number}." for number in range(articles)]
    return TextTree(
        None,
        (),
        (
            section(preamble, None, *recitals),
            *(section(name, name, text) for name, text in zip(names, texts, strict=True)),
        ),
    )


def partners(alignment: Alignment) -> dict[tuple[int, ...], tuple[int, ...]]:
    return {pair.source: pair.other for pair in alignment.pairs if pair.source}


def in_order(texts: list[tuple[str | None, str]]) -> TextTree:
    return TextTree(None, tuple(ParagraphNode(text, label) for label, text in texts))


@pytest.mark.parametrize("language", OTHERS)
def test_same_structure_is_paired_one_to_one_without_doubt(language: str) -> None:
    source, other = charter("en", RECITALS["en"]), charter(language, RECITALS[language])

    found = align(source, other)

    assert partners(found) == {(number,): (number,) for number in range(1, 9)}
    assert found.doubtful == ()
    assert not any(pair.doubt for pair in found.section_pairs)


@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("missing", range(5))
def test_missing_recital_is_a_gap_where_the_others_share_words(language: str, missing: int) -> None:
    recitals = [text for place, text in enumerate(RECITALS[language]) if place != missing]
    source, other = charter("en", RECITALS["en"]), charter(language, recitals)

    texts = apply_alignment(source, other, align(source, other))

    expected = [*RECITALS[language][:missing], None, *RECITALS[language][missing + 1 :]]
    assert [texts[number] for number in range(1, 6)] == expected


@pytest.mark.parametrize("source_language", HEADINGS)
@pytest.mark.parametrize("language", HEADINGS)
@pytest.mark.parametrize("missing", range(5))
def test_nothing_is_ever_shifted_silently(
    source_language: str, language: str, missing: int
) -> None:
    recitals = [text for place, text in enumerate(RECITALS[language]) if place != missing]
    source = charter(source_language, RECITALS[source_language])
    other = charter(language, recitals)

    found = align(source, other)

    texts = apply_alignment(source, other, found)
    right = {place + 1: text for place, text in enumerate(RECITALS[language]) if place != missing}
    wrong = {number for number in range(1, 6) if texts[number] != right.get(number)}
    assert wrong <= {number for pair in found.doubtful for number in pair.source}


def test_beside_a_gap_length_alone_never_settles_a_pair() -> None:
    source = charter("en", RECITALS["en"])
    without_words = align(source, charter("ar", RECITALS["ar"][:2] + RECITALS["ar"][3:]))
    with_words = align(source, charter("fr", RECITALS["fr"][:4]))

    assert {one for pair in without_words.doubtful for one in pair.source} == {1, 2, 3, 4, 5}
    assert {one for pair in with_words.doubtful for one in pair.source} < {1, 2, 3, 4, 5}


def test_doubtful_pair_says_why() -> None:
    source = charter("en", RECITALS["en"])
    without = {
        language: align(source, charter(language, RECITALS[language][:2] + RECITALS[language][3:]))
        for language in OTHERS
    }
    swapped = in_order([("2", "b" * 90), ("1", "a" * 90), ("3", "c" * 90)])
    longer = in_order([("1", "a" * 90), ("2", "b" * 900), ("3", "c" * 90)])
    listed = in_order([("1", "a" * 90), ("2", "b" * 90), ("3", "c" * 90)])

    reasons = {name: {pair.doubt for pair in one.doubtful} for name, one in without.items()}
    assert reasons["fr"] == {Doubt.ALONE, Doubt.SHIFTED}
    assert reasons["ar"] == {Doubt.JOINED, Doubt.SHIFTED, Doubt.WEAK}
    assert Doubt.CROSSED in {pair.doubt for pair in align(listed, swapped).pairs}
    assert [pair.doubt for pair in align(listed, longer).pairs] == [None, Doubt.LENGTH, None]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("missing", range(5))
def test_articles_after_a_missing_recital_keep_their_place(language: str, missing: int) -> None:
    recitals = [text for place, text in enumerate(RECITALS[language]) if place != missing]
    source, other = charter("en", RECITALS["en"]), charter(language, recitals)

    found = align(source, other)

    articles = {(number,): (number - 1,) for number in range(6, 9)}
    assert partners(found).items() >= articles.items()
    assert not {pair.source for pair in found.doubtful} & articles.keys()


@pytest.mark.parametrize("language", OTHERS)
def test_one_paragraph_split_in_two_is_joined_and_doubtful(language: str) -> None:
    ours = [RECITALS["en"][0], " ".join(RECITALS["en"][1:3]), *RECITALS["en"][3:]]
    source, other = charter("en", ours), charter(language, RECITALS[language])

    found = align(source, other)

    assert partners(found)[(2,)] == (2, 3)
    assert (2,) in {pair.source for pair in found.doubtful} <= {(1,), (2,), (3,), (4,)}
    assert apply_alignment(source, other, found)[2] == " ".join(RECITALS[language][1:3])


@pytest.mark.parametrize("language", OTHERS)
def test_two_paragraphs_merged_go_to_the_longer_one(language: str) -> None:
    theirs = [RECITALS[language][0], " ".join(RECITALS[language][1:3]), *RECITALS[language][3:]]
    source, other = charter("en", RECITALS["en"]), charter(language, theirs)

    found = align(source, other)
    texts = apply_alignment(source, other, found)

    assert partners(found)[(2, 3)] == (2,)
    assert (texts[2], texts[3]) in [(theirs[1], None), (None, theirs[1])]
    assert texts[4] == RECITALS[language][3]


@pytest.mark.parametrize(
    "labels", [("1.", "2.", "3."), ("(أ)", "(ب)", "(ج)"), ("I.", "II.", "III.")]
)
def test_labels_win_over_length(labels: tuple[str, str, str]) -> None:
    letters = "abc" if "أ" in labels[0] else "123"
    texts = ["short", "x" * 200, "y" * 90]
    source = in_order([(f"({one})", text) for one, text in zip(letters, texts, strict=True)])
    other = in_order([(labels[0], "ص" * 150), (labels[1], "قصير"), (labels[2], "ن" * 60)])

    assert partners(align(source, other)) == {(1,): (1,), (2,): (2,), (3,): (3,)}


def test_label_missing_in_the_other_language_is_a_gap() -> None:
    source = in_order([("1.", "a" * 80), ("2.", "b" * 80), ("3.", "c" * 80), ("4.", "d" * 80)])
    other = in_order([("١.", "ا" * 60), ("٣.", "ب" * 60), ("٤.", "ج" * 60)])

    found = align(source, other)

    assert partners(found) == {(1,): (1,), (2,): (), (3,): (2,), (4,): (3,)}
    assert [pair.source for pair in found.doubtful] == [(2,)]


def test_crossed_numbers_follow_the_labels_and_are_doubtful() -> None:
    source = in_order([(f"{number}.", "a" * 80) for number in (1, 2, 3, 4)])
    other = in_order([(f"{number}.", "b" * 80) for number in (1, 3, 2, 4)])

    found = align(source, other)

    assert partners(found) == {(1,): (1,), (2,): (3,), (3,): (2,), (4,): (4,)}
    assert {pair.source for pair in found.doubtful} & {(2,), (3,)}
    assert not {pair.source for pair in found.doubtful} & {(1,), (4,)}


def test_numbering_of_another_system_falls_back_to_length() -> None:
    source = in_order([("(a)", "x" * 40), ("(b)", "y" * 300), ("(c)", "z" * 120)])
    other = in_order([("7.", "x" * 42), ("8.", "y" * 290), ("9.", "z" * 118)])

    assert partners(align(source, other)) == {(1,): (1,), (2,): (2,), (3,): (3,)}


def test_text_half_as_long_under_the_same_label_is_doubtful() -> None:
    rest = [(f"{number}.", "b" * 400) for number in (2, 3, 4)]
    source, other = in_order([("1.", "a" * 400), *rest]), in_order([("1.", "a" * 120), *rest])

    assert [pair.source for pair in align(source, other).doubtful] == [(1,)]


def test_missing_section_is_a_gap_with_all_its_paragraphs() -> None:
    source, other = charter("en", RECITALS["en"], 4), charter("fr", RECITALS["fr"], 4)
    other = TextTree(None, (), tuple(one for one in other.sections if one.label != "Article 2"))

    found = align(source, other)

    assert partners(found)[(7,)] == ()
    assert partners(found)[(8,)] == (7,)
    assert apply_headings(source, other, found)[(2,)] is None
    assert apply_headings(source, other, found)[(3,)] == "Article 3"


def test_section_that_only_the_other_has_is_left_over() -> None:
    source, other = charter("en", RECITALS["en"], 3), charter("es", RECITALS["es"], 4)

    found = align(source, other)

    assert found.leftover == (9,)
    assert [pair.source for pair in found.section_pairs if pair.doubt] == [None]


def test_language_without_headings_is_still_aligned() -> None:
    source = charter("en", RECITALS["en"])
    lines = [one.node for one in charter("fr", RECITALS["fr"]).walk_paragraphs()]
    other = TextTree(None, tuple(lines))

    found = align(source, other)

    assert partners(found) == {(number,): (number,) for number in range(1, 9)}
    assert set(apply_headings(source, other, found).values()) == {None}


def test_long_text_without_any_heading_is_aligned_near_the_diagonal() -> None:
    texts = [(None, "x" * (40 + place * 37 % 200)) for place in range(120)]

    found = align(in_order(texts), in_order(texts[:60] + texts[61:]))

    assert partners(found)[(120,)] == (119,)
    assert partners(found)[(1,)] == (1,)


def test_empty_language_leaves_everything_missing() -> None:
    source = charter("en", RECITALS["en"])

    assert set(apply_alignment(source, TextTree(), align(source, TextTree())).values()) == {None}


TEXTS = st.lists(
    st.tuples(st.sampled_from(["1.", "2.", "3.", "(a)", None]), st.text(min_size=1, max_size=80)),
    max_size=7,
)


@given(TEXTS, TEXTS)
def test_every_paragraph_is_in_exactly_one_pair(
    ours: list[tuple[str | None, str]], theirs: list[tuple[str | None, str]]
) -> None:
    source, other = in_order(ours), in_order(theirs)

    pairs = align(source, other).pairs

    assert sorted(one for pair in pairs for one in pair.source) == list(range(1, len(ours) + 1))
    assert sorted(one for pair in pairs for one in pair.other) == list(range(1, len(theirs) + 1))
    assert all(0 <= pair.score <= 1 for pair in pairs)
