"""Runs the suites of `jbdesk test` on a connection, on a simulator, or for real."""

import argparse
import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import Any

from jbdesk import command_connection, paths, terminal
from jbdesk.api.client import Client
from jbdesk.model.journey import Journey
from jbdesk.model.package import PackageSettings
from jbdesk.model.suites import suite_result
from jbdesk.model.suites.suite import Suite, with_defaults
from jbdesk.model.suites.suite_result import SuiteResult
from jbdesk.services.connections.connection import connect
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.suites import suites, suites_live
from jbdesk.services.suites.suites import Material
from jbdesk.services.work import Work
from jbdesk.simulator.server import Simulator

_TO_FIRE = 60  # minutes


def on_connection(
    arguments: argparse.Namespace, wanted: Suite
) -> tuple[str, SuiteResult]:
    """Run a suite on a journey of a connection; says where, too."""
    return asyncio.run(_on_connection(arguments, wanted))


def on_simulator(journey: Journey, wanted: Suite) -> SuiteResult:
    """Run a suite on a journey of a file."""
    contacts = [each.contact for each in wanted.cases]
    return asyncio.run(_rehearse(suites.made_up(journey, contacts), wanted))


async def _on_connection(
    arguments: argparse.Namespace, wanted: Suite
) -> tuple[str, SuiteResult]:
    async with command_connection.opened(arguments) as connection:
        material = await suites.material_of(connection, wanted.journey)
        name = connection.settings.name
        if arguments.on == "walk":
            whole = with_defaults(wanted, material.fields)
            start = wanted.start or datetime.now(UTC).replace(microsecond=0)
            result = suite_result.evaluate(material.journey, whole, start)
            return f"as “{name}” has it, offline", result
        if arguments.on != "live":
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
