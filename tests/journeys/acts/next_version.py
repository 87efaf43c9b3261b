"""The next version: accepted amendments, a conflict decided by a person, changes, adoption."""

from playwright.sync_api import expect

from tests.journeys.story import CHARTER, Story

MANAGE = f"/manage/charters/{CHARTER}"
WHY = "Two amendments asked for more light."


def prepares(story: Story, name: str) -> None:
    """Version 2 begins word for word as version 1."""
    somebody = story.person(name)
    somebody.go(MANAGE)
    story.checks(somebody)
    somebody.follow("Prepare version %(number)s", number=2)
    somebody.press("Prepare version %(number)s from accepted amendments", number=2)
    somebody.meets("Compose version %(number)s", number=2)
    somebody.sees("conflict")
    story.checks(somebody)


def decides_conflict(story: Story, name: str, wording: str) -> None:
    """Two amendments change the same words: a person writes what both ask for."""
    somebody = story.person(name)
    somebody.follow("Paragraph %(number)s", number=3)
    story.checks(somebody)
    somebody.fill("text", wording)
    somebody.press("Use this wording")
    expect(somebody.page.locator(f"[name=text_{story.language}]")).to_have_value(wording)
    story.checks(somebody)
    somebody.fill(f"reason_{story.language}", WHY)
    somebody.press("Save the reasons")
    expect(somebody.page.locator(f"[name=reason_{story.language}]")).to_have_value(WHY)


def publishes_changes(story: Story, name: str, wording: str) -> None:
    """One act freezes version 2 and shows what changed and why."""
    somebody = story.person(name)
    somebody.go(f"{MANAGE}/versions/2/publish")
    story.checks(somebody)
    somebody.press("Freeze and publish version %(number)s", number=2)
    somebody.sees("Write an introduction in at least one language.")
    somebody.fill(f"introduction_{story.language}", "More light on every quay.")
    somebody.press("Freeze and publish version %(number)s", number=2)
    reader = story.person("Vera")
    somebody.page.wait_for_url("**/changes")
    reader.go(f"/charters/{CHARTER}/versions/2/changes")
    reader.reads(WHY)
    reader.reads("A1")
    story.checks(reader)
    reader.go(f"/charters/{CHARTER}/versions/2")
    reader.reads(wording)


def adopts(story: Story, name: str) -> None:
    """One act of the secretariat, with a date."""
    somebody = story.person(name)
    somebody.go(f"{MANAGE}/versions/2/adopt")
    somebody.fill("adopted_on", story.clock.now.date().isoformat())
    somebody.press("Adopt version %(number)s", number=2)
    somebody.sees("Adopted")
    reader = story.person("Vera")
    reader.go(f"/charters/{CHARTER}")
    reader.sees("Adopted")
    story.checks(reader)


def author_learns(story: Story, name: str) -> None:
    """The author sees what became of the amendment, and why."""
    author = story.person(name)
    author.go("/me")
    author.sees("Accepted")
    author.reads("Light for all.")
    story.checks(author)
