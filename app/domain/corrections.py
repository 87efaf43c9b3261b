"""The corrections of a text that is being imported, each of which can be taken back."""

from enum import StrEnum

STEPS_KEPT = 20


class Correction(StrEnum):
    """What was done to the text, its pairs or its comments."""

    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"
    DELETED = "deleted"
    TAKEN_OUT = "taken_out"
    MOVED = "moved"
    LOWERED = "lowered"
    LIFTED = "lifted"
    RETYPED = "retyped"
    LINKED = "linked"
    PAIRED = "paired"
    CONFIRMED = "confirmed"
    COMPARED = "compared"
    NOTES_LEFT_OUT = "notes_left_out"
