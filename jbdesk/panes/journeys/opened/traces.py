"""Lights a contact's path on its journey, opening that where needed."""

from collections.abc import Awaitable, Callable

from jbdesk.model.firing.trace import Trace
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.connections.connection import Connection

Open = Callable[[Connection, str, int | None], Awaitable[None]]


class Traces:
    """Does what other panes ask about the path of a contact."""

    def __init__(self, host: Host, open_: Open) -> None:
        self._host = host
        self._open = open_

    def show(self, trace: Trace) -> None:
        """Light a contact's path on its journey, opening that where needed."""
        document = self._host.page.document
        if document is not None and document.journey.key == trace.journey_key:
            self._light(trace)
        elif self._host.connection is not None:
            self._host.start(self._open_trace, self._host.connection, trace)

    def changed(self, trace: Trace) -> None:
        """Follow along while the path that is lit grows."""
        lit = self._host.page.trace
        if lit is not None and lit.delivery_id == trace.delivery_id:
            self._host.page.show_trace(trace)

    async def _open_trace(self, connection: Connection, trace: Trace) -> None:
        await self._open(connection, trace.journey_key, trace.version)
        self._light(trace)

    def _light(self, trace: Trace) -> None:
        self._host.page.show_trace(trace)
        self._host.notice.show_text(
            f"The path of a contact in “{trace.journey_name}” is lit.",
            actions=(("Clear the path", self._clear),),
        )

    def _clear(self) -> None:
        self._host.page.clear_trace()
        self._host.notice.clear()
