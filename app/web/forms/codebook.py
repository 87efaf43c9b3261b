"""Forms of the codebook: a theme, which contributions to list, and which are put under what."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from app.domain.contributions import Kind
from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.domain.people import Group
from app.queries.codebook import UNTAGGED, TagFilter, Theme
from app.queries.rounds import in_language
from app.web.forms.base import PageForm
from app.web.forms.fields import chosen, line, options, words
from app.web.forms.lists import ALL_KINDS, ListForm, one_of

LONGEST_NAME = 80
LONGEST_DEFINITION = 1_000
MOST_SENT = 200
NO_THEME = _l("No theme yet")


class ThemeForm(PageForm):
    """A theme: name and definition in each language."""

    def names(self) -> dict[str, str]:
        """The name in each language."""
        return {code: self[f"name_{code}"].data or "" for code in LANGUAGES}

    def definitions(self) -> dict[str, str]:
        """The definition in each language."""
        return {code: self[f"definition_{code}"].data or "" for code in LANGUAGES}


for _code in LANGUAGES:
    _name = NATIVE_NAMES[_code]
    setattr(
        ThemeForm, f"name_{_code}", line(_l("Name (%(language)s)", language=_name), LONGEST_NAME)
    )
    setattr(
        ThemeForm,
        f"definition_{_code}",
        words(_l("Definition (%(language)s)", language=_name), LONGEST_DEFINITION),
    )


class TagsForm(PageForm):
    """Puts what is ticked under themes, or takes it away."""


class QuotesForm(PageForm):
    """Whose words a theme tells."""


class TagFilterForm(ListForm):
    """Filters of the contributions to sort."""

    CHOICES_COME_LATER = frozenset({"theme"})

    kind = one_of(_l("Kind"), ALL_KINDS, Kind)
    theme = SelectField(_l("Theme"), choices=[], validate_choice=False)

    def offer(self, themes: list[Theme], language: str) -> None:
        """Name the themes one can choose from."""
        named = [(one.key, in_language(one.names, language)) for one in themes]
        self.theme.choices = options([("", ALL_KINDS), (UNTAGGED, NO_THEME), *named])

    def wanted(self) -> TagFilter:
        """What is asked for."""
        return TagFilter(
            theme=self.theme.data or None,
            language=self.chosen_language(),
            group=chosen(self.group, Group),
            paragraph=self.chosen_paragraph(),
            kind=chosen(self.kind, Kind),
        )


def values_of(theme: Theme) -> dict[str, Any]:
    """A theme as the form shows it."""
    found: dict[str, Any] = {"edit": theme.edit}
    for code in LANGUAGES:
        found[f"name_{code}"] = theme.names.get(code, "")
        found[f"definition_{code}"] = theme.definitions.get(code, "")
    return found


def sent(name: str) -> list[str]:
    """The values ticked under a name."""
    return request.form.getlist(name)[:MOST_SENT]
