"""Settings of a journey that are lists in its JSON and text for a person.

One row a setting: what stands in its editor, and what is then written. What is not
touched keeps its JSON.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from jbdesk.model import lens
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.journeys.journey_row import tags_in

# What each re-entry setting means for a contact who comes a second time.
TWICE = {
    "NotSet": "Who comes twice: not chosen yet, and the service publishes no journey"
    " without it.",
    "OnceAndDone": "Who comes twice is turned away, also long after leaving.",
    "MultipleEntries": "Who comes twice enters again at once, and may be inside twice"
    " at a time.",
    "SingleEntryAcrossAllVersions": "Who comes twice is turned away while inside any"
    " version, and enters again after leaving.",
}


@dataclass(frozen=True)
class Setting:
    """One row: name, label, how it reads and how it is written."""

    name: str
    label: str
    read: Callable[[JsonObject], str]
    write: Callable[[JsonObject, str], JsonObject]
    help: str = ""
    hint: str = ""  # how several are parted
    placeholder: str = ""
    is_long: bool = False


def words_of_entry_mode(journey: Journey) -> str:
    """What the re-entry setting means, in a sentence."""
    return TWICE.get(journey.entry_mode, "")


def put(journey: Journey, setting: Setting, text: str) -> Journey:
    """Write a setting as it was typed; the same again changes nothing."""
    if setting.read(journey.body) == _tidy(setting, text):
        return journey
    return journey.with_body(setting.write(journey.body, text))


def same(setting: Setting, one: str, other: str) -> bool:
    """Whether two texts come to the same: blanks and empty lines aside."""
    return _tidy(setting, one) == _tidy(setting, other)


def _tidy(setting: Setting, text: str) -> str:
    return setting.read(setting.write({}, text))


# Addresses: a list of data bindings, one a line.


def _lines(channel: str, body: JsonObject) -> str:
    found = lens.read(body, ("defaults", channel), [])
    listed = found if isinstance(found, list) else [found]
    return "\n".join(str(each) for each in listed if each not in (None, ""))


def _with_lines(channel: str, body: JsonObject, text: str) -> JsonObject:
    path = ("defaults", channel)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines and lens.read(body, path) is lens.ABSENT:
        return body
    kept = body if isinstance(body.get("defaults"), dict) else {**body, "defaults": {}}
    written: JsonObject = lens.write(kept, path, lines)
    return written


# Tags: objects with a name, by commas.


def _tags(body: JsonObject) -> str:
    return ", ".join(tags_in(body))


def _with_tags(body: JsonObject, text: str) -> JsonObject:
    found = body.get("tags")
    held: dict[str, Any] = {}
    for each in found if isinstance(found, list) else []:
        name = each.get("name") if isinstance(each, dict) else each
        held[str(name)] = each
    names = dict.fromkeys(part.strip() for part in text.split(",") if part.strip())
    if not names:  # the service tells no tags at all where there are none
        return {key: value for key, value in body.items() if key != "tags"}
    return {**body, "tags": [held.get(name, {"name": name}) for name in names]}


def _address(channel: str, label: str, help_: str, placeholder: str) -> Setting:
    return Setting(
        f"defaults.{channel}",
        label,
        partial(_lines, channel),
        partial(_with_lines, channel),
        help_,
        "one a line",
        placeholder,
        is_long=True,
    )


EMAIL = _address(
    "email",
    "Email address to send to",
    "A data binding a line; the first that gives an address is used.",
    "{{Contact.Default.Email}}",
)
MOBILE = _address(
    "mobileNumber",
    "Mobile number to send to",
    "A data binding a line; the first that gives a number is used.",
    '{{Event.KEY."Mobile"}}',
)
TAGS = Setting(
    "tags", "Tags", _tags, _with_tags, "Parted by commas.", "spring, members"
)
SETTINGS = (EMAIL, MOBILE, TAGS)
