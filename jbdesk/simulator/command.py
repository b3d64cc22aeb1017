"""The command `jbdesk simulator`: serves a tenant until it is told to end."""

import argparse
import gc
import json
import signal
import sys
import threading
from pathlib import Path

from jbdesk import paths
from jbdesk.simulator.marks import guesses_page
from jbdesk.simulator.server import LOOPBACK, Simulator
from jbdesk.simulator.tenancy.samples import SEEDS

FOLDER = "simulator"
_COLLECTED = (50_000, 20, 20)  # objects, then rounds, until Python looks for circles


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=LOOPBACK, help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--home", metavar="DIR", help="folder that keeps the tenant")
    place.add_argument(
        "--memory", action="store_true", help="keep nothing after the end"
    )
    parser.add_argument("--seed", choices=SEEDS, default="demo")
    parser.add_argument(
        "--until-stdin-closes",
        action="store_true",
        help="end with the program that started this one",
    )
    parser.add_argument(
        "--guesses",
        action="store_true",
        help="print which answers are only likely, and end",
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve; the first line tells a program how to reach the tenant."""
    if arguments.guesses:
        # As it is committed: in UTF-8 and with plain line ends on every system.
        sys.stdout.buffer.write(guesses_page.page().encode())
        sys.stdout.flush()
        return 0
    _collect_seldom()
    over = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: over.set())
    home = None if arguments.memory else _home(arguments.home)
    with Simulator(
        arguments.seed, home, port=arguments.port, host=arguments.host
    ) as simulator:
        told = {
            "auth_url": simulator.auth_url,
            "rest_url": simulator.rest_url,
            "client_id": simulator.client_id,
            "client_secret": simulator.client_secret,
            "account_id": simulator.account_id,
        }
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()
        if arguments.until_stdin_closes:
            threading.Thread(target=_watch, args=(over,), daemon=True).start()
        while not over.wait(1):  # without an end a signal waits too on Windows
            continue
    return 0


def _collect_seldom() -> None:
    """Let Python look for circles less often: events leave next to none behind."""
    gc.freeze()
    gc.set_threshold(*_COLLECTED)


def _home(option: str | None) -> Path:
    return paths.home(option) / FOLDER


def _watch(over: threading.Event) -> None:
    """Wait for the parent's end: it closes the pipe, however it comes."""
    while sys.stdin.buffer.read(1):
        continue
    over.set()
