"""The command `walk`: tells the path that one contact takes, or what a set covers."""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jbdesk import terminal
from jbdesk.model import catalogue, walk
from jbdesk.model.facts import Facts
from jbdesk.model.firing import contact_file
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.journeys import journey_file
from jbdesk.model.problem import Failure
from jbdesk.model.suites import walk_coverage
from jbdesk.model.texts.words import counted, first_line
from jbdesk.model.walking import walk_splits
from jbdesk.terminal import Terminal, Tone

_LEAD = 18  # columns of a time, or of a count
_MOST = 30  # letters of a title or a contact key before what is told beside it
_PARTS = 2  # ways out, and more: here paths part


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a journey file; - is standard input"
    )
    parser.add_argument(
        "--data",
        metavar="DATA.json",
        type=Path,
        action="append",
        required=True,
        help='the contact: {"contactKey": "", "data": {}, "attributes": {},'
        ' "engagement": {}}. An array of these, one on each line, or --data again,'
        " walks all of them and tells which paths none takes",
    )
    parser.add_argument(
        "--start",
        type=_moment,
        metavar="ISO",
        help="when contacts enter, in UTC where no zone is said (now)",
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="another number, other random splits"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to tell it"
    )


def _moment(text: str) -> datetime:
    """Read an ISO date; without a zone it is in UTC."""
    try:
        found = datetime.fromisoformat(text)
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        message = f"“{text}” is no date like 2026-03-31T14:30Z"
        raise argparse.ArgumentTypeError(message) from None


def run(arguments: argparse.Namespace) -> int:
    """Tell the path; gives 0, whether contacts enter or not."""
    journeys = journey_file.journeys_in(arguments.file)
    if len(journeys) > 1:
        name = journey_file.name_of(arguments.file)
        raise Failure(f"{name} holds {len(journeys)} journeys; give it one.")
    journey = journeys[0]
    found = [contact_file.contacts_in(each, journey) for each in arguments.data]
    facts = [each for contacts in found for each in contacts.facts]
    start = arguments.start or datetime.now(UTC).replace(microsecond=0)
    is_set = len(found) > 1 or found[0].is_set
    seen = walk_coverage.coverage(journey, facts, start, seed=arguments.seed)
    if arguments.format == "json":
        told = _set_json(journey, facts, seen) if is_set else _json(journey, seen)
        terminal.write(f"{json.dumps(told, indent=2, ensure_ascii=True)}\n")
        return 0
    to = terminal.standard()
    lines = _set_text(journey, facts, seen, to) if is_set else _text(journey, seen, to)
    terminal.write_lines(lines)
    return 0


def _json(journey: Journey, seen: walk_coverage.Coverage) -> JsonObject:
    return _walk_json(journey, seen.walks[0])


def _walk_json(journey: Journey, path: walk.Walk) -> JsonObject:
    return {
        "entered": path.entered,
        "reason": path.reason,
        "steps": [_row(journey, each) for each in path.steps],
        "ends": path.ends,
    }


def _row(journey: Journey, step: walk.Step) -> JsonObject:
    activity = journey[step.ref]
    way = None if step.outcome is None else activity.outcomes[step.outcome]
    row: JsonObject = {
        "activity": step.ref,
        "type": step.type,
        "outcome": None if way is None else way.key,
        "enters": _iso(step.enters),
        "leaves": step.leaves and _iso(step.leaves),
        "name": catalogue.title(activity),
        "path": "" if step.outcome is None else _way(journey, step.ref, step.outcome),
        "reason": step.reason,
    }
    if step.writes:
        row["writes"] = [
            {
                "dataExtension": each.data_extension,
                "field": each.field,
                "name": each.name,
                "value": each.value,
            }
            for each in step.writes
        ]
    return row


def _way(journey: Journey, ref: str, position: int) -> str:
    """What a way out is called; "" where it is the only one."""
    activity = journey[ref]
    only = len(activity.outcomes) == 1
    return "" if only else walk_splits.path_name(activity, position)


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _set_json(
    journey: Journey, facts: Sequence[Facts], seen: walk_coverage.Coverage
) -> JsonObject:
    return {
        "contacts": len(facts),
        "entered": sum(each.entered for each in seen.walks),
        "coverage": {
            "share": round(seen.share, 4),
            "paths": [
                _path_json(journey, path, count) for path, count in seen.taken.items()
            ],
            "untaken": [_path_json(journey, path) for path in seen.untaken],
            "unvisited": list(seen.unvisited),
        },
        "walks": [
            {"contactKey": each.contact_key, **_walk_json(journey, path)}
            for each, path in zip(facts, seen.walks, strict=True)
        ],
    }


def _path_json(
    journey: Journey, path: walk_coverage.Path, count: int | None = None
) -> JsonObject:
    ref, position = path
    outcome = journey[ref].outcomes[position]
    row: JsonObject = {
        "activity": ref,
        "outcome": outcome.key,
        "position": position,
        "path": _way(journey, ref, position),
        "next": outcome.next,
    }
    return row if count is None else {**row, "contacts": count}


def _text(
    journey: Journey, seen: walk_coverage.Coverage, to: Terminal
) -> Iterator[str]:
    path = seen.walks[0]
    if not path.entered:
        yield to.row("Does not enter:", path.reason, column=_LEAD, tone=Tone.BAD)
        return
    reason = f"{path.reason} Times are UTC."
    yield to.row("Enters:", reason, column=_LEAD, tone=Tone.GOOD)
    titles = {
        each.ref: first_line(catalogue.title(journey[each.ref]), _MOST)
        for each in path.steps
    }
    column = _LEAD + 2 + max(map(terminal.cells, map(to.shown, titles.values())))
    for step in path.steps:
        lead = f"{step.enters:%Y-%m-%d %H:%M}  {titles[step.ref]}"
        yield to.row(lead, step.reason, column=column)
        for each in step.writes:
            value = first_line(str(each.value), _MOST)
            text = f"sets {each.name or each.field} to {value}"
            yield to.row("", text, column=column)
    yield to.row("Ends:", path.ends, column=_LEAD, tone=Tone.STRONG)


def _set_text(
    journey: Journey,
    facts: Sequence[Facts],
    seen: walk_coverage.Coverage,
    to: Terminal,
) -> Iterator[str]:
    keys = [first_line(each.contact_key or "(no key)", _MOST) for each in facts]
    column = 2 + max((terminal.cells(to.shown(each)) for each in keys), default=0)
    for key, path in zip(keys, seen.walks, strict=True):
        tone = None if path.entered else Tone.BAD
        yield to.row(key, _outcome(path), column=column, tone=tone)
    yield ""
    yield from _parting(journey, seen, to)
    if seen.unvisited:
        yield to.toned("No contact comes to", Tone.STRONG)
        for ref in seen.unvisited:
            yield to.row("", f"“{catalogue.title(journey[ref])}” [{ref}]", column=2)
        yield ""
    entered = sum(each.entered for each in seen.walks)
    taken, total = len(seen.taken) - len(seen.untaken), len(seen.taken)
    yield (
        f"{counted(len(facts), 'contact')}, of whom {entered} enter;"
        f" {taken} of {counted(total, 'path')} taken ({round(100 * seen.share)} %)."
    )


def _outcome(path: walk.Walk) -> str:
    if not path.entered:
        return f"Does not enter: {path.reason}"
    through = counted(len(path.steps), "activity", "activities")
    if path.steps:
        end = path.steps[-1].leaves or path.steps[-1].enters
        through = f"{through} in {_span(end - path.steps[0].enters)}"
    return f"{through}. {path.ends}"


def _span(length: timedelta) -> str:
    minutes = length // timedelta(minutes=1)
    days, hours = minutes // (24 * 60), minutes // 60 % 24
    parts = [
        counted(number, word)
        for number, word in ((days, "day"), (hours, "hour"), (minutes % 60, "minute"))
        if number
    ]
    return " ".join(parts[:2]) or "no time"


def _parting(
    journey: Journey, seen: walk_coverage.Coverage, to: Terminal
) -> Iterator[str]:
    """Where paths part: how many contacts take each."""
    for ref, visits in seen.visits.items():
        ways = journey[ref].outcomes
        if len(ways) < _PARTS or not visits:
            continue
        title = f"“{catalogue.title(journey[ref])}” [{ref}]"
        yield to.toned(f"{title}, {counted(visits, 'contact')}", Tone.STRONG)
        for position in range(len(ways)):
            count = seen.taken[ref, position]
            name = walk_splits.path_name(journey[ref], position)
            text = f"“{name}”" if count else f"“{name}”, taken by nobody"
            tone = None if count else Tone.WARNING
            yield to.row(f"{count:>6}", text, column=8, tone=tone)
        yield ""
