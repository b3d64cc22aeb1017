"""Reads an answer's bytes within bounds of size, whatever the service sends."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import requests

CHUNK = 65_536
MEBIBYTE = 1024 * 1024
_GZIP_OR_ZLIB = 47  # window bits: the kind is told by the first bytes


class Unreadable(Exception):  # noqa: N818 - becomes an OutcomeUnknown
    """The answer's bytes can't be used; the text says why."""


@dataclass(frozen=True)
class Reply:
    """An answer as it came, decompressed."""

    status: int
    reason: str
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """For people: what can't be decoded is shown as bytes."""
        encoding = json.detect_encoding(self.content)
        return self.content.decode(encoding, errors="backslashreplace")

    def header(self, name: str) -> str:
        wanted = name.lower()
        return next(
            (value for key, value in self.headers.items() if key.lower() == wanted), ""
        )


def read(response: requests.Response, most: int) -> bytes:
    """Give the decompressed body; raises Unreadable beyond `most` bytes."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    raw: Any = response.raw
    chunks = raw.stream(CHUNK, decode_content=False)
    if encoding in ("", "identity"):
        return _gathered(chunks, most)
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _gathered(_inflated(chunks, most), most)
    raise Unreadable(
        f"The answer is packed as “{encoding[:20]}”, which nobody asked for."
    )


def _gathered(chunks: Iterator[bytes], most: int) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > most:
            raise Unreadable(
                f"The answer is larger than {most // MEBIBYTE} MiB; "
                f"jbdesk stopped reading it."
            )
    return bytes(content)


def _inflated(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Unpack in steps, so that a small answer can't become a huge one at once."""
    packed = zlib.decompressobj(_GZIP_OR_ZLIB)
    is_empty = True
    try:
        for chunk in chunks:
            is_empty = False
            yield packed.decompress(chunk, min(most, MEBIBYTE))
            while packed.unconsumed_tail:
                yield packed.decompress(packed.unconsumed_tail, min(most, MEBIBYTE))
    except zlib.error:
        raise Unreadable("The answer is packed in a way that can't be read.") from None
    if not packed.eof and not is_empty:
        raise Unreadable("The answer broke off in the middle.")
