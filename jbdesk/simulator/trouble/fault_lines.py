"""How a fault puts an answer on the line: cut, late, byte by byte, or not at all."""

from collections.abc import Callable
from typing import Protocol

STEPS = 20  # pieces of a slow answer


class Line(Protocol):
    """A client's connection."""

    def send(self, raw: bytes) -> None: ...
    def wait(self, seconds: float) -> None:
        """Let time pass, unless the server ends before."""

    def reset(self) -> None: ...
    def hang_up(self) -> None: ...


def _late(line: Line, head: bytes, body: bytes, seconds: float) -> None:
    line.wait(seconds)
    line.send(head + body)


def _reset(line: Line, _: bytes, __: bytes, ___: float) -> None:
    line.reset()


def _closed(line: Line, _: bytes, __: bytes, ___: float) -> None:
    line.hang_up()


def _half(line: Line, head: bytes, body: bytes, _: float) -> None:
    line.send(head + body[: len(body) // 2])
    line.hang_up()


def _half_then_reset(line: Line, head: bytes, body: bytes, _: float) -> None:
    line.send(head + body[: len(body) // 2])
    line.reset()


def _slow_headers(line: Line, head: bytes, body: bytes, seconds: float) -> None:
    _drip(line, head, seconds)
    line.send(body)


def _slow_body(line: Line, head: bytes, body: bytes, seconds: float) -> None:
    line.send(head)
    _drip(line, body, seconds)


def _drip(line: Line, raw: bytes, seconds: float) -> None:
    size = max(len(raw) // STEPS, 1)
    for start in range(0, len(raw), size):
        line.send(raw[start : start + size])
        line.wait(seconds * size / len(raw))


def _cut_chunks(line: Line, head: bytes, body: bytes, _: float) -> None:
    line.send(_in_chunks(head) + f"{len(body):x}\r\n".encode() + body + b"\r\n")
    line.hang_up()


def _bad_chunk(line: Line, head: bytes, body: bytes, _: float) -> None:
    line.send(_in_chunks(head) + b"many\r\n" + body + b"\r\n0\r\n\r\n")
    line.hang_up()


def _in_chunks(head: bytes) -> bytes:
    lines = head.split(b"\r\n")
    kept = [each for each in lines if not each.lower().startswith(b"content-length")]
    return b"\r\n".join([kept[0], b"Transfer-Encoding: chunked", *kept[1:]])


def _garbage(line: Line, _: bytes, body: bytes, __: float) -> None:
    line.send(b"220 smtp.example.com ready\r\n\r\n" + body)
    line.hang_up()


Way = Callable[[Line, bytes, bytes, float], None]
WAYS: dict[str, Way] = {
    "delay": _late,
    "reset-before": _reset,
    "reset-after": _reset,
    "close-before": _closed,
    "close-after": _closed,
    "truncate": _half,
    "reset-within": _half_then_reset,
    "slow-headers": _slow_headers,
    "slow-body": _slow_body,
    "cut-chunks": _cut_chunks,
    "bad-chunk": _bad_chunk,
    "garbage": _garbage,
}
UNANSWERED = frozenset(
    {"reset-early", "reset-before", "reset-after", "close-before", "close-after"}
)
