"""Evidence: one delivery with all that is needed to see it happen again.

One JSON object: request and answer, the event definition with its fields, the
journey versions that listen, the trace, and which jbdesk wrote it.
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from jbdesk.model import wire
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.firing.trace import LayerState, Trace
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure

FORMAT = 1
MARK = "jbdeskEvidence"


@dataclass(frozen=True)
class Evidence:
    """What was written of one delivery."""

    made: datetime
    versions: JsonObject  # of jbdesk, Python and the system
    delivery: JsonObject
    exchange: JsonObject | None
    event_definition: JsonObject
    data_extensions: tuple[JsonObject, ...] = ()  # as the simulator takes them
    journeys: tuple[JsonObject, ...] = ()
    trace: JsonObject | None = None
    replaced: tuple[str, ...] = field(default=())  # the fields whose values were

    @property
    def body(self) -> JsonObject:
        return {
            MARK: FORMAT,
            "made": self.made.isoformat(),
            "versions": self.versions,
            "replaced": list(self.replaced),
            "delivery": self.delivery,
            "exchange": self.exchange,
            "eventDefinition": self.event_definition,
            "dataExtensions": list(self.data_extensions),
            "journeys": list(self.journeys),
            "trace": self.trace,
        }

    @property
    def definition(self) -> EventDefinition:
        return EventDefinition(self.event_definition)

    @property
    def contact_key(self) -> str:
        return str(self.delivery["contactKey"])

    @property
    def data(self) -> JsonObject:
        found = self.delivery["data"]
        return found if isinstance(found, dict) else {}

    @property
    def state(self) -> DeliveryState:
        return DeliveryState(self.delivery["state"])

    @property
    def story(self) -> str:
        """What became of it, in a few sentences."""
        told = [f"The event was {self.state}."]
        told += [str(each) for each in self.delivery.get("problems", ())]
        for layer in (self.trace or {}).get("layers", ()):
            if layer.get("name") != "accepted" and layer.get("text"):
                told.append(str(layer["text"]))
        ends = (self.trace or {}).get("ends") or ""
        return " ".join(dict.fromkeys([*told, *([ends] if ends else [])]))


def delivery_body(delivery: Delivery) -> JsonObject:
    return {
        "at": delivery.at.isoformat(),
        "eventDefinitionKey": delivery.event_definition_key,
        "contactKey": delivery.contact_key,
        "data": delivery.data,
        "state": str(delivery.state),
        "eventInstanceId": delivery.event_instance_id,
        "problems": [each.text for each in delivery.problems],
    }


def exchange_body(delivery: Delivery) -> JsonObject | None:
    exchange = delivery.exchange
    if exchange is None:
        return None
    return {**asdict(exchange), "at": exchange.at.isoformat()}


def trace_body(trace: Trace | None) -> JsonObject | None:
    """The trace as JSON, its moments as ISO texts."""
    if trace is None:
        return None
    told: JsonObject = _plain(asdict(trace))
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def evidence_from(found: Any, name: str) -> Evidence:
    """Read evidence; raises Failure that begins with the name of where it stands."""
    if not isinstance(found, dict) or MARK not in found:
        raise Failure(f"{name} is no evidence of jbdesk.")
    if found[MARK] != FORMAT:
        raise Failure(f"{name} was written by another version of jbdesk.")
    try:
        made = Evidence(
            datetime.fromisoformat(found["made"]),
            dict(found["versions"]),
            dict(found["delivery"]),
            found["exchange"],
            dict(found["eventDefinition"]),
            tuple(map(dict, found["dataExtensions"])),
            tuple(map(dict, found["journeys"])),
            found["trace"],
            tuple(map(str, found["replaced"])),
        )
        made = replace(made, delivery={"data": {}, **made.delivery})
        assert made.contact_key is not None
        assert made.state
        assert made.definition.key
    except (KeyError, TypeError, ValueError, AssertionError, AttributeError):
        raise Failure(
            f"{name} is damaged: a part of the evidence is missing."
        ) from None
    return made


def is_evidence(content: bytes) -> bool:
    """Whether a file's content says that it is evidence."""
    try:
        found = wire.loads(content)
    except Failure:
        return False
    return isinstance(found, dict) and MARK in found


def is_same(evidence: Evidence, trace: Trace) -> bool:
    """Whether a replay came to what the evidence tells, layer by layer."""
    before = evidence.trace or {}
    layers = {
        each["name"]: each["state"]
        for each in before.get("layers", ())
        if each["state"] in (LayerState.YES, LayerState.NO)
    }
    now = {each.name: str(each.state) for each in trace.layers}
    steps = [each.get("key") for each in before.get("steps", ())]
    taken = [each.key for each in trace.steps]
    is_path_same = taken[: len(steps)] == steps
    return (
        bool(layers)
        and is_path_same
        and all(now.get(name) == state for name, state in layers.items())
    )
