"""Every refusal that a command can meet has a sentence."""

import ast
from collections.abc import Iterator

import pytest
from flask import Flask

from app.cli.main import run
from app.cli.words import sentence_of, words_of
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.permissions import RULES
from app.domain.translation import Closed
from tests.factories.cast import Cast
from tests.house.tree import ROOT

LAYERS = ("domain", "documents", "ledger", "queries", "services", "cli")
REFUSALS = {"Refusal", "Invalid", "Conflict", "NotAllowed", "TooMany", "UnreadableDocument"}
# A rule's name is handed on as a code, as is why words are closed; two are conflicts of a merge.
NOT_WRITTEN_OUT = {"permissions.py", "pen.py", "merge.py", "hunks.py"}


def raised() -> Iterator[str]:
    """Every code written out in a refusal below the web, and the name of every rule."""
    for layer in LAYERS:
        for path in sorted((ROOT / "app" / layer).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in REFUSALS:
                    found = list(texts(node.args[0]))
                    assert found or path.name in NOT_WRITTEN_OUT, f"{path}: no code in sight"
                    yield from found
    yield from (one.value for one in Closed)
    yield from (rule.__name__ for rules in RULES.values() for rule in rules)


def texts(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


CODES = sorted(set(raised()))


def test_codes_are_found() -> None:
    assert {"closes_before_opening", "slug_shape", "round_state", "is_secretariat"} < set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_words(app: Flask, code: str) -> None:
    with app.app_context():
        assert " " in (sentence_of(code) or "")


def test_words_end_with_the_code_and_name_what_is_meant(app: Flask) -> None:
    with app.app_context():
        taken = words_of(Invalid("organisation_exists", field="name", name="Rivebelle"))
        assert taken.endswith("already: Rivebelle (organisation_exists)")
        assert words_of(Conflict("round_state")).endswith("(round_state)")
        assert words_of(NotFound("round", slug="r9")) == "no such round: r9"


def test_refused_command_says_it_in_one_line(
    app: Flask, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    dates = ["--opens", "2027-05-02", "--closes", "2027-05-01"]
    charter = ["rounds", "create", "--charter", "mobility", "--slug"]

    assert run(lambda: app, [*charter, "later", *dates]) == 2
    assert capsys.readouterr().err == (
        "palabre: It must close after it opens. (closes_before_opening)\n"
    )
    assert run(lambda: app, [*charter, "Not A Slug", *dates]) == 2
    assert "small letters" in capsys.readouterr().err
