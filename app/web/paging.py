"""Pages of lists: which one is asked for, and the addresses of the others."""

from collections.abc import Callable
from math import ceil
from typing import Any

from flask import request, url_for

MOST = 100_000


def page_asked(name: str = "page") -> int:
    """The number of the page asked for; 1 for nonsense."""
    text = request.args.get(name, "1")
    return min(max(int(text), 1), MOST) if text.isascii() and text.isdigit() else 1


def last_page(total: int, a_page: int) -> int:
    """The number of the last page of a list."""
    return max(1, ceil(total / a_page))


def page_of(total: int, a_page: int) -> tuple[int, int]:
    """The page asked for, the last one where there are fewer, and the number of the last."""
    last = last_page(total, a_page)
    return min(page_asked(), last), last


def page_url(name: str = "page", anchor: str | None = None, **more: Any) -> Callable[[int], str]:
    """Addresses of this page's other pages, everything else asked for kept."""

    def url(number: int) -> str:
        asked = {**request.args.to_dict(), **(request.view_args or {}), **more, name: number}
        return url_for(str(request.endpoint), _anchor=anchor, **asked)

    return url
