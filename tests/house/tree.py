"""The files of the project, as the rules of the house see them."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Files of other people, kept as they came, and what is made from the tree.
FOREIGN = ("static/js/vendor/", "static/fonts/", "tests/vendor/", "tests/samples/")
UNTRACKED = {".git", ".venv", "instance", "node_modules", "__pycache__"}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project, relative to its root; what git ignores is not part of it."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    names = answer.stdout.split("\0") if answer.returncode == 0 else walked()
    return tuple(sorted(Path(name) for name in names if name and (ROOT / name).is_file()))


def walked() -> Iterator[str]:
    """The same list for a tree that was unpacked from an archive."""
    for path in ROOT.rglob("*"):
        if not UNTRACKED.intersection(path.relative_to(ROOT).parts):
            yield path.relative_to(ROOT).as_posix()


def own_files(*suffixes: str, under: str = "") -> list[Path]:
    """The files this project wrote itself, with one of these endings, in one folder."""
    return [
        path
        for path in project_files()
        if path.suffix in suffixes
        and path.as_posix().startswith(under)
        and not path.as_posix().startswith(FOREIGN)
    ]


def text(path: Path) -> str:
    """What a project file says."""
    return (ROOT / path).read_text(encoding="utf-8")


def parsed(path: Path) -> ast.Module:
    """A Python file of the project as a syntax tree."""
    return ast.parse(text(path), filename=str(path))


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Where a compiled pattern occurs, as `file:line: text`."""
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(text(path).splitlines(), 1)
        if pattern.search(line)
    ]
