"""The answer to COMMIT is lost on the way: sending the same form again gives the first result."""

import socket
import threading
from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.config import Settings
from app.domain.contributions import CommentKind
from app.domain.writing import CommentWords
from app.models.contributions import Contribution
from app.models.record import Submission
from app.services.comments import submit_comment
from tests.factories.cast import Cast
from tests.factories.people import actor_of

WORDS = CommentWords("Who pays for the oil?", "en", CommentKind.QUESTION)


class Cutter:
    """A proxy before PostgreSQL that hands on a COMMIT, reads the answer, and hangs up."""

    def __init__(self, host: str, port: int) -> None:
        """Listen on a free port."""
        self.target = (host, port)
        self.armed = False
        self.cuts = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(self.target)
            for one, other, cuts in ((client, server, True), (server, client, False)):
                threading.Thread(target=self._pump, args=(one, other, cuts), daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket, cuts: bool) -> None:
        try:
            while data := one.recv(65536):
                if cuts and self.armed and b"COMMIT" in data.upper():
                    self._cut(one, other, data)
                    return
                other.sendall(data)
        except OSError:
            pass
        finally:
            for end in (one, other):
                end.close()

    def _cut(self, client: socket.socket, server: socket.socket, data: bytes) -> None:
        """The server commits; the client never hears of it."""
        self.armed = False
        self.cuts += 1
        client.shutdown(socket.SHUT_RDWR)
        server.sendall(data)
        server.settimeout(0.2)

    def close(self) -> None:
        self.listener.close()


@pytest.fixture
def cutter(settings: Settings, session: Session) -> Iterator[tuple[Cutter, Engine]]:
    url = session.get_bind().engine.url
    if url.get_backend_name() != "postgresql":
        pytest.skip("needs a server to be cut off from")
    found = Cutter(url.host or "127.0.0.1", url.port or 5432)
    engine = create_engine(url.set(host="127.0.0.1", port=found.port), pool_pre_ping=True)
    yield found, engine
    engine.dispose()
    found.close()


def send(engine: Engine, cast: Cast, key: str, now: datetime) -> str | None:
    with Session(engine) as session:
        bo = actor_of(session, cast.bo)
        return submit_comment(session, bo, cast.round.id, WORDS, number=1, key=key, now=now)


def test_form_sent_again_after_a_lost_answer_is_one_comment(
    cutter: tuple[Cutter, Engine], session: Session, cast: Cast, now: datetime
) -> None:
    proxy, engine = cutter
    for at in range(5):
        proxy.armed = True
        with pytest.raises(OperationalError):
            send(engine, cast, f"key-{at}", now)
        assert send(engine, cast, f"key-{at}", now) == f"C{at + 1}"

    session.rollback()
    assert proxy.cuts == 5
    assert session.scalar(select(func.count()).select_from(Contribution)) == 5
    assert session.scalar(select(func.count()).select_from(Submission)) == 5


def test_without_a_key_of_its_own_it_would_be_two(
    cutter: tuple[Cutter, Engine], session: Session, cast: Cast, now: datetime
) -> None:
    proxy, engine = cutter
    proxy.armed = True
    with pytest.raises(OperationalError):
        send(engine, cast, "one", now)

    send(engine, cast, "another", now)

    session.rollback()
    assert session.scalar(select(func.count()).select_from(Contribution)) == 2
