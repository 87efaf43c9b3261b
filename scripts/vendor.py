"""Copy the browser files named in package.json into the repository; needs npm, users do not.

Run ``python scripts/vendor.py``: npm installs the locked versions (integrity is checked) into a
temporary folder, the few files below are copied, and ``static/vendored.json`` lists each with its
package, version, licence and hash. Run twice, nothing changes.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERIF = "@fontsource-variable/source-serif-4"
NASKH = "@fontsource-variable/noto-naskh-arabic"
PLEX = "@fontsource/ibm-plex-sans"
PLEX_ARABIC = "@fontsource/ibm-plex-sans-arabic"

FILES: tuple[tuple[str, str, str], ...] = (
    ("htmx.org", "dist/htmx.min.js", "static/js/vendor/htmx.min.js"),
    ("htmx.org", "LICENSE", "static/js/vendor/LICENCE-htmx.txt"),
    ("axe-core", "axe.min.js", "tests/vendor/axe.min.js"),
    ("axe-core", "LICENSE", "tests/vendor/LICENCE-axe-core.txt"),
    (SERIF, "files/source-serif-4-latin-wght-normal.woff2", "source-serif-4-latin-wght.woff2"),
    (SERIF, "LICENSE", "LICENCE-source-serif-4.txt"),
    (NASKH, "files/noto-naskh-arabic-arabic-wght-normal.woff2", "noto-naskh-arabic-wght.woff2"),
    (NASKH, "LICENSE", "LICENCE-noto-naskh-arabic.txt"),
    (PLEX, "files/ibm-plex-sans-latin-400-normal.woff2", "ibm-plex-sans-latin-400.woff2"),
    (PLEX, "files/ibm-plex-sans-latin-600-normal.woff2", "ibm-plex-sans-latin-600.woff2"),
    (PLEX, "LICENSE", "LICENCE-ibm-plex-sans.txt"),
    (
        PLEX_ARABIC,
        "files/ibm-plex-sans-arabic-arabic-400-normal.woff2",
        "ibm-plex-sans-arabic-400.woff2",
    ),
    (
        PLEX_ARABIC,
        "files/ibm-plex-sans-arabic-arabic-600-normal.woff2",
        "ibm-plex-sans-arabic-600.woff2",
    ),
    (PLEX_ARABIC, "LICENSE", "LICENCE-ibm-plex-sans-arabic.txt"),
)


def target(name: str) -> Path:
    """Where a file lands: fonts share one folder, the others say their path."""
    return ROOT / (name if "/" in name else f"static/fonts/{name}")


def sha384(path: Path) -> str:
    """The hash of a file, written as browsers write it."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def main() -> int:
    """Install, copy, and write the list of what was copied."""
    npm = shutil.which("npm")
    if npm is None:
        sys.stderr.write("vendor: npm is needed to fetch the locked packages\n")
        return 2
    listed = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / name, folder)
        subprocess.run([npm, "ci", "--ignore-scripts", "--silent"], cwd=folder, check=True)
        modules = Path(folder, "node_modules")
        for package, source, name in FILES:
            copy = target(name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(modules / package / source, copy)
            about = json.loads((modules / package / "package.json").read_text())
            listed[str(copy.relative_to(ROOT))] = {
                "package": package,
                "version": about["version"],
                "licence": about["license"],
                "integrity": sha384(copy),
            }
    text = json.dumps(listed, indent=2, sort_keys=True) + "\n"
    (ROOT / "static/vendored.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
