"""Runs a suite for real: each contact is fired once and followed for some time.

What is sent stands in the ledger; nothing is ever sent a second time.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.trace import Trace
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Failure
from jbdesk.model.suites.suite import Case, Suite
from jbdesk.model.suites.suite_result import SuiteResult, result_of
from jbdesk.model.suites.suite_verdict import Course
from jbdesk.model.walk import Walk
from jbdesk.services.connections.connection import Connection
from jbdesk.services.firing import firing, tracer
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.suites import suite_courses
from jbdesk.services.suites.suites import Material

_OUTSIDE = (DeliveryState.REFUSED, DeliveryState.NOT_SENT)


async def fire(
    connection: Connection,
    ledger: Ledger,
    material: Material,
    suite: Suite,
    *,
    limit: timedelta,
    heard: Callable[[str], None],
) -> SuiteResult:
    """Fire every contact once and follow all of them until the limit.

    Raises Failure, with nothing sent, where one of them may not be fired here.
    """
    if told := _refusals(connection, suite):
        raise Failure(*told)
    start = datetime.now(UTC).replace(microsecond=0)
    courses: list[Course | AsyncIterator[Trace]] = []
    for number, case in enumerate(suite.cases, start=1):
        heard(f"Firing contact {number} of {len(suite.cases)} …")
        courses.append(await _sent(connection, ledger, material, case))
    heard("Following what becomes of them …")
    found = await asyncio.gather(
        *(_course(material.journey, each, limit) for each in courses)
    )
    return result_of(material.journey, suite, start, tuple(found))


def _refusals(connection: Connection, suite: Suite) -> tuple[str, ...]:
    """Who may not be fired here: then nobody is, or half a suite would be sent."""
    refusals = (
        connection.guard.refusal_of(each.contact.contact_key) for each in suite.cases
    )
    return tuple(dict.fromkeys(each for each in refusals if each))


async def _sent(
    connection: Connection, ledger: Ledger, material: Material, case: Case
) -> Course | AsyncIterator[Trace]:
    delivery = await firing.fire(
        connection,
        ledger,
        material.definition,
        case.contact.contact_key,
        case.contact.data,
        names=[each.name for each in material.fields],
    )
    if delivery.state in _OUTSIDE:
        told = " ".join(each.text for each in delivery.problems)
        reason = f"The event was {delivery.state}: {told}"
        return Course(Walk(False, reason, ends="The contact does not enter."))
    return tracer.follow(connection, delivery)


async def _course(
    journey: Journey, found: Course | AsyncIterator[Trace], limit: timedelta
) -> Course:
    """Follow until all is known, or until the limit; layer upon layer."""
    if isinstance(found, Course):
        return found
    course = Course(Walk(False, "Not known yet."), is_over=False)
    try:
        async with asyncio.timeout(limit.total_seconds()):
            async for trace in found:
                course = suite_courses.of_trace(journey, trace)
    except TimeoutError:
        return course
    except Failure as failure:
        return Course(Walk(False, str(failure)), is_over=False)
    return course
