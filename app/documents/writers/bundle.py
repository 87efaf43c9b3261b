"""Tables as a zip of CSV files with a data dictionary and checksums."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from app.documents.archive_writer import pack
from app.documents.writers.csv import csv_bytes
from app.documents.writers.table_rows import Words
from app.documents.writers.tables import Table, kind_of

DICTIONARY = "dictionary.csv"
CHECKSUMS = "SHA256SUMS"


def bundle_bytes(tables: Sequence[Table], words: Words, *, moment: datetime) -> bytes:
    """One CSV per table, what each column means, and a checksum of each file."""
    members = [
        (f"{table.name}.csv", csv_bytes(table.header(words), table.rows)) for table in tables
    ]
    members.append((DICTIONARY, _dictionary(tables, words)))
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in members)
    members.append((CHECKSUMS, sums.encode()))
    return pack(members, moment=moment)


def _dictionary(tables: Sequence[Table], words: Words) -> bytes:
    names = ("file", "column", "type", "meaning")
    rows = [
        (
            f"{table.name}.csv",
            words[f"column.{column}"],
            words[f"type.{kind_of(column)}"],
            words[f"meaning.{column}"],
        )
        for table in tables
        for column in table.columns
    ]
    return csv_bytes([words[f"dictionary.{name}"] for name in names], rows)
