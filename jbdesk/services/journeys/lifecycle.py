"""What happens to versions on the service: each write looks first, and keeps a point.

A write goes out only if the version still is as the person saw it. Afterwards the
version is read until it is in its new status: the service says "accepted" before.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from jbdesk.api import journeys as wire_calls
from jbdesk.api.errors import NotFound
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.journeys.journey_acts import PAUSE, RESUME
from jbdesk.model.journeys.journey_pause import PauseOptions
from jbdesk.model.journeys.journey_row import JourneyRow, status_word
from jbdesk.model.problem import Failure, Problem
from jbdesk.model.texts import service_time
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys import journeys
from jbdesk.services.journeys.journeys import GONE, STALE
from jbdesk.services.journeys.restore_points import RestorePoint, RestorePoints

_PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0, 2.0, 2.0, 2.0)  # until the service has done it


@dataclass(frozen=True)
class Before:
    """A version as the service had it just before a write."""

    journey: Journey
    stamp: Stamp
    untold: str = ""  # what to tell where no restore point could be kept


async def look(connection: Connection, key: str, seen: Stamp) -> Before:
    """Read a version; raises where it isn't any more what was seen of it."""
    try:
        journey, stamp = await journeys.open(connection, key, seen.version)
    except NotFound as failure:
        raise Failure(_gone(seen.version)) from failure
    if stamp.status != seen.status:
        word = status_word(stamp.status).lower()
        raise Failure(_stale(seen.version, f"it is {word} by now"))
    # Only a draft's content can change; other dates may be told differently.
    if stamp.is_draft and not _is_same_moment(stamp, seen):
        raise Failure(_stale(seen.version, "its content is another by now"))
    return Before(journey, stamp)


def _is_same_moment(one: Stamp, other: Stamp) -> bool:
    """Whether both were modified at once: zeros at the end come and go."""
    if one.modified_date == other.modified_date:
        return True
    moment = service_time.moment(one.modified_date)
    return moment is not None and moment == service_time.moment(other.modified_date)


def _gone(version: int) -> Problem:
    text = f"Somebody else deleted version {version} of this journey. Nothing was done."
    return Problem(text, code=GONE)


def _stale(version: int, how: str) -> Problem:
    text = (
        f"Somebody else changed version {version} after it was read here: {how}."
        " Nothing was done."
    )
    return Problem(text, code=STALE)


def code_of(failure: Failure) -> str:
    """Tell what somebody else did meanwhile; "" for any other failure."""
    codes = {each.code for each in failure.problems}
    known = (GONE, STALE, journeys.RUNS)
    return next((code for code in known if code in codes), "")


class Lifecycle:
    """Does the acts over one connection, restore points first."""

    def __init__(self, connection: Connection, points: RestorePoints) -> None:
        self._connection = connection
        self._points = points

    async def before(self, key: str, seen: Stamp, deed: str) -> Before:
        """Look at a version and keep the service's own copy of it."""
        found = await look(self._connection, key, seen)
        return Before(found.journey, found.stamp, await self._keep(key, found, deed))

    async def _keep(self, key: str, found: Before, deed: str) -> str:
        why = f"Before {deed} version {found.stamp.version}"
        told = f"{status_word(found.stamp.status)}, as the service had it"
        point = RestorePoint(datetime.now(UTC), why, told, found.journey, found.stamp)
        try:
            await self._points.keep(self._connection.settings.id, key, point)
        except Failure as failure:
            return f" No restore point could be kept: {failure}"
        return ""

    async def new_version(self, row: JourneyRow) -> tuple[Journey, Stamp, str]:
        """Begin a draft of what a version has."""
        before = await self.before(row.key, row.stamp, "a new version after")
        # Whatever its status is: a draft of an older version is no update.
        stamp = Stamp(row.id, row.version, row.definition_id, "Stopped")
        saved = await journeys.save(self._connection, before.journey, stamp)
        return *saved, before.untold

    async def pause(self, row: JourneyRow, options: PauseOptions) -> str:
        before = await self.before(row.key, row.stamp, "pausing")
        if row.is_transactional:
            await self._connection(wire_calls.pause_transactional, row.id)
        else:
            await self._connection(wire_calls.pause, row.id, row.version, options.body)
        return before.untold + await self._settled(row, lambda s: s == "Paused")

    async def resume(self, row: JourneyRow) -> str:
        before = await self.before(row.key, row.stamp, "resuming")
        if row.is_transactional:
            await self._connection(wire_calls.resume_transactional, row.id)
        else:
            await self._connection(wire_calls.resume, row.id, row.version)
        return before.untold + await self._settled(row, lambda s: s != "Paused")

    async def pause_all(
        self, rows: tuple[JourneyRow, ...], options: PauseOptions
    ) -> str:
        """Pause every version that runs or finishes, of all that were seen."""
        held = tuple(each for each in rows if each.status in PAUSE.statuses)
        untold = await self._before_all(rows, held, "pausing")
        await self._connection(wire_calls.pause, rows[0].id, None, options.body)
        return untold + await self._all_settled(held, lambda s: s == "Paused")

    async def resume_all(self, rows: tuple[JourneyRow, ...]) -> str:
        """Resume every version that is paused, of all that were seen."""
        held = tuple(each for each in rows if each.status in RESUME.statuses)
        untold = await self._before_all(rows, held, "resuming")
        await self._connection(wire_calls.resume, rows[0].id, None)
        return untold + await self._all_settled(held, lambda s: s != "Paused")

    async def stop(self, row: JourneyRow) -> str:
        """Stop the version for good; who is inside leaves."""
        before = await self.before(row.key, row.stamp, "stopping")
        await self._connection(wire_calls.stop, row.id, row.version)
        return before.untold + await self._settled(row, lambda s: s == "Stopped")

    async def delete(self, row: JourneyRow) -> str:
        """Delete this version and no other."""
        before = await self.before(row.key, row.stamp, "deleting")
        await self._connection(wire_calls.delete, row.id, row.version)
        return before.untold

    async def delete_all(self, rows: tuple[JourneyRow, ...]) -> str:
        """Delete the journey; the versions must be those that were seen."""
        untold = await self._before_all(rows, rows, "deleting")
        await self._connection(wire_calls.delete_all, rows[0].id)
        return untold

    async def _before_all(
        self,
        seen: tuple[JourneyRow, ...],
        meant: tuple[JourneyRow, ...],
        deed: str,
    ) -> str:
        """Look at the whole journey, and keep a point of each version that is meant."""
        now = await journeys.versions(self._connection, seen[0].key)
        statuses = {each.version: each.status for each in seen}
        for each in now:
            if each.version not in statuses:
                raise Failure(_stale(each.version, "it is new"))
            if each.status != statuses[each.version]:
                word = each.status_word.lower()
                raise Failure(_stale(each.version, f"it is {word} by now"))
        kept = [await self.before(each.key, each.stamp, deed) for each in meant]
        return next((each.untold for each in kept if each.untold), "")

    async def _all_settled(
        self, rows: tuple[JourneyRow, ...], is_there: Callable[[str], bool]
    ) -> str:
        told = [await self._settled(each, is_there) for each in rows]
        return next(filter(None, told), "")

    async def _settled(self, row: JourneyRow, is_there: Callable[[str], bool]) -> str:
        """Wait until the service has done it; gives what to tell where it hasn't."""
        status = row.status
        for pause in _PAUSES:
            _, stamp = await journeys.open(self._connection, row.key, row.version)
            status = stamp.status
            if is_there(status):
                return ""
            await asyncio.sleep(pause)
        word = status_word(status).lower()
        return f" The service took it, and still says {word}. Look again later."
