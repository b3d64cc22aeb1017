"""Runs the simulator as a process of its own that can't outlive this one.

We hold its standard input; when we end, however we end, that closes and the
simulator ends too.
"""

import asyncio
import contextlib
import json
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Protocol

from jbdesk.api.client import Client
from jbdesk.api.reply import MEBIBYTE
from jbdesk.api.transport import Limits
from jbdesk.model.package import PackageSettings, is_loopback
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connections import SIMULATOR

# A jump answers when everybody has moved on, and an export is a whole tenant.
_OWN_LIMITS = Limits(read=900, total=1800, size=1024 * MEBIBYTE)
_START_SECONDS = 30.0
_STOP_SECONDS = 3.0


@dataclass(frozen=True)
class Started:
    """How to reach the simulator that runs now."""

    settings: PackageSettings
    secret: str = field(repr=False)


class LocalTenant(Protocol):
    """The simulator as the desk uses it: a child process, or a thread in tests."""

    async def start(self) -> tuple[PackageSettings, str]: ...
    async def stop(self) -> None: ...
    async def control(self, method: str, path: str, body: Any = None) -> Any: ...


class LocalSimulator:
    """Starts, controls and ends the simulator of one home folder."""

    def __init__(self, home: Path, *, options: tuple[str, ...] = ()) -> None:
        self._home = home
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self._client: Client | None = None
        self._started: Started | None = None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def process_id(self) -> int:
        """Of the process that runs now; 0: none does."""
        return self._process.pid if self._process is not None else 0

    async def start(self) -> tuple[PackageSettings, str]:
        """Start it, unless it runs; gives the settings and the client secret."""
        if self._started is None or not self.is_running:
            await self.stop()
            self._started = await _aside(self._start)
            secret = self._started.secret
            self._client = Client(
                self._started.settings, lambda: secret, _unheard, _OWN_LIMITS
            )
        return self._started.settings, self._started.secret

    async def stop(self) -> None:
        """End it; what it holds stays in the home folder."""
        client, process = self._client, self._process
        self._client = self._process = self._started = None
        if client is not None:
            client.abort()
        if process is not None:
            await _aside(_end, process)

    async def control(self, method: str, path: str, body: Any = None) -> Any:
        """Use one of its own controls, such as "/simulator/clock"."""
        if self._client is None:
            raise Failure("The simulator is not running.")
        return await _aside(self._client.control, method, path, body)

    def _start(self) -> Started:
        with tempfile.TemporaryFile() as errors:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own command
                    [
                        *_program(),
                        "simulator",
                        "--home",
                        str(self._home),
                        "--until-stdin-closes",
                        *self._options,
                    ],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                )
            except OSError as error:
                raise Failure(
                    f"The simulator can't be started: {error.strerror}."
                ) from error
            line = _first_line(self._process)
            started = _started(line)
            if started is None:
                _end(self._process)
                self._process = None
                raise Failure(f"The simulator did not start. {_last_line(errors)}")
            return started


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "jbdesk"]


def _first_line(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout is not None
    # Ending the process is what ends a read that takes too long.
    watch = threading.Timer(_START_SECONDS, process.kill)
    watch.name, watch.daemon = "jbdesk-start", True
    watch.start()
    try:
        return process.stdout.readline()
    finally:
        watch.cancel()


def _started(line: bytes) -> Started | None:
    try:
        told = json.loads(line)
        settings = replace(
            SIMULATOR,
            auth_url=str(told["auth_url"]),
            rest_url=str(told["rest_url"]),
            client_id=str(told["client_id"]),
            account_id=str(told["account_id"]),
        )
        secret = str(told["client_secret"])
    except (ValueError, KeyError, TypeError):
        return None
    if not is_loopback(settings.auth_url) or not is_loopback(settings.rest_url):
        return None
    return Started(settings, secret)


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read()[-4000:].decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "It said nothing."


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    for harder in (process.terminate, process.kill):
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            harder()
    process.wait()
    process.stdout.close()


def _unheard(_: object) -> None:
    """Leave the controls out of the list: they are no calls of the service."""


async def _aside(function: Any, *args: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(None, function, *args)
