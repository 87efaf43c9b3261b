"""The scales of a rating: one per criterion of the round, none of which has to be filled in."""

from collections.abc import Sequence
from typing import TypeVar

from wtforms import RadioField

from app.domain.opinions import CANNOT_JUDGE, SCORES
from app.web import labels
from app.web.forms.base import PageForm
from app.web.forms.fields import one_of

FormType = TypeVar("FormType", bound=PageForm)


def with_scales(form: type[FormType], criteria: Sequence[str]) -> type[FormType]:
    """The form with a scale for each criterion."""
    scales = {_name(at): _scale(criterion) for at, criterion in enumerate(criteria)}
    return type(form.__name__, (form,), scales)


def scales_of(form: PageForm, criteria: Sequence[str]) -> list[tuple[RadioField, object, object]]:
    """Each scale with the words at its two ends."""
    ends = [labels.CRITERIA.get(criterion, (criterion, "", ""))[1:] for criterion in criteria]
    return [(form[_name(at)], *pair) for at, pair in enumerate(ends)]


def scores_of(form: PageForm, criteria: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """What was marked, by criterion."""
    marks = [(criterion, form[_name(at)].data) for at, criterion in enumerate(criteria)]
    return tuple((criterion, int(mark)) for criterion, mark in marks if mark)


def mark(form: PageForm, criteria: Sequence[str], scores: dict[str, int]) -> None:
    """Show earlier scores in the scales."""
    for at, criterion in enumerate(criteria):
        if criterion in scores:
            form[_name(at)].data = str(scores[criterion])


def _name(at: int) -> str:
    return f"score_{at}"


def _scale(criterion: str) -> RadioField:
    title = labels.CRITERIA.get(criterion, (criterion,))[0]
    marks = [(str(score), str(score)) for score in SCORES]
    return one_of(title, [*marks, (str(CANNOT_JUDGE), labels.CANNOT_JUDGE)])
