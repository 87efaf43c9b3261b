"""The facilitator's part before the round: a plan, a checklist, and scheduling it."""

import re

from playwright.sync_api import expect

from tests.journeys.story import CHARTER, ROUND, Story

OPENS, CLOSES = "2026-03-02T11:00", "2026-03-20T18:00"


def sets_up(story: Story, languages: tuple[str, str]) -> None:
    """A plan with dates, texts for readers, and a moderation rule."""
    ada = story.person("Ada")
    ada.go("/manage")
    ada.follow("New round")
    ada.fill("slug", ROUND)
    for code in languages:
        ada.fill(f"title_{code}", f"Quays {code}")
        ada.fill(f"question_{code}", f"Lamps {code}?")
        ada.fill(f"run_by_{code}", f"Port office {code}")
    ada.fill("contact", "port@example.org")
    ada.choose("timezone", "Europe/Paris")
    ada.fill("opens_at", OPENS)
    ada.fill("closes_at", CLOSES)
    ada.press("Save the plan")
    ada.sees("Ready to open?")
    story.checks(ada)


def schedules(story: Story) -> None:
    """Scheduling freezes the version; its hash is shown, and the round opens by the clock."""
    ada = story.person("Ada")
    ada.follow("Schedule", exact=True)
    ada.meets("Schedule the round")
    ada.press("Schedule the round")
    ada.sees("Scheduled")
    expect(ada.page.locator(".hash").first).to_have_text(re.compile(r"[0-9a-f]{8}"))
    story.later(hours=1)
    reader = story.person("Vera")
    reader.go(f"/charters/{CHARTER}/versions/1")
    reader.reads("SHA-256")
    reader.go(f"/rounds/{ROUND}")
    reader.sees("Open")
    story.checks(reader)


def extends(story: Story) -> None:
    """More time needs a reason; without one the form says so and keeps what was typed."""
    ada = story.person("Ada")
    ada.go(f"/manage/rounds/{ROUND}/extend")
    ada.fill("closes_at", "2026-03-21T18:00")
    ada.press("Extend the round")
    ada.sees("There is a problem")
    story.checks(ada)
    expect(ada.page.locator("[name=closes_at]")).to_have_value(re.compile("2026-03-21T18:00"))
    ada.fill("reason", "The spring tide kept many away.")
    ada.press("Extend the round")
    ada.meets(f"Quays {story.language}")


def closes_by_itself(story: Story) -> None:
    """At its time the round takes nothing more, without anybody doing anything."""
    story.later(days=20)
    reader = story.person("Vera")
    reader.go(f"/rounds/{ROUND}")
    reader.sees("Closed")
    reader.go(f"/rounds/{ROUND}/p/3/comment")
    expect(reader.page.locator("textarea")).to_have_count(0)
    story.checks(reader)
