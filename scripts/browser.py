"""Prints the path of a Chromium for the browser tests, installing one when the machine has none.

Order: $CHROMIUM, the browsers on the PATH, one that was downloaded before, the system's packages,
a download. Everything but the path goes to standard error.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    """Print the path of a browser that starts; 1 and one line of advice when there is none."""
    for find in (chosen, on_path, downloaded, from_packages, from_download):
        path = find()
        if path and starts(path):
            print(path)
            return 0
    print("No Chromium found and none could be installed.", file=sys.stderr)
    print("Install one, or name it: make test CHROMIUM=/path/to/chromium", file=sys.stderr)
    return 1


def chosen() -> str | None:
    """The browser named by the person."""
    return os.environ.get("CHROMIUM") or None


def on_path() -> str | None:
    """The first browser on the PATH that starts: some names are only signposts to a shop."""
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path and starts(path)), None)


def downloaded() -> str | None:
    """The browser that the test library downloaded earlier."""
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.is_file() else None


def from_packages() -> str | None:
    """The system's own package, where this person may install it without a password."""
    sudo = privilege()
    if sudo is None or not shutil.which("apt-get"):
        return None
    environment = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]
    ran(*environment, "apt-get", "update", "-qq")
    ran(*environment, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
    return on_path()


def from_download() -> str | None:
    """The browser that the test library brings, with what it needs where that is allowed."""
    extra = ["--with-deps"] if privilege() is not None and shutil.which("apt-get") else []
    ran(sys.executable, "-m", "playwright", "install", *extra, "chromium")
    return downloaded()


def privilege() -> list[str] | None:
    """What to put before a command that needs root; None when it cannot be had silently."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and ran("sudo", "-n", "true") else None


def starts(path: str) -> bool:
    """Whether the browser answers with its version."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def ran(*command: str) -> bool:
    """Run a command, its words on standard error; whether it succeeded."""
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
