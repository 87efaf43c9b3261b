"""Files are short, say what they are for, and carry nothing from the machine they were made on."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import FOREIGN, ROOT, lines_with, own_files, parsed, project_files, text

LONGEST = 300
# Style sheets may be longer: a first view has eight requests to spend in all.
CODE = (".py", ".html", ".js")

# Put together here, so that this file does not hold what it looks for.
REGISTRIES = tuple(
    f"{name}.{end}"
    for name, end in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry.npmjs", "org"),
        ("registry.yarnpkg", "com"),
    )
)
REGISTRY = re.compile("|".join(map(re.escape, REGISTRIES)))
MACHINE = re.compile(r"(?<![\w.:])/(?:home|root|Users)/\w")
BINARY = {".woff2", ".png", ".ico", ".docx", ".odt", ".xlsx", ".gz", ".pdf", ".jpg", ".webp"}


def too_long(path: Path) -> bool:
    """Whether a file has more lines than a person reads in one go."""
    return len(text(path).splitlines()) > LONGEST


def test_file_is_at_most_300_lines() -> None:
    # A migration is a record of one moment, as long as what changed then.
    files = [path for path in own_files(*CODE) if path.parts[0] != "migrations"]
    found = [f"{path}: {len(text(path).splitlines())}" for path in files if too_long(path)]

    assert not found


def test_long_file_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("pass\n" * (LONGEST + 1), encoding="utf-8")

    assert too_long(path)


@pytest.mark.parametrize("folder", ["app/", "migrations/", "scripts/", "tests/"])
def test_module_opens_with_its_responsibility(folder: str) -> None:
    modules = own_files(".py", under=folder)
    silent = [str(path) for path in modules if not ast.get_docstring(parsed(path))]

    assert modules
    assert not silent


def test_package_init_holds_a_docstring_and_nothing_else() -> None:
    packages = [path for path in own_files(".py", under="app/") if path.name == "__init__.py"]
    busy = [str(path) for path in packages if len(parsed(path).body) > 1]

    assert not busy


def test_every_folder_of_modules_is_a_package() -> None:
    modules = own_files(".py", under="app/")
    bare = {str(path.parent) for path in modules if path.parent / "__init__.py" not in modules}

    assert not bare


def test_import_stands_at_the_top_of_its_module() -> None:
    hidden = [
        f"{path}:{node.lineno}"
        for path in own_files(".py", under="app/")
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert not hidden


def test_no_module_is_an_attic() -> None:
    attics = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    found = [str(p) for p in own_files(".py") if attics.intersection((p.stem, *p.parent.parts))]

    assert not found


def readable() -> list[Path]:
    """Every text of ours but this one."""
    own = [path for path in project_files() if not path.as_posix().startswith(FOREIGN)]
    return [path for path in own if path.suffix not in BINARY and path.name != Path(__file__).name]


def test_no_file_names_a_registry() -> None:
    assert not lines_with(REGISTRY, readable())


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert not lines_with(MACHINE, readable())


@pytest.mark.parametrize("line", ["see /home/ada/notes"])
def test_folder_of_a_machine_is_noticed(line: str) -> None:
    assert MACHINE.search(line)


def test_registry_is_noticed() -> None:
    assert REGISTRY.search(f"--index-url https://{REGISTRIES[0]}/simple")


def test_licence_is_named_in_spdx() -> None:
    project = tomllib.loads(text(Path("pyproject.toml")))["project"]

    assert project["license"] == "AGPL-3.0-or-later"
    assert f"SPDX-License-Identifier: {project['license']}" in text(Path("LICENSE"))


def test_changelog_opens_with_this_version() -> None:
    version = tomllib.loads(text(Path("pyproject.toml")))["project"]["version"]
    first = re.search(r"^## (\S+)", text(Path("CHANGELOG.md")), re.MULTILINE)

    assert (ROOT / "CHANGELOG.md").is_file()
    assert first is not None
    assert first.group(1) == version
