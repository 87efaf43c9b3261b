"""Load: the same page again and again with wrk, or many prepared requests with a small client."""

import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from tests.bench.serving import HOST

CONNECTIONS = 8
SCRIPT = Path(__file__).with_name("wrk.lua")
CHUNK = 65_536
TIMEOUT = 20


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a measure: answers, seconds, milliseconds, and answers that were wrong."""

    requests: int
    seconds: float
    p50: float
    p95: float
    wrong: int

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds if self.seconds else 0.0


def page(port: int, path: str, headers: Mapping[str, str], seconds: float) -> Load:
    """Ask for one page for so many seconds: with wrk where it is at hand."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return each(port, repeat(prepared("GET", path, headers)), seconds, 200)
    options = [f"-c{CONNECTIONS}", "-t1", f"-d{round(seconds)}s", "-s", str(SCRIPT)]
    for name, value in headers.items():
        options += ["-H", f"{name}: {value}"]
    done = subprocess.run(
        [wrk, *options, f"http://{HOST}:{port}{path}"], capture_output=True, text=True, check=True
    )
    return Load(**json.loads(done.stdout.strip().splitlines()[-1]))


def prepared(method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    """A request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if method == "POST":
        lines += [
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def each(port: int, requests: Iterator[bytes], seconds: float, expected: int) -> Load:
    """Send prepared requests, each once, over several connections; ends early when none is left."""
    client = Client(port, requests, expected)
    begun = time.perf_counter()
    client.run(begun + seconds)
    took = time.perf_counter() - begun
    times = sorted(client.times)
    return Load(len(times), took, percentile(times, 0.5), percentile(times, 0.95), client.wrong)


def percentile(times: Sequence[float], share: float) -> float:
    """The time in milliseconds that this share of the sorted times does not exceed."""
    return times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else 0.0


class Client:
    """Threads that take the next request, send it, and read the answer to its end."""

    def __init__(self, port: int, requests: Iterator[bytes], expected: int) -> None:
        """Keep what is to be sent and the status that is right."""
        self.address = (HOST, port)
        self.requests = requests
        self.mark = f"HTTP/1.1 {expected}".encode()
        self.lock = threading.Lock()
        self.times: list[float] = []
        self.wrong = 0

    def run(self, end: float) -> None:
        """Send until the time is over."""
        threads = [threading.Thread(target=self.work, args=(end,)) for _ in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def work(self, end: float) -> None:
        """One thread's share."""
        while time.perf_counter() < end:
            with self.lock:
                request = next(self.requests, None)
            if request is None:
                return
            begun = time.perf_counter()
            right = self.send(request)
            self.times.append(time.perf_counter() - begun)
            self.wrong += not right

    def send(self, request: bytes) -> bool:
        """Whether the answer had the status that is right."""
        with socket.create_connection(self.address, TIMEOUT) as connection:
            connection.sendall(request)
            first = chunk = connection.recv(CHUNK)
            while chunk:
                chunk = connection.recv(CHUNK)
        return first.startswith(self.mark)
