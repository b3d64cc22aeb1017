"""Pulls the history of every journey into the archive, some versions at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jbdesk.api import journeys
from jbdesk.services.archive import pulling
from jbdesk.services.archive.archive import Archive
from jbdesk.services.archive.pulling import Pace, Progress
from jbdesk.services.connections import listing
from jbdesk.services.connections.connection import Connection

_AT_A_TIME = 50  # versions of one query
_PAGE = 200  # journeys


@dataclass(frozen=True)
class ProgressOfAll:
    """How far it is, over all journeys."""

    versions: int = 0
    rows: int = 0  # that were not here before
    done: float = 0.0  # 0 to 1
    is_cut: bool = False


Heard = Callable[[ProgressOfAll], None]


async def pull_all(
    connection: Connection, archive: Archive, heard: Heard, pace: Pace | None = None
) -> ProgressOfAll:
    """Read what the service has of all versions; what was read stays on the disk."""
    ids = await _ran(connection)
    parts = [ids[at : at + _AT_A_TIME] for at in range(0, len(ids), _AT_A_TIME)]
    told = ProgressOfAll(len(ids))
    for number, part in enumerate(parts):
        base = told

        def hear(own: Progress, base: ProgressOfAll = base, at: int = number) -> None:
            heard(_with(base, own, (at + own.done) / len(parts)))

        own = await pulling.pull(connection, archive, part, hear, pace)
        told = _with(base, own, (number + 1) / len(parts))
    heard(told)
    return told


def _with(base: ProgressOfAll, own: Progress, done: float) -> ProgressOfAll:
    is_cut = base.is_cut or own.is_cut
    return ProgressOfAll(base.versions, base.rows + own.rows, done, is_cut)


async def _ran(connection: Connection) -> Sequence[str]:
    """Give the versions that can have a history: drafts have none."""
    found = await listing.whole(
        connection,
        journeys.page,
        lambda body: (body.get("id"), body.get("version")),
        size=_PAGE,
        mostRecentVersionOnly="false",
    )
    ran = (each for each in found if each.get("status") != "Draft")
    return tuple(str(each["definitionId"]).lower() for each in ran)
