"""Orders for the jobs: validate, publish and schedule a version, and how it ended."""

from datetime import datetime
from functools import partial

from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys import journey_acts as acts
from jbdesk.model.journeys.journey_acts import Act
from jbdesk.model.journeys.journey_effects import SCHEDULED, Life
from jbdesk.model.journeys.journey_row import JourneyRow, status_word
from jbdesk.model.problem import Failure, Problem
from jbdesk.model.texts import service_time
from jbdesk.panes.journeys.life.asking import AT
from jbdesk.panes.journeys.life.jobs import Jobs, Order, Told
from jbdesk.services.connections.connection import Connection
from jbdesk.services.journeys import journeys, publishing
from jbdesk.services.journeys.lifecycle import Lifecycle
from jbdesk.services.journeys.restore_points import RestorePoints

_BEING = {"validate": "validating", "publish": "publishing", "schedule": "scheduling"}


class Orders:
    """Makes an order of an act, and gives it to the jobs."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs

    def place(
        self,
        connection: Connection,
        points: RestorePoints,
        act: Act,
        life: Life,
        values: JsonObject,
    ) -> None:
        row, verb = life.row, act.label.removesuffix("…")
        at = service_time.moment(values.get(AT))
        order = Order(
            f"{verb} “{row.name or row.key}” version {row.version}",
            row,
            partial(_begins, connection, points, act, row),
            partial(_work, connection, act, row, at),
            partial(_ended, connection, act, row),
        )
        self._jobs.add(connection, order)


async def _begins(
    connection: Connection, points: RestorePoints, act: Act, row: JourneyRow
) -> None:
    deed = _BEING[act.name]
    await Lifecycle(connection, points).before(row.key, row.stamp, deed)


async def _work(
    connection: Connection, act: Act, row: JourneyRow, at: datetime | None, told: Told
) -> tuple[Problem, ...]:
    name = row.name or row.key
    if act is acts.VALIDATE:
        return await publishing.validate(connection, name, row.stamp, told)
    if act is acts.SCHEDULE and at is not None:
        return await publishing.schedule(connection, name, row.stamp, told, at=at)
    return await publishing.publish(connection, name, row.stamp, told)


async def _ended(connection: Connection, act: Act, row: JourneyRow) -> str:
    if act is acts.VALIDATE:
        return "Nothing stands against publishing it."
    _, stamp = await journeys.open(connection, row.key, row.version)
    if act is acts.SCHEDULE and stamp.status not in SCHEDULED:
        raise Failure(
            "The service took the publish, and did not wait for the date: the version"
            f" is {status_word(stamp.status).lower()} now."
        )
    return f"It is {status_word(stamp.status).lower()}."
