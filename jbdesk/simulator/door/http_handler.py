"""One HTTP connection: reads a request whole, writes the answer, or misbehaves."""

import logging
import socket
import struct
from http.server import BaseHTTPRequestHandler
from typing import Any

from jbdesk.model import wire
from jbdesk.model.journey import JsonObject
from jbdesk.simulator.door import routes
from jbdesk.simulator.door.front_door import FrontDoor, Request
from jbdesk.simulator.shapes.bodies import NOTHING, Answer, Refusal, error, server_error
from jbdesk.simulator.sign_in import tokens
from jbdesk.simulator.tenancy.journal import Entry
from jbdesk.simulator.trouble import fault_actions, fault_answers, fault_lines

LARGEST = 5 * 1024 * 1024  # bytes of one request, as the service has it
LARGEST_IMPORT = 256 * 1024 * 1024
_RESET = struct.pack("ii", 1, 0)  # linger on, for no time: closing resets
_LOG = logging.getLogger(__name__)


class HttpHandler(BaseHTTPRequestHandler):
    """Speaks HTTP/1.1 with connections that stay open."""

    protocol_version = "HTTP/1.1"
    server_version = "jbdesk-simulator"
    sys_version = ""
    # Without these two every answer waits 40 ms for the other side's word.
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 60  # seconds a connection may say nothing
    server: Any  # the type of http.server knows nothing of a tenant

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = do_GET

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
        """Say nothing on stderr: the journal holds every request."""

    def _serve(self) -> None:
        path = self.path.partition("?")[0]
        faults = self.server.tenant.faults
        if not routes.is_control(path) and faults.before_body(self.command, path):
            self._note(Request(self.command, path, "", {}, b""), None)
            self.reset()
            return
        try:
            request = self._read()
        except Refusal as refusal:
            self.close_connection = True
            self._write(refusal.answer)
            return
        if routes.is_control(request.path):
            self._write(self._answer(request))
            return
        tenant = self.server.tenant
        rule = tenant.faults.for_request(request.method, request.path, request.body)
        if rule is None:
            answer = self._answer(request)
            self._note(request, answer)
            self._write(answer)
        else:
            self._misbehave(request, rule)

    def _read(self) -> Request:
        """Read the whole request; refuse what is too large."""
        if self.headers.get("Transfer-Encoding"):
            raise error(411, 0, "Length Required")
        text = self.headers.get("Content-Length") or "0"
        path, _, query = self.path.partition("?")
        # Only the owner may send so much that it would fill the memory.
        is_import = path.strip("/").lower() == "simulator/import" and tokens.is_owner(
            self.server.tenant.register, self.headers.get("Authorization", "")
        )
        largest = LARGEST_IMPORT if is_import else LARGEST
        if not text.isdecimal() or int(text) > largest:
            raise error(413, 0, "Request Entity Too Large")
        return Request(
            self.command,
            path,
            query,
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(int(text)),
        )

    def _answer(self, request: Request) -> Answer:
        door: FrontDoor = self.server.door
        try:
            return door.answer(request)
        except Refusal as refusal:
            return refusal.answer
        except Exception:  # noqa: BLE001 - the tenant goes on serving; the log tells the bug
            _LOG.exception("%s %s failed", request.method, request.path)
            return server_error()

    def _note(self, request: Request, answer: Answer | None) -> None:
        tenant = self.server.tenant
        path = request.path + (f"?{request.query}" if request.query else "")
        has_body = answer is not None and answer.body is not NOTHING
        entry = Entry(
            tenant.now(),
            request.method,
            path,
            request.body,
            answer.status if answer else None,
            answer.body if answer and has_body else None,
        )
        tenant.journal.write(entry)

    def _misbehave(self, request: Request, rule: JsonObject) -> None:
        """Answer as a fault rule says."""
        action = rule["action"]
        if action == "expire-token":
            tokens.expire(
                self.server.tenant.register, request.headers.get("authorization", "")
            )
        own = self._answer(request) if fault_actions.is_processed(rule) else None
        if action == "duplicate":
            self._answer(request)
        answer = fault_answers.of(rule, request.path, own)
        self._note(request, None if action in fault_lines.UNANSWERED else answer)
        way = fault_lines.WAYS.get(action)
        if way is None:
            self._write(answer)
        else:
            seconds = rule.get("seconds")
            head, raw = self._head_and_body(answer)
            way(self, head, raw, 1 if seconds is None else seconds)

    def send(self, raw: bytes) -> None:
        self.wfile.write(raw)
        self.wfile.flush()

    def wait(self, seconds: float) -> None:
        self.server.over.wait(seconds)

    def hang_up(self) -> None:
        self.close_connection = True

    def reset(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.connection.close()

    def _write(self, answer: Answer) -> None:
        head, raw = self._head_and_body(answer)
        self.send(head + raw)

    def _head_and_body(self, answer: Answer) -> tuple[bytes, bytes]:
        """Give the answer as it goes over the line, in one piece if all is well."""
        raw = _raw(answer)
        headers = {"Server": self.server_version, "Date": self.date_time_string()}
        if answer.body is not NOTHING:
            headers["Content-Type"] = "application/json; charset=utf-8"
        headers |= {**answer.headers, "Content-Length": str(len(raw))}
        if self.close_connection:
            headers["Connection"] = "close"
        phrase = self.responses.get(answer.status, ("",))[0]
        lines = [f"{self.protocol_version} {answer.status} {phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")
        return head, b"" if self.command == "HEAD" else raw


def _raw(answer: Answer) -> bytes:
    if answer.body is NOTHING:
        return b""
    if isinstance(answer.body, bytes):
        return answer.body
    kind = answer.headers.get("Content-Type", "")
    if isinstance(answer.body, str) and kind.startswith("text/"):
        return answer.body.encode()
    return wire.dumps(answer.body, indent=None).encode()
