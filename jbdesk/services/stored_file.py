"""One JSON file that is whole at any moment, also after `kill -9` or a full disk.

It is written beside its place and moved there in one step. What can't be read
is not thrown away: it is set aside under another name, and `read` says so.
"""

import contextlib
import os
import stat
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from jbdesk.model import json_text
from jbdesk.model.problem import Failure

_OWNER_ONLY = 0o600


def folder(path: Path) -> Path:
    """Make the folder for its owner alone, also where it is there already."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    except OSError as error:
        raise Failure(f"“{path}” can't be used: {error.strerror}.") from error
    return path


def write(path: Path, value: Any) -> None:
    """Put the value in place of what was there; all of it or nothing."""
    write_bytes(path, json_text.dumps(value).encode())


def write_bytes(path: Path, written: bytes) -> None:
    """Like `write`, for what is no JSON."""
    beside = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        _fill(beside, written)
        _take_mode(beside, path)
        beside.replace(path)
        _settle(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise Failure(
            f"“{path.name}” could not be kept: {error.strerror}. "
            f"What was kept before is unchanged."
        ) from error


def _fill(path: Path, written: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(written)
        file.flush()
        os.fsync(file.fileno())


def _take_mode(beside: Path, path: Path) -> None:
    """Let who could read the file before read it still."""
    with contextlib.suppress(FileNotFoundError):
        beside.chmod(stat.S_IMODE(path.stat().st_mode))


def _settle(directory: Path) -> None:
    """Make the move itself survive a power cut, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path) -> tuple[Any, str]:
    """Give what was kept (None: nothing) and what a person must be told."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, ""
    except OSError as error:
        return None, f"“{path.name}” can't be read: {error.strerror}."
    try:
        return json_text.loads(raw), ""
    except Failure:
        return None, set_aside(path)


def set_aside(path: Path) -> str:
    """Move a file that is of no use out of the way; gives what to tell."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    kept = path.with_name(f"{path.name}.corrupt-{stamp}-{uuid4().hex[:4]}")
    try:
        path.replace(kept)
    except OSError as error:
        return f"“{path.name}” is damaged and can't be moved: {error.strerror}."
    return (
        f"“{path.name}” was damaged. It was kept as “{kept.name}”, and a new one begun."
    )
