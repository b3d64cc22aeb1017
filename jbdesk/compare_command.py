"""The command `compare`: tells what differs between two journeys in meaning."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from jbdesk import terminal
from jbdesk.model import difference
from jbdesk.model.difference import Change, Difference, Kind
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.journeys import journey_file
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.terminal import Terminal, Tone

SAME, DIFFERENT = 0, 1
_MARKS = {Kind.ADDED: ("+", Tone.GOOD), Kind.REMOVED: ("-", Tone.BAD)}
_MARK = ("~", Tone.WARNING)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", metavar="A", type=Path, help="the earlier journey")
    parser.add_argument(
        "after", metavar="B", type=Path, help="the later journey; - is standard input"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to tell it"
    )


def run(arguments: argparse.Namespace) -> int:
    """Tell what differs; gives 0 for nothing, 1 for something."""
    files = (arguments.before, arguments.after)
    found = difference.compare(*(_journey(each) for each in files))
    if arguments.format == "json":
        terminal.write(f"{json.dumps(_json(found), indent=2, ensure_ascii=True)}\n")
    else:
        terminal.write_lines(_text(found, terminal.standard()))
    return DIFFERENT if found else SAME


def _journey(path: Path) -> Journey:
    journeys = journey_file.journeys_in(path)
    if len(journeys) > 1:
        name = journey_file.name_of(path)
        raise Failure(f"{name} holds {len(journeys)} journeys; give it one.")
    return journeys[0]


def _json(found: Difference) -> JsonObject:
    return {
        "same": not found,
        "summary": difference.summary(found),
        "changes": [_row(each) for each in found.changes],
    }


def _row(change: Change) -> JsonObject:
    where = change.where
    return {
        "kind": str(change.kind),
        "text": change.text,
        "where": {
            "kind": where.kind,
            "key": where.key,
            "outcome": where.outcome,
            "field": where.field,
        },
    }


def _text(found: Difference, to: Terminal) -> Iterator[str]:
    for each in found.changes:
        mark, tone = _MARKS.get(each.kind, _MARK)
        yield to.row(mark, each.text, column=2, tone=tone)
    count = counted(len(found.changes), "difference")
    yield f"\n{count}." if found else f"{difference.summary(found)}."
