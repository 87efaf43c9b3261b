"""What the code imports is declared, what is declared is used, and every package is hashed."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.tree import own_files, parsed, text

LOCKS = ("requirements/run.txt", "requirements/dev.txt")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
# Used without an import in app: each by the one who is named.
UNIMPORTED = {
    "babel": "scripts/catalogues.py and the templates",
    "gunicorn": "started as a process",
    "psycopg": "SQLAlchemy, through the address of the database",
    "redis": "huey and Flask-Limiter, when configured",
    "weasyprint": "an extra that may be missing",
}


def normal(name: str) -> str:
    """A distribution's name as locks write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~! ]", name)[0]).lower()


@cache
def project() -> dict[str, object]:
    """The project table of pyproject.toml."""
    return tomllib.loads(text(Path("pyproject.toml")))["project"]


def declared() -> set[str]:
    """What a running Palabre asks for by name, extras included."""
    extras = [name for names in project()["optional-dependencies"].values() for name in names]
    return {normal(name) for name in [*project()["dependencies"], *extras]}


def imported() -> dict[str, str]:
    """Every distribution that app imports, with one file that does."""
    owners = packages_distributions()
    return {
        normal(owner): str(path)
        for path in own_files(".py", under="app/")
        for module in top_modules(parsed(path))
        for owner in owners.get(module, [module])
    }


def top_modules(tree: ast.Module) -> set[str]:
    """The first part of everything a file imports, without the standard library and app."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {"app"}


def test_what_app_imports_is_declared() -> None:
    # Werkzeug, Jinja2, MarkupSafe, click and itsdangerous are Flask's own public face.
    with_flask = {"werkzeug", "jinja2", "markupsafe", "click", "itsdangerous"}
    undeclared = {k: v for k, v in imported().items() if k not in declared() | with_flask}

    assert not undeclared


def test_what_is_declared_is_used() -> None:
    unused = declared() - imported().keys() - UNIMPORTED.keys()

    assert not unused


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_every_declared_package(lock: str) -> None:
    extras = {normal(n) for names in project()["optional-dependencies"].values() for n in names}
    wanted = declared() if "dev" in lock else declared() - extras
    pinned = {name for name, _ in PIN.findall(text(Path(lock)))}

    assert wanted <= pinned


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_a_hash_for_every_package(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", text(Path(lock)).strip())
    bare = [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]

    assert not bare


def test_both_locks_agree() -> None:
    run, dev = (dict(PIN.findall(text(Path(lock)))) for lock in LOCKS)

    assert run.items() <= dev.items()
