"""Printed codes: how they are made, written in groups and read back however they were typed."""

import secrets

# Crockford's digits: no letters that are taken for digits, no U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 13
GROUP = 4
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh code of 65 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """The code as it is printed: ``XXXX-XXXX-XXXX-X``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str | None:
    """The code behind what was typed, whatever the case, spaces, dashes or look-alikes."""
    kept = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(LOOK_ALIKES)
    if len(kept) != LENGTH or any(letter not in ALPHABET for letter in kept):
        return None
    return kept
