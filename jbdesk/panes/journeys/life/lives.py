"""The life of the chosen journey: its versions read, and acts done to them."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.journeys.journey_acts import ACTS, Act, Permit
from jbdesk.model.journeys.journey_row import JourneyRow, latest_of
from jbdesk.model.problem import Failure, Problem
from jbdesk.panes.journeys.life import asking
from jbdesk.panes.journeys.life.doing import Doing
from jbdesk.panes.journeys.life.jobs import Job, Jobs
from jbdesk.panes.journeys.life.strip import Deed, Strip
from jbdesk.panes.journeys.list import JourneyList
from jbdesk.panes.journeys.opened.page import JourneyPage
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys import journeys
from jbdesk.services.journeys.restore_points import RestorePoints
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.pane import Work

_RESTS = 120  # milliseconds on a row before its versions are read
_AGAIN = 60_000  # milliseconds: contacts come and go
_LOOKS = 1000  # milliseconds: arming ends, scopes become known
_BY_NAME = {each.name: each for each in ACTS}


class Host(Protocol):
    """The pane, as this part of it sees it."""

    list: JourneyList
    page: JourneyPage
    notice: Notice

    @property
    def connection(self) -> Connection | None: ...
    def failed(self, problems: tuple[Problem, ...]) -> None: ...
    def start(self, function: Work, *args: Any) -> None: ...
    def poll(self, function: Work, *args: Any) -> None: ...
    def start_write(
        self, function: Work, *args: Any, locks: Iterable[QWidget] = ()
    ) -> None: ...
    def open_journey(self, key: str, version: int | None = None) -> None: ...
    def back(self) -> None: ...
    def show_journey(self, journey: Journey, stamp: Stamp) -> None: ...


class Lives:
    """Fills the strip, asks before what can't be undone, and does it."""

    def __init__(
        self, host: Host, strip: Strip, jobs: Jobs, points: RestorePoints, over: QWidget
    ) -> None:
        self._host, self._strip, self._jobs = host, strip, jobs
        self._over = over
        self._doing = Doing(host, strip, jobs, points, self._refresh)
        self._key = ""  # of the journey that the strip is about
        self.actions = [self._action(act, over) for act in ACTS]
        self._soon = QTimer(over, singleShot=True, interval=_RESTS)
        self._soon.timeout.connect(self._read_chosen)
        self._again = QTimer(over, interval=_AGAIN)
        self._again.timeout.connect(self._read_again)
        self._looks = QTimer(over, interval=_LOOKS)
        self._looks.timeout.connect(self._look)
        for timer in (self._again, self._looks):
            timer.start()
        strip.wanted.connect(self.act)
        strip.table.opened.connect(self._open)
        strip.set_deeds((Deed("Open version", self._open_chosen),))
        jobs.changed.connect(self._look)
        jobs.ended.connect(self._ended)
        jobs.opened.connect(self._open_found)

    def _action(self, act: Act, over: QWidget) -> QAction:
        action = QAction(act.command, over)
        action.triggered.connect(lambda _checked=False: self.act(act.name))
        return action

    # What the strip is about.

    def choose(self, row: JourneyRow | None) -> None:
        """Be about another journey, once the choice rests on it."""
        self._soon.start()
        if row is None:
            self._show_nothing()

    def leave(self) -> None:
        """Be about nothing: another connection is used."""
        self._soon.stop()
        self._jobs.drop_ended()
        self._show_nothing()

    def _show_nothing(self) -> None:
        self._key = ""
        hint = "Choose one to see its versions and what can be done with them."
        had_keyboard = self._strip.has_keyboard
        self._strip.show_nothing("No journey is chosen", hint)
        if had_keyboard:
            self._host.list.table.view.setFocus()

    def _read_chosen(self) -> None:
        row, connection = self._host.list.current, self._host.connection
        if row is not None and connection is not None:
            self._host.start(self._read, connection, row.key)

    def _read_again(self) -> None:
        connection = self._host.connection
        is_seen = self._strip.isVisible() and not self._strip.is_asking
        if self._key and is_seen and connection is not None:
            self._host.poll(self._read_quietly, connection, self._key)

    async def _read_quietly(self, connection: Connection, key: str) -> None:
        try:
            await self._read(connection, key)
        except Failure:
            return  # nobody asked; what is shown stays, and an act looks first

    async def _read(self, connection: Connection, key: str) -> None:
        versions = await journeys.versions(connection, key)
        current = self._host.list.current
        if connection is self._host.connection and current and current.key == key:
            self._show(key, versions)

    def _show(self, key: str, versions: tuple[JourneyRow, ...]) -> None:
        if not versions:
            self._show_nothing()
            return
        self._key = key
        self._strip.show_versions(versions, self._permit())
        self._look()

    async def _refresh(self, connection: Connection, key: str) -> None:
        """Read a journey anew after something was done to it."""
        versions = await journeys.versions(connection, key)
        if connection is not self._host.connection:
            return
        is_ours, had_keyboard = self._key == key, self._strip.has_keyboard
        self._host.list.replace(key, latest_of(versions), is_ours)
        if is_ours:
            self._soon.stop()
            self._show(key, versions)
            if versions and had_keyboard:
                self._strip.take_keyboard()

    # What may be done.

    def _permit(self) -> Permit:
        connection, row = self._host.connection, self._strip.chosen
        if connection is None:
            return Permit(is_connected=False)
        token = connection.token
        job = None if row is None else self._jobs.is_busy_with(row)
        busy = "" if job is None else f"Under way: {job.order.title}."
        held = token.held if token else None
        scopes = None if held is None else frozenset(held)
        return Permit(refusal=busy or connection.guard.refusal(), scopes=scopes)

    def _look(self) -> None:
        if not self._key:
            return
        permit = self._permit()
        self._strip.permit(permit)
        life = self._strip.life
        for act, action in zip(ACTS, self.actions, strict=True):
            action.setEnabled(life is not None and not act.why_not(life, permit))

    # Acts.

    def act(self, name: str) -> None:
        """Do an act to the chosen version; first ask where that is wanted."""
        act, life, permit = _BY_NAME[name], self._strip.life, self._permit()
        if life is None:
            return
        if against := act.why_not(life, permit):
            self._strip.permit(permit)
            self._host.failed((Problem(against),))
            return
        self._host.notice.clear()
        is_unsaved = self._host.list.is_unsaved(life.row.key)
        done = partial(self._doing.begin, act, life)
        asked = asking.question(act, life, done, is_unsaved)
        if asked is None:
            done({})
        else:
            self._strip.ask(asked)

    def _ended(self, job: Job) -> None:
        if job.connection is self._host.connection:
            key = job.order.row.key
            self._host.start_write(self._refresh, job.connection, key)

    # Opening, and back.

    def _open_found(self, job: Job) -> None:
        if job.connection is self._host.connection:
            self._host.start(self._show_found, job)

    async def _show_found(self, job: Job) -> None:
        """Open the version that was checked, with what was found where it is."""
        row = job.order.row
        self._host.show_journey(*await journeys.open(job.connection, row))
        if (document := self._host.page.document) is not None:
            document.report(job.found)

    def show_versions(self) -> None:
        """Go from the open journey to its strip in the list."""
        document = self._host.page.document
        if document is not None:
            key = document.journey.key
            self._host.back()
            self._host.list.seek(key)

    def _open(self, row: JourneyRow) -> None:
        self._host.open_journey(row.key, row.version)

    def _open_chosen(self) -> None:
        if (row := self._strip.chosen) is not None:
            self._open(row)
