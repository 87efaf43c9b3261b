"""The tables as they are printed, and what each work should reach."""

from collections.abc import Mapping, Sequence

from tests.bench.exporting import MEGABYTE, Cost
from tests.bench.measures import Row

# As a share of the bare page's requests per second; the first is PostgreSQL's.
TARGETS = {
    "reading page, anonymous": (1 / 3, 1 / 2),
    "reading page, signed in": (1 / 12,),
    "paragraph page, anonymous": (1 / 8,),
    "register, anonymous": (1 / 12,),
    "register, signed in": (1 / 12,),
    "vote": (1 / 15,),
    "comment": (1 / 20,),
}
IMPORT = 5
ACT = 300
WORKBOOK = 1.5
FIRST_VISIT = 60_000
EXPORT = 60
MEMORY = 500
HEADER = (
    "",
    "req/s",
    "p50 ms",
    "p95 ms",
    "CPU ms",
    "bytes",
    "SQL",
    "bare",
    "share",
    "of CPU",
    "target",
)


def target(work: str, database: str) -> float | None:
    """The share a work should reach on a database, where one was set."""
    wanted = TARGETS.get(work)
    if wanted is None:
        return None
    return wanted[-1] if database == "sqlite" else wanted[0]


def share(value: float) -> str:
    """A share as people compare it, such as 1/12.4."""
    return f"1/{1 / value:.1f}" if value else "–"


def line(row: Row, database: str) -> tuple[str, ...]:
    """One measure as cells."""
    wanted, own = target(row.work, database), row.own.load
    verdict = (
        "–" if wanted is None else share(wanted) + (" ok" if row.share >= wanted else " BELOW")
    )
    wrong = f", {own.wrong} wrong" if own.wrong else ""
    return (
        row.work,
        f"{own.rate:.0f}",
        f"{own.p50:.1f}",
        f"{own.p95:.1f}",
        "–" if row.own.cost is None else f"{row.own.cost:.2f}",
        f"{row.bytes}",
        f"{row.statements}",
        f"{row.bare.load.rate:.0f}",
        share(row.share),
        share(row.cost_share or 0),
        f"{verdict}{wrong}",
    )


def measured(rows: Sequence[Row], database: str) -> str:
    """The measures of one database as a table."""
    return table([HEADER, *(line(row, database) for row in rows)])


def workbook(took: Sequence[float], size: int) -> str:
    """The workbook in one line."""
    best = min(took)
    verdict = "ok" if best <= WORKBOOK else "ABOVE"
    every = ", ".join(f"{seconds:.2f}" for seconds in took)
    return f"XLSX of 5,000 contributions: {every} s, {size} bytes (target {WORKBOOK} s {verdict})"


def imports(found: Mapping[str, tuple[float, float]]) -> str:
    """What importing 600 paragraphs costs, work by work."""
    rows = []
    for name, (seconds, busy) in found.items():
        whole = ":" not in name
        fits = seconds <= IMPORT if whole else busy <= ACT or name.endswith("confirm")
        target = f"{IMPORT} s" if whole else "" if name.endswith("confirm") else f"{ACT} ms CPU"
        verdict = f"target {target} {'ok' if fits else 'ABOVE'}" if target else ""
        rows.append(f"  {name:<42} {seconds:6.2f} s {busy:7.0f} ms CPU  {verdict}")
    return "\n".join(["600 paragraphs from a Word file:", *rows])


def export(name: str, cost: Cost) -> str:
    """What one export takes, in one line."""
    memory = cost.memory / MEGABYTE
    fits = cost.size > 0 and cost.seconds <= EXPORT and memory <= MEMORY
    told = f"{memory:6.0f} MB  {cost.size / MEGABYTE:6.1f} MB made" if cost.memory else ""
    verdict = "too long for this format, said beforehand" if cost.refused else ""
    verdict = verdict or ("ok" if fits else "ABOVE")
    target = f"target {EXPORT} s, {MEMORY} MB {verdict}" if told else ""
    return f"  {name:<18} {cost.seconds:6.1f} s {cost.busy:6.1f} s CPU {told}  {target}".rstrip()


def first_visit(found: Mapping[str, int]) -> str:
    """What a first visit to the reading page transfers, in one line."""
    whole = sum(found.values())
    verdict = "ok" if whole <= FIRST_VISIT else "ABOVE"
    parts = ", ".join(f"{path.rsplit('/', 1)[1]} {size}" for path, size in found.items())
    return f"First visit, compressed: {whole} bytes (target {FIRST_VISIT} {verdict}): {parts}"


def curve(found: Mapping[int, Mapping[str, float]]) -> str:
    """Cost per work in milliseconds, one column for each number of contributions."""
    sizes = list(found)
    works = list(next(iter(found.values()), {}))
    header = ("ms per request", *(f"{size:,}" for size in sizes))
    lines = [(work, *(f"{found[size][work]:.1f}" for size in sizes)) for work in works]
    return table([header, *lines])


def table(lines: Sequence[Sequence[str]]) -> str:
    """Cells in columns: words to the left, figures to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()
        for cells in lines
    )
