"""Which requests the list shows: numbers alone, so that any count fits in memory."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from jbdesk.model.exchange import Exchange
from jbdesk.services.exchanges.exchange_query import Query
from jbdesk.services.exchanges.exchange_store import ExchangeStore, Found

PAGE = 50  # rows read at once: while a run goes they change all the time


class Book:
    """What one query found, and what came since."""

    def __init__(self, store: ExchangeStore, query: Query) -> None:
        self._store = store
        self.query = query
        self.numbers: array[int] = array("q")
        self.found = Found(self.numbers, 0, 0, 0, 0, 0)
        self._last = 0  # the latest number that was looked at

    def __len__(self) -> int:
        return len(self.numbers)

    async def search(self) -> None:
        self._take(await self._store.find(self.query))

    async def follow(self) -> int:
        """Take what came since, and leave out what was let go; gives how many came."""
        found = await self._store.find(self.query, self._last)
        before = self.numbers
        while before and before[-1] < found.first:
            before.pop()
        self._take(found, before)
        return len(self.numbers) - len(before)

    async def page(self, number: int) -> tuple[Exchange, ...]:
        """Give the rows of a page, without headers and bodies."""
        return await self._store.heads(self._of(number))

    def at(self, lines: Iterable[range]) -> "array[int]":
        """Give the numbers that stand in these lines, the latest first."""
        found: array[int] = array("q")
        for each in sorted(lines, key=lambda lines: lines[0]):
            found += self.numbers[each[0] : each[-1] + 1]
        return found

    def lines_of(self, numbers: "array[int]") -> Iterator[range]:
        """Tell in which lines these stand now; those that were let go in none."""
        if not (numbers and self.numbers) or numbers[0] < self.numbers[-1]:
            return
        line = bisect_left(self.numbers, -numbers[0], key=lambda number: -number)
        end = line + len(numbers)
        # What stood together mostly still does: then one look is enough for all.
        if self.numbers[line:end] == numbers:
            yield range(line, end)
        elif len(numbers) > 1:
            half = len(numbers) // 2
            yield from self.lines_of(numbers[:half])
            yield from self.lines_of(numbers[half:])

    def _of(self, number: int) -> Sequence[int]:
        return self.numbers[number * PAGE : (number + 1) * PAGE]

    def _take(self, found: Found, before: "array[int] | None" = None) -> None:
        self.numbers = found.numbers + (before or array("q"))
        self.found = found
        self._last = max(self._last, found.last)
