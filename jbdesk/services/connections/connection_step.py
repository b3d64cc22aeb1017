"""One thing that a connection test tries, and the whole of it as a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jbdesk import __version__
from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import kinds
from jbdesk.model.problem import Problem


class State(StrEnum):
    """How far a step is."""

    WAITING = "waiting"
    PASSED = "passed"
    ATTENTION = "passed, but"
    FAILED = "failed"
    NOT_REACHED = "not reached"


@dataclass(frozen=True)
class Step:
    """One thing that was tried; a later step of the same name replaces it."""

    name: str
    state: State
    text: str = ""
    detail: str = ""  # what shows it
    problems: tuple[Problem, ...] = ()  # why it failed, each at its form field
    next: str = ""  # the one thing to do now
    is_scope: bool = False
    lacking: tuple[str, ...] = ()  # the scopes


def text_of(
    settings: PackageSettings, steps: Iterable[Step], at: datetime, context: str = ""
) -> str:
    """Tell a whole test as a text to send to somebody; no secret is in it."""
    facts = (
        ("Connection", settings.name),
        ("Type", kinds.LABELS.get(settings.kind, settings.kind)),
        ("Authentication base URI", _auth_base(settings)),
        ("Client ID", settings.client_id),
        ("Business unit (MID)", settings.account_id or "the package's own"),
        ("Scopes asked for", " ".join(settings.scopes) or "all of the package"),
    )
    lines = [f"jbdesk {__version__}, connection test at {at:%Y-%m-%d %H:%M:%S %z}"]
    lines += [f"{label}: {value}" for label, value in facts]
    lines += [context] if context else []
    told = tuple(steps)
    for title, is_scope in (("Steps", False), ("Scopes", True)):
        lines += ["", title]
        lines += [_line(each) for each in told if each.is_scope is is_scope]
    return "\n".join(lines) + "\n"


def _auth_base(settings: PackageSettings) -> str:
    return settings.auth_url or settings.subdomain


def _line(step: Step) -> str:
    detail = f" ({step.detail})" if step.detail else ""
    text = f"[{step.state}] {step.name}{detail}"
    if step.text:
        text += f": {step.text}"
    return f"{text}\n    Next: {step.next}" if step.next else text
