"""The store's side in its own thread: opens the file, writes, mends, and ends."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from jbdesk.model.exchange import Exchange
from jbdesk.model.firing.mention import Mention
from jbdesk.model.problem import Failure
from jbdesk.services import stored_file
from jbdesk.services.exchanges.exchange_file import ExchangeFile, Limits

_MOST_FORGOTTEN = 100  # contacts of one session


class ExchangeWriter:
    """Keeps one file open; a damaged one is set aside, and a new one begun."""

    def __init__(
        self, path: Path, limits: Limits, secrets: Callable[[], Iterable[str]]
    ) -> None:
        self.notice = ""
        self.trouble = ""
        self._path = path
        self._limits = limits
        self._secrets = secrets
        self._file: ExchangeFile | None = None
        self._forgotten: tuple[_Forgotten, ...] = ()

    def open(self) -> None:
        try:
            self._file = ExchangeFile(self._path, self._limits)
        except (sqlite3.OperationalError, OSError) as error:
            self.trouble = f"Requests can't be kept: {error}."
        except sqlite3.DatabaseError:
            self._begin_anew()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    @property
    def file(self) -> ExchangeFile:
        """Give the open file; raises Failure where there is none to be had."""
        if self._file is None:
            self.open()
        if self._file is None:
            raise Failure(self.trouble)
        return self._file

    def write(self, exchanges: Sequence[Exchange]) -> None:
        """Keep these, or say in `trouble` why that can't be."""
        kept = [each for each in exchanges if not self._is_late(each)]
        try:
            self.file.add(kept, self._secrets())
            self.trouble = ""
        except Failure:
            return  # `trouble` says it
        except sqlite3.OperationalError as error:
            self.trouble = f"Requests are not kept just now: {error}."
        except sqlite3.DatabaseError:
            self._begin_anew()

    def forget(self, contact_key: str) -> int:
        """Delete all that speaks of a contact; gives how many that were."""
        self._forgotten = (*self._forgotten, _Forgotten(contact_key))[-_MOST_FORGOTTEN:]
        numbers = self.file.mentions(contact_key)
        self.file.remove(numbers)
        return len(numbers)

    def _is_late(self, exchange: Exchange) -> bool:
        """Whether it was under way when the contact it speaks of was forgotten."""
        return any(each.covers(exchange) for each in self._forgotten)

    def _begin_anew(self) -> None:
        """Set the damaged file aside, and go on with an empty one."""
        self.close()
        self.notice = stored_file.set_aside(self._path)
        for suffix in ("-wal", "-shm"):
            beside = self._path.with_name(self._path.name + suffix)
            beside.unlink(missing_ok=True)
        self.open()


class _Forgotten:
    """A contact that was forgotten; what was asked before comes too late."""

    def __init__(self, contact_key: str) -> None:
        self._mention = Mention(contact_key)
        self._at = datetime.now(UTC)

    def covers(self, exchange: Exchange) -> bool:
        texts = (exchange.url, exchange.request_body, exchange.answer_body)
        return exchange.at <= self._at and any(map(self._mention.is_in, texts))
