"""The connections of one worker thread, which another thread may cut.

requests knows no deadline for a whole call and no way to end one: each byte
that drips in starts its read timer anew. A `Line` therefore holds every socket
of its session; shutting them down makes a blocked call return at once. It also
knows whether any byte of the request has left, which tells "not sent" from
"outcome unknown".
"""

import contextlib
import socket
import time
from threading import Lock
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    NameResolutionError,
    NewConnectionError,
)

CONNECT_SECONDS = 5.0


class Line:
    """What is known and held of one session's connections."""

    def __init__(self) -> None:
        self.is_sent = False  # a byte of the request left
        self.is_cut = False
        self._held: list[tuple[HTTPConnection, socket.socket]] = []
        self._lock = Lock()

    def begin(self) -> None:
        self.is_sent = False
        self.is_cut = False

    def hold(self, connection: HTTPConnection, opened: socket.socket) -> None:
        """Keep a second handle: TLS takes the first one away from its object."""
        with self._lock:
            if self.is_cut:
                raise OSError("the line was cut")
            self._held.append((connection, opened.dup()))

    def cut(self) -> None:
        """End whatever the line is doing; from any thread."""
        with self._lock:
            self.is_cut = True
            for _, handle in self._held:
                with contextlib.suppress(OSError):
                    handle.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """Let go of the handles whose connections are closed.

        Not sooner: an answer that closes its connection is still read from it.
        """
        with self._lock:
            for connection, handle in self._held:
                if connection.sock is None:
                    handle.close()
            self._held = [each for each in self._held if each[1].fileno() >= 0]

    def close(self) -> None:
        """Close every connection; only while none of them is in use."""
        with self._lock:
            for connection, handle in self._held:
                connection.close()
                handle.close()
            self._held.clear()


class _Held(HTTPConnection):
    """A connection on the line; the one with TLS inherits from both."""

    line: Line
    _is_dialling = False
    _parts: list[bytes]  # of the request that is made

    def _dial(self, host: str, port: int, options: Any) -> socket.socket:
        seconds = self.timeout or CONNECT_SECONDS
        deadline = time.monotonic() + seconds
        places = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        error: OSError = TimeoutError("timed out")
        for number, (family, kind, protocol, _, place) in enumerate(places):
            left = max(deadline - time.monotonic(), 0.01) / (len(places) - number)
            opened = socket.socket(family, kind, protocol)
            try:
                self._open(opened, place, left, options)
            except OSError as failed:
                opened.close()
                error = failed
            else:
                opened.settimeout(seconds)
                return opened
        raise error

    def _open(
        self, opened: socket.socket, place: Any, seconds: float, options: Any
    ) -> None:
        for option in options or ():
            opened.setsockopt(*option)
        opened.settimeout(seconds)
        self.line.hold(self, opened)
        opened.connect(place)

    def _new_conn(self) -> socket.socket:
        own: Any = self
        try:
            return self._dial(own._dns_host, own.port, own.socket_options)  # noqa: SLF001 - urllib3 keeps the host's full name there
        except socket.gaierror as error:
            raise NameResolutionError(own.host, own, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(own, "connect timed out") from error
        except OSError as error:
            raise NewConnectionError(own, str(error)) from error

    def connect(self) -> None:
        self._is_dialling = True
        super().connect()
        self._is_dialling = False

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send head and body in one go: each hand-over to the system costs a wait."""
        self._parts = []
        super().request(*args, **kwargs)
        self.line.is_sent = True
        super().send(b"".join(self._parts))

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        if self._is_dialling:  # a proxy is asked for the way
            super().send(data)
        else:
            self._parts.append(data)


class _HeldSecure(_Held, HTTPSConnection):
    """The same over TLS."""


class _Adapter(HTTPAdapter):
    """Never sends anything twice, and puts its connections on the line."""

    def __init__(self, line: Line) -> None:
        self._classes = _pool_classes(line)
        super().__init__(pool_connections=4, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        manager: Any = self.poolmanager
        manager.pool_classes_by_scheme = self._classes

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager: Any = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._classes
        return manager


def _pool_classes(line: Line) -> dict[str, type[Any]]:
    """Pools whose connections know their line."""
    plain = type("LinePlain", (_Held,), {"line": line})
    secure = type("LineSecure", (_HeldSecure,), {"line": line})
    return {
        "http": type("Plain", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("Secure", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }


def session_on(line: Line) -> requests.Session:
    """Give a session that keeps no cookies and follows the line."""
    session = requests.Session()
    adapter = _Adapter(line)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
