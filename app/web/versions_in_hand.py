"""The version in an address, and the language its text is shown in."""

from app.domain.languages import LANGUAGES
from app.queries.imports import languages_of, source_language
from app.queries.versions import VersionInView, visible_version
from app.web import current


def version_in_view(slug: str, number: int) -> VersionInView:
    """The version in the address, if this reader may know of it."""
    return visible_version(current.db(), current.actor(), slug, number, now=current.now())


def shared_languages(
    older: VersionInView, newer: VersionInView, asked: str | None = None
) -> tuple[str, list[str]]:
    """The language two versions are shown in, and those that both of them have.

    It is the one asked for, else that of the page, where both have it; else the best that both
    have.
    """
    before, after = (languages_of(current.db(), one.version) for one in (older, newer))
    both = {code: after[code] for code in LANGUAGES if code in before and code in after}
    language = asked if asked in both else current.language()
    if not both:
        return (language if language in after else shown_language(newer)), []
    best = language if language in both else source_language(newer.view.charter, both)
    return best or language, list(both)


def shown_language(found: VersionInView) -> str:
    """The language of the page where the version has it, else the one it has most of."""
    present = languages_of(current.db(), found.version)
    language = current.language()
    return (
        language
        if language in present
        else source_language(found.view.charter, present) or language
    )
