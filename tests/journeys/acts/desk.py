"""The facilitators' part during the round: publish, return, withhold, undo, answer an appeal."""

import re

from babel.dates import format_date
from playwright.sync_api import expect

from tests.journeys.story import ROUND, Story
from tests.journeys.visitor import Visitor

QUEUE = f"/manage/rounds/{ROUND}/queue"
AT = f"/rounds/{ROUND}"
LOCALES = {"en": "en_GB", "ar": "ar"}
FACT = "It names a person who lives by the quay."


def opens(story: Story, name: str, ref: str, tab: str = "decide") -> Visitor:
    """A case of the queue, beside the list or on a page of its own."""
    story.later(minutes=1)
    somebody = story.person(name)
    somebody.go(f"{QUEUE}?tab={tab}")
    story.checks(somebody)
    lines = somebody.page.locator(".queue-item")
    line = lines.filter(has=somebody.page.get_by_text(ref, exact=True))
    there = somebody.page.locator("#case-h")
    if line.get_attribute("aria-current") != "true" or not there.is_visible():
        line.click()
    expect(there).to_contain_text(ref)
    expect(there).to_be_visible()
    return somebody


def publishes(story: Story, name: str, ref: str) -> None:
    """It appears at once, and the author is told."""
    somebody = opens(story, name, ref)
    somebody.tick("decision", "publish")
    somebody.press("Record decision")
    somebody.sees("The author has been told.")
    story.checks(somebody)


def restricts(story: Story, name: str, ref: str, decision: str, tab: str = "decide") -> None:
    """A restriction needs its rule, and reasons that are filled in."""
    somebody = opens(story, name, ref, tab)
    somebody.tick("decision", decision)
    somebody.page.locator(".detail select[name=code]").select_option("personal_data")
    somebody.press("Fill in the template")
    box = somebody.page.locator("textarea[name=statement]")
    expect(box).to_have_value(re.compile(re.escape("[…]")))
    somebody.press("Record decision")
    somebody.sees("There is a problem")
    story.checks(somebody)
    box.fill(box.input_value().replace("[…]", FACT))
    somebody.press("Record decision")
    somebody.sees("The author has been told.")


def undoes(story: Story, name: str, ref: str) -> None:
    """A step back within ten minutes, itself on record."""
    somebody = story.person(name)
    somebody.press("Undo")
    somebody.sees("Undone: %(references)s. The step back is on record.", references=ref)


def leaves_it(story: Story, name: str, ref: str) -> None:
    """A report is not upheld: the contribution stays."""
    somebody = opens(story, name, ref, "reports")
    somebody.reads("It speaks of harbours elsewhere.")
    somebody.press("It stays: the reports are not upheld")
    expect(somebody.page.locator(".queue-item")).to_have_count(0)


def appeals(story: Story, name: str, ref: str) -> None:
    """The author reads the reasons and asks for somebody else."""
    author = story.person(name)
    author.go("/me")
    author.reads(FACT)
    author.follow("Appeal", about=ref)
    author.reads(FACT)
    author.fill("text", "The person named is myself.")
    story.checks(author)
    author.press("Send appeal")
    day = format_date(story.clock.now, format="long", locale=LOCALES[story.language])
    author.sees("Your appeal of %(day)s", day=day)


def answers(story: Story, name: str, ref: str) -> None:
    """Somebody who did not decide answers."""
    somebody = opens(story, name, ref, "appeals")
    somebody.reads("The person named is myself.")
    somebody.tick("outcome", "upheld")
    somebody.fill("answer", "Names of private people stay out, one’s own as well.")
    somebody.press("Answer the appeal")
    expect(somebody.page.locator(".queue-item")).to_have_count(0)


def hidden(story: Story, ref: str, text: str) -> None:
    """Readers find the number, the reason and the date, and none of the words."""
    reader = story.person("Vera")
    for path in (f"{AT}/contributions/{ref}", f"{AT}/contributions", f"{AT}/p/3", "/"):
        reader.go(path)
        reader.misses(text)
    reader.go(f"{AT}/contributions/{ref}")
    reader.sees("Withheld")
    story.checks(reader)
