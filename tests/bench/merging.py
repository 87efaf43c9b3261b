"""How long many amendments of one long paragraph take to be brought together."""

import time
from random import Random

from app.domain.wording.merge import Proposal, analyse

WORDS = 3_000
AMENDMENTS = 200
TARGET = 1.0
RUNS = 3
_LETTERS = "abcdefghiklmnoprstuâéñأبتدر"
_REFERENCES = ["A/RES/73/195", "art. 12", "1,500", "2030"]


def proposals(seed: int = 1) -> tuple[str, list[Proposal]]:
    """A paragraph of 3,000 words and 200 amendments, each of one to four places, some of moves."""
    chance = Random(seed)  # noqa: S311  the same text every time
    known = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 9))) for _ in range(800)]
    known += _REFERENCES
    words = [chance.choice(known) + ("." if at % 15 == 14 else "") for at in range(WORDS)]
    return " ".join(words), [
        Proposal(f"A{number}", _amended(words, known, chance, moves=number % 10 == 0))
        for number in range(AMENDMENTS)
    ]


def seconds() -> list[float]:
    """Processor seconds of a few analyses, one after the other."""
    base, found = proposals()
    took = []
    for _ in range(RUNS):
        begun = time.process_time()
        analyse(base, found)
        took.append(time.process_time() - begun)
    return took


def report(took: list[float]) -> str:
    """One line, as it is printed."""
    best = min(took)
    verdict = "ok" if best < TARGET else "ABOVE"
    return (
        f"{AMENDMENTS} amendments on {WORDS} words: {best:.2f} s of processor time, "
        f"at most {max(took):.2f} (target {TARGET:.1f}, {verdict})"
    )


def _amended(words: list[str], known: list[str], chance: Random, *, moves: bool) -> str:
    found = list(words)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(found) - 10)
        found[at : at + chance.randint(0, 5)] = chance.choices(known, k=chance.randint(0, 5))
    if moves:
        at = chance.randrange(WORDS // 2)
        taken = found[at : at + 20]
        del found[at : at + 20]
        found[WORDS * 2 // 3 : WORDS * 2 // 3] = taken
    return " ".join(found)
