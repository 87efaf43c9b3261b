"""The pages and posts that are measured, beside a bare page on the same server in the same run."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from itertools import islice, repeat

from flask.testing import FlaskClient

from tests.bench import load, visitors
from tests.bench.population import add_round
from tests.bench.serving import HOST, Served, served
from tests.bench.stage import DATABASE, Stage, settle
from tests.bench.visitors import GZIP, Post
from tests.bench.work import processor_seconds
from tests.web.statements import counted

SLUG = "bench"
PAGES = {
    "reading page, anonymous": f"/en/rounds/{SLUG}/text",
    "reading page, signed in": f"/en/rounds/{SLUG}/text",
    "paragraph page, anonymous": f"/en/rounds/{SLUG}/p/7",
    "paragraph page, signed in": f"/en/rounds/{SLUG}/p/7",
    "register, anonymous": f"/en/rounds/{SLUG}/contributions",
    "register, signed in": f"/en/rounds/{SLUG}/contributions",
}
POSTS_A_SECOND = 700  # more than any server here takes
EXPORTED = 5_000
EXPORTS = 3
WARMING = 0.5  # seconds in which both workers see a page for the first time


@dataclass(frozen=True, slots=True)
class Measure:
    """A load, and the processor time each of its requests took, where the machine tells."""

    load: load.Load
    cost: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    work: str
    own: Measure
    bare: Measure
    bytes: int
    statements: int

    @property
    def share(self) -> float:
        """The share of the bare page's requests per second."""
        return self.own.load.rate / self.bare.load.rate if self.bare.load.rate else 0.0

    @property
    def cost_share(self) -> float | None:
        """The same by processor time, which other programs on the machine disturb less."""
        own, bare = self.own.cost, self.bare.cost
        return bare / own if own and bare else None


def rows(stage: Stage, contributions: int, seconds: float) -> Iterator[Row]:
    """Measure every page and post, one after the other."""
    round_id = add_round(
        stage.session, stage.text, stage.people, SLUG, contributions, now=stage.now
    )
    settle(stage)
    with (
        served("palabre", "/en/", stage.environment) as own,
        served("bare", "/", stage.environment) as bare,
    ):
        for work, path in PAGES.items():
            headers = GZIP if "anonymous" in work else signed_in(stage)
            seen = looked_at(stage, path, headers)
            load.each(own.port, repeat(load.prepared("GET", path, headers)), WARMING, 200)
            yield Row(
                work,
                measure(own, partial(load.page, own.port, path, headers, seconds)),
                measure(bare, partial(load.page, bare.port, "/", GZIP, seconds / 2)),
                *seen,
            )
        for work, posts in prepared(stage, round_id, contributions, seconds):
            first = next(posts)
            seen = posted(stage, first)
            raw = (load.prepared("POST", one.path, one.headers, one.body) for one in posts)
            hello = repeat(load.prepared("POST", "/", first.headers, first.body))
            yield Row(
                work,
                measure(own, partial(load.each, own.port, raw, seconds, 303)),
                measure(bare, partial(load.each, bare.port, hello, seconds / 2, 200)),
                *seen,
            )


def measure(server: Served, run: Callable[[], load.Load]) -> Measure:
    """Run a load and see what it took."""
    before = processor_seconds(server.process, DATABASE)
    found = run()
    after = processor_seconds(server.process, DATABASE)
    if before is None or after is None or not found.requests:
        return Measure(found, None)
    return Measure(found, (after - before) / found.requests * 1000)


def first_visit(stage: Stage) -> dict[str, int]:
    """Compressed bytes of the reading page with its style sheet and scripts, by address."""
    client: FlaskClient = stage.app.test_client(use_cookies=False)
    html = client.get(PAGES["reading page, anonymous"]).text
    found = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"?]+)', html)
    wanted = (PAGES["reading page, anonymous"], *found)
    return {path: len(client.get(path, headers=GZIP).data) for path in wanted}


def workbook(stage: Stage) -> tuple[list[float], int]:
    """Seconds and size of a round of 5,000 contributions as a workbook, counted from the rows."""
    add_round(stage.session, stage.text, stage.people, "over", EXPORTED, now=stage.now, over=True)
    settle(stage)
    path = "/en/manage/rounds/over/synthesis/export.xlsx"
    headers = visitors.cookie(stage.app, stage.facilitator, now=stage.now)
    took, size = [], 0
    with served("palabre", "/en/", stage.environment) as server:
        for _ in range(EXPORTS):
            begun = time.perf_counter()
            connection = HTTPConnection(HOST, server.port, timeout=load.TIMEOUT * 3)
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            size = len(response.read())
            took.append(time.perf_counter() - begun)
            assert response.status == 200, f"{path}: {response.status}"
    return took, size


def prepared(
    stage: Stage, round_id: int, contributions: int, seconds: float
) -> Iterator[tuple[str, Iterator[Post]]]:
    """The posts by name, ready to go, more than there is time for."""
    number = round(seconds * POSTS_A_SECOND)
    cast = visitors.votes(stage.app, stage.people, SLUG, contributions, now=stage.now)
    yield "vote", iter(list(islice(cast, number)))
    yield (
        "comment",
        iter(
            visitors.comments(
                stage.app,
                stage.session,
                stage.people,
                SLUG,
                round_id,
                len(stage.text.ids),
                number,
                now=stage.now,
            )
        ),
    )


def signed_in(stage: Stage) -> dict[str, str]:
    """The headers of one member who has said this and that."""
    return visitors.cookie(stage.app, stage.people[7], now=stage.now)


def looked_at(stage: Stage, path: str, headers: dict[str, str]) -> tuple[int, int]:
    """Compressed size of a page and the statements it takes once others have seen it."""
    client: FlaskClient = stage.app.test_client(use_cookies=False)
    client.get(path, headers=headers)
    with counted(stage.app) as statements:
        response = client.get(path, headers=headers)
    assert response.status_code == 200, f"{path}: {response.status}"
    return len(response.data), len(statements)


def posted(stage: Stage, post: Post) -> tuple[int, int]:
    """Size of the answer to a post and the statements it takes."""
    client: FlaskClient = stage.app.test_client(use_cookies=False)
    kind = "application/x-www-form-urlencoded"
    with counted(stage.app) as statements:
        response = client.post(post.path, headers=post.headers, data=post.body, content_type=kind)
    assert response.status_code == 303, f"{post.path}: {response.status}"
    return len(response.data), len(statements)
