"""Labels in four languages: what is one, what is none, and which are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.labels import (
    heading_label,
    label_key,
    label_keys,
    label_kind,
    path_label,
    split_label,
)

LABELS = [
    "(a)", "a)", "(1)", "1)", "1.", "13.2.", "(iv)", "vi)", "I.", "II.", "A.", "b.",
    "(أ)", "أ)", "هـ)", "هـ-", "أ -", "أ.", "١.", "(٢)", "1ـ", "1.-", "1º", "5 bis.", "2 مكرر.",
    "1 (a)", "1(a)", "(1)(a)", "1) a)", "1 a.", "1.1.", "(b) (ii)", "1. (a)",
    "Article 5.", "Artículo 3.-", "Article premier.", "Art. 3 bis. –", "المادة 5:",
    "المادة الأولى:",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("text", ["everyone may move", "Everyone", "لكل شخص", "5 people"])
def test_label_is_split_with_its_punctuation(label: str, text: str) -> None:
    assert split_label(f"{label} {text}") == (label, text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("13.2 The parties", ("13.2", "The parties")),
        ("13.2 الأطراف", ("13.2", "الأطراف")),
        ("1 – Les villes", ("1 –", "Les villes")),
        ("IV – Les villes", ("IV –", "Les villes")),
        ("§ 4 The parties", ("§ 4", "The parties")),
        ("1.\u00a0Tout", ("1.", "Tout")),
    ],
)
def test_bare_number_needs_a_capital_after_it(text: str, parts: tuple[str, str]) -> None:
    assert split_label(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "1948 was a year", "1948. Was it?", "A city opens", "I believe", "I. ", "1.", "(a)",
        "13.2 the parties", "2.5 million people", "2.5 مليون شخص", "1\u00a0000 personnes",
        "10 December 1948", "20 (twenty) people", "3 – year plan", "IV – of them",
        "(s)he moves", "(the parties) agree", "(mi) x", "i.e. this", "e.g. that", "p. ej. esto",
        "M. Dupont", "D. Juan", "Article 5 of the Convention", "المادة 5 من الاتفاقية",
        "Section 8 applies", "Partir un jour", "– a dash", "• a bullet", "- a hyphen", "ولما كان",
        "",
    ],
)  # fmt: skip
def test_words_and_figures_are_no_label(text: str) -> None:
    assert split_label(text) == (None, text)


@given(st.sampled_from(LABELS) | st.just(""), st.text())
def test_label_and_text_are_the_source_again(label: str, text: str) -> None:
    source = f"{label} {text}"

    found, rest = split_label(source)

    assert "".join(source.split()) == "".join(f"{found or ''}{rest}".split())


@pytest.mark.parametrize(
    ("heading", "label", "key"),
    [
        ("Article 1", "Article 1", "1"),
        ("Art. 3", "Art. 3", "3"),
        ("Article premier", "Article premier", "1"),
        ("ARTICLE PREMIER", "ARTICLE PREMIER", "1"),
        ("Article 1er", "Article 1er", "1"),
        ("Artículo 5", "Artículo 5", "5"),
        ("Artículo 1º.- Todos", "Artículo 1º", "1"),
        ("المادة ١", "المادة ١", "1"),
        ("المادة الأولى", "المادة الأولى", "1"),
        ("المادة الحادية عشرة: نص", "المادة الحادية عشرة", "11"),
        ("الفصل الثاني", "الفصل الثاني", "2"),
        ("Chapter II", "Chapter II", "2"),
        ("Chapter One Rights", "Chapter One", "1"),
        ("CAPÍTULO II DERECHOS", "CAPÍTULO II", "2"),
        ("Título I", "Título I", "1"),
        ("Article 5 – Asylum", "Article 5", "5"),
        ("Article 5 Asylum", "Article 5", "5"),
        ("Article 5 bis", "Article 5 bis", "5.bis"),
        ("§ 4", "§ 4", "4"),
        ("Annex A", "Annex A", "a"),
        ("1.", "1", "1"),
        ("1. Scope", "1", "1"),
        ("1.2 Scope", "1.2", "1.2"),
        ("1 Scope", "1", "1"),
        ("I.", "I", "1"),
        ("II. Rights", "II", "2"),
    ],
)
def test_heading_label_repeats_the_numbering(heading: str, label: str, key: str) -> None:
    assert heading_label(heading) == label
    assert label_key(label) == key


@pytest.mark.parametrize(
    "heading",
    [
        "Preamble",
        "I believe in",
        "A city",
        "2030 Agenda",
        "Article 5 of the pact",
        "Annex",
        "Participation",
    ],
)
def test_heading_without_number_has_no_label(heading: str) -> None:
    assert heading_label(heading) is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Article 1", "article"), ("Art. 3", "article"), ("المادة 1", "article"),
        ("Capítulo II", "chapter"), ("الباب الأول", "title"), ("Annexe II", "annex"),
        ("§ 4", "paragraph"), ("1.", None), ("(a)", None),
    ],
)  # fmt: skip
def test_kind_is_named_by_the_word(label: str, kind: str | None) -> None:
    assert label_kind(label) == kind


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ("a", ["(a)", "a)", "A.", "(أ)", "أ -", "ا)"]),
        ("e", ["(e)", "هـ)", "(ه)"]),
        ("1", ["1.", "(1)", "I.", "(i)", "١.", "Artículo 1º"]),
        ("4", ["IV", "iv)", "٤"]),
        ("1.a", ["1 (a)", "1) a)", "1. (أ)"]),
        ("13.2", ["13.2", "١٣٫٢", "13.2."]),
        ("2.bis", ["2 bis.", "2 مكرر."]),
    ],
)
def test_key_is_the_same_in_every_language(key: str, labels: list[str]) -> None:
    assert {label_key(label) for label in labels} == {key}


@pytest.mark.parametrize(
    ("labels", "keys"),
    [
        (["(g)", "(h)", "(i)", "(j)"], ["g", "h", "i", "j"]),
        (["(ز)", "(ح)", "(ط)", "(ي)"], ["g", "h", "i", "j"]),
        (["(i)", "(ii)", "(v)"], ["1", "2", "5"]),
        (["أ)", "ب)", "ت)", "ث)"], ["a", "b", "c", "d"]),
        (["أ)", "ب)", "ج)", "د)"], ["a", "b", "c", "d"]),
        (["n)", "ñ)", "o)"], ["n", "o", "p"]),
        (["1.", None, "2."], ["1", None, "2"]),
        ([], []),
    ],
)
def test_neighbours_tell_letters_from_numerals(labels: list[str | None], keys: list[str]) -> None:
    assert label_keys(labels) == keys


@pytest.mark.parametrize(
    ("parent", "own", "path"),
    [
        ("1.", "(a)", "1 (a)"),
        ("1.", "2.", "1.2."),
        ("(1)", "(a)", "(1) (a)"),
        ("1)", "a)", "1) a)"),
        (None, "(a)", "(a)"),
        ("1.", None, None),
    ],
)
def test_item_inside_an_item_carries_both_labels(
    parent: str | None, own: str | None, path: str | None
) -> None:
    assert path_label(parent, own) == path


def test_path_label_is_recognised_when_it_comes_back() -> None:
    for parent, own in [
        ("1.", "(a)"),
        ("1.", "2."),
        ("(1)", "(a)"),
        ("1)", "a)"),
        ("1 (a)", "(ii)"),
    ]:
        label = path_label(parent, own)

        assert split_label(f"{label} everyone") == (label, "everyone")


HEADINGS = {
    "Article 5": "5", "Art. 5": "5", "ART. V": "5", "§ 5": "5", "Chapter II": "2", "Chap. 2": "2",
    "Title III": "3", "Part A": "a", "PART ONE": "1", "Chapter Twelve": "12",
    "Article twenty-one": "21", "Annex I": "1", "Chapitre Ier": "1", "Titre premier": "1",
    "Titre II": "2", "Partie 1": "1", "Article 1er": "1", "Article onzième": "11",
    "Article vingt et unième": "21", "Titre préliminaire": "0", "Artículo 5.º": "5",
    "Artículo undécimo": "11", "Artículo vigésimo primero": "21", "Capítulo IV": "4",
    "Título preliminar": "0", "Sección 2": "2", "المادة ٥": "5", "المادة (٥)": "5",
    "المادة الحادية عشرة": "11", "المادة العشرون": "20", "المادة الخامسة والعشرون": "25",
    "الباب التمهيدي": "0", "الباب الثالث": "3", "الفصل الأول": "1", "1.2 Scope": "1.2",
    "٢.١ النطاق": "2.1", "IV. Scope": "4",
}  # fmt: skip


@pytest.mark.parametrize(("heading", "key"), HEADINGS.items())
def test_numbering_words_of_four_languages(heading: str, key: str) -> None:
    label = heading_label(heading)

    assert label is not None
    assert heading.startswith(label)
    assert label_key(label) == key


@pytest.mark.parametrize(
    "heading",
    ["Article the first", "Chapter twentyish", "Part of it", "المادة التي", "Titre de l’acte"],
)
def test_other_words_after_a_numbering_word_are_no_number(heading: str) -> None:
    assert heading_label(heading) is None
