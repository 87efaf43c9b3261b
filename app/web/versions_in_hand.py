"""The version in an address, and the language its text is shown in."""

from app.queries.imports import languages_of, source_language
from app.queries.versions import VersionInView, visible_version
from app.web import current


def version_in_view(slug: str, number: int) -> VersionInView:
    """The version in the address, if this reader may know of it."""
    return visible_version(current.db(), current.actor(), slug, number, now=current.now())


def shared_language(older: VersionInView, newer: VersionInView) -> str:
    """The language of the page where both versions have it, else the best one that both have."""
    before, after = (languages_of(current.db(), one.version) for one in (older, newer))
    both = {code: count for code, count in after.items() if code in before}
    language = current.language()
    if not both or language in both:
        return language if language in after else shown_language(newer)
    return source_language(newer.view.charter, both) or language


def shown_language(found: VersionInView) -> str:
    """The language of the page where the version has it, else the one it has most of."""
    present = languages_of(current.db(), found.version)
    language = current.language()
    return (
        language
        if language in present
        else source_language(found.view.charter, present) or language
    )
