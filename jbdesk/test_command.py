"""The command `test`: runs a suite of contacts with expectations."""

import argparse
import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from jbdesk import command_connection, paths, terminal, test_report
from jbdesk.api.client import Client
from jbdesk.model import journey_file, spans, suite, suite_result
from jbdesk.model.journey import Journey
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.model.suite import Suite
from jbdesk.model.suite_result import SuiteResult
from jbdesk.services import suites, suites_live
from jbdesk.services.connection import connect
from jbdesk.services.ledger import Ledger
from jbdesk.services.suites import Material
from jbdesk.services.work import Work
from jbdesk.simulator.server import Simulator
from jbdesk.test_report import Told

MET, NOT_MET = 0, 1  # 2: it could not be done
_TO_FIRE = 60  # minutes
WALK, SIMULATOR, LIVE = "walk", "simulator", "live"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "suite",
        metavar="SUITE",
        type=Path,
        help='the suite: {"journey": "welcome.json", "start": "2026-03-02T09:00Z",'
        ' "contacts": [{"contactKey": "", "data": {}, "expect":'
        ' [{"reaches": "Email 2", "within": "3 days"}]}]}; - is standard input.'
        " The journey is a file beside it, or a key on the connection",
    )
    parser.add_argument(
        "--on",
        choices=(WALK, SIMULATOR, LIVE),
        help="walk: offline (a file's way); simulator: on one that is there for"
        " this alone (a connection's way); live: fires every contact for real, once",
    )
    parser.add_argument(
        "--limit",
        type=_span,
        metavar="SPAN",
        default=timedelta(minutes=5),
        help="how long live contacts are followed (5 minutes)",
    )
    command_connection.add_arguments(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json", "junit"),
        default="text",
        help="how to report: for a person (text), for programs (json, junit)",
    )


def _span(text: str) -> timedelta:
    try:
        return spans.span(text)
    except Failure as failure:
        raise argparse.ArgumentTypeError(str(failure)) from None


def run(arguments: argparse.Namespace) -> int:
    """Run the suite; gives 0 all met, 1 some not."""
    path: Path = arguments.suite
    wanted = suite.read(path)
    name = journey_file.name_of(path)
    if not wanted.expected:
        raise Failure(f"{name} expects nothing of its contacts.")
    if not wanted.journey:
        raise Failure(f"{name} names no journey: “journey” is missing.")
    if command_connection.is_wanted(arguments):
        where, result = asyncio.run(_on_connection(arguments, wanted))
    else:
        where, result = _on_file(arguments, path, wanted)
    _tell(Told(name, where, result), arguments.format)
    return MET if result.is_met else NOT_MET


def _on_file(
    arguments: argparse.Namespace, path: Path, wanted: Suite
) -> tuple[str, SuiteResult]:
    journey = _journey_beside(path, wanted.journey)
    if arguments.on == LIVE:
        raise Failure("To fire for real, name a connection and a journey's key.")
    if arguments.on == SIMULATOR:
        material = suites.made_up(journey, [each.contact for each in wanted.cases])
        return "on a simulator", asyncio.run(_rehearse(material, wanted))
    return "offline", suite_result.evaluate(journey, wanted, _start(wanted))


def _start(wanted: Suite) -> datetime:
    return wanted.start or datetime.now(UTC).replace(microsecond=0)


def _journey_beside(path: Path, named: str) -> Journey:
    journeys = journey_file.journeys_in(path.parent / named)
    if len(journeys) > 1:
        raise Failure(f"{named} holds {len(journeys)} journeys; give it one.")
    return journeys[0]


async def _on_connection(
    arguments: argparse.Namespace, wanted: Suite
) -> tuple[str, SuiteResult]:
    async with command_connection.opened(arguments) as connection:
        material = await suites.material_of(connection, wanted.journey)
        name = connection.settings.name
        if arguments.on == WALK:
            whole = suites.with_defaults(material, wanted)
            result = suite_result.evaluate(material.journey, whole, _start(wanted))
            return f"as “{name}” has it, offline", result
        if arguments.on != LIVE:
            where = f"as “{name}” has it, on a simulator"
            return where, await _rehearse(material, wanted)
        # Whoever says “live” has given the word that a window asks for by name.
        minutes = int(arguments.limit.total_seconds() // 60) + _TO_FIRE
        connection.guard.arm(minutes, name)
        ledger = Ledger(paths.home(arguments.home))
        try:
            fire = partial(suites_live.fire, connection, ledger, material, wanted)
            told = await fire(limit=arguments.limit, heard=terminal.complain)
            return f"live on “{name}”", told
        finally:
            ledger.close()


async def _rehearse(material: Material, wanted: Suite) -> SuiteResult:
    """Run it on a simulator in memory, which ends with it."""
    with Simulator(seed="empty", publish_seconds=0) as simulator:
        there = PackageSettings(
            "Simulator",
            client_id=simulator.client_id,
            auth_url=simulator.auth_url,
            rest_url=simulator.rest_url,
        )
        secret, work = simulator.client_secret, Work(2)
        client = Client(there, lambda: secret, lambda _: None)

        async def control(method: str, path: str, body: Any) -> Any:
            return await work.run(client.control, method, path, body)

        connection = connect(there, secret, work, lambda _: None)
        try:
            return await suites.rehearse(connection, control, material, wanted)
        finally:
            connection.close()
            client.abort()
            work.close()


def _tell(told: Told, how: str) -> None:
    if how == "json":
        terminal.write(test_report.as_json(told))
    elif how == "junit":
        terminal.write(test_report.as_junit(told))
    else:
        terminal.write_lines(test_report.text(told, terminal.standard()))
