"""What each work costs as a round grows: milliseconds in one process, one request at a time."""

import statistics
import time
from collections.abc import Callable, Iterator
from itertools import islice

from app.web import kept, texts_in_hand
from tests.bench import visitors
from tests.bench.population import add_round
from tests.bench.stage import Stage, settle
from tests.bench.visitors import GZIP, Post

ROUNDS_OF_EACH = 9
Work = Callable[[], int]


def costs(stage: Stage, contributions: int) -> dict[str, float]:
    """The median milliseconds of every work in a round of this size."""
    slug = f"size-{contributions}"
    round_id = add_round(
        stage.session, stage.text, stage.people, slug, contributions, now=stage.now
    )
    settle(stage)
    return {
        name: median(work) for name, work in works(stage, slug, round_id, contributions).items()
    }


def works(stage: Stage, slug: str, round_id: int, contributions: int) -> dict[str, Work]:
    """Every work by name; each call does it once and returns the status."""
    at = f"/en/rounds/{slug}"
    member = visitors.cookie(stage.app, stage.people[7], now=stage.now)
    facilitator = visitors.cookie(stage.app, stage.facilitator, now=stage.now)
    client = stage.app.test_client(use_cookies=False)

    def getting(path: str, headers: dict[str, str]) -> Work:
        return lambda: client.get(path, headers=headers).status_code

    def anew(path: str) -> Work:
        def work() -> int:
            stage.app.extensions.pop(kept.STORE, None)
            stage.app.extensions.pop(texts_in_hand.TEXTS, None)
            return client.get(path, headers=GZIP).status_code

        return work

    def posting(posts: Iterator[Post]) -> Work:
        def work() -> int:
            one = next(posts)
            kind = "application/x-www-form-urlencoded"
            return client.post(
                one.path, headers=one.headers, data=one.body, content_type=kind
            ).status_code

        return work

    votes = visitors.votes(stage.app, stage.people, slug, contributions, now=stage.now)
    comments = visitors.comments(
        stage.app,
        stage.session,
        stage.people,
        slug,
        round_id,
        len(stage.text.ids),
        ROUNDS_OF_EACH + 1,
        now=stage.now,
    )
    return {
        "reading page, made anew": anew(f"{at}/text"),
        "reading page, signed in": getting(f"{at}/text", member),
        "paragraph page, made anew": anew(f"{at}/p/7"),
        "paragraph page, signed in": getting(f"{at}/p/7", member),
        "register, first page": getting(f"{at}/contributions?page=1", member),
        "register, last page": getting(f"{at}/contributions?page={contributions // 40}", member),
        "queue": getting(f"/en/manage/rounds/{slug}/queue", facilitator),
        "vote": posting(islice(votes, ROUNDS_OF_EACH + 1)),
        "comment": posting(iter(comments)),
    }


def median(work: Work) -> float:
    """The median of a few rounds in milliseconds, the first one left out."""
    status = work()
    assert status in {200, 303}, status
    took = []
    for _ in range(ROUNDS_OF_EACH):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return statistics.median(took) * 1000
