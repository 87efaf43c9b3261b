"""The secretariat's part before the round: a charter, and its text in two languages."""

from playwright.sync_api import expect

from tests.factories.small_text import TEXTS
from tests.journeys.story import CHARTER, Story

TITLES = {"en": "Charter of the Quays", "es": "Carta de los muelles", "ar": "ميثاق الأرصفة"}


def charter(story: Story, languages: tuple[str, str]) -> None:
    """A charter in two of the four languages."""
    sam = story.person("Sam")
    sam.go("/manage")
    sam.follow("New charter")
    sam.fill("slug", CHARTER)
    sam.fill("code", "CHQ")
    for code in languages:
        sam.fill(f"title_{code}", TITLES[code])
        sam.fill(f"purpose_{code}", TITLES[code])
    for code in {"en", "fr", "es", "ar"} - set(languages):
        sam.page.locator(f"input[name=languages][value={code}]").uncheck()
    sam.choose("authentic_language", languages[0])
    sam.fill(f"principles-0-name_{languages[0]}", "Light")
    sam.press("Add a principle")
    sam.press("Take this principle away", about="")
    sam.fill(f"principles-0-name_{languages[0]}", "Light")
    sam.press("Make the charter")
    sam.follow("Import a text")
    sam.meets("Import a text")


def imports(story: Story, language: str) -> None:
    """Read a file, look at the preview, and settle every doubtful pair before confirming."""
    sam = story.person("Sam")
    sam.go(f"/manage/charters/{CHARTER}/import")
    sam.choose("language", language)
    sam.page.locator("input[type=file]").set_input_files(
        {"name": f"{language}.md", "mimeType": "text/markdown", "buffer": TEXTS[language]}
    )
    sam.press("Read the text")
    sam.sees("Title in the file:")
    story.checks(sam)


def confirms_first(story: Story) -> None:
    """The first text becomes version 1 at once."""
    sam = story.person("Sam")
    sam.press("Confirm: this is version %(number)s", number=1)
    sam.sees("Working version")


def confirms_beside(story: Story) -> None:
    """A second language is compared pair by pair; doubtful pairs wait for a person."""
    sam = story.person("Sam")
    sam.follow("Next: compare with version %(number)s", number=1)
    doubtful = sam.page.get_by_role("button", name=sam.say("Confirm all doubtful pairs"))
    sam.page.locator("article.pair").first.wait_for()
    story.checks(sam)
    if doubtful.count():
        doubtful.first.click()
    sam.sees("Every pair is settled.")
    sam.press("Confirm: take this text into version %(number)s", number=1)
    sam.sees("Working version")
    sam.press("Mark as reviewed")
    expect(sam.page.get_by_role("button", name=sam.say("Mark as reviewed"))).to_have_count(0)
