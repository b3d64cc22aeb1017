"""The command `walk`: tells the path that one contact takes."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from jbdesk.model import catalogue, journey_file, plain_text, walk, walk_splits
from jbdesk.model.facts import Facts
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.problem import Failure

_PARTS = ("data", "attributes", "engagement")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument(
        "--data",
        metavar="DATA.json",
        type=Path,
        required=True,
        help='{"contactKey": "", "data": {}, "attributes": {}, "engagement": {}}',
    )
    parser.add_argument(
        "--start", type=_moment, metavar="ISO", help="when the contact enters (now)"
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="another number, other random splits"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _moment(text: str) -> datetime:
    """Read an ISO date; without a zone it is in UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        message = f"“{text}” is no date like 2026-03-31T14:30Z"
        raise argparse.ArgumentTypeError(message) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def run(arguments: argparse.Namespace) -> int:
    """Tell the path; gives 0, whether the contact enters or not."""
    journeys = journey_file.journeys_in(arguments.file)
    if len(journeys) > 1:
        raise Failure(f"{arguments.file} holds {len(journeys)} journeys; give it one.")
    journey = journeys[0]
    facts = _facts(arguments.data, journey)
    start = arguments.start or datetime.now(UTC)
    path = walk.walk(journey, facts, start, seed=arguments.seed)
    write = _json if arguments.format == "json" else _text
    written = write(journey, path)
    sys.stdout.write(plain_text.for_terminal(written, sys.stdout.encoding))
    return 0


def _facts(file: Path, journey: Journey) -> Facts:
    data = journey_file.json_in(file)
    if not isinstance(data, dict):
        raise Failure(f"{file} must hold a JSON object with contactKey and data.")
    for part in _PARTS:
        if not isinstance(data.get(part, {}), dict):
            raise Failure(f"{file}: “{part}” must be a JSON object.")
    key = data.get("contactKey", "")
    if not isinstance(key, str):
        raise Failure(f"{file}: “contactKey” must be text.")
    trigger = journey.trigger
    return Facts(
        contact_key=key,
        event_key=trigger.event_definition_key if trigger else "",
        event=data.get("data", {}),
        attributes=data.get("attributes", {}),
        engagement=data.get("engagement", {}),
    )


def _json(journey: Journey, path: walk.Walk) -> str:
    told = {
        "entered": path.entered,
        "reason": path.reason,
        "steps": [_row(journey, each) for each in path.steps],
        "ends": path.ends,
    }
    return json.dumps(told, indent=2, ensure_ascii=True) + "\n"


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
        "path": _path(journey, step),
        "reason": step.reason,
    }
    if step.writes:
        row["writes"] = [
            {
                "dataExtension": each.data_extension,
                "field": each.field,
                "value": each.value,
            }
            for each in step.writes
        ]
    return row


def _path(journey: Journey, step: walk.Step) -> str:
    if step.outcome is None or len(journey[step.ref].outcomes) == 1:
        return ""
    return walk_splits.path_name(journey[step.ref], step.outcome)


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _text(journey: Journey, path: walk.Walk) -> str:
    entry = "Enters" if path.entered else "Does not enter"
    lines = [f"{entry}: {path.reason}"]
    for step in path.steps:
        title = catalogue.title(journey[step.ref])
        lines.append(f"{step.enters:%Y-%m-%d %H:%M:%S}  {title}: {step.reason}")
        lines += [
            f"{'':21}sets {each.field} in {each.data_extension} to {each.value}"
            for each in step.writes
        ]
    if path.ends:
        lines.append(f"{'':21}{path.ends}" if path.steps else path.ends)
    return "".join(f"{line}\n" for line in lines)
