"""Every sentence of the interface is whole in every language, and an incomplete one is noticed."""

from gettext import c2py  # type: ignore[attr-defined]
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from scripts.catalogues import PLURAL_FORMS, catalogue_path, compare, fresh, problems, read
from tests.house.tree import ROOT

SENTENCE = "Closes on %(day)s"
COUNTED = ("%(num)s vote", "%(num)s votes")


def test_catalogues_are_complete() -> None:
    assert not sorted(problems(ROOT))


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (102, 5), (103, 3)],
)
def test_arabic_counts_as_the_unicode_rules_do(number: int, form: int) -> None:
    """The forms are zero, one, two, few, many, other, as translators are asked for them."""
    words = read(catalogue_path(ROOT, "ar"))

    assert c2py(words.plural_expr)(number) == form


def source() -> Catalog:
    """Two sentences as the code holds them, one of them counted."""
    catalog = Catalog()
    catalog.add(SENTENCE)
    catalog.add(COUNTED)
    return catalog


def translated(language: str = "fr", **changes: str) -> Catalog:
    """A whole catalogue of those sentences, or one with a named fault."""
    catalog = fresh(language)
    forms = [f"%(num)s ({form})" for form in range(PLURAL_FORMS[language])]
    catalog.add(SENTENCE, changes.get("sentence", "Fin le %(day)s"))
    catalog.add(COUNTED, (*forms[:-1], changes.get("last", forms[-1])))
    return catalog


def report(catalog: Catalog, language: str = "fr") -> list[str]:
    """What the check says about a catalogue."""
    return list(compare(source(), catalog, language, PLURAL_FORMS[language]))


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_whole_catalogue_passes(language: str) -> None:
    assert not report(translated(language), language)


def test_missing_sentence_is_noticed() -> None:
    catalog = translated()
    catalog.delete(SENTENCE)

    assert report(catalog) == [f"missing: '{SENTENCE}'"]


def test_sentence_that_is_no_longer_used_is_noticed() -> None:
    catalog = translated()
    catalog.add("Gone", "Parti")

    assert report(catalog) == ["no longer used: 'Gone'"]


def test_fuzzy_sentence_is_noticed() -> None:
    catalog = translated()
    catalog[SENTENCE].flags.add("fuzzy")

    assert report(catalog) == [f"fuzzy: '{SENTENCE}'"]


def test_empty_sentence_is_noticed() -> None:
    assert report(translated(sentence="")) == [f"not translated: '{SENTENCE}'"]


def test_lost_placeholder_is_noticed() -> None:
    assert report(translated(sentence="Fin le jour")) == [f"other placeholders: '{SENTENCE}'"]


def test_invented_placeholder_is_noticed() -> None:
    assert report(translated(last="%(num)s de %(all)s")) == [f"other placeholders: '{COUNTED[0]}'"]


def test_plural_form_may_leave_the_count_out() -> None:
    assert not report(translated(last="beaucoup de votes"))


def test_missing_arabic_form_is_noticed() -> None:
    assert report(translated("ar", last=""), "ar") == [f"not translated: '{COUNTED[0]}'"]


def test_header_of_another_language_is_noticed() -> None:
    assert "the header names another language, or is not UTF-8" in report(translated("es"))


def test_language_without_catalogue_is_noticed(tmp_path: Path) -> None:
    for name in ("app", "templates"):
        (tmp_path / name).mkdir()
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (tmp_path / "app/pages.py").write_text('print(_("Hello"))\n', encoding="utf-8")

    assert list(problems(tmp_path)) == [f"{lang}: there is no catalogue" for lang in PLURAL_FORMS]


def test_header_of_a_model_is_noticed() -> None:
    catalog = translated()
    catalog.last_translator = "FULL NAME <EMAIL@ADDRESS>"

    assert report(catalog) == ["the header still holds the words of its model"]
