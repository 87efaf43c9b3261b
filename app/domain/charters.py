"""Charters and versions: states, wording states and lineage kinds."""

from enum import StrEnum


class VersionStatus(StrEnum):
    """Life of a version: working, frozen, then adopted or superseded."""

    WORKING = "working"
    FROZEN = "frozen"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"


class WordingStatus(StrEnum):
    """State of a paragraph's text in one language; missing is the absence of a wording."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    STALE = "stale"


class LineageKind(StrEnum):
    """What a paragraph of the next version is to those of the version before."""

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"
    NEW = "new"
    SPLIT = "split"
    MERGED = "merged"
    REMOVED = "removed"
