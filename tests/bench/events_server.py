"""A server that takes events after a while, and costs as little as one can.

python -m tests.bench.events_server MILLISECONDS
"""

import asyncio
import json
import sys

_TOKEN = json.dumps(
    {"access_token": "bench", "token_type": "Bearer", "expires_in": 3600}
).encode()
_TAKEN = b'{"eventInstanceId": "00000000-0000-0000-0000-000000000000"}'


def _answer(body: bytes) -> bytes:
    return (
        b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
    )


class Events(asyncio.Protocol):
    """One connection; knows just enough HTTP for our own client."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._got = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, end, body = self._got.partition(b"\r\n\r\n")
        if not end:
            return
        lower = head.lower()
        length = int(lower.partition(b"content-length:")[2].split(b"\r\n")[0])
        if len(body) < length:
            return
        self._got = body[length:]
        if b"/v2/token" in head:
            self._transport.write(_answer(_TOKEN))  # type: ignore[attr-defined]
        elif self._delay:
            loop = asyncio.get_running_loop()
            loop.call_later(self._delay, self._taken)
        else:
            self._taken()

    def _taken(self) -> None:
        if not self._transport.is_closing():
            self._transport.write(_answer(_TAKEN))  # type: ignore[attr-defined]


async def main() -> None:
    delay = float(sys.argv[1]) / 1000
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Events(delay), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    sys.stdout.write(f'{{"rest_url": "http://127.0.0.1:{port}/"}}\n')
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
