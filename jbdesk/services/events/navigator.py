"""The key navigator: reads every business unit, keeps a copy, answers from that."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events.key_rows import KeyRow
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure, Problem
from jbdesk.services.connections import token_unit
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.connections import SIMULATOR_ID
from jbdesk.services.connections.elsewhere import Elsewhere
from jbdesk.services.connections.listing import Told
from jbdesk.services.events import event_definitions, fields_ahead
from jbdesk.services.events.key_copy import KeptFields, KeyCopy


@dataclass(frozen=True)
class Progress:
    """How far reading all business units is."""

    unit: str
    number: int  # of the unit, from 1
    units: int
    what: str  # "event definitions", "journeys" or "data extensions"
    seen: int
    total: int

    @property
    def told(self) -> str:
        place = f" ({self.number} of {self.units})" if self.units > 1 else ""
        return f"{self.seen:,} of {self.total:,} {self.what}, {self.unit}{place}"


@dataclass(frozen=True)
class Known:
    """What the copy holds: all keys, and how old each business unit's part is."""

    rows: tuple[KeyRow, ...] = ()
    ages: tuple[tuple[str, float], ...] = ()  # a unit's name, seconds
    unread: tuple[str, ...] = ()  # names of units never read

    @property
    def oldest(self) -> float | None:
        """The age of the oldest part; None where nothing was read yet."""
        return max((age for _, age in self.ages), default=None)

    @property
    def without_fields(self) -> int:
        """How many keys have fields that were never read."""
        return sum(each.fields is None for each in self.rows)


Heard = Callable[[Progress], None]
_Telling = Callable[[str], Told]
_Read = Callable[[Connection, _Telling], Awaitable[None]]


class Navigator:
    """Knows the keys of all connected business units, also without a network."""

    def __init__(self, copy: KeyCopy, elsewhere: Elsewhere) -> None:
        self._copy = copy
        self._elsewhere = elsewhere
        self._open: dict[str, Connection] = {}  # to other units, for a while
        self._mids: dict[str, str] = {}  # what tokens told, by connection

    @property
    def notice(self) -> str:
        """What is to be told once: the copy was damaged and set aside."""
        return self._copy.notice

    def units(self, used: Connection | None) -> tuple[PackageSettings, ...]:
        """Give each business unit once, that in use first.

        Several installed packages may lead to one business unit.
        """
        own = () if used is None else (used.settings,)
        found: dict[tuple[str, str, str], PackageSettings] = {}
        for each in (*own, *self._elsewhere.but(used)):
            mid = each.account_id or self._mids.get(each.id) or each.id
            place = (each.subdomain, each.rest_url, mid)
            found.setdefault(place, each)
        return tuple(found.values())

    async def known(self, used: Connection | None) -> Known:
        """Give what was read so far; asks no service."""
        self._mids = await asyncio.to_thread(self._copy.mids)
        names = {each.id: each.name for each in self.units(used)}
        ages = await asyncio.to_thread(self._copy.ages)
        rows = await asyncio.to_thread(self._copy.rows, names)
        told = tuple((names[id_], age) for id_, age in ages.items() if id_ in names)
        unread = tuple(name for id_, name in names.items() if id_ not in ages)
        return Known(rows, told, unread)

    async def keep(
        self,
        connection: Connection,
        definitions: Iterable[EventDefinition],
        listeners: Iterable[JourneyRow],
    ) -> None:
        """Keep what was read of a business unit anyway."""
        await asyncio.to_thread(
            self._copy.put, connection.settings.id, definitions, listeners
        )

    async def refresh(
        self, used: Connection | None, heard: Heard
    ) -> tuple[Problem, ...]:
        """Read every business unit anew; gives what kept one from being read.

        Of a unit that can't be read, what was kept stays.
        """
        await self._ask_mids(used)
        return await self._each(used, heard, self._read)

    async def refresh_fields(
        self, used: Connection | None, heard: Heard
    ) -> tuple[Problem, ...]:
        """Read the fields of every key that is kept, so that the copy is whole."""

        async def read(connection: Connection, telling: _Telling) -> None:
            told = telling("data extensions")
            await fields_ahead.read_all(connection, self._copy, told)

        return await self._each(used, heard, read)

    async def _each(
        self, used: Connection | None, heard: Heard, read: _Read
    ) -> tuple[Problem, ...]:
        problems = []
        units = self.units(used)
        for number, settings in enumerate(units, 1):
            place = (settings.name, number, len(units))
            try:
                connection = await self._connection(settings, used)
                await read(connection, _telling(heard, place))
            except Failure as failure:
                told = " ".join(each.text for each in failure.problems)
                problems.append(Problem(f"“{settings.name}”: {told}"))
        return tuple(problems)

    async def _ask_mids(self, used: Connection | None) -> None:
        """Learn where connections that name no business unit lead."""
        self._mids = await asyncio.to_thread(self._copy.mids)
        for each in self.units(used):
            if each.account_id or each.id in self._mids:
                continue
            # Without an answer it counts as a business unit of its own.
            with contextlib.suppress(Failure):
                mid = await token_unit.mid_of(await self._connection(each, used))
                await asyncio.to_thread(self._copy.put_mid, each.id, mid)
                self._mids[each.id] = mid

    async def _read(self, connection: Connection, telling: _Telling) -> None:
        definitions = await event_definitions.list_all(
            connection, telling("event definitions")
        )
        listeners = await event_definitions.all_versions(
            connection, telling("journeys")
        )
        await self.keep(connection, definitions, listeners)

    async def _connection(
        self, settings: PackageSettings, used: Connection | None
    ) -> Connection:
        if used is not None and used.settings.id == settings.id:
            return used
        if settings.id not in self._open:
            # Kept open: each new one asks for a token, and those are few.
            self._open[settings.id] = await self._elsewhere.connect(settings)
        return self._open[settings.id]

    def close(self) -> None:
        """Close what was opened to other business units; it is opened again."""
        for each in self._open.values():
            each.close()
        self._open.clear()

    async def forget_gone(self, used: Connection | None) -> None:
        """Delete what is kept of connections that are no longer there."""
        known = {each.id for each in self._elsewhere.but(used)}
        own = used.settings.id if used is not None else ""
        for id_ in await asyncio.to_thread(self._copy.ages):
            is_simulated = id_.startswith(SIMULATOR_ID)  # it may come again
            if id_ not in known and id_ != own and not is_simulated:
                await asyncio.to_thread(self._copy.forget, id_)

    async def definition(self, row: KeyRow) -> EventDefinition | None:
        """Give the whole definition as it was read."""
        return await asyncio.to_thread(self._copy.definition, row.connection_id, row.id)

    async def definitions(self, connection: Connection) -> tuple[EventDefinition, ...]:
        """Give those of a business unit as they were read."""
        return await asyncio.to_thread(self._copy.definitions, connection.settings.id)

    async def age(self, connection: Connection) -> float | None:
        """Tell how many seconds ago a business unit was read; None: never."""
        ages = await asyncio.to_thread(self._copy.ages)
        return ages.get(connection.settings.id)

    async def fields_of(
        self, row: KeyRow, definition: EventDefinition, used: Connection | None
    ) -> KeptFields:
        """Give the fields it fills: read now, or as kept where that fails."""
        try:
            fields = await self._read_fields(row, definition, used)
        except Failure:
            kept = await self.kept_fields(row.connection_id, definition)
            if kept is None:
                raise
            return kept
        return KeptFields(fields, is_kept=False)

    async def kept_fields(
        self, connection_id: str, definition: EventDefinition
    ) -> KeptFields | None:
        """Give the fields as they were last read; None where they never were."""
        extension = definition.data_extension_id
        return await asyncio.to_thread(self._copy.fields, connection_id, extension)

    async def kept_listeners(
        self, connection: Connection, definition: EventDefinition
    ) -> tuple[JourneyRow, ...] | None:
        """Give who listened when the business unit was last read; None: not known."""
        units = {connection.settings.id: connection.settings.name}
        rows = await asyncio.to_thread(self._copy.rows, units)
        return next((e.listeners for e in rows if e.id == definition.id), None)

    async def _read_fields(
        self, row: KeyRow, definition: EventDefinition, used: Connection | None
    ) -> tuple[DataExtensionField, ...]:
        units = {each.id: each for each in self.units(used)}
        if row.connection_id not in units:
            raise Failure(f"“{row.unit}” is no longer connected.")
        connection = await self._connection(units[row.connection_id], used)
        fields = await event_definitions.fields_of(connection, definition)
        await self.keep_fields(connection, definition, fields)
        return fields

    async def keep_fields(
        self,
        connection: Connection,
        definition: EventDefinition,
        fields: tuple[DataExtensionField, ...],
    ) -> None:
        """Keep the fields that were read for a definition."""
        if definition.data_extension_id:
            await asyncio.to_thread(
                self._copy.put_fields,
                connection.settings.id,
                definition.data_extension_id,
                fields,
            )


def _telling(heard: Heard, place: tuple[str, int, int]) -> _Telling:
    def telling(what: str) -> Told:
        return lambda seen, total: heard(Progress(*place, what, seen, total))

    return telling
