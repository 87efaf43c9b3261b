"""The written parts of a synthesis, and which of them are missing in a language."""

from collections.abc import Collection, Mapping

INTRODUCTION = "introduction"
PARAGRAPH = "paragraph:"


def part_on(key: str) -> str:
    """The part on one paragraph; parts on sections go by the section's key alone."""
    return f"{PARAGRAPH}{key}"


def missing_parts(
    written: Mapping[str, Mapping[str, str]], parts: Collection[str], languages: Collection[str]
) -> list[tuple[str, str]]:
    """Part and language of every text still to be written or translated, in order."""
    return [
        (part, language)
        for part in parts
        for language in languages
        if not written.get(part, {}).get(language, "").strip()
    ]
