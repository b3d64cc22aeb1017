"""The command `check`: runs the rules over journey files."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jbdesk import terminal
from jbdesk.model import rules
from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys import journey_file
from jbdesk.model.problem import Failure, Problem, Severity
from jbdesk.model.suites import junit
from jbdesk.model.suites.junit import Case, CaseSuite
from jbdesk.model.texts.words import counted
from jbdesk.terminal import Terminal, Tone

FINE, WRONG, UNREADABLE = 0, 1, 2
_TONES = {Severity.ERROR: Tone.BAD, Severity.ACTIVATION: Tone.WARNING}
_COLUMN = 4 + max(len(each) for each in Severity)
_WORDS = {
    Severity.ERROR: ("error", ""),
    Severity.ACTIVATION: ("thing to do before activation", "to do before activation"),
    Severity.WARNING: ("warning", ""),
}


@dataclass(frozen=True)
class Report:
    """What was found in one file; `unreadable` says why nothing was."""

    file: str
    problems: tuple[Problem, ...] = ()
    unreadable: str = ""
    journeys: tuple[tuple[str, int], ...] = ()  # in their order: name, its problems


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        type=Path,
        help="a file with a journey, or with a list of them; - reads standard input",
    )
    parser.add_argument(
        "--format",
        choices=tuple(_WRITERS),
        default="text",
        help="how to report: for a person (text), for programs (json, junit)",
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
            terminal.complain(report.unreadable)
    counting = _counting(strict=arguments.strict)
    terminal.write(_WRITERS[arguments.format](reports, counting))
    return _exit_code(reports, counting)


def _report(path: Path) -> Report:
    try:
        journeys = journey_file.read(path)
    except Failure as failure:
        return Report(str(path), unreadable=str(failure))
    found = [
        (journey.name, (*rules.check(journey), *about_its_json))
        for journey, about_its_json in journeys
    ]
    return Report(
        str(path),
        tuple(problem for _, problems in found for problem in problems),
        journeys=tuple((name, len(problems)) for name, problems in found),
    )


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
    to = terminal.standard()
    readable = [each for each in reports if not each.unreadable]
    fine = [to.shown(f"{_name(each)}: no problems") for each in readable if _fine(each)]
    parts = ["\n".join(_section(each, to)) for each in readable if not _fine(each)]
    parts += ["\n".join(fine)] if fine else []
    if len(reports) > 1 or not all(_fine(each) for each in readable):
        parts.append(to.shown(_sum(reports)))
    return "\n\n".join(parts) + ("\n" if parts else "")


def _fine(report: Report) -> bool:
    return not report.problems


def _name(report: Report) -> str:
    return journey_file.name_of(Path(report.file))


def _section(report: Report, to: Terminal) -> Iterator[str]:
    begin = 0
    for number, (name, count) in enumerate(report.journeys):
        problems = report.problems[begin : begin + count]
        title = _name(report)
        if len(report.journeys) > 1:
            title = f"{title}, “{name}”"
        if number:
            yield ""
        yield to.toned(title, Tone.STRONG)
        yield from _rows(problems, to)
        begin += count


def _rows(problems: Sequence[Problem], to: Terminal) -> Iterator[str]:
    """Tell each problem; what is the same in word and place is told once."""
    if not problems:
        yield "  no problems"
    told = Counter((each.severity, each.text, _place(each)) for each in problems)
    for (severity, text, place), count in told.items():
        where = f" [{place}]" if place else ""
        times = f" ({count} times)" if count > 1 else ""
        tone = _TONES.get(severity, Tone.FAINT)
        line = f"{text}{where}{times}"
        yield to.row(severity, line, column=_COLUMN, indent=2, tone=tone)


def _sum(reports: Sequence[Report]) -> str:
    """Count it all, as in “2 files: 1 error, 3 warnings”."""
    found = Counter(each.severity for report in reports for each in report.problems)
    parts = [
        counted(found[severity], *words)
        for severity, words in _WORDS.items()
        if found[severity]
    ] or ["no problems"]
    unreadable = sum(1 for each in reports if each.unreadable)
    parts += [f"{unreadable} can't be read"] if unreadable else []
    return f"{counted(len(reports), 'file')}: {', '.join(parts)}."


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
    suites = (
        CaseSuite(report.file, tuple(_cases(report, counting))) for report in reports
    )
    return junit.written("jbdesk check", suites)


def _cases(report: Report, counting: frozenset[Severity]) -> Iterator[Case]:
    if not report.problems:
        yield Case("is readable", error=report.unreadable)
    for each in report.problems:
        name = ": ".join(part for part in (_place(each), each.text) if part)
        if each.severity in counting:
            yield Case(name, failure=each.text, kind=each.code or str(each.severity))
        else:
            yield Case(name, out=f"{each.severity}: {each.text}")


_WRITERS = {"text": _text, "json": _json, "junit": _junit}
