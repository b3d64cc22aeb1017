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
from jbdesk.simulator.door.front_door import FrontDoor
from jbdesk.simulator.door.http_handler import HttpHandler
from jbdesk.simulator.motion.runner import Runner
from jbdesk.simulator.tenancy.clock import Clock
from jbdesk.simulator.tenancy.enterprise import Enterprise
from jbdesk.simulator.tenancy.tenant import Tenant
from jbdesk.simulator.tenancy.tenants import Tenants

LOOPBACK = "127.0.0.1"
MOST_CONNECTIONS = 512


class _Server(ThreadingHTTPServer):
    """Knows its connections, so that it can end them with itself."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    allow_reuse_address = os.name == "posix"  # elsewhere it shares a taken port

    def __init__(
        self, address: tuple[str, int], tenants: Tenants, enterprise_id: int
    ) -> None:
        self.tenant = tenants.first
        self.over = threading.Event()  # ends what waits on purpose
        self._open: set[socket.socket] = set()
        self._workers: set[threading.Thread] = set()
        self._lock = threading.Lock()
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, HttpHandler)
        names = _names_of(address[0])
        hosts = frozenset(f"{name}:{self.server_port}" for name in names)
        self.door = FrontDoor(tenants, enterprise_id, hosts)
        self.thread = threading.Thread(
            target=self.serve_forever,
            kwargs={"poll_interval": 0.05},
            name="jbdesk-simulator",
            daemon=True,
        )

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
    """Running tenants: everything a client needs to reach the first.

    Each enterprise has a port of its own, as real ones have a host of their own.
    """

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
        self.tenants = Tenants(seed, home, clock, publish_seconds)
        self._host = host
        self._servers: dict[int, _Server] = {}
        self._runners: list[Runner] = []
        self._is_started = False
        try:
            self._open_enterprise(self.tenants.register.enterprises[0], port)
        except Failure:
            self.tenants.close()
            raise
        for tenant in self.tenants.all():
            self._open_unit(tenant)
        for enterprise in self.tenants.register.enterprises:
            self._open_enterprise(enterprise)
        self.tenants.unit_opened = self._open_unit
        self.tenants.enterprise_opened = self._open_enterprise

    def _open_enterprise(self, enterprise: Enterprise, port: int = 0) -> None:
        """Listen for an enterprise, unless that is done already."""
        known = enterprise.enterprise_id
        if known in self._servers:
            return
        try:
            server = _Server((self._host, port), self.tenants, known)
        except OSError as error:
            raise Failure(
                f"The simulator can't listen on {self._host}, port {port}: "
                f"{error.strerror}."
            ) from error
        self._servers[known] = server
        host = f"[{self._host}]" if ":" in self._host else self._host
        url = f"http://{host}:{server.server_port}"
        self.tenants.register.base_urls[known] = url
        if self._is_started:
            server.thread.start()

    def _open_unit(self, tenant: Tenant) -> None:
        runner = Runner(tenant)
        self._runners.append(runner)
        if self._is_started:
            runner.start()

    @property
    def tenant(self) -> Tenant:
        """The first business unit."""
        return self.tenants.first

    @property
    def port(self) -> int:
        return next(iter(self._servers.values())).server_port

    @property
    def rest_url(self) -> str:
        return f"{self.tenant.base_url}/"

    @property
    def auth_url(self) -> str:
        return f"{self.tenant.base_url}/"

    @property
    def client_id(self) -> str:
        return self.tenants.register.owner.client_id

    @property
    def client_secret(self) -> str:
        return self.tenants.register.owner.client_secret

    @property
    def account_id(self) -> str:
        return str(self.tenants.register.owner.account_id)

    def start(self) -> Self:
        self._is_started = True
        for server in self._servers.values():
            server.thread.start()
        for runner in self._runners:
            runner.start()
        return self

    def stop(self) -> None:
        """End the servers, every connection and the engines; then the stores."""
        for server in self._servers.values():
            server.over.set()
            server.shutdown()
            server.thread.join()
            server.server_close()
            server.end_connections()
        for runner in self._runners:
            runner.stop()
        self.tenants.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
