"""Measure the production server: ``python -m tests.bench [--database …] [--quick]``."""

import argparse
import os
import sys
import time
from datetime import UTC, datetime

from tests.bench import cost, exporting, importing, measures, merging, report
from tests.bench.stage import Stage, staged

PARAGRAPHS = 200
MEMBERS = 2_000
CONTRIBUTIONS = 10_000
SIZES = (1_000, 10_000, 100_000)
SECONDS = 5
QUICK = 2
PART = 40  # of the largest round, where time is short
DATABASES = ("sqlite", "postgresql")


def asked(arguments: list[str]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--database", choices=[*DATABASES, "both"], default="both")
    parser.add_argument("--quick", action="store_true", help="shorter, and no largest round")
    parser.add_argument(
        "--only",
        choices=["merge", "table", "workbook", "import", "curve", "exports"],
        help="one part of the measures",
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> None:
    """Measure on the databases asked for and print the tables."""
    wanted = asked(arguments)
    begun = time.monotonic()
    if wanted.only in {None, "merge"}:
        print(merging.report(merging.seconds()), flush=True)
    if wanted.only == "merge":
        return
    databases = DATABASES if wanted.database == "both" else (wanted.database,)
    for database in databases:
        print(f"\n{database}\n", flush=True)
        if wanted.only != "exports":
            with staged(
                database, paragraphs=PARAGRAPHS, members=MEMBERS, now=datetime.now(UTC)
            ) as stage:
                measure(stage, wanted.only, quick=wanted.quick)
        # A short run weighs files once: they are the same whatever the database.
        if wanted.only in {None, "exports"} and not (wanted.quick and database != databases[0]):
            export_all(database, quick=wanted.quick)
    print(f"\n{time.monotonic() - begun:.0f} s in all")


def measure(stage: Stage, only: str | None, *, quick: bool) -> None:
    """Print what one database does."""
    seconds = QUICK if quick else SECONDS
    if only in {None, "table"}:
        rows = list(measures.rows(stage, CONTRIBUTIONS, seconds))
        print(report.measured(rows, stage.database), "\n", flush=True)
        print(report.first_visit(measures.first_visit(stage)), "\n", flush=True)
    if only in {None, "workbook"}:
        print(report.workbook(*measures.workbook(stage)), "\n", flush=True)
    if only in {None, "import"}:
        print(report.imports(importing.costs(stage)), "\n", flush=True)
    if only in {None, "curve"}:
        sizes = SIZES[:-1] if quick else SIZES
        print(report.curve({size: cost.costs(stage, size) for size in sizes}), flush=True)


def export_all(database: str, *, quick: bool) -> None:
    """Print what every export of the largest round takes, or of a small part of it."""
    part = PART if quick else 1
    paragraphs, contributions = exporting.PARAGRAPHS // part, exporting.CONTRIBUTIONS // part
    with staged(database, paragraphs=paragraphs, members=MEMBERS, now=datetime.now(UTC)) as stage:
        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        print(
            f"\nexports of {paragraphs} paragraphs and {contributions:,} contributions"
            f" ({os.cpu_count()} cores, load {load}):",
            flush=True,
        )
        for name, took in exporting.exports(stage, contributions):
            print(report.export(name, took), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
