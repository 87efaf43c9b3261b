"""Keeps the catalogues in step with the words of the code, and says what is wrong with them.

`update` writes new sentences into translations/*/LC_MESSAGES/messages.po; `check` changes nothing.
"""

import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PLURAL_FORMS = {"fr": 2, "es": 2, "ar": 6}
PLACEHOLDER = re.compile(r"%\([^)]*\)[a-zA-Z]")
# "No contribution", "one contribution" need no figure, so a plural form may leave the count out.
COUNTS = {"%(num)s", "%(num)d", "%(count)s", "%(count)d"}


def extract(root: Path) -> Catalog:
    """Read every sentence for people out of the code and the page templates."""
    with tempfile.TemporaryDirectory() as folder, chdir(root):
        template = Path(folder) / "messages.pot"
        options = ["-q", "extract", "-F", "pyproject.toml", "--add-location", "file"]
        CommandLineInterface().run(["pybabel", *options, "-o", str(template), "."])
        return read(template)


def update(root: Path) -> None:
    """Bring the catalogue of each language up to date, leaving new sentences empty."""
    source = extract(root)
    for language in PLURAL_FORMS:
        path = catalogue_path(root, language)
        catalogue = read(path) if path.is_file() else fresh(language)
        catalogue.update(source, no_fuzzy_matching=True, update_creation_date=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, 100, ignore_obsolete=True, sort_by_file=True)


def fresh(language: str) -> Catalog:
    """An empty catalogue with a header that is complete."""
    owner = "the Palabre contributors"
    catalogue = Catalog(language, project="Palabre", copyright_holder=owner, fuzzy=False)
    catalogue.header_comment = f"# Palabre in {catalogue.locale.english_name}, by {owner}."
    catalogue.version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    catalogue.last_translator, catalogue.language_team = owner, language
    catalogue.msgid_bugs_address = ""
    catalogue.revision_date = catalogue.creation_date
    return catalogue


def problems(root: Path) -> Iterator[str]:
    """One line for each thing that keeps a page from being whole in a language."""
    source = extract(root)
    for language, forms in PLURAL_FORMS.items():
        path = catalogue_path(root, language)
        if not path.is_file():
            yield f"{language}: there is no catalogue"
            continue
        catalogue = read(path)
        yield from (f"{language}: {line}" for line in compare(source, catalogue, language, forms))


def compare(source: Catalog, catalogue: Catalog, language: str, forms: int) -> Iterator[str]:
    """What a catalogue lacks, has too much of, or says with other placeholders."""
    if str(catalogue.locale) != language or catalogue.charset.lower() != "utf-8":
        yield "the header names another language, or is not UTF-8"
    if catalogue.num_plurals != forms:
        yield f"the header announces {catalogue.num_plurals} plural forms instead of {forms}"
    header = " ".join(value for _, value in catalogue.mime_headers)
    if re.search("EMAIL@ADDRESS|FULL NAME|YEAR-MO", header):
        yield "the header still holds the words of its model"
    wanted = {key(message): message for message in source if message.id}
    held = {key(message): message for message in catalogue if message.id}
    yield from (f"missing: {name(wanted[gone])}" for gone in wanted.keys() - held.keys())
    yield from (f"no longer used: {name(held[old])}" for old in held.keys() - wanted.keys())
    for shared in wanted.keys() & held.keys():
        yield from (f"{line}: {name(held[shared])}" for line in faults(held[shared], forms))


def faults(message: Message, forms: int) -> Iterator[str]:
    """What is wrong with one translated sentence."""
    answers = texts(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if len(answers) != (forms if message.pluralizable else 1) or not all(answers):
        yield "not translated"
        return
    wanted = {mark for text in texts(message.id) for mark in PLACEHOLDER.findall(text)}
    spare = COUNTS if message.pluralizable else set()
    for answer in answers:
        found = set(PLACEHOLDER.findall(answer))
        if found - wanted or wanted - found - spare:
            yield "other placeholders"
        if answer != answer.strip() and not any(text != text.strip() for text in texts(message.id)):
            yield "space at an end"


def texts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """The forms of a sentence, one or several."""
    return [value or ""] if value is None or isinstance(value, str) else list(value)


def key(message: Message) -> tuple[str | None, str]:
    """What tells one sentence from another: its context and its singular."""
    return message.context, texts(message.id)[0]


def name(message: Message) -> str:
    """A sentence short enough for a line of the report."""
    return repr(texts(message.id)[0][:70])


def read(path: Path) -> Catalog:
    """A catalogue file, as Babel sees it."""
    with path.open("rb") as file:
        return read_po(file)


def catalogue_path(root: Path, language: str) -> Path:
    """Where the catalogue of a language lives."""
    return root / "translations" / language / "LC_MESSAGES" / "messages.po"


def main(command: str) -> int:
    """Update or check; a check that finds something exits with 1."""
    if command == "update":
        update(ROOT)
        return 0
    found = sorted(problems(ROOT))
    print("\n".join(found) or "The catalogues are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["update"], ["check"]):
        sys.exit("usage: catalogues.py update|check")
    sys.exit(main(sys.argv[1]))
