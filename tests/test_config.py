"""Settings from the environment: what is read, and what is refused by name."""

import re
from pathlib import Path

import pytest

from app.config import BadSetting, keep_address, served_at, settings_from

ROOT = Path(__file__).parents[1]


def read(tmp_path: Path, **variables: str):
    return settings_from({"PALABRE_INSTANCE": str(tmp_path), **variables})


def test_defaults_are_two_files_on_this_machine(tmp_path):
    found = read(tmp_path)

    assert found.database_url == f"sqlite:///{tmp_path}/palabre.db"
    assert found.identity_database_url == f"sqlite:///{tmp_path}/identity.db"
    assert (found.demo, found.secure, found.redis_url) == (False, False, None)


def test_secret_is_made_once_and_kept_for_its_owner(tmp_path):
    assert read(tmp_path).secret_key == read(tmp_path).secret_key
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("given", ["postgres://db/x", "postgresql://db/x"])
def test_postgresql_goes_through_psycopg(tmp_path, given):
    found = read(tmp_path, DATABASE_URL=given, IDENTITY_DATABASE_URL=given)

    assert found.database_url == "postgresql+psycopg://db/x"


def test_https_makes_the_cookie_secure_and_names_the_host(tmp_path):
    found = read(tmp_path, PALABRE_URL="https://charters.example/")

    assert (found.secure, found.trusted_hosts[0]) == (True, "charters.example")


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"PALABRE_URL": "charters.example"}, "PALABRE_URL"),
        ({"DATABASE_URL": "mysql://db/x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://db/x"}, "IDENTITY_DATABASE_URL"),
        ({"PALABRE_DEMO": "maybe"}, "PALABRE_DEMO"),
        ({"PALABRE_PROXIES": "-1"}, "PALABRE_PROXIES"),
    ],
)
def test_nonsense_is_refused_by_name(tmp_path, variables, named):
    with pytest.raises(BadSetting, match=named):
        read(tmp_path, **variables)


def test_what_make_sets_is_what_is_read():
    exported = re.findall(r"export (\w+) :=", (ROOT / "Makefile").read_text(encoding="utf-8"))
    config = (ROOT / "app" / "config.py").read_text(encoding="utf-8")

    assert exported
    assert [name for name in exported if f'"{name}"' not in config] == []


def test_commands_know_where_the_site_was_served_last(tmp_path):
    before = read(tmp_path).public_url
    keep_address(served_at(read(tmp_path), 8123))

    assert before == "http://127.0.0.1:8000"
    assert read(tmp_path).public_url == "http://127.0.0.1:8123"
    assert read(tmp_path, PORT="9000").public_url == "http://127.0.0.1:9000"
    assert read(tmp_path, PALABRE_URL="https://a.example").public_url == "https://a.example"


def test_address_that_was_told_is_not_kept(tmp_path):
    keep_address(served_at(read(tmp_path, PALABRE_URL="https://a.example"), 8123))

    assert not (tmp_path / "address").exists()
