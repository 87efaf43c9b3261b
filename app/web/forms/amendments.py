"""The amendment editor: what to do with the text, the wording, and why."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.domain.contributions import Operation, Scope
from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.domain.writing import LONGEST_LINE, LONGEST_TITLE, AmendmentWords
from app.web import labels
from app.web.forms import fields
from app.web.forms.base import PageForm
from app.web.forms.comments import name_in

TITLE_MISSING = _l("Please give the amendment a title, a few words to know it by.")
REASON_MISSING = _l("Please give a reason, in plain words.")
WORDING_MISSING = _l("Please write how the text should read.")


class Doing(StrEnum):
    """What the editor offers; at the start of a section an insertion belongs to its heading."""

    REPLACE = "replace"
    INSERT_AFTER = "insert_after"
    INSERT_FIRST = "insert_first"
    DELETE = "delete"

    @property
    def operation(self) -> Operation:
        """The operation on the text."""
        return Operation.INSERT_AFTER if self is Doing.INSERT_FIRST else Operation(self.value)

    def words(self, number: int) -> str:
        """What it is called on the page of a paragraph."""
        return labels.doing(self.operation, None if self is Doing.INSERT_FIRST else number)


VIEWS = [("text", _l("In the text")), ("side", _l("Side by side")), ("new", _l("New text only"))]


class WordingForm(PageForm):
    """Wording and reasons, as both proposing and revising ask for them."""

    wording = fields.words(_l("Your wording"))
    view = fields.one_of(_l("Ways to show the difference"), list(VIEWS))
    title = fields.line(_l("Title"), LONGEST_TITLE)
    reason = fields.words(_l("Reason"))
    effect = fields.words(_l("Effect"))
    mandate = fields.line(_l("Mandate"), LONGEST_LINE)

    also_en = fields.words(NATIVE_NAMES["en"])
    also_fr = fields.words(NATIVE_NAMES["fr"])
    also_es = fields.words(NATIVE_NAMES["es"])
    also_ar = fields.words(NATIVE_NAMES["ar"])

    def also(self, language: str | None) -> list[Any]:
        """The fields for further languages, but for the one of the wording."""
        return [self[f"also_{code}"] for code in LANGUAGES if code != language]

    def wordings(self, language: str | None) -> tuple[tuple[str, str], ...]:
        """The wording in further languages, where it was given."""
        found = ((field.name.removeprefix("also_"), field.data) for field in self.also(language))
        return tuple((code, text) for code, text in found if text)

    def validate_title(self, field: Any) -> None:
        """Lists, votes and decisions call it by its title."""
        fields.needed(TITLE_MISSING)(self, field)

    def validate_reason(self, field: Any) -> None:
        """Readers see the reason first, so there is one."""
        fields.needed(REASON_MISSING)(self, field)

    @property
    def shown_as(self) -> str:
        """How the difference is shown."""
        return self.view.data or "text"


class AmendmentForm(WordingForm):
    """The whole editor."""

    doing = fields.one_of(
        _l("What do you propose?"), [(doing.value, doing.value) for doing in Doing]
    )
    language = fields.language(_l("Language of the wording"))
    scope = fields.choice(_l("What does it concern?"), Scope)
    name = fields.public_name()

    @property
    def does(self) -> Doing:
        """What is proposed; replacing words unless something else was chosen."""
        return fields.chosen(self.doing, Doing) or Doing.REPLACE

    def validate_wording(self, field: Any) -> None:
        """Only a deletion needs no wording."""
        if self.does is not Doing.DELETE:
            fields.needed(WORDING_MISSING)(self, field)

    def offer(self, number: int, codes: Collection[str], *, opens_section: bool) -> None:
        """Offer what can be done with this paragraph, in the languages it exists in."""
        offered = [doing for doing in Doing if opens_section or doing is not Doing.INSERT_FIRST]
        self.doing.choices = fields.options((doing.value, doing.words(number)) for doing in offered)
        self.language.choices = fields.options(
            (code, NATIVE_NAMES[code]) for code in LANGUAGES if code in codes
        )

    def words(self) -> AmendmentWords:
        """What was written."""
        return AmendmentWords(
            operation=self.does.operation,
            language=self.language.data,
            wording="" if self.does is Doing.DELETE else self.wording.data or "",
            title=self.title.data or "",
            reason=self.reason.data or "",
            effect=self.effect.data or "",
            mandate=self.mandate.data or "",
            name=name_in(self),
            at_section_start=self.does is Doing.INSERT_FIRST,
            scope=fields.chosen(self.scope, Scope) or Scope.SUBSTANCE,
            wordings=() if self.does is Doing.DELETE else self.wordings(self.language.data),
        )


class InsertionForm(WordingForm):
    """Other words for the new paragraph of an insertion."""

    name = fields.public_name()

    def validate_wording(self, field: Any) -> None:
        """There is something to put in."""
        fields.needed(WORDING_MISSING)(self, field)

    def words(self, reference: str, language: str) -> AmendmentWords:
        """What was written."""
        return AmendmentWords(
            operation=Operation.INSERT_AFTER,
            language=language,
            wording=self.wording.data or "",
            title=self.title.data or "",
            reason=self.reason.data or "",
            effect=self.effect.data or "",
            mandate=self.mandate.data or "",
            name=name_in(self),
            amends=reference,
            wordings=self.wordings(language),
        )


class AmendmentRevisionForm(WordingForm):
    """New words for an amendment of one's own; what it does to the text stays."""


class FurtherLanguageForm(PageForm):
    """The wording of somebody's amendment in a further language."""

    text = fields.words(_l("The wording"))

    def validate_text(self, field: Any) -> None:
        """There is something to keep."""
        fields.needed(WORDING_MISSING)(self, field)
