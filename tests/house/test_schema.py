"""Palabre never asks for, and has no place to keep, what could harm the people who take part."""

import ast
import importlib
import pkgutil
from itertools import pairwise

import pytest
from sqlalchemy import Column, Integer, MetaData, Table

import app.models
from tests.house.tree import own_files, parsed

# A name is taken apart at its underscores; a part, or a pair of neighbours, may stand here.
NEVER = set(
    "nationality citizenship passport visa birth birthday birthdate birthplace dob age phone "
    "telephone mobile ip ipaddress street postcode zipcode residence ethnicity religion ssn "
    "fingerprint useragent latitude longitude address legal_status legal_name user_agent "
    "remote_addr id_number".split()
)
# The address a letter is sent to, which the identity database keeps for those who gave one.
MAIL = {"mail_address", "email_address"}


def forbidden(name: str) -> set[str]:
    """The parts of a name that must not be there."""
    parts = name.lower().split("_")
    pairs = {"_".join(pair) for pair in pairwise(parts)}
    allowed = {"address"} if pairs & MAIL else set()
    return ({*parts} | pairs) & NEVER - allowed


def all_metadata() -> list[MetaData]:
    """The tables of every module of app.models, whichever base they hang on."""
    found: dict[int, MetaData] = {}
    for module in pkgutil.walk_packages(app.models.__path__, "app.models."):
        for value in vars(importlib.import_module(module.name)).values():
            metadata = getattr(value, "metadata", None)
            if isinstance(metadata, MetaData):
                found[id(metadata)] = metadata
    return list(found.values())


def offending(metadata: MetaData) -> list[str]:
    """The columns whose names say too much."""
    return [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if forbidden(column.name)
    ]


def test_no_column_keeps_what_is_never_asked() -> None:
    bases = all_metadata()

    assert len(bases) == 2, "the identity and the consultation database each have a base"
    assert not [name for metadata in bases for name in offending(metadata)]


def test_no_form_asks_it() -> None:
    fields = [
        (str(path), target.id)
        for path in own_files(".py", under="app/web/forms/")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]

    assert fields
    assert not [field for field in fields if forbidden(field[1])]


@pytest.mark.parametrize("name", ["ip", "last_ip", "birth_date", "home_address", "legal_status"])
def test_column_that_says_too_much_is_noticed(name: str) -> None:
    metadata = MetaData()
    Table("member", metadata, Column("id", Integer), Column(name, Integer))

    assert offending(metadata) == [f"member.{name}"]


@pytest.mark.parametrize("name", ["email", "email_address", "description", "page", "language"])
def test_harmless_column_passes(name: str) -> None:
    assert not forbidden(name)
