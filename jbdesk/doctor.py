"""`jbdesk doctor`: what this machine lacks, versions, secret store, paths."""

import argparse
import importlib
import os
import platform
import sys
from collections.abc import Iterator
from importlib import metadata

from jbdesk import __version__, machine, paths
from jbdesk.model.problem import Failure
from jbdesk.services.connections import secret_store

NEEDED = (machine.QT, "qasync", "requests", "keyring")
NO_STORE = "none; client secrets stay in memory until jbdesk closes"
SET_UP = "Set jbdesk up with: python3 packaging/bootstrap.py run"


def preflight() -> tuple[str, ...]:
    """Tell all that keeps a window from being shown; asked before Qt is loaded."""
    return machine.window_trouble(os.environ)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--home", metavar="DIR", help="the folder that holds all of it")


def run(arguments: argparse.Namespace) -> int:
    """Print what is here and what is missing; 1 when something is."""
    troubles = (*preflight(), *_missing_packages())
    for line in (*_versions(), "", *_places(arguments.home), "", *_verdict(troubles)):
        print(line)
    return 1 if troubles else 0


def _versions() -> Iterator[str]:
    yield f"jbdesk              {__version__}"
    yield f"Python              {platform.python_version()} ({sys.executable})"
    yield f"System              {platform.platform()}"
    for name in NEEDED:
        yield f"{name:<20}{_version(name) or 'not installed'}"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _places(home: str | None) -> Iterator[str]:
    yield f"Secret store        {_secret_store()}"
    yield f"Data                {paths.home(home)}"
    try:
        yield f"Resources           {paths.resources()}"
    except Failure as failure:
        yield f"Resources           {failure}"


def _secret_store() -> str:
    if not _version("keyring"):
        return "keyring is not installed"
    store = secret_store.trusted(importlib.import_module("keyring").get_keyring())
    return NO_STORE if store is None else store[1]


def _missing_packages() -> tuple[str, ...]:
    if hasattr(sys, "frozen"):
        return ()
    others = (name for name in NEEDED if name != machine.QT)
    return tuple(
        f"{name} is not installed. {SET_UP}" for name in others if not _version(name)
    )


def _verdict(troubles: tuple[str, ...]) -> Iterator[str]:
    if not troubles:
        yield "Nothing is missing."
        return
    yield "Missing:"
    for trouble in troubles:
        yield f"  {trouble}"
