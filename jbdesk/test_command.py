"""The command `test`: runs a suite of contacts with expectations."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from jbdesk import terminal, test_report
from jbdesk.model import journey_file, suite, suite_result
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Failure
from jbdesk.model.suite import Suite
from jbdesk.test_report import Told

MET, NOT_MET = 0, 1  # 2: it could not be done


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "suite",
        metavar="SUITE",
        type=Path,
        help='the suite: {"journey": "welcome.json", "start": "2026-03-02T09:00Z",'
        ' "contacts": [{"contactKey": "", "data": {}, "expect":'
        ' [{"reaches": "Email 2", "within": "3 days"}]}]}; - is standard input',
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "junit"),
        default="text",
        help="how to report: for a person (text), for programs (json, junit)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the suite; gives 0 all met, 1 some not."""
    path: Path = arguments.suite
    wanted = suite.read(path)
    name = journey_file.name_of(path)
    if not wanted.expected:
        raise Failure(f"{name} expects nothing of its contacts.")
    told = _offline(wanted, path)
    _tell(told, arguments.format)
    return MET if told.result.is_met else NOT_MET


def _offline(wanted: Suite, path: Path) -> Told:
    journey = _journey_beside(path, wanted.journey)
    start = wanted.start or datetime.now(UTC).replace(microsecond=0)
    result = suite_result.evaluate(journey, wanted, start)
    return Told(journey_file.name_of(path), "offline", result)


def _journey_beside(path: Path, named: str) -> Journey:
    name = journey_file.name_of(path)
    if not named:
        raise Failure(f"{name} names no journey: “journey” is missing.")
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
