"""The tenant's HTTP server: a thread for each connection, loopback only.

with Simulator(seed="demo") as tenant:
    requests.post(tenant.auth_url + "v2/token", …)
"""

import os
import socket
import socketserver
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jbdesk.model.problem import Failure
from jbdesk.simulator.clock import Clock
from jbdesk.simulator.http_handler import HttpHandler
from jbdesk.simulator.runner import Runner
from jbdesk.simulator.tenant import Tenant

LOOPBACK = "127.0.0.1"
MOST_CONNECTIONS = 512


class _Server(ThreadingHTTPServer):
    """Knows its connections, so that it can end them with itself."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    allow_reuse_address = os.name == "posix"  # elsewhere it shares a taken port

    def __init__(self, host: str, port: int, tenant: Tenant) -> None:
        self.tenant = tenant
        self.over = threading.Event()  # ends what waits on purpose
        self._open: set[socket.socket] = set()
        self._workers: set[threading.Thread] = set()
        self._lock = threading.Lock()
        super().__init__((host, port), HttpHandler)
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in _names_of(host))

    def server_bind(self) -> None:
        """Bind without asking a name server for this computer's name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "", self.socket.getsockname()[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            is_full = len(self._open) >= MOST_CONNECTIONS
            if not is_full:
                self._open.add(request)
        if is_full:
            self.shutdown_request(request)
            return
        thread = threading.Thread(
            target=self._serve, args=(request, client_address), daemon=True
        )
        with self._lock:
            self._workers.add(thread)
        thread.start()

    def _serve(self, request: Any, client_address: Any) -> None:
        try:
            self.process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._open.discard(request)
                self._workers.discard(threading.current_thread())

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report nothing: a client may go away in the middle."""

    def end_connections(self) -> None:
        with self._lock:
            left, threads = list(self._open), list(self._workers)
        for each in left:
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it has ended by itself
        for thread in threads:
            thread.join(timeout=2)


def _names_of(host: str) -> tuple[str, ...]:
    """Give the names by which a request may call this server."""
    local = ("127.0.0.1", "localhost", "[::1]")
    return local if host in (LOOPBACK, "localhost") else (*local, host)


class Simulator:
    """A running tenant: everything a client needs to reach it."""

    def __init__(
        self,
        seed: str = "demo",
        home: Path | None = None,
        *,
        port: int = 0,
        host: str = LOOPBACK,
        clock: Clock | None = None,
        publish_seconds: float = 1.0,
    ) -> None:
        self.tenant = Tenant(seed, home, clock, publish_seconds)
        try:
            self._server = _Server(host, port, self.tenant)
        except OSError as error:
            self.tenant.store.close()
            raise Failure(
                f"The simulator can't listen on {host}, port {port}: {error.strerror}."
            ) from error
        self.port: int = self._server.server_port
        self.tenant.base_url = f"http://{host}:{self.port}"
        self._runner = Runner(self.tenant)
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            name="jbdesk-simulator",
            daemon=True,
        )

    @property
    def rest_url(self) -> str:
        return f"{self.tenant.base_url}/"

    @property
    def auth_url(self) -> str:
        return f"{self.tenant.base_url}/"

    @property
    def client_id(self) -> str:
        return self.tenant.package.client_id

    @property
    def client_secret(self) -> str:
        return self.tenant.package.client_secret

    @property
    def account_id(self) -> str:
        return str(self.tenant.package.account_id)

    def start(self) -> Self:
        self._thread.start()
        self._runner.start()
        return self

    def stop(self) -> None:
        """End the server, every connection and the engine; then the store."""
        self._server.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._server.end_connections()
        self._runner.stop()
        with self.tenant.store.transaction():
            self.tenant.keep_clock()
        self.tenant.store.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
