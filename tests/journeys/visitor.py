"""Somebody at a browser, who finds fields by name and buttons by the words of the catalogue."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from babel.support import NullTranslations, Translations
from playwright.sync_api import ConsoleMessage, Download, Locator, Page, Request, expect

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
TRANSLATIONS = Path(__file__).parents[2] / "translations"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a page answers on purpose: errors of a form, refusals, conflicts, and pages that are not.
EXPECTED = re.compile(r"Failed to load resource.*\b(403|404|409|422|429)\b")

Say = Callable[..., str]


def speaker(language: str) -> Say:
    """The words of the interface in a language, by their English source."""
    catalogue = Translations.load(TRANSLATIONS, [language])
    known = catalogue if isinstance(catalogue, Translations) else NullTranslations()

    def say(text: str, *, context: str = "", **values: object) -> str:
        found = known.pgettext(context, text) if context else known.gettext(text)
        return found % values if values else found

    return say


@dataclass
class Visitor:
    """Every console error and every foreign request of this browser is remembered."""

    page: Page
    site: str
    language: str = "en"
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.say = speaker(self.language)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED.search(message.text):
            self.faults.append(f"console: {message.text} at {self.page.url}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "about:", "blob:")):
            self.faults.append(f"foreign request: {request.url}")

    def go(self, path: str) -> Page:
        """Open an address of the site, in the visitor's language where it names none."""
        path = path if path.startswith(("/en/", "/fr/", "/es/", "/ar/")) else self.own(path)
        answer = self.page.goto(self.site + path)
        assert answer is not None
        assert answer.status < 500, path
        return self.page

    def own(self, path: str) -> str:
        """The path in the visitor's language."""
        return f"/{self.language}{path}"

    def press(self, text: str, *, about: str = "", exact: bool = False, **values: object) -> None:
        """Press a button by its word in the visitor's language."""
        self._named("button", text, about, exact, values).click()

    def follow(self, text: str, *, about: str = "", exact: bool = False, **values: object) -> None:
        """Follow a link by its word in the visitor's language."""
        self._named("link", text, about, exact, values).click()

    def _named(
        self, role: str, text: str, about: str, exact: bool, values: dict[str, object]
    ) -> Locator:
        words = self.say(text, **values)
        found = self.page.get_by_role(role, name=words, exact=exact)  # type: ignore[arg-type]
        return (found.filter(has_text=about) if about else found).first

    def fill(self, name: str, text: str) -> None:
        """Type into the field of this name."""
        self.page.locator(f"[name='{name}']:not([type=hidden])").first.fill(text)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.page.locator(f"select[name='{name}']").first.select_option(value)

    def tick(self, name: str, value: str = "") -> None:
        """Tick a box or choose a radio button."""
        which = f"[value='{value}']" if value else ""
        self.page.locator(f"input[name='{name}']{which}").first.check()

    def unfold(self, text: str) -> None:
        """Open the fold under this summary."""
        self.page.locator("summary", has_text=self.say(text)).first.click()

    def meets(self, text: str, **values: object) -> None:
        """The page's heading is, or soon becomes, this."""
        expect(self.page.locator("h1").first).to_contain_text(self.say(text, **values))

    def reads(self, text: str) -> None:
        """These very words stand on the page."""
        expect(self.page.locator("#main")).to_contain_text(text)

    def sees(self, text: str, **values: object) -> None:
        """These words of the interface stand on the page."""
        self.reads(self.say(text, **values))

    def misses(self, text: str) -> None:
        """These words stand nowhere on the page."""
        expect(self.page.locator("#main")).not_to_contain_text(text)

    def download(self, name: str) -> Download:
        """What a link downloads."""
        with self.page.expect_download() as found:
            self.page.get_by_role("link", name=name, exact=True).first.click()
        return found.value

    def keeps_axe(self) -> None:
        """Have axe at hand on every page from now on."""
        self.page.add_init_script(path=AXE)

    def violations(self) -> list[str]:
        """What axe finds on the page, and whether it scrolls sideways."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then("
            "r => r.violations.map("
            "v => v.id + ' ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')))",
            TAGS,
        )
        return [*found, *(["scrolls sideways"] if self.is_wide() else [])]

    def is_wide(self) -> bool:
        """Whether the page scrolls sideways."""
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
            )
        )

    def finds_no_fault(self) -> None:
        """The page as it stands has no violation."""
        found = self.violations()
        assert not found, f"{self.page.url}: {found}"
