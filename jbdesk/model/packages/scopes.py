"""Which button needs which scope, and what the scopes are called where they are ticked.

The one place of these facts: the connection test, disabled buttons and what a
refusal tells all ask here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

EVENTS, JOURNEYS = "Event definitions", "Journeys"
FIRE = "Fire test contact"
_READ = ("journeys_read",)
_CONTACTS = "list_and_subscribers_read"
# Groups of the installed-package screen; permissions are the scope's last word.
_GROUPS = {
    "journeys": "Automation → Journeys",
    "list_and_subscribers": "Contacts → List And Subscribers",
    "audiences": "Contacts → Audiences",
    "data_extensions": "Data → Data Extensions",
    "documents_and_images": "Assets → Documents and Images",
    "offline": "Access → Offline Access",
}


@dataclass(frozen=True)
class Need:
    """Buttons of one pane, and the scopes the service wants for them."""

    pane: str
    buttons: tuple[str, ...]  # their visible names
    scopes: tuple[str, ...]
    # Named after the deed, but not tied to a call in the service's own table.
    advised: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()  # what keys and search call them, where otherwise

    @property
    def label(self) -> str:
        return f"{self.pane}: {', '.join(self.buttons)}"

    def missing(self, held: Collection[str]) -> tuple[str, ...]:
        return tuple(each for each in self.scopes if each not in held)

    def missing_advised(self, held: Collection[str]) -> tuple[str, ...]:
        return tuple(each for each in self.advised if each not in held)


SCOPES_NEEDED = (
    Need(
        EVENTS,
        ("Read again",),
        _READ,
        commands=("Read the event definitions again",),
    ),
    Need(
        EVENTS,
        ("New…", "Edit…", "Delete…"),
        _READ,
        ("journeys_write",),
        tuple(f"{verb} event definition…" for verb in ("New", "Edit", "Delete")),
    ),
    Need(EVENTS, ("Fields of a data extension",), ("data_extensions_read",)),
    Need(FIRE, ("Fire",), (*_READ, _CONTACTS)),
    Need(FIRE, ("Trace again",), _READ),
    Need(
        FIRE,
        ("Clean up…",),
        _READ,
        ("list_and_subscribers_write",),
        ("Clean up what was fired…",),
    ),
    Need(JOURNEYS, ("Open journey", "Open version"), _READ),
    Need(
        JOURNEYS,
        ("Save", "New version", "Save as new version"),
        _READ,
        ("journeys_write",),
    ),
    Need(
        JOURNEYS,
        ("Validate", "Publish…", "Schedule…", "Pause…", "Resume", "Stop…"),
        _READ,
        ("journeys_execute",),
    ),
    Need(
        JOURNEYS,
        ("Delete version…", "Delete all versions…"),
        _READ,
        ("journeys_delete",),
    ),
    Need(JOURNEYS, ("Contact history and audit log",), _READ),
    Need(
        JOURNEYS,
        ("Copy to another business unit…",),
        _READ,
        ("journeys_write", "data_extensions_write", "documents_and_images_read"),
    ),
)


def need(pane: str, button: str) -> Need | None:
    """Give what a button or command needs; None where it needs nothing."""
    rows = (each for each in SCOPES_NEEDED if each.pane == pane)
    found = (each for each in rows if button in (*each.buttons, *each.commands))
    return next(found, None)


def screen_name(scope: str) -> str:
    """Give a scope as the installed-package screen has it; as it is where unknown."""
    for stem, group in _GROUPS.items():
        if scope == stem:
            return group
        if scope.startswith(f"{stem}_"):
            return f"{group}: {scope.removeprefix(f'{stem}_').capitalize()}"
    return scope


def screen_names(scopes: Iterable[str]) -> str:
    """List scopes as they are ticked, each once."""
    return "; ".join(dict.fromkeys(screen_name(each) for each in scopes))


def doubt(pane: str, button: str, held: Collection[str] | None) -> str:
    """Say which scopes may be wanted besides; "" where none, or nothing is known."""
    row = need(pane, button)
    lacking = row.missing_advised(held) if row is not None and held is not None else ()
    if not lacking:
        return ""
    return (
        f"May also need {' and '.join(lacking)}, which the package lacks:"
        f" tick {screen_names(lacking)} if the service refuses it."
    )


def why_not(pane: str, button: str, held: Collection[str] | None) -> str:
    """Say which scopes a button lacks; "" where none, or nothing is known of them."""
    row = need(pane, button)
    lacking = row.missing(held) if row is not None and held is not None else ()
    if not lacking:
        return ""
    return (
        f"The package lacks {' and '.join(lacking)}. Tick {screen_names(lacking)}"
        " in the installed package."
    )
