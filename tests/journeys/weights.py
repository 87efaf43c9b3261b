"""What a page weighs on its way, as the browser counts it."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

KINDS = {"Document": "html", "Stylesheet": "css", "Script": "js"}


@dataclass
class Weight:
    """Bytes by kind, requests, and origins of one page load with an empty cache."""

    bytes: dict[str, int] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    @property
    def needed(self) -> int:
        """What has to arrive before the page can be read and used."""
        return sum(self.bytes.get(kind, 0) for kind in KINDS.values())

    def foreign(self, site: str) -> list[str]:
        """Requests that went elsewhere."""
        return [url for url in self.requests if not url.startswith((site, "data:"))]


def weigh(page: Page, url: str) -> Weight:
    """Load the page with an empty cache and add up what came over the wire."""
    found, kinds = Weight(), {}
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def sent(event: dict[str, Any]) -> None:
        found.requests.append(event["request"]["url"])

    def answered(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = KINDS.get(event["type"], event["type"].lower())

    def arrived(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "other")
        found.bytes[kind] = found.bytes.get(kind, 0) + int(event["encodedDataLength"])

    devtools.on("Network.requestWillBeSent", sent)
    devtools.on("Network.responseReceived", answered)
    devtools.on("Network.loadingFinished", arrived)
    page.goto(url)
    page.wait_for_function("document.documentElement.classList.contains('fonts')")
    page.wait_for_load_state("networkidle")
    devtools.detach()
    return found
