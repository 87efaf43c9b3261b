"""What changed and why as a list that leaves the platform: the page of it as plain values."""

from datetime import datetime
from typing import Any

from app.queries.changes import ChangedParagraph, ChangesInView
from app.queries.edition.values import stamp
from app.queries.versions import VersionInView

FORMAT, FORMAT_VERSION = "palabre-changes", 1


def changes_value(
    found: VersionInView, said: ChangesInView, language: str, *, address: str
) -> dict[str, Any]:
    """Every changed paragraph with its difference, the reasons and what led to it."""
    version = found.version
    published = version.changes_published_at
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "moment": stamp(_moment(found)),
        "address": address,
        "charter": found.view.slug,
        "titles": {code: found.view.title(code) for code in found.view.charter.languages},
        "version": version.number,
        "hash": version.content_hash,
        "base": said.base.number,
        "base_hash": said.base.content_hash,
        "published_on": stamp(published),
        "language": language,
        "introduction": dict(version.changes_introduction),
        "unchanged": said.unchanged,
        "changes": [_change(one) for one in said.items],
    }


def _moment(found: VersionInView) -> datetime:
    """The date of the file: that of publishing; a draft carries the day it was begun."""
    return found.version.changes_published_at or found.version.created_at


def _change(item: ChangedParagraph) -> dict[str, Any]:
    one = item.compared
    before, after = one.before, one.after
    shown = after or before
    return {
        "number": item.number,
        "before_number": before.number if before else None,
        "key": shown.key if shown else "",
        "kind": one.kind.value,
        "section": {"text": item.section.heading, "language": item.section.heading_language},
        "before": before.text if before else None,
        "after": after.text if after else None,
        "spans": [[span.kind.value, span.text] for span in one.difference.spans]
        if one.difference
        else [],
        "editorial": item.editorial,
        "edited": item.edited.value if item.edited else None,
        "reasons": dict(item.reasons),
        "references": [f"{slug}/{reference}" for slug, reference in item.cited],
    }
