"""The commands, and how a failure ends: one line on standard error, 2 for bad input."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.cli import (
    charter_texts,
    charters,
    database,
    exports,
    organisations,
    people,
    record,
    rounds,
    serve,
    translations,
    word_files,
    work,
)
from app.cli.demo import commands as demo
from app.cli.words import words_of
from app.config import BadSetting
from app.domain.errors import Refusal
from app.models.engine import writing

BAD_INPUT = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def palabre() -> None:
    """Palabre: charters written together."""


for command in (
    charters.group,
    database.group,
    demo.group,
    organisations.group,
    people.group,
    record.group,
    rounds.group,
    serve.serve,
    translations.group,
    work.work,
):
    palabre.add_command(command)
rounds.group.add_command(exports.export)
rounds.group.add_command(word_files.import_word)
charters.group.add_command(charter_texts.export)


def run(create_app: Callable[[], Flask], arguments: list[str] | None = None) -> int:
    """Run one command inside the application; the exit status of the process."""
    try:
        with create_app().app_context(), writing(), said():
            outcome = palabre.main(args=arguments, prog_name="palabre", standalone_mode=False)
    except click.ClickException as error:
        return _fail(error.format_message(), BAD_INPUT)
    except click.Abort:
        return _fail("stopped", 1)
    except BadSetting as error:
        return _fail(str(error), BAD_INPUT)
    except SQLAlchemyError as error:
        return _fail(f"database: {str(error).splitlines()[0]}", 1)
    return outcome if isinstance(outcome, int) else 0


@contextmanager
def said() -> Iterator[None]:
    """Refusals in words, found while there is an application to look them up in."""
    try:
        yield
    except Refusal as error:
        raise click.ClickException(words_of(error)) from error


def _fail(message: str, status: int) -> int:
    sys.stderr.write(f"palabre: {' '.join(message.split())}\n")
    return status
