"""The version in an address, and the language its text is shown in."""

from app.queries.imports import languages_of, source_language
from app.queries.versions import VersionInView, visible_version
from app.web import current


def version_in_view(slug: str, number: int) -> VersionInView:
    """The version in the address, if this reader may know of it."""
    return visible_version(current.db(), current.actor(), slug, number, now=current.now())


def shown_language(found: VersionInView) -> str:
    """The language of the page where the version has it, else the one it has most of."""
    present = languages_of(current.db(), found.version)
    language = current.language()
    return (
        language
        if language in present
        else source_language(found.view.charter, present) or language
    )
