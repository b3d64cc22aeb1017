"""A server on loopback whose every answer a test decides, byte by byte if it must."""

import json
import socketserver
import threading
from collections.abc import Callable

SECRET = "canary-secret-7Qx"
TOKEN = "canary-token-9Zk"


class Line:
    """One request as it came, and the means to answer it."""

    def __init__(self, handler, method, path, headers, body):
        self.handler = handler
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body

    def send(self, raw: bytes):
        self.handler.wfile.write(raw)
        self.handler.wfile.flush()

    def answer(self, status=200, body=b"", **headers):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {"Content-Type": "application/json", "Content-Length": len(raw)}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        self.send(f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + raw)

    def hang_up(self):
        self.handler.is_over = True


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.is_over = False
        while not self.is_over:
            first = self.rfile.readline().decode("latin-1").split()
            if len(first) < 2:
                return
            headers = {}
            while line := self.rfile.readline().decode("latin-1").strip():
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            body = self.rfile.read(int(headers.get("content-length", 0)))
            self.server.service.heard(Line(self, first[0], first[1], headers, body))


class Service:
    """Grants tokens by itself; everything else is `act`, which a test sets."""

    def __init__(self):
        self.act: Callable[[Line], None] = lambda line: line.answer(200, {})
        self.grant: Callable[[Line], None] = self.grant_token
        self.requests: list[Line] = []
        self.tokens = 0
        self.rest_url = ""
        self.over = threading.Event()
        self._server = socketserver.ThreadingTCPServer(
            ("127.0.0.1", 0), _Handler, bind_and_activate=True
        )
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._server.service = self
        self._server.handle_error = lambda *_: None
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}
        )

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def heard(self, line):
        self.requests.append(line)
        if line.path == "/v2/token":
            self.grant(line)
        else:
            self.act(line)

    def grant_token(self, line, **more):
        self.tokens += 1
        body = {
            "access_token": f"{TOKEN}-{self.tokens}",
            "token_type": "Bearer",
            "expires_in": 1079,
            "scope": "journeys_read journeys_write",
            "rest_instance_url": self.rest_url or self.url,
        }
        line.answer(200, body | more)

    @property
    def calls(self):
        return [each for each in self.requests if each.path != "/v2/token"]

    def drip(self, line, times=100, pause=0.05):
        """Send a byte now and then, until the test is over."""
        for _ in range(times):
            line.send(b" ")
            if self.over.wait(pause):
                return

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
