"""The ladder of imports: the contracts hold, and each of them catches a planted breach."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# The smallest tree that has every layer and every module a contract names.
TINY = (
    "__init__ __main__ factory config analysis/__init__ cli/__init__ documents/__init__ "
    "domain/__init__ domain/rounds jobs/__init__ ledger/__init__ models/__init__ "
    "models/identity/__init__ models/rounds models/tables models/votes queries/__init__ "
    "queries/accounts "
    "queries/rounds services/__init__ services/accounts services/rounds web/__init__ "
    "web/current web/views/__init__ web/views/charters web/views/rounds"
).split()

BREACHES = {
    "layers": ("domain/rounds", "import app.queries.rounds"),
    "layers-beside": ("documents/__init__", "import app.queries.rounds"),
    "layers-new": ("utils", ""),
    "acyclic": ("models/rounds", "import app.models.votes"),
    "web-framework": ("services/rounds", "from flask import request"),
    "pure-domain": ("domain/rounds", "from sqlalchemy import select"),
    "plain-documents": ("analysis/__init__", "import app.models.rounds"),
    "web-without-tables": ("web/current", "import app.models.rounds"),
    "settings": ("web/views/rounds", "import app.config"),
    "firewall": ("queries/rounds", "import app.models.identity"),
    "independent-services": ("services/rounds", "import app.services.accounts"),
    "independent-views": ("web/views/rounds", "import app.web.views.charters"),
}


def lint(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the import contracts of a tree."""
    command = [sys.executable, "-c", LINT, "--no-cache", *options]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A tree that keeps every contract, under the project's own configuration."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for name in TINY:
        plant(tmp_path, name, "")
    plant(tmp_path, "models/votes", "import app.models.rounds")
    plant(tmp_path, "services/accounts", "import app.models.identity")
    return tmp_path


def plant(root: Path, name: str, line: str) -> None:
    """Write one module of the small tree."""
    path = root / "app" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{line}\n", encoding="utf-8")


def test_every_contract_is_kept() -> None:
    result = lint(ROOT)

    assert result.returncode == 0, result.stdout


def test_tree_that_keeps_the_contracts_passes(tiny: Path) -> None:
    result = lint(tiny)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("breach", BREACHES)
def test_planted_breach_is_caught(tiny: Path, breach: str) -> None:
    contract = breach.removesuffix("-beside").removesuffix("-new")
    module, line = BREACHES[breach]
    plant(tiny, module, line)

    result = lint(tiny, "--contract", contract)

    assert result.returncode == 1, result.stdout
    assert "1 broken" in result.stdout, result.stdout
