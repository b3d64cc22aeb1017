"""Evidence gathered from a connection, written, and opened in the simulator."""

import asyncio
import contextlib
import platform
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from jbdesk import __version__
from jbdesk.api import journeys
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing import evidence, redaction
from jbdesk.model.firing.delivery import Delivery
from jbdesk.model.firing.evidence import Evidence
from jbdesk.model.firing.trace import Trace
from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys import journey_file
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.services import stored_file
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import tracer
from jbdesk.services.simulated import mirror
from jbdesk.services.simulated.mirror import Mirrored

CONTACT_KEY = "Contact key"  # what is replaced for it
_PERSONAL = ("email", "phone", "name", "birth", "address", "street", "city", "mobile")
Control = Callable[[str, str, Any], Awaitable[Any]]


async def gather(
    connection: Connection, delivery: Delivery, trace: Trace | None = None
) -> tuple[Evidence, tuple[DataExtensionField, ...]]:
    """Collect all that belongs to a delivery, with the fields to choose among.

    What the connection does not give any more is left out.
    """
    key = delivery.event_definition_key
    definition = EventDefinition({"eventDefinitionKey": key})
    fields: tuple[DataExtensionField, ...] = ()
    bodies: list[JsonObject] = []
    with contextlib.suppress(Failure):
        definition = await event_definitions.get(connection, key)
        fields = await event_definitions.fields_of(connection, definition)
        rows = await event_definitions.journeys_using(connection, key)
        bodies = [
            await connection(journeys.get, each.key, each.version) for each in rows
        ]
        trace = trace or await _seen(connection, delivery)
    has_rows = bool(definition.data_extension_id)
    extensions = (mirror.described(definition, fields),) if has_rows else ()
    made = Evidence(
        datetime.now(UTC).replace(microsecond=0),
        _versions(),
        evidence.delivery_body(delivery),
        evidence.exchange_body(delivery),
        definition.body,
        extensions,
        tuple(bodies),
        evidence.trace_body(trace),
    )
    return made, fields


def _versions() -> dict[str, str]:
    return {
        "jbdesk": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
    }


async def _seen(connection: Connection, delivery: Delivery) -> Trace | None:
    """Give what is known of a delivery that nobody followed."""
    traces = tracer.follow(connection, delivery)
    found = await anext(traces, None)
    if isinstance(traces, AsyncGenerator):
        await traces.aclose()
    return found


def personal(fields: Collection[DataExtensionField]) -> tuple[str, ...]:
    """The fields that look personal: what is chosen to begin with."""
    named = (
        each.name
        for each in fields
        if each.type in ("EmailAddress", "Phone")
        or any(word in each.name.casefold() for word in _PERSONAL)
    )
    return (CONTACT_KEY, *named)


def redacted(
    made: Evidence,
    fields: Collection[DataExtensionField],
    chosen: Collection[str],
    settings: PackageSettings,
) -> Evidence:
    """Take out secrets and tenant always, and the values of the chosen fields.

    A value is replaced by the same everywhere, by one that fits its field.
    """
    stand_ins = _of_contact(made.contact_key) if CONTACT_KEY in chosen else {}
    by_field: dict[str, str] = {}
    known = {each.name.casefold(): each for each in fields}
    for number, (name, value) in enumerate(made.data.items(), start=1):
        if name in chosen and value not in (None, "") and not isinstance(value, bool):
            of = known.get(name.casefold(), DataExtensionField(name))
            new = stand_ins.setdefault(str(value), redaction.stand_in(of, number))
            by_field[name] = new if isinstance(value, str) else str(number)
    for secret, new in _of_tenant(settings).items():
        stand_ins.setdefault(secret, new)
    plain = redaction.without_secrets(made.body)
    body = redaction.replaced(plain, stand_ins, by_field)
    clean = evidence.evidence_from(body, "Evidence")
    return replace(clean, replaced=tuple(sorted(chosen)))


def _of_contact(contact_key: str) -> dict[str, str]:
    return {contact_key: "person0@example.com" if "@" in contact_key else "contact-0"}


def _of_tenant(settings: PackageSettings) -> dict[str, str]:
    """What stands for a real tenant's own names; a simulator has none to hide."""
    if settings.is_simulator:
        return {}
    named = {
        settings.subdomain: "tenant",
        settings.client_id: "client-id",
        settings.account_id: "100000000",
    }
    return {secret: new for secret, new in named.items() if secret}


async def write(path: Path, made: Evidence) -> None:
    """Write evidence; all of it or nothing."""
    await asyncio.to_thread(stored_file.write, path, made.body)


async def read(path: Path) -> Evidence:
    """Read evidence; raises Failure in words."""
    found = await asyncio.to_thread(journey_file.json_in, path)
    return evidence.evidence_from(found, path.name)


async def is_evidence(path: Path) -> bool:
    """Whether a file says that it is evidence; one that can't be read is none."""
    try:
        content = await asyncio.to_thread(journey_file.content_of, path)
    except Failure:
        return False
    return await asyncio.to_thread(evidence.is_evidence, content)


async def put_into_simulator(control: Control, made: Evidence) -> int:
    """Make a business unit of it; gives the unit's MID.

    Journeys stand there as they did: what was stopped is stopped.
    """
    unit = await _new_unit(control, f"Evidence of {made.made:%Y-%m-%d %H.%M}")
    definitions = [made.event_definition] if made.definition.id else []
    items = {
        "data_extensions": list(made.data_extensions),
        "event_definitions": definitions,
        "journeys": list(made.journeys),
    }
    done = await mirror.put(control, unit, items, ())
    if done.problems:
        raise Failure(*done.problems)
    return unit.account_id


async def _new_unit(control: Control, name: str) -> Mirrored:
    """Make a business unit that nothing was fired into before."""
    told = await control("GET", "/simulator/tenants", None)
    taken = {each["name"] for each in told["items"][0]["business_units"]}
    numbered = (f"{name} ({number})" for number in count(2))
    free = next(each for each in chain((name,), numbered) if each not in taken)
    return await mirror.business_unit(control, free)
