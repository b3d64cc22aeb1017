"""Servers under measurement: each a process of its own, ended with the bench."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.load import Line

# As an installed program starts: what was compiled once is there.
_COMPILED = Path(tempfile.gettempdir()) / "jbdesk-bench-compiled"
ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPYCACHEPREFIX": str(_COMPILED),
}


@dataclass(frozen=True)
class Server:
    """A running server, and what its first line told."""

    pid: int
    told: dict[str, str]

    @property
    def url(self) -> str:
        return self.told["rest_url"]

    def token(self) -> str:
        body = {
            "grant_type": "client_credentials",
            "client_id": self.told["client_id"],
            "client_secret": self.told["client_secret"],
        }
        return str(self.asked("POST", "/v2/token", body)["access_token"])

    def control(self, method: str, path: str, body: Any = None) -> Any:
        secret = self.told["client_secret"]
        return self.asked(method, f"/simulator/{path}", body, secret)

    def asked(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        line = Line(self.url, token)
        status, raw = line.ask(method, path, body)
        line.close()
        if status not in (200, 201, 202):
            raise RuntimeError(f"{method} {path}: {status} {raw[:200]!r}")
        return json.loads(raw)


@contextmanager
def serving(*arguments: str) -> Iterator[Server]:
    """Run `python -m …` until the end of the block."""
    with subprocess.Popen(
        [sys.executable, "-m", *arguments], stdout=subprocess.PIPE, env=ENVIRONMENT
    ) as child:
        try:
            assert child.stdout is not None
            yield Server(child.pid, json.loads(child.stdout.readline()))
        finally:
            child.terminate()


def simulator(home: Path) -> Any:
    return serving("jbdesk", "simulator", "--home", str(home))


def bare() -> Any:
    return serving("tests.bench.bare")
