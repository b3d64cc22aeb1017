"""Does an act to a version, tells how it went, and has the journey read anew."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from jbdesk.model.journey import Journey, JsonObject, Stamp
from jbdesk.model.journeys import journey_acts as acts
from jbdesk.model.journeys import journey_pause
from jbdesk.model.journeys.journey_acts import Act
from jbdesk.model.journeys.journey_effects import Life
from jbdesk.model.journeys.journey_pause import PauseOptions
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure, Problem
from jbdesk.panes.journeys.life.asking import ALL, WHICH
from jbdesk.panes.journeys.life.jobs import Jobs
from jbdesk.panes.journeys.life.orders import Orders
from jbdesk.panes.journeys.life.strip import Strip
from jbdesk.panes.journeys.opened.writer import MEANWHILE
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys import lifecycle
from jbdesk.services.journeys.lifecycle import Lifecycle
from jbdesk.services.journeys.restore_points import RestorePoints
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.pane import Work

Refresh = Callable[[Connection, str], Awaitable[None]]


class Host(Protocol):
    """The pane, as this part of it sees it."""

    notice: Notice

    @property
    def connection(self) -> Connection | None: ...
    def failed(self, problems: tuple[Problem, ...]) -> None: ...
    def start(self, function: Work, *args: Any) -> None: ...
    def start_write(
        self, function: Work, *args: Any, locks: Iterable[QWidget] = ()
    ) -> None: ...
    def show_journey(self, journey: Journey, stamp: Stamp) -> None: ...


class Doing:
    """Begins what was wanted: at once, or in its turn among the jobs."""

    def __init__(
        self,
        host: Host,
        strip: Strip,
        jobs: Jobs,
        points: RestorePoints,
        refresh: Refresh,
    ) -> None:
        self._host, self._strip = host, strip
        self._points = points
        self._orders = Orders(jobs)
        self._refresh = refresh

    def begin(self, act: Act, life: Life, values: JsonObject) -> None:
        """Do an act with what was answered; how it went is told."""
        connection = self._host.connection
        if connection is None:
            return
        if act in (acts.VALIDATE, acts.PUBLISH, acts.SCHEDULE):
            self._orders.place(connection, self._points, act, life, values)
        else:
            if self._strip.has_keyboard:
                self._strip.take_keyboard()
            self._host.start_write(
                self._do, connection, act, life, values, locks=(self._strip.acts,)
            )

    async def _do(
        self, connection: Connection, act: Act, life: Life, values: JsonObject
    ) -> None:
        row, lifecycle_ = life.row, Lifecycle(connection, self._points)
        told: dict[Act, Callable[[], Awaitable[str]]] = {
            acts.NEW_VERSION: lambda: _begun(lifecycle_, row),
            acts.PAUSE: lambda: _paused(lifecycle_, life, values),
            acts.RESUME: lambda: _resumed(lifecycle_, life, values),
            acts.STOP: lambda: _told(lifecycle_.stop(row), row, "is stopped"),
            acts.DELETE_VERSION: lambda: _told(lifecycle_.delete(row), row, "is gone"),
            acts.DELETE_ALL: lambda: _all_gone(lifecycle_, life),
        }
        try:
            text = await told[act]()
        except Failure as failure:
            await self._refused(connection, row.key, failure)
            return
        self._host.notice.show_text(text, state="ok", actions=self._after(act, life))
        await self._refresh(connection, row.key)

    def _after(
        self, act: Act, life: Life
    ) -> tuple[tuple[str, Callable[[], None]], ...]:
        """What was deleted can be looked at, and saved anew."""
        if act not in (acts.DELETE_VERSION, acts.DELETE_ALL):
            return ()
        row = life.latest if act is acts.DELETE_ALL else life.row
        return (("Open what it was", lambda: self._host.start(self._open_past, row)),)

    async def _open_past(self, row: JourneyRow) -> None:
        """Open the latest restore point of a version as a journey not yet saved."""
        connection = self._host.connection
        if connection is None:
            return
        kept = await self._points.read(connection.settings.id, row.key)
        for point in kept:
            if point.stamp.version == row.version:
                self._host.notice.clear()
                self._host.show_journey(point.journey, Stamp())
                return
        raise Failure(f"No restore point of version {row.version} is left.")

    async def _refused(
        self, connection: Connection, key: str, failure: Failure
    ) -> None:
        """Tell it; where somebody else was faster, show how it stands now."""
        if lifecycle.code_of(failure):
            self._host.notice.show_text(str(failure), title=MEANWHILE, state="warn")
        else:
            self._host.failed(failure.problems)
        await self._refresh(connection, key)


async def _begun(life: Lifecycle, row: JourneyRow) -> str:
    journey, stamp, untold = await life.new_version(row)
    return f"“{journey.name}” version {stamp.version} is a draft now.{untold}"


async def _paused(life: Lifecycle, whole: Life, values: JsonObject) -> str:
    row = whole.row
    if row.is_transactional:
        return await _told(life.pause(row, PauseOptions()), row, "is paused")
    options = journey_pause.options_in(values)
    if values.get(WHICH) == ALL:
        untold = await life.pause_all(whole.versions, options)
        how = f"is paused in all its versions. {options.words}{untold}"
        return f"“{row.name}” {how}"
    untold = await life.pause(row, options)
    return f"“{row.name}” version {row.version} is paused. {options.words}{untold}"


async def _resumed(life: Lifecycle, whole: Life, values: JsonObject) -> str:
    row = whole.row
    if values.get(WHICH) == ALL:
        untold = await life.resume_all(whole.versions)
        return f"“{row.name}” goes on in all versions that were paused.{untold}"
    return await _told(life.resume(row), row, "goes on")


async def _told(work: Awaitable[str], row: JourneyRow, how: str) -> str:
    return f"“{row.name}” version {row.version} {how}.{await work}"


async def _all_gone(life: Lifecycle, whole: Life) -> str:
    untold = await life.delete_all(whole.versions)
    return f"“{whole.row.name}” is gone, with all its versions.{untold}"
