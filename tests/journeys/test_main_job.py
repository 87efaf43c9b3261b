"""The main job, from an empty installation to an adopted version, in a real browser."""

from collections.abc import Callable

import pytest

from tests.journeys.acts import (
    desk,
    next_version,
    results,
    rounds,
    setting_up,
    taking_part,
    texts,
)
from tests.journeys.story import Story

pytestmark = pytest.mark.browser

LAMP = {
    "en": "Every quay keeps a lamp lit from dusk to dawn, at the town's expense.",
    "ar": "يُبقي كل رصيف مصباحًا مضاءً من الغروب إلى الفجر على نفقة المدينة.",
}
LIT = {"en": "a lamp lit", "ar": "مصباحًا مضاءً"}
TWO = {"en": "two lamps lit", "ar": "مصباحين مضاءين"}
BRIGHT = {"en": "a bright lamp lit", "ar": "مصباحًا ساطعًا مضاءً"}
BOTH = {"en": "two bright lamps lit", "ar": "مصباحين ساطعين مضاءين"}
RUDE = "Karim of quay four keeps the keys."


def wording(story: Story, lamps: dict[str, str]) -> str:
    """The third paragraph with other lamps, in the language of the story."""
    return LAMP[story.language].replace(LIT[story.language], lamps[story.language])


def prepared(story: Story, languages: tuple[str, str]) -> None:
    """Everything until the round is open."""
    setting_up.first_admin(story)
    setting_up.organisation(story, "Rivebelle", "local_government")
    setting_up.organisation(story, "League", "civil_society")
    setting_up.organisation(story, "Passage", "migrant_association", story.language)
    setting_up.staff(story)
    texts.charter(story, languages)
    texts.imports(story, languages[0])
    texts.confirms_first(story)
    texts.imports(story, languages[1])
    texts.confirms_beside(story)
    rounds.sets_up(story, languages)
    rounds.schedules(story)


def discussed(story: Story) -> str:
    """Three people of three groups come in three ways, and take part; returns the code."""
    [code] = setting_up.code_sheet(story, "passage", 1)
    lea = setting_up.invited(story, "Lea", body="Rivebelle", delegate=True)
    taking_part.comments_before_signing_in(story, "Who pays for the oil?")
    setting_up.comes_in_by_code(story, "Mina", code)
    setting_up.chooses_password(story, "Lea", lea)
    setting_up.signs_out(story, "Lea")
    setting_up.signs_in(story, "Lea")
    assert taking_part.amends(story, "Mina", wording(story, TWO), "One lamp goes out.") == "A1"
    assert (
        taking_part.amends(story, "Bo", wording(story, BRIGHT), "A dim lamp helps nobody.") == "A2"
    )
    assert taking_part.comments(story, "Mina", RUDE) == "C2"
    taking_part.acts_for(story, "Lea", "Rivebelle")
    assert taking_part.comments(story, "Lea", "How many lamps?", number=None) == "C3"
    return code


def moderated(story: Story) -> None:
    """The queue is worked; what is hidden is hidden everywhere; an appeal is answered."""
    desk.publishes(story, "Ada", "A1")
    desk.publishes(story, "Ada", "A2")
    desk.restricts(story, "Ada", "C1", "return")
    taking_part.revises(story, "Bo", "C1", "Who pays for the oil of the lamps?")
    desk.publishes(story, "Ada", "C1")
    desk.restricts(story, "Ada", "C2", "withhold")
    desk.undoes(story, "Ada", "C2")
    desk.restricts(story, "Ada", "C2", "withhold")
    desk.hidden(story, "C2", RUDE)
    desk.appeals(story, "Mina", "C2")
    desk.answers(story, "Cy", "C2")
    taking_part.reports(story, "C1")
    desk.leaves_it(story, "Ada", "C1")


def weighed(story: Story) -> None:
    """Ratings, votes, a vote taken back, a co-sponsor, a position, a withdrawal."""
    taking_part.rates(story, "Bo", 5, 2)
    taking_part.votes(story, "Bo", "A1", "support")
    taking_part.takes_vote_back(story, "Bo", "A1")
    taking_part.votes(story, "Bo", "A1", "support")
    taking_part.votes(story, "Mina", "A2", "oppose")
    taking_part.co_sponsors(story, "Lea", "A1")
    taking_part.takes_position(story, "Lea", "A2")
    assert taking_part.comments(story, "Bo", "A slip of the pen.") == "C4"
    taking_part.withdraws(story, "Bo", "C4", "A slip of the pen.")
    taking_part.keeps_receipt(story, "Mina", "A1")


def answered(story: Story) -> None:
    """Everything is answered, reported, and published by two people."""
    rounds.extends(story)
    rounds.closes_by_itself(story)
    for name in ("Ada", "Sam", "Sol"):
        setting_up.signs_in(story, name)
    results.drafts_without_wording(story, "Ada", "A1")
    results.drafts(story, "Ada", "A1", "accepted", "Light for all.")
    results.drafts(story, "Ada", "A2", "accepted", "Light for all.")
    results.drafts(story, "Ada", "C1", "noted", "Asked of the town.")
    results.drafts(story, "Ada", "C3", "noted", "Asked of the town.")
    results.confirms_all(story, "Sam", ["A1", "A2", "C1", "C3"])
    results.writes_synthesis(story, "Ada")
    results.cannot_publish(story, "Ada")
    results.publishes_synthesis(story, "Sol")
    results.opens_files(story, received=6)


def adopted(story: Story) -> None:
    """Version 2 is composed, published and adopted; authors see what became of their words."""
    next_version.prepares(story, "Sam")
    next_version.decides_conflict(story, "Sam", wording(story, BOTH))
    next_version.publishes_changes(story, "Sam", wording(story, BOTH))
    next_version.adopts(story, "Sam")


@pytest.mark.parametrize(
    ("language", "other", "width", "script"),
    [("en", "es", 1280, True), ("en", "es", 1280, False), ("ar", "en", 360, True)],
    ids=["with script", "without script", "in Arabic on a phone"],
)
def test_main_job_runs_from_the_first_admin_to_an_adopted_version(
    story: Callable[..., Story], language: str, other: str, width: int, script: bool
) -> None:
    told = story(language=language, width=width, script=script)

    prepared(told, (language, other))
    code = discussed(told)
    moderated(told)
    weighed(told)
    answered(told)
    adopted(told)
    setting_up.returns_by_code(told, "Mina", code)
    next_version.author_learns(told, "Mina")
