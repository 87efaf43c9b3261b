"""Files that commands write."""

from pathlib import Path

import click


def keep(output: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    partial = output.with_name(f".{output.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise click.FileError(str(output), hint=error.strerror) from error
