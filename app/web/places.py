"""The form page that a draft belongs to."""

import re
from typing import Any

from flask import url_for

from app.queries.drafts import DraftInView

FORMS = {
    "comment": ("comments.new", "comments.whole"),
    "amend": ("amendments.new", "insertions.new"),
    "rating": ("opinions.rating", ""),
    "position": ("opinions.position", "opinions.position_on"),
    "reply": ("", "comments.reply"),
    "revise": ("", "own.revise"),
}
_PLACE = re.compile(r"(?P<form>[a-z]+)(?::(?:p(?P<number>[0-9]{1,5})|(?P<ref>[A-Z][0-9]{1,9})))?")


_JOINT = re.compile(r"joint:(?P<key>[^:]+)")
_WORDS = re.compile(r"words:(?P<slug>[^:]+):(?P<number>[0-9]{1,5}):(?P<key>[^:]+)")


def form_of(draft: DraftInView) -> tuple[str, str | None]:
    """The kind of form a draft belongs to, and the paragraph or reference it is about."""
    words = _WORDS.fullmatch(draft.place)
    if words:
        return "words", words["number"]
    joint = _JOINT.fullmatch(draft.place)
    if joint:
        return "joint", joint["key"]
    found = _PLACE.fullmatch(draft.place)
    return (found["form"], found["number"] or found["ref"]) if found else ("", None)


def place_address(draft: DraftInView) -> str | None:
    """Where to go on writing, or None when that form is gone."""
    words = _WORDS.fullmatch(draft.place)
    if words:
        at: dict[str, Any] = words.groupdict()
        return url_for("compositions.paragraph", **at)
    joint = _JOINT.fullmatch(draft.place)
    if joint and draft.round_slug:
        query: dict[str, Any] = {"slug": draft.round_slug, "draft": draft.key}
        return url_for("joint_drafts.show", key=joint["key"], **query)
    found = _PLACE.fullmatch(draft.place)
    if found is None or draft.round_slug is None or found["form"] not in FORMS:
        return None
    by_number, other = FORMS[found["form"]]
    endpoint = by_number if found["number"] else other
    values = {"number": found["number"], "ref": found["ref"]}
    given: dict[str, Any] = {name: value for name, value in values.items() if value}
    if not endpoint:
        return None
    return url_for(endpoint, slug=draft.round_slug, draft=draft.key, **given)
