"""Writes exchanges to an HTTP Archive, one after the other, as they are read."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from jbdesk.model.exchange import Exchange
from jbdesk.model.exchanges import har
from jbdesk.model.problem import Failure
from jbdesk.services.exchanges.exchange_store import ExchangeStore


async def export(store: ExchangeStore, numbers: Sequence[int], path: Path) -> int:
    """Write these, the oldest first; gives how many were still there."""
    return await store.write(sorted(numbers), lambda each: _written(path, each))


async def export_one(store: ExchangeStore, exchange: Exchange, path: Path) -> int:
    """Write this one alone."""
    return await store.write((), lambda _: _written(path, (exchange,)))


def _written(path: Path, exchanges: Iterable[Exchange]) -> int:
    beside = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    count = 0

    def counted() -> Iterable[Exchange]:
        nonlocal count
        for each in exchanges:
            count += 1
            yield each

    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            beside.chmod(0o600)
            file.writelines(har.written(counted()))
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise Failure(f"“{path}” can't be written: {error.strerror}.") from error
    return count
