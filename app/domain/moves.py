"""Which paragraphs stand elsewhere than before: in another order, or under another heading."""

from collections.abc import Sequence

from app.domain.rising import rising

Placed = Sequence[tuple[str, str | None]]
"""Paragraphs in reading order, by key, each with the key of its section."""


def moved(before: Placed, after: Placed) -> set[str]:
    """The keys of paragraphs in both that no longer stand where they stood.

    The longest row of those still in order stays; so does one whose section got another heading
    with it. Two that changed places have both moved where each stands in the other's section.
    """
    stood = dict(before)
    living = [(key, section) for key, section in after if key in stood]
    places = {key: at for at, (key, _) in enumerate(before)}
    stayed = {living[at][0] for at in rising([places[key] for key, _ in living])}
    renamed = _renamed({one for _, one in before}, after, stood)
    return {
        key
        for key, section in living
        if key not in stayed or stood[key] not in {section, renamed.get(section)}
    }


def _renamed(
    known: set[str | None], after: Placed, stood: dict[str, str | None]
) -> dict[str | None, str | None]:
    """Sections there were not before, each with the one that all its old paragraphs came from."""
    came: dict[str | None, set[str | None]] = {}
    left: dict[str | None, set[str | None]] = {}
    for key, section in after:
        if key in stood:
            came.setdefault(section, set()).add(stood[key])
            left.setdefault(stood[key], set()).add(section)
    return {
        section: next(iter(origins))
        for section, origins in came.items()
        if section not in known and len(origins) == 1 and len(left[next(iter(origins))]) == 1
    }
