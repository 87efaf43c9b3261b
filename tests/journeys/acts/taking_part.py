"""The members' part: reading, commenting, rating, amending, voting, positions."""

import re

from playwright.sync_api import expect

from tests.journeys.story import ROUND, Story
from tests.journeys.visitor import Visitor

AT = f"/rounds/{ROUND}"


def comments_before_signing_in(story: Story, text: str) -> Visitor:
    """Typed by a visitor, kept through the e-mail link, sent by whom they turn out to be."""
    bo = story.person("Bo")
    bo.go(f"{AT}/text")
    story.checks(bo)
    bo.page.locator("#p3 .activity").get_by_role("link", name=bo.say("Comment")).nth(1).click()
    bo.meets("Comment on paragraph %(number)s", number=3)
    bo.tick("kind", "concern")
    bo.fill("text", text)
    bo.press("Check before sending")
    bo.meets("Sign in")
    bo.sees("What you typed is kept. You find it again after you have signed in.")
    bo.fill("email", "bo@example.org")
    bo.press("Send me a link")
    bo.meets("Look in your mailbox")
    bo.go(story.letter_link())
    joins(bo, "Bo")
    bo.meets("Check your comment")
    bo.reads(text)
    story.checks(bo)
    bo.press("Send comment")
    assert reference(bo).startswith("C")
    story.checks(bo)
    return bo


def joins(somebody: Visitor, name: str) -> None:
    """Whoever is here for the first time says how to be called."""
    somebody.meets("Welcome")
    somebody.fill("display_name", name)
    somebody.press("Come in")


def comments(story: Story, name: str, text: str, *, number: int | None = 3) -> str:
    """A comment with its kind; returns the reference on the receipt."""
    somebody = story.person(name)
    somebody.go(f"{AT}/p/{number}/comment" if number else f"{AT}/comment")
    somebody.tick("kind", "question")
    somebody.fill("text", text)
    somebody.press("Check before sending")
    somebody.meets("Check your comment")
    somebody.press("Send comment")
    return reference(somebody)


def reference(somebody: Visitor) -> str:
    """The reference on a receipt."""
    shown = somebody.page.locator(".receipt-ref")
    expect(shown).to_have_text(re.compile(r"^[CA]\d+$"))
    return shown.inner_text()


def rates(story: Story, name: str, relevance: int, implementability: int) -> None:
    """Two scales, either of which may be left empty."""
    somebody = story.person(name)
    somebody.go(f"{AT}/p/3/rating")
    somebody.tick("score_0", str(relevance))
    somebody.tick("score_1", str(implementability))
    story.checks(somebody)
    somebody.press("Save rating")
    somebody.page.wait_for_url(re.compile(r"/p/3(#.*)?$"))
    somebody.sees("Ratings")


def amends(story: Story, name: str, wording: str, reason: str) -> str:
    """Another wording, seen word by word before it is sent."""
    somebody = story.person(name)
    somebody.go(f"{AT}/p/3")
    somebody.follow("Propose amendment")
    somebody.fill("wording", wording)
    previews(somebody, script=story.script)
    somebody.fill("title", reason)
    somebody.fill("reason", reason)
    story.checks(somebody)
    somebody.press("Check before sending")
    somebody.meets("Check your amendment")
    expect(somebody.page.locator("ins").first).to_be_visible()
    story.checks(somebody)
    somebody.press("Send amendment")
    return reference(somebody)


def previews(somebody: Visitor, *, script: bool) -> None:
    """The difference follows the typing; without script a button shows it."""
    if not script:
        somebody.press("Update preview")
    expect(somebody.page.locator("#preview ins").first).to_be_visible()


def votes(story: Story, name: str, ref: str, choice: str) -> None:
    """A vote on the page of the paragraph, where the tally appears only afterwards."""
    somebody = story.person(name)
    somebody.go(f"{AT}/p/3")
    somebody.misses(somebody.say("Votes of members"))
    card = somebody.page.locator(f"#vote-{ref}")
    card.locator(f"button[value={choice}]").click()
    expect(somebody.page.locator(f"#vote-{ref} .voted")).to_be_visible()
    somebody.sees("Votes of members")


def takes_vote_back(story: Story, name: str, ref: str) -> None:
    """The vote is gone, and so is the sight of the tally."""
    somebody = story.person(name)
    somebody.go(f"{AT}/contributions/{ref}/vote")
    story.checks(somebody)
    somebody.press("Take my vote back")
    expect(somebody.page.locator(".voted")).to_have_count(0)


def revises(story: Story, name: str, ref: str, text: str) -> None:
    """Other words under the same number."""
    somebody = story.person(name)
    somebody.go("/me")
    story.checks(somebody)
    somebody.follow("Revise", about=ref)
    somebody.fill("text", text)
    somebody.press("Check before sending")
    somebody.meets("Check your revision of %(reference)s", reference=ref)
    somebody.press("Send revision")
    assert reference(somebody) == ref


def withdraws(story: Story, name: str, ref: str, text: str) -> None:
    """The words go, the number stays."""
    somebody = story.person(name)
    somebody.go(f"{AT}/contributions/{ref}/receipt")
    somebody.page.locator("main").get_by_role(
        "link", name=somebody.say("Take it back"), exact=True
    ).click()
    somebody.press("Take it back")
    somebody.sees("Withdrawn")
    reader = story.person("Vera")
    reader.go(f"{AT}/contributions/{ref}")
    reader.misses(text)
    reader.reads(ref)


def keeps_receipt(story: Story, name: str, ref: str) -> None:
    """The receipt can be come back to."""
    somebody = story.person(name)
    somebody.go(f"{AT}/contributions/{ref}/receipt")
    somebody.reads(f"CHQ-R1-{ref}")
    story.checks(somebody)


def acts_for(story: Story, name: str, body: str) -> None:
    """A delegate says for whom; each form says it again."""
    somebody = story.person(name)
    somebody.go("/acting")
    somebody.page.get_by_label(body).check()
    somebody.press("Go on")
    expect(somebody.page.locator(".acting strong")).to_have_text(body)


def co_sponsors(story: Story, name: str, ref: str) -> None:
    """An organisation joins an amendment."""
    somebody = story.person(name)
    somebody.go(f"{AT}/contributions/{ref}/co-sponsor")
    story.checks(somebody)
    somebody.press("Join as co-sponsor")
    somebody.sees("Co-sponsors")


def takes_position(story: Story, name: str, ref: str) -> None:
    """An organisation’s stance; “with changes” has to say which."""
    somebody = story.person(name)
    somebody.go(f"{AT}/contributions/{ref}/position")
    somebody.tick("stance", "support_with_changes")
    somebody.press("Save position")
    somebody.sees("There is a problem")
    story.checks(somebody)
    somebody.fill("reason", "Name who pays for the oil.")
    somebody.press("Save position")
    stance = somebody.say("Support with changes")
    somebody.sees("Our position: %(stance)s", stance=stance)


def reports(story: Story, ref: str) -> None:
    """Any reader can report, without an account."""
    reader = story.person("Vera")
    reader.go(f"{AT}/contributions/{ref}/report")
    story.checks(reader)
    reader.press("Send report")
    reader.sees("There is a problem")
    reader.tick("report_code", "off_topic")
    reader.fill("text", "It speaks of harbours elsewhere.")
    reader.press("Send report")
    reader.sees("You have reported %(reference)s.", reference=ref)
    reader.go(f"{AT}/contributions/{ref}")
    reader.sees("Report")
