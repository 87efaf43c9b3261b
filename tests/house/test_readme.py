"""The README tells the truth about the tree, the commands and the settings."""

import re
from pathlib import Path

from tests.house.tree import ROOT, own_files, project_files, text

README = Path("README.md")
BLOCK = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
TARGET = re.compile(r"^([a-z-]+):.*?## (.+)$", re.MULTILINE)


def tree_map(readme: str) -> set[str]:
    """The paths of the map: the code block with a line `app/`, nested by its indentation."""
    block = next(
        (b for b in BLOCK.findall(readme) if re.search(r"^app/(\s|$)", b, re.MULTILINE)), ""
    )
    paths: set[str] = set()
    above: list[tuple[int, str]] = []
    for line in filter(str.strip, block.splitlines()):
        indent = len(line) - len(line.lstrip())
        above = [step for step in above if step[0] < indent]
        path = "".join(step[1] for step in above) + line.split()[0]
        paths.add(path.rstrip("/"))
        if path.endswith("/"):
            above.append((indent, line.split()[0]))
    return paths


def drawn(paths: tuple[Path, ...]) -> set[str]:
    """What a map must show: the folders at the top, and the layers of app."""
    top = {path.parts[0] for path in paths if len(path.parts) > 1 and path.parts[0][0] != "."}
    return top | {
        f"app/{path.parts[1]}" for path in paths if path.parts[0] == "app" and path.parts[2:]
    }


def test_everything_on_the_map_exists() -> None:
    gone = [path for path in sorted(tree_map(text(README))) if not (ROOT / path).exists()]

    assert not gone


def test_every_folder_is_on_the_map() -> None:
    assert not drawn(project_files()) - tree_map(text(README))


def test_map_is_read_with_its_nesting() -> None:
    lines = (
        "README.md this",
        "app/ code",
        "  domain/ rules",
        "  config.py settings",
        "tests/ proof",
    )
    readme = "```\n" + "\n".join(lines) + "\n```\n"

    assert tree_map(readme) == {"README.md", "app", "app/domain", "app/config.py", "tests"}


def test_every_command_of_the_makefile_is_in_the_readme() -> None:
    targets = [name for name, _ in TARGET.findall(text(Path("Makefile")))]
    unmentioned = [name for name in targets if f"make {name}" not in text(README)]

    assert "run" in targets
    assert not unmentioned


def test_every_target_has_one_line_of_help() -> None:
    phony = re.findall(r"^\.PHONY: (\S+)$", text(Path("Makefile")), re.MULTILINE)
    helped = {name for name, _ in TARGET.findall(text(Path("Makefile")))}

    assert set(phony) - helped == {"python"}


def test_every_setting_is_in_the_readme() -> None:
    names = {
        name
        for path in own_files(".py", under="app/config")
        for name in re.findall(r"""["']([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)["']""", text(path))
    }
    unmentioned = [name for name in sorted(names) if f"`{name}`" not in text(README)]

    assert names
    assert not unmentioned


def test_screenshot_exists() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text(README))

    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)
