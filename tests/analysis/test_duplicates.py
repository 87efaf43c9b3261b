"""Texts sent more than once: found whatever their looks, never across languages, never removed."""

import pytest

from app.analysis.duplicates import Text, clusters, normal

LONG = "We ask that every city opens its shelters to all, without asking anybody for papers."


def sent(*texts: str, language: str = "en", senders: int = 99) -> list[Text]:
    return [
        Text(f"C{number}", language, words, number % senders)
        for number, words in enumerate(texts, start=1)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Every  City\n", "every city"),
        ("Ｅvery city", "Every city"),
        ("مُدُنٌ للجميع", "مدن للجميع"),
        ("مـــدن", "مدن"),
        ("إلى أمام", "الي امام"),
    ],
)
def test_looks_alone_make_no_difference(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_same_and_nearly_same_texts_are_one_cluster() -> None:
    texts = sent(LONG, LONG.upper(), LONG.replace("papers", "a paper"), "x" * 60)

    found = clusters(texts)

    assert [one.references for one in found] == [("C1", "C2", "C3")]
    assert found[0].is_coordinated


def test_cluster_is_whatever_pairs_connect() -> None:
    words = [f"w{n:02}" for n in range(40)]
    steps = [" ".join(["zzz"] * n + words[n:]) for n in (0, 3, 6)]

    assert [one.references for one in clusters(sent(*steps))] == [("C1", "C2", "C3")]
    assert clusters(sent(steps[0], steps[2])) == []


def test_two_accounts_are_no_campaign() -> None:
    found = clusters(sent(LONG, LONG, LONG, senders=2))

    assert (found[0].senders, found[0].is_coordinated) == (2, False)


def test_languages_are_kept_apart() -> None:
    assert clusters([*sent(LONG), Text("C9", "fr", LONG, 5)]) == []


def test_short_texts_are_alike_by_chance() -> None:
    assert clusters(sent("I agree.", "I agree.", "I agree.")) == []


def test_order_does_not_matter() -> None:
    texts = sent(*[LONG + f" {n}" for n in range(30)], *["y" * n for n in range(50, 60)])

    assert clusters(texts) == clusters(reversed(texts))
