"""The command `test`: runs a suite of contacts with expectations."""

import argparse
import importlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from jbdesk import command_connection, terminal, test_report
from jbdesk.model.journey import Journey
from jbdesk.model.journeys import journey_file
from jbdesk.model.problem import Failure
from jbdesk.model.suites import suite, suite_result
from jbdesk.model.suites.suite import Suite
from jbdesk.model.suites.suite_result import SuiteResult
from jbdesk.model.texts import spans
from jbdesk.test_report import Told

MET, NOT_MET = 0, 1  # 2: it could not be done
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
        where, result = _elsewhere().on_connection(arguments, wanted)
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
        return "on a simulator", _elsewhere().on_simulator(journey, wanted)
    return "offline", suite_result.evaluate(journey, wanted, _start(wanted))


def _start(wanted: Suite) -> datetime:
    return wanted.start or datetime.now(UTC).replace(microsecond=0)


def _elsewhere() -> Any:
    """Only who leaves this process waits for what that takes."""
    return importlib.import_module("jbdesk.test_elsewhere")


def _journey_beside(path: Path, named: str) -> Journey:
    journeys = journey_file.journeys_in(path.parent / named)
    if len(journeys) > 1:
        raise Failure(f"{named} holds {len(journeys)} journeys; give it one.")
    return journeys[0]


def _tell(told: Told, how: str) -> None:
    if how == "json":
        terminal.write(test_report.as_json(told))
    elif how == "junit":
        terminal.write(test_report.as_junit(told))
    else:
        terminal.write_lines(test_report.text(told, terminal.standard()))
