"""A client that costs little: connections that stay open, requests made before."""

import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

END_OF_HEADERS = b"\r\n\r\n"
Body = Callable[[int, int], Any]  # of the connection's number and the request's


class Line:
    """One connection that stays open; knows just enough HTTP for our servers."""

    def __init__(self, url: str, token: str = "") -> None:
        place = urlsplit(url)
        assert place.hostname
        assert place.port
        self._head = f"Host: {place.netloc}\r\nAuthorization: Bearer {token}\r\n"
        self._socket = socket.create_connection((place.hostname, place.port), 120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        """Send a request; gives status and body of the answer."""
        raw = b"" if body is None else json.dumps(body).encode()
        head = (
            f"{method} {path} HTTP/1.1\r\n{self._head}"
            f"Content-Type: application/json\r\nContent-Length: {len(raw)}\r\n\r\n"
        )
        self._socket.sendall(head.encode() + raw)
        return self._answer()

    def _answer(self) -> tuple[int, bytes]:
        got = b""
        while END_OF_HEADERS not in got:
            got += self._more()
        head, _, body = got.partition(END_OF_HEADERS)
        lines = head.decode().lower().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines[1:])
        length = int(headers["content-length"])
        while len(body) < length:
            body += self._more()
        return int(lines[0].split()[1]), body

    def _more(self) -> bytes:
        found = self._socket.recv(65536)
        if not found:
            raise ConnectionError
        return found

    def close(self) -> None:
        self._socket.close()


@dataclass
class Load:
    """So many connections that post one request after the other."""

    url: str
    path: str
    body: Body
    token: str = ""
    connections: int = 8
    answered: list[int] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)

    def run(self, seconds: float = 3, most: int | None = None) -> float:
        """Post for so long, or so many by each; gives answers per second."""
        self.answered = [0] * self.connections
        began = time.perf_counter()
        end = began + seconds
        threads = [
            threading.Thread(target=self._run, args=(number, end, most))
            for number in range(self.connections)
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        if self.failed:
            raise self.failed[0]
        return sum(self.answered) / (time.perf_counter() - began)

    def _run(self, number: int, end: float, most: int | None) -> None:
        try:
            self._post(number, end, most)
        except (OSError, RuntimeError) as error:
            self.failed.append(error)

    def _post(self, number: int, end: float, most: int | None) -> None:
        line = Line(self.url, self.token)
        count = 0
        while count < most if most is not None else time.perf_counter() < end:
            status, body = line.ask("POST", self.path, self.body(number, count))
            if status not in (200, 201):
                raise RuntimeError(f"{status}: {body[:200]!r}")
            count += 1
        self.answered[number] = count
        line.close()
