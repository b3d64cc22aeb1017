"""The command `check`: runs the rules over journey files."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from jbdesk.model import journey_file, plain_text, rules
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure, Problem, Severity

FINE, WRONG, UNREADABLE = 0, 1, 2


@dataclass(frozen=True)
class Report:
    """What was found in one file; `unreadable` says why nothing was."""

    file: str
    problems: tuple[Problem, ...] = ()
    unreadable: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
    parser.add_argument(
        "--format", choices=tuple(_WRITERS), default="text", help="how to report"
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="exit with 1 also for what keeps a journey from being published",
    )


def run(arguments: argparse.Namespace) -> int:
    """Report on all files; gives 0 no error, 1 errors, 2 a file can't be read."""
    reports = [_report(path) for path in arguments.files]
    for report in reports:
        if report.unreadable:
            line = f"jbdesk: {report.unreadable}\n"
            sys.stderr.write(plain_text.for_terminal(line, sys.stderr.encoding))
    write = _WRITERS[arguments.format]
    counting = _counting(strict=arguments.strict)
    written = write(reports, counting)
    sys.stdout.write(plain_text.for_terminal(written, sys.stdout.encoding))
    return _exit_code(reports, counting)


def _report(path: Path) -> Report:
    try:
        journeys = journey_file.read(path)
    except Failure as failure:
        return Report(str(path), unreadable=str(failure))
    found = [
        problem
        for journey, about_its_json in journeys
        for problem in (*rules.check(journey), *about_its_json)
    ]
    return Report(str(path), tuple(found))


def _counting(*, strict: bool) -> frozenset[Severity]:
    """Tell which severities make the command fail."""
    some = {Severity.ERROR, Severity.ACTIVATION} if strict else {Severity.ERROR}
    return frozenset(some)


def _exit_code(reports: Sequence[Report], counting: frozenset[Severity]) -> int:
    if any(report.unreadable for report in reports):
        return UNREADABLE
    found = (problem.severity for report in reports for problem in report.problems)
    return WRONG if any(each in counting for each in found) else FINE


def _text(reports: Sequence[Report], _: frozenset[Severity]) -> str:
    lines = []
    for report in reports:
        for problem in report.problems:
            place = f" [{_place(problem)}]" if _place(problem) else ""
            lines.append(f"{report.file}: {problem.severity}: {problem.text}{place}")
        if not report.problems and not report.unreadable:
            lines.append(f"{report.file}: no problems")
    return "".join(f"{line}\n" for line in lines)


def _place(problem: Problem) -> str:
    where = problem.where
    path = "" if where.outcome is None else f"path {where.outcome + 1}"
    return ", ".join(each for each in (where.key, path, where.field) if each)


def _json(reports: Sequence[Report], _: frozenset[Severity]) -> str:
    found = [
        _row(report.file, problem) for report in reports for problem in report.problems
    ]
    return json.dumps(found, indent=2, ensure_ascii=True) + "\n"


def _row(file: str, problem: Problem) -> JsonObject:
    where = problem.where
    return {
        "file": file,
        "severity": str(problem.severity),
        "code": problem.code,
        "text": problem.text,
        "where": {
            "kind": where.kind,
            "key": where.key,
            "outcome": where.outcome,
            "field": where.field,
        },
    }


def _junit(reports: Sequence[Report], counting: frozenset[Severity]) -> str:
    """Write one suite a file, with a case for each problem that was found."""
    root = ET.Element("testsuites", name="jbdesk check")
    for report in reports:
        suite = ET.SubElement(root, "testsuite", name=_plain(report.file))
        failures = [_case(suite, each, counting) for each in report.problems]
        if not failures:
            case = ET.SubElement(suite, "testcase", name="is readable")
            case.set("classname", _plain(report.file))
        if report.unreadable:
            ET.SubElement(case, "error", message=_plain(report.unreadable))
        suite.set("tests", str(max(len(failures), 1)))
        suite.set("failures", str(sum(failures)))
        suite.set("errors", "1" if report.unreadable else "0")
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _case(suite: ET.Element, problem: Problem, counting: frozenset[Severity]) -> bool:
    name = ": ".join(each for each in (_place(problem), problem.text) if each)
    case = ET.SubElement(suite, "testcase", name=_plain(name))
    case.set("classname", suite.get("name", ""))
    text = f"{problem.severity}: {problem.text}"
    if problem.severity not in counting:
        ET.SubElement(case, "system-out").text = _plain(text)
        return False
    failure = ET.SubElement(case, "failure", message=_plain(problem.text))
    failure.set("type", problem.code or str(problem.severity))
    return True


def _plain(text: str) -> str:
    """Leave out what XML can't hold."""
    return "".join(each if _fits_xml(each) else "\ufffd" for each in text)


def _fits_xml(letter: str) -> bool:
    code = ord(letter)
    is_surrogate = 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - the surrogates
    is_control = code < 0x20 and letter not in "\t\n\r"  # noqa: PLR2004 - controls
    return not is_surrogate and not is_control and code not in (0xFFFE, 0xFFFF)


_WRITERS = {"text": _text, "json": _json, "junit": _junit}
