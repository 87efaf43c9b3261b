"""What a page asks of the pools of connections."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from app.models.engine import writing
from tests.conftest import databases_of
from tests.factories.cast import Cast
from tests.web.signing_in import post, sign_in


def test_page_takes_one_connection_of_each_database(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.bo)
    found = databases_of(app)
    taken: list[str] = []
    watched = [(found.engine, "consultation"), (found.identity_engine, "identity")]
    watchers = [(engine, lambda *_args, name=name: taken.append(name)) for engine, name in watched]
    for engine, watcher in watchers:
        event.listen(engine.pool, "checkout", watcher)
    try:
        answer = client.get(f"/en/rounds/{cast.round.slug}/p/1")
    finally:
        for engine, watcher in watchers:
            event.remove(engine.pool, "checkout", watcher)

    assert answer.status_code == 200
    assert sorted(taken) == ["consultation", "identity"]


def test_request_that_wrote_leaves_no_lock_to_what_runs_after_it(
    app: Flask, client: FlaskClient
) -> None:
    post(client, "/en/sign-in")

    with databases_of(app).engine.connect() as reads, databases_of(app).engine.connect() as writes:
        reads.execute(text("SELECT 1"))
        with writing():
            writes.execute(text("SELECT 1"))
