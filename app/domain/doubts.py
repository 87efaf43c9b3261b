"""Why a proposed pair is left to a person."""

from enum import StrEnum


class Doubt(StrEnum):
    """What speaks against a pair, though it is the likeliest one.

    WEAK alone is a matter of degree, so only there the score of the pair says how unsure it is.
    """

    ALONE = "alone"
    JOINED = "joined"
    CROSSED = "crossed"
    SHIFTED = "shifted"
    SECTION = "section"
    LENGTH = "length"
    WORDS = "words"
    WEAK = "weak"
