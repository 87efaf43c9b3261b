"""Setting up: the first admin, organisations, people, delegates, roles and code sheets."""

import re

from tests.journeys.story import Story
from tests.journeys.visitor import Visitor

PASSWORD = "seven lamps along the quay"


def first_admin(story: Story) -> Visitor:
    """The one-time address that the server prints makes the first administrator."""
    ann = story.person("Ann")
    ann.go(story.setup_address())
    ann.fill("display_name", "Ann")
    ann.fill("login", "ann@example.org")
    ann.fill("password", PASSWORD)
    ann.press("Make me administrator")
    ann.meets("Workspace")
    story.checks(ann)
    return ann


def organisation(story: Story, name: str, group: str, language: str = "en") -> None:
    """An organisation with its group."""
    ann = story.person("Ann")
    ann.go("/manage/organisations")
    ann.follow("Add an organisation")
    ann.fill("name", name)
    ann.choose("group", group)
    ann.choose("language", language)
    ann.press("Add this organisation")
    ann.reads(name)
    ann.sees("Make a sheet of codes")


def code_sheet(story: Story, slug: str, number: int) -> list[str]:
    """The codes on a printed sheet."""
    ann = story.person("Ann")
    ann.go(f"/manage/organisations/{slug}")
    ann.fill("number", str(number))
    ann.press("Make the sheet")
    ann.sees("These codes are shown only now. Print or save this page before you leave it.")
    story.checks(ann)
    return ann.page.locator(".code").all_inner_texts()


def invited(
    story: Story, name: str, *, body: str = "", delegate: bool = False, role: str = ""
) -> str:
    """Add somebody and return the path of their one-time address."""
    ann = story.person("Ann")
    ann.go("/manage/people/new")
    ann.fill("display_name", name)
    ann.choose("language", story.language)
    if body:
        ann.page.locator("select[name=organisation]").select_option(label=body)
    if delegate:
        ann.tick("delegate")
        ann.fill("function", "Deputy mayor")
    ann.press("Add and invite")
    ann.meets("One-time address")
    found = re.search(r"/\w\w/invitations/\S+", ann.page.locator(".secret").inner_text())
    assert found is not None
    if role:
        ann.follow("To this person’s page")
        ann.choose("role", role)
        ann.choose("scope", "platform")
        ann.press("Give this role")
        ann.sees("whole platform")
    return found.group(0)


def arrives(story: Story, name: str, address: str) -> Visitor:
    """Come in by the one-time address."""
    somebody = story.person(name)
    somebody.go(address)
    somebody.page.locator("main form button").first.click()
    somebody.sees(
        "Welcome. Choose now how you want to come back: with an e-mail address or a password."
    )
    return somebody


def chooses_password(story: Story, name: str, address: str) -> Visitor:
    """Come in once, and choose a password to come back with."""
    somebody = arrives(story, name, address)
    somebody.fill("sign_in_name", f"{name} of the quay")
    somebody.fill("new_password", PASSWORD)
    somebody.press("Save password")
    somebody.sees("The password is saved. You are signed out everywhere else.")
    return somebody


def signs_out(story: Story, name: str) -> None:
    """Leave, and clear the device."""
    somebody = story.person(name)
    somebody.go("/sign-out")
    somebody.press("Sign out and clear this device")
    somebody.meets("You are signed out")


def signs_in(story: Story, name: str) -> Visitor:
    """Come back with the password."""
    somebody = story.person(name)
    somebody.go("/sign-in")
    somebody.fill("login", f"{name} of the quay")
    somebody.fill("password", PASSWORD)
    somebody.press("Sign in", exact=True)
    somebody.page.wait_for_url(re.compile(rf"/{story.language}/(manage)?$"))
    return somebody


def comes_in_by_code(story: Story, name: str, code: str) -> Visitor:
    """The code of the sheet lets in, without an e-mail address."""
    somebody = story.person(name)
    somebody.go("/code")
    somebody.fill("code", code.lower())
    somebody.press("Go on")
    somebody.meets("Welcome")
    somebody.fill("display_name", name)
    somebody.press("Come in")
    somebody.page.wait_for_url(re.compile(rf"/{story.language}/(rounds/[a-z0-9-]+)?$"))
    return somebody


def returns_by_code(story: Story, name: str, code: str) -> None:
    """The same code lets in again, weeks later."""
    somebody = story.person(name)
    somebody.go("/code")
    somebody.fill("code", code)
    somebody.press("Go on")
    somebody.page.wait_for_url(re.compile(rf"/{story.language}/(rounds/[a-z0-9-]+)?$"))


def staff(story: Story) -> None:
    """Facilitators and secretariat, each with a role on the whole platform."""
    roles = {"Sam": "secretariat", "Sol": "secretariat", "Ada": "facilitator", "Cy": "facilitator"}
    for name, role in roles.items():
        chooses_password(story, name, invited(story, name, role=role))
