"""Citations: a line each, with the address at its end."""

import pytest

from app.domain.citations import Citation, citations_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        (" \n ", ()),
        ("UDHR, article 13", (Citation("UDHR, article 13"),)),
        ("One\n\n Two ", (Citation("One"), Citation("Two"))),
        (
            "UDHR, article 13 – https://un.org/udhr#a13",
            (Citation("UDHR, article 13", "https://un.org/udhr#a13"),),
        ),
        ("UDHR: <https://un.org/udhr>.", (Citation("UDHR", "https://un.org/udhr"),)),
        ("https://un.org/udhr", (Citation("https://un.org/udhr", "https://un.org/udhr"),)),
        ("See javascript:alert(1)", (Citation("See javascript:alert(1)"),)),
        ("https://un.org/udhr, article 13", (Citation("https://un.org/udhr, article 13"),)),
        ("الإعلان العالمي https://un.org/ar", (Citation("الإعلان العالمي", "https://un.org/ar"),)),
    ],
)
def test_citations(text: str, found: tuple[Citation, ...]) -> None:
    assert citations_in(text) == found
