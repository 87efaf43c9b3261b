"""The servers under measure: Palabre as in production, and a bare page on the same options.

Run as ``python -m tests.bench.serving palabre|bare PORT``; the databases come from the environment.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection

from flask import Flask

from app.cli.serve import OPTIONS, Server, settle
from app.factory import create_app
from app.web.database import databases
from app.web.limits import limiter

HOST = "127.0.0.1"
PATIENCE = 30


def palabre() -> Flask:
    """The application as it is served, but for the limits that would stop one single visitor."""
    app = create_app()
    limiter.enabled = False
    return app


def bare() -> Flask:
    """A page that does nothing, to measure the machine and the server by."""
    app = Flask("bare")

    @app.route("/", methods=["GET", "POST"])
    def hello() -> str:
        return "hello"

    return app


def serve(name: str, port: int) -> None:
    """Serve one of them until told to stop."""
    app = palabre() if name == "palabre" else bare()

    def after_fork(_server: object, _worker: object) -> None:
        if name == "palabre":
            with app.app_context():
                databases().dispose()

    settle()
    Server(app, {**OPTIONS, "bind": f"{HOST}:{port}", "post_fork": after_fork}).run()


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: where it listens, and its process."""

    port: int
    process: int


@contextlib.contextmanager
def served(name: str, path: str, environment: Mapping[str, str]) -> Iterator[Served]:
    """The server in a process of its own while the block runs."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.serving", name, str(port)],
        env={**os.environ, **environment},
    )
    try:
        wait_for(port, path, process)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_for(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    """Until the page answers; raises when the server ends first or takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=PATIENCE)
        with contextlib.suppress(OSError):
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        connection.close()
        time.sleep(0.1)
    msg = f"the server does not answer on port {port}"
    raise RuntimeError(msg)


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
