"""A door on this computer through which the browser brings back an answer, once.

It listens on loopback alone, for one path, and only while somebody waits.
"""

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit

from jbdesk.model.packages import authorization
from jbdesk.model.problem import Failure

_HERE = "127.0.0.1"
_POLL = 0.02  # seconds until the door hears that it is to close
_SLOWEST = 10  # seconds that a browser may take to say what it wants
_LONGEST = 8192
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>jbdesk</title>
<style>body{{font:16px system-ui;max-width:32em;margin:4em auto;padding:0 1em}}</style>
</head><body><h1>{title}</h1><p>{text}</p></body></html>
"""
_DONE = ("Back to jbdesk", "jbdesk has the answer. This page can be closed.")
_NOT_DONE = "Not signed in"


class Redirect:
    """Raises Failure where the port is taken; use it as a context manager."""

    def __init__(self, redirect_url: str, check: Callable[[str], object]) -> None:
        port, path = authorization.place_of(redirect_url)
        loop = asyncio.get_running_loop()
        self._arrived: asyncio.Future[str] = loop.create_future()
        handler = type("_Handler", (_Door,), {"path_wanted": path})
        try:
            self._server = _Server((_HERE, port), handler)
        except PermissionError as error:
            raise Failure(
                f"This system lets nobody but an administrator listen on port {port}."
                " Add a redirect URL with a port above 1023 to the package, such as"
                " http://127.0.0.1:8765/, and put it here."
            ) from error
        except OSError as error:
            raise Failure(
                f"Port {port} of this computer is taken, so the browser could not come"
                " back. Close what uses it, or add another redirect URL to the package."
            ) from error
        self._server.check = check
        self._server.arrived = lambda query: self._hand_over(loop, query)
        self.port = int(self._server.server_port)
        # As the package has it, letter by letter; else our own.
        self.url = redirect_url or f"http://{_HERE}:{self.port}{path}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            args=(_POLL,),
            name="jbdesk-redirect",
            daemon=True,
        )
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    async def answer(self) -> str:
        """Give what the browser brought; it has been checked."""
        return await self._arrived

    def _hand_over(self, loop: asyncio.AbstractEventLoop, query: str) -> None:
        # The loop may be gone by the time somebody presses Allow.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(self.bring, query)

    def bring(self, query: str) -> None:
        """Take an answer that came another way; the first one counts."""
        if not self._arrived.done():
            self._arrived.set_result(query)


class _Server(ThreadingHTTPServer):
    check: Callable[[str], object]
    arrived: Callable[[str], None]
    daemon_threads = True
    # On Windows this would let another program take the answer; elsewhere it only
    # lets a second sign-in begin before the system has forgotten the first one.
    allow_reuse_address = os.name == "posix"


class _Door(BaseHTTPRequestHandler):
    """Answers in a thread of its own; a browser may open lines it never uses."""

    path_wanted = "/"
    timeout = _SLOWEST
    server: Any
    server_version = "jbdesk"
    sys_version = ""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if not self._is_ours() or parts.path != self.path_wanted:
            self._say(404, _NOT_DONE, "There is nothing here.")
            return
        query = parts.query[:_LONGEST]
        try:
            self.server.check(query)
        except Failure as failure:
            self._say(400, _NOT_DONE, str(failure))
            if failure.problems[0].code:  # a no is an answer, too
                self.server.arrived(query)
            return
        self._say(200, *_DONE)
        self.server.arrived(query)

    def _is_ours(self) -> bool:
        port = self.server.server_port
        names = {f"{_HERE}:{port}", f"localhost:{port}"}
        return self.headers.get("Host", "").lower() in names | (
            {_HERE, "localhost"} if port == 80 else set()  # noqa: PLR2004 - the port that is left out
        )

    def _say(self, status: int, title: str, text: str) -> None:
        page = _PAGE.format(title=escape(title), text=escape(text)).encode()
        self.send_response(status)
        for name, value in (
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(page))),
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'",
            ),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("Connection", "close"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
        """Say nothing: the address holds the code."""
