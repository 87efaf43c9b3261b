"""Which cells of a breakdown stay hidden, so that nobody is told from a small number."""

from collections.abc import Collection, Mapping, Sequence

SMALL_BREAKDOWN = 10
FEWEST_HIDDEN = 2


def hidden_cells(
    row: Mapping[str, int],
    *,
    floor: int = SMALL_BREAKDOWN,
    also: Collection[str] = (),
) -> frozenset[str]:
    """Which cells of a breakdown stay hidden, when the sum of the row is printed beside them.

    Every cell below the floor is hidden, zeros too, and those named in ``also``. As long as fewer
    than two are, or together they hold fewer people than the floor, the next smallest goes with
    them, so that no hidden cell can be worked out from the sum. So it does where each holds the
    most a small cell can: who knows the rule would see that from their sum.
    """
    order = sorted(row, key=lambda name: (row[name], name))
    hidden = [name for name in order if row[name] < floor or name in also]
    if not hidden:
        return frozenset()
    for name in [name for name in order if name not in hidden]:
        numbers = [row[one] for one in hidden]
        if len(hidden) >= FEWEST_HIDDEN and sum(numbers) >= floor and set(numbers) != {floor - 1}:
            break
        hidden.append(name)
    return frozenset(hidden)


def hidden_together(
    rows: Sequence[Mapping[str, int]],
    shared: str,
    *,
    floor: int = SMALL_BREAKDOWN,
    also: Sequence[Collection[str]] = (),
) -> list[frozenset[str]]:
    """The hidden cells of several breakdowns of the same people that have one cell in common.

    Where the common cell is hidden in one it is hidden in all, or the others would tell it.
    ``also`` names further cells of each that stay hidden.
    """
    more = also or [()] * len(rows)
    apart = [
        hidden_cells(row, floor=floor, also=names) for row, names in zip(rows, more, strict=True)
    ]
    if not any(shared in hidden for hidden in apart):
        return apart
    return [
        hidden_cells(row, floor=floor, also=(*names, shared))
        for row, names in zip(rows, more, strict=True)
    ]


def too_close(before: Mapping[str, int], now: Mapping[str, int], *, floor: int) -> bool:
    """Whether two publications of a cell differ by so few people that they would be told.

    It takes as many people to get from one to the other as numbers grew, or as shrank.
    """
    steps = [now.get(name, 0) - before.get(name, 0) for name in {*before, *now}]
    moved = max(sum(step for step in steps if step > 0), -sum(step for step in steps if step < 0))
    return 0 < moved < floor
