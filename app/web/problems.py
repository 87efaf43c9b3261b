"""Refusals of the domain that belong to one field: the words beside it."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.domain.errors import Invalid

PROBLEMS = {
    "slug_shape": _l("Use small letters without accents, figures and hyphens, such as round-2."),
    "slug_taken": _l("This name is taken. Names are never given twice."),
    "charter_or_slug_changed": _l("Charter and short name stay as they are."),
    "title_missing": _l("Write a title in at least one language."),
    "zone_unknown": _l("Choose a time zone from the list."),
    "closes_before_opening": _l("It must close after it opens."),
    "window_outside_the_round": _l("These dates lie outside the round."),
    "no_kinds": _l("Choose at least one kind."),
    "too_many_criteria": _l("Choose five criteria at most."),
    "closes_in_the_past": _l("This date is over. Choose a later closing."),
    "closes_no_later": _l("Choose a date after the present closing."),
    "reason_missing": _l("Write the reason, one sentence is enough."),
    "code_shape": _l(
        "Two to ten capital letters and figures, beginning with a letter, such as CHM."
    ),
    "languages": _l("Choose at least one language."),
    "authentic_language": _l("Choose one of the languages of the text, or all equally."),
    "title_needed": _l("Write a title in at least one language."),
    "adoption_date": _l("Give a day between the freezing of the version and today."),
    "organisation_exists": _l("There is an organisation with this name already: %(name)s"),
    "term_needs_two_languages": _l("Write the term in at least two languages."),
    "term_exists": _l("This term is in the glossary already, or holds no word."),
    "theme_needs_a_name": _l("Write the name in at least one language."),
    "theme_exists": _l("Another theme has this name already."),
    "too_many_themes": _l("A codebook holds %(most)s themes at most."),
    "too_many_quotes": _l("Choose %(most)s quotes at most."),
    "no_theme_chosen": _l("Tick at least one theme."),
    "nothing_chosen": _l("Tick at least one contribution in the list."),
    "too_many_chosen": _l("Tick at most 100 contributions."),
    "version_is_over": _l("This version is superseded or adopted. Choose another one."),
    "edit_kind_missing": _l("Say whether your change of the words is editorial or substantive."),
    "edit_reason_missing": _l("Say why you change the words, one sentence is enough."),
}
PLACES = {"titles": "title_en"}


def field_problem(form: Any, error: Invalid) -> None:
    """Put the problem beside its field, or on top of the form where it has none."""
    words = str(PROBLEMS.get(error.code, _l("This cannot be taken. Please check it.")))
    words = words % dict(error.details) if "%(" in words else words
    name = str(error.details.get("field", ""))
    name = PLACES.get(name, name)
    if name in form:
        form[name].errors = [*form[name].errors, words]
    else:
        form.form_errors.append(words)
