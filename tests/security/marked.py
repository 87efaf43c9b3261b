"""Hostile text in every field somebody can write, and a look at pages for what came of it."""

from collections.abc import Callable
from html.parser import HTMLParser

from sqlalchemy import JSON, Column, Connection, Enum, MetaData, String, Table, select

# Sums are done by machines only: this one stands on no page unless a template worked it out.
SUM = "7919*7"
ANSWER = "55433"
MARKUP = f'"><svg onload=alert(1)><script>alert(2)</script>{{{{{SUM}}}}}{{%if 1%}}'
ADDRESS = "javascript:alert(1)//"
ACTIVE = ("javascript:", "data:", "vbscript:")
LINKING = ("href", "src", "action", "formaction", "xlink:href", "data-hx-get", "data-hx-post")

# Names, keys and hashes made by the program; each of these has a fixed set of values or a check.
MADE_HERE = set(
    "slug key language authentic_language languages timezone kinds criteria criterion principles "
    "content_hash late_hash payload_hash record_head reference voter reporter role place part "
    "paragraph_key member_key template key_hash token_hash code_hash password_hash purpose "
    "draft_key next_path tree problems pairs editors content kind status arguments before".split()
)
# The chain, the keys and the measures hold no words; mail is filled by the services, marked before.
APART = {
    "measurements",
    "record_entries",
    "submissions",
    "outbox",
    "waiting_letters",
    "alembic_version",
    "jobs",
}

Plant = Callable[[str, str], str]


def hostile(old: str, where: str) -> str:
    """The text behind an address that runs a script, before markup, with its column's name."""
    return f"{ADDRESS}⟦{where}⟧{old}{MARKUP}"


def writable(tables: MetaData) -> list[Column[object]]:
    """Every column that holds words of people; a new column is one unless it is named above."""
    return [
        column
        for table in tables.sorted_tables
        if table.name not in APART
        for column in table.columns
        if isinstance(column.type, String | JSON)
        and not isinstance(column.type, Enum)
        and column.name not in MADE_HERE
        and f"{table.name}.{column.name}" != "charters.code"
    ]


def plant(connection: Connection, tables: MetaData, words: Plant) -> list[str]:
    """Put hostile words into every writable field that is filled; the names of the columns."""
    done: list[str] = []
    for column in writable(tables):
        table, where = column.table, f"{column.table.name}.{column.name}"
        assert isinstance(table, Table)
        keys = list(table.primary_key.columns)
        for row in connection.execute(select(column, *keys)).all():
            old = row[0] or ({"en": ""} if isinstance(column.type, JSON) else "")
            new = _deep(old, lambda old, where=where: words(old, where))
            if column.unique:
                new = f"{new}{row[1]}"
            same = [key == value for key, value in zip(keys, row[1:], strict=True)]
            connection.execute(table.update().where(*same).values({column.name: new}))
            done.append(where)
    return sorted(set(done))


def _deep(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, dict):
        return {name: _deep(one, change) for name, one in value.items()}
    if isinstance(value, list):
        return [_deep(one, change) for one in value]
    return change(value) if isinstance(value, str) else value


class Look(HTMLParser):
    """Everything on a page that would run, or lead to something that runs."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        super().__init__()
        self.found: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note handlers, scripts without a file, and addresses that run."""
        values = {name: value or "" for name, value in attrs}
        self.found += [f"{tag} {name}" for name in values if name.startswith("on")]
        if tag == "script" and not values.get("src"):
            self.found.append("script")
        if tag in {"iframe", "object", "embed", "base"}:
            self.found.append(tag)
        self.found += [
            f"{tag} {name}={values[name][:40]}"
            for name in LINKING
            if is_active(tag, name, values.get(name, ""))
        ]

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words.append(data)


def is_active(tag: str, name: str, value: str) -> bool:
    """Whether an address may run; what stands in a picture is drawn, and nothing in it runs."""
    address = "".join(value.split()).lower()
    if (tag, name) == ("img", "src") and address.startswith("data:image/"):
        return False
    return address.startswith(ACTIVE)


def runs(html: str) -> list[str]:
    """What on this page would run."""
    look = Look()
    look.feed(html)
    look.close()
    if ANSWER in html:
        look.found.append("a template worked out a sum")
    return look.found
