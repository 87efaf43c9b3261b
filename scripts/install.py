"""Makes .venv and installs a hashed lock into it; does nothing when that lock is already there.

Needs Python 3.11 with venv and pip, nothing else. pip reads the machine's own configuration.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# A development environment holds everything a running one needs, at the same versions.
COVERS = {"run": ("run",), "dev": ("dev", "run")}


def main(name: str) -> int:
    """Install ``requirements/<name>.txt``; 0 when the environment matches it at the end."""
    usable = runs(PYTHON, "-c", "import encodings")
    if usable and stamp(name).is_file() and stamp(name).read_text() == fingerprint(name):
        return 0
    if not usable and not make_environment():
        return 1
    if not install(name):
        say(
            "The packages could not be installed. Is the package index reachable (pip config list)?"
        )
        return 1
    for covered in COVERS[name]:
        stamp(covered).write_text(fingerprint(covered))
    return 0


def make_environment() -> bool:
    """Create .venv anew with this Python."""
    say(f"Making .venv with Python {sys.version.split()[0]}")
    if runs(sys.executable, "-m", "venv", "--clear", str(VENV), quiet=False):
        return True
    say("Python could not make an environment. On Debian and Ubuntu: apt install python3-venv")
    return False


def install(name: str) -> bool:
    """Let pip install exactly what the lock names, checking every hash."""
    if not runs(PYTHON, "-m", "pip", "--version"):
        runs(PYTHON, "-m", "ensurepip", "--upgrade", quiet=False)
    lock = f"requirements/{name}.txt"
    say(f"Installing the packages of {lock}")
    options = ["--require-hashes", "--no-compile", "--no-input", "--disable-pip-version-check"]
    return runs(PYTHON, "-m", "pip", "install", "-qq", *options, "-r", lock, quiet=False)


def fingerprint(name: str) -> str:
    """The hash of a lock, which changes when anything in it does."""
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def stamp(name: str) -> Path:
    """The file that remembers which lock was installed."""
    return VENV / f"installed-{name}"


def runs(*command: str | Path, quiet: bool = True) -> bool:
    """Whether a command runs and succeeds."""
    out = subprocess.DEVNULL if quiet else None
    try:
        return (
            subprocess.run(command, cwd=ROOT, stdout=out, stderr=out, check=False).returncode == 0
        )
    except OSError:
        return False


def say(line: str) -> None:
    """Tell the person at the terminal what happens, without touching standard output."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["dev"]):
        sys.exit("usage: install.py run|dev")
    sys.exit(main(sys.argv[1]))
