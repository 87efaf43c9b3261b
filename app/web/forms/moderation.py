"""The forms of moderation: decisions with their statement, reports, appeals and their answers."""

from collections.abc import Sequence
from typing import Any

from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import HiddenField, SelectField, ValidationError

from app.domain.languages import LANGUAGES
from app.domain.moderation import Alert, Answer, AppealOutcome, Decision, Plea, ReasonCode, Ruling
from app.queries.cases import CaseInView
from app.web import labels
from app.web.forms import fields
from app.web.forms.base import PageForm

FILL_IN = "[…]"
SHORTEST = 20


def opening(word: object) -> LazyString:
    """A word that begins a line of its own."""
    return LazyString(lambda: str(word)[:1].upper() + str(word)[1:])


RULES = [(code, opening(word)) for code, word in labels.choices(ReasonCode)]
CODES = fields.options([("", _l("Choose the rule")), *RULES])

STATEMENT_NEEDED = _l("A restriction needs its reasons. The template is below: fill in the fact.")
FACT_NEEDED = _l("Say what the fact is, where the text has […].")
TOO_SHORT = _l("Please say in a whole sentence what the reasons are.")


def statement_for(decision: Decision, code: ReasonCode, reference: str, language: str) -> str:
    """The statement of reasons in the author's language, all but the fact."""
    with force_locale(language):
        if decision is Decision.RETURN:
            done = gettext(
                "%(reference)s is returned to you: please correct it and send it again. "
                "It keeps its number.",
                reference=reference,
            )
        else:
            done = gettext(
                "%(reference)s is withheld: its words are not shown. Its number, the reason "
                "and the date stay public.",
                reference=reference,
            )
        rule = gettext(
            "Rule: %(rule)s. %(meaning)s",
            rule=labels.label(code),
            meaning=labels.explained(code),
        )
        fact = gettext("The fact: %(fact)s", fact=FILL_IN)
        way = gettext(
            "A person decided this, not a program. If you disagree, you can appeal within six "
            "months, free of charge, on the page of your contribution. Somebody else will decide."
        )
        return f"{done}\n\n{rule}\n{fact}\n\n{way}"


def statements_for(code: ReasonCode, fact: str) -> dict[str, str]:
    """The statement for several authors at once, in every language, with one fact."""
    found = {}
    for language in LANGUAGES:
        with force_locale(language):
            yours = gettext("Your contribution")
        text = statement_for(Decision.WITHHOLD, code, yours, language)
        found[language] = text.replace(FILL_IN, fact)
    return found


def whole_statement(_form: Any, field: Any) -> None:
    """A validator: nothing is left to fill in, and it is more than a word."""
    if FILL_IN in (field.data or ""):
        raise ValidationError(str(FACT_NEEDED))
    if len(field.data or "") < SHORTEST:
        raise ValidationError(str(TOO_SHORT))


class DecisionForm(PageForm):
    """A decision on one contribution; restrictions come with rule and statement of reasons."""

    decision = fields.choice(_l("Decision"), Decision)
    code = SelectField(_l("Rule applied"), choices=CODES, validate_choice=False)
    statement = fields.words(_l("Statement of reasons"))
    note = fields.words(_l("Note for colleagues"))

    def about(self, reference: str, language: str, possible: Sequence[Decision]) -> None:
        """Fit the form to the contribution: what can be decided, and how its author is told."""
        self.reference, self.author_language = reference, language
        self.possible = frozenset(possible)

    def offer_possible(self) -> None:
        """Draw only what can be decided now; what was sent is judged by the service."""
        offered = [pair for pair in labels.choices(Decision) if Decision(pair[0]) in self.possible]
        self.decision.choices = fields.options(offered)

    @property
    def restricts(self) -> bool:
        """Whether the decision chosen restricts the contribution."""
        return fields.chosen(self.decision, Decision) in {Decision.RETURN, Decision.WITHHOLD}

    def fill_template(self) -> bool:
        """Put the template into an empty statement, once decision and rule are chosen."""
        decision, code = (
            fields.chosen(self.decision, Decision),
            fields.chosen(self.code, ReasonCode),
        )
        if not self.restricts or decision is None or code is None:
            return False
        self.statement.data = statement_for(decision, code, self.reference, self.author_language)
        return True

    def validate_decision(self, field: Any) -> None:
        """Something is decided."""
        fields.needed(_l("Please choose a decision."))(self, field)

    def validate_code(self, field: Any) -> None:
        """A restriction names its rule."""
        if self.restricts and fields.chosen(field, ReasonCode) is None:
            raise ValidationError(str(_l("A restriction names the rule it rests on.")))

    def validate_statement(self, field: Any) -> None:
        """A restriction states its reasons; an empty one is filled with the template."""
        if not self.restricts:
            return
        if not field.data:
            self.fill_template()
            raise ValidationError(str(STATEMENT_NEEDED))
        whole_statement(self, field)

    def ruling(self) -> Ruling:
        """The decision as it was made."""
        return Ruling(
            decision=Decision(self.decision.data),
            edit=state_seen(self),
            code=fields.chosen(self.code, ReasonCode),
            statement=self.statement.data or "",
            note=self.note.data or "",
        )


class SeveralForm(PageForm):
    """One rule and one fact for several contributions to withhold."""

    code = SelectField(
        _l("Rule applied to all"), choices=CODES, validate_choice=False, id="several-code"
    )
    fact = fields.words(_l("The fact, for every author to read"), 1_000)

    def validate_code(self, field: Any) -> None:
        """A restriction names its rule."""
        if fields.chosen(field, ReasonCode) is None:
            raise ValidationError(str(_l("A restriction names the rule it rests on.")))

    def validate_fact(self, field: Any) -> None:
        """The authors learn what it is about."""
        whole_statement(self, field)


class AnswerForm(PageForm):
    """What somebody else says to an appeal."""

    appeal = HiddenField()
    outcome = fields.choice(_l("The appeal"), AppealOutcome)
    answer = fields.words(_l("Answer to the author"))

    def validate_outcome(self, field: Any) -> None:
        """Something is decided."""
        fields.needed(_l("Please choose a decision."))(self, field)

    def validate_answer(self, field: Any) -> None:
        """The author learns why."""
        whole_statement(self, field)

    def about(self, case: CaseInView) -> None:
        """Remember which appeal was seen, and who reads the answer."""
        if case.appeal is not None:
            self.appeal.data = self.appeal.data or str(case.appeal.id)
            if case.appealed_report is not None:
                self.answer.label.text = _l("Answer to the reader")

    def words(self) -> Answer:
        """The answer as it was given."""
        seen = str(self.appeal.data or "")
        wanted = int(seen) if seen.isascii() and seen.isdigit() else None
        return Answer(AppealOutcome(self.outcome.data), self.answer.data, wanted)


class ReportForm(PageForm):
    """A reader's report: what is wrong, and a word on it where wanted."""

    report_code = fields.one_of(_l("What is wrong with it?"), RULES)
    text = fields.words(_l("What should the facilitators know?"), 2_000)

    def validate_report_code(self, field: Any) -> None:
        """Something is wrong."""
        fields.needed(_l("Please choose what is wrong."))(self, field)

    def alert(self, reporter: str, language: str) -> Alert:
        """The report as it was made."""
        return Alert(ReasonCode(self.report_code.data), reporter, language, self.text.data or "")


class AppealForm(PageForm):
    """An appeal: an author's against a decision, a reader's against a rejected report."""

    text = fields.words(_l("Why should somebody look at it again?"))

    def validate_text(self, field: Any) -> None:
        """An appeal says something."""
        fields.needed(_l("Please write why."))(self, field)

    def plea(self, language: str) -> Plea:
        """The appeal as it was written."""
        return Plea(self.text.data, language, self.submission_key.data or "")


def state_seen(form: PageForm) -> int:
    """The state of the thing the person saw; 0 where the form does not say."""
    typed = str(form.edit.data or "")
    return int(typed) if typed.isascii() and typed.isdigit() else 0
