"""What does not count as a difference between two journeys.

The service adds ids, dates and compiled bindings, writes blanks where nothing
was, and keeps notes that repeat what is said elsewhere. All that is silent.
"""

import re
from collections.abc import Iterator
from typing import Any

from jbdesk.model import catalogue, lens
from jbdesk.model.comparing.difference_view import inside, is_part, part_of
from jbdesk.model.fields import number_in

_ARGUMENTS = "configurationArguments"
_OWNED_BY_SERVER: frozenset[lens.Path] = frozenset(
    {
        ("id",),
        ("definitionId",),
        ("version",),
        ("status",),
        ("scheduledStatus",),
        ("createdDate",),
        ("modifiedDate",),
        ("lastPublishedDate",),
        ("lastSendDate",),
        ("stats",),
        ("healthStats",),
        ("notifiers",),
        ("executionMode",),
        ("metaData", "templateId"),
    }
)
_OWNED_OF_A_PART: frozenset[lens.Path] = frozenset(
    {
        ("id",),
        ("schema",),
        ("arguments", "filterResult"),
        ("arguments", "waitDefinitionId"),
        ("arguments", "waitForEventId"),
        ("arguments", "waitEndDateAttributeDataBound"),
        ("arguments", "testExecute"),
        (_ARGUMENTS, "filterDefinitionId"),
        (_ARGUMENTS, "schemaVersionId"),
        (_ARGUMENTS, "triggeredSendId"),
        (_ARGUMENTS, "triggeredSend", "id"),
    }
)
_FILLED: frozenset[lens.Path] = frozenset(  # counts where both have one
    {
        ("categoryId",),
        (_ARGUMENTS, "triggeredSendKey"),
        (_ARGUMENTS, "triggeredSend", "key"),
        ("metaData", "eventDefinitionId"),  # the key beside it says the same
    }
)
_NOTES: frozenset[lens.Path] = frozenset(  # each repeats what stands elsewhere
    {
        ("metaData", "isConfigured"),
        ("metaData", "invalid"),
        ("metaData", "refActivityName"),
        ("metaData", "criteriaDescription"),
        (_ARGUMENTS, "params", "nextActivity"),
    }
)
_SET_BY_PERSONS = frozenset(  # arguments that a form edits
    path[:2]
    for row in catalogue.ACTIVITY_TYPES
    for field in row.fields
    for path in field.paths
    if path[0] == "arguments"
)
_SHARE = re.compile(r"\d+ ?%?")
_BLANKS: tuple[Any, ...] = (None, "", {}, [])

Difference = tuple[lens.Path, Any, Any]  # where, before, after


def is_blank(value: Any) -> bool:
    """Whether there is nothing, in any of the ways that JSON has for it."""
    return value is lens.ABSENT or any(
        value == blank and type(value) is type(blank) for blank in _BLANKS
    )


def is_same(before: Any, after: Any) -> bool:
    """Whether two values mean the same: "50" is 50, absent is blank, 1 is 1.0."""
    if is_blank(before) or is_blank(after):
        return is_blank(before) and is_blank(after)
    if isinstance(before, bool) or isinstance(after, bool):
        return before is after
    if isinstance(before, str) != isinstance(after, str):
        number = number_in(before)
        return number is not None and number == number_in(after)
    return bool(before == after)


def is_owned(path: lens.Path) -> bool:
    """Whether only the service writes there."""
    part, place = part_of(path), inside(path)
    return place in (_OWNED_BY_SERVER if part == "journey" else _OWNED_OF_A_PART)


def is_silent(path: lens.Path, before: Any, after: Any) -> bool:
    """Whether a difference at this place says nothing about the journey."""
    part, place = part_of(path), inside(path)
    if is_owned(path) or (part != "journey" and place in _NOTES):
        return True
    if place in _FILLED and (is_blank(before) or is_blank(after)):
        return True
    if place == ("type",):
        return str(before).casefold() == str(after).casefold()
    if part == "outcome":
        is_label = place == ("metaData", "label")
        return is_label and _is_share(before) and _is_share(after)
    if part == "activity":
        return _is_binding_argument(place, before, after)
    return part != "journey" and place == ("arguments",)


def _is_share(value: Any) -> bool:
    return isinstance(value, str) and bool(_SHARE.fullmatch(value.strip()))


def _is_binding_argument(place: lens.Path, before: Any, after: Any) -> bool:
    """Whether publishing put a binding among the activity's arguments."""
    is_argument = len(place) == 2 and place[0] == "arguments"  # noqa: PLR2004 - in it
    if not is_argument or place in _SET_BY_PERSONS:
        return False
    both = (before, after)
    return all(is_blank(each) or _is_binding(each) for each in both)


def _is_binding(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("{{") and value.endswith("}}")


def differences(before: Any, after: Any, path: lens.Path = ()) -> Iterator[Difference]:
    """Every place where two views differ in what they mean.

    A part that only one of them has is one difference.
    """
    if before is after or is_silent(path, before, after):
        return
    is_new = before is lens.ABSENT or after is lens.ABSENT
    if is_part(path) and is_new:
        yield path, before, after
    elif _are(dict, before, after):
        old, new = before or {}, after or {}
        for name in dict.fromkeys((*old, *new)):
            members = old.get(name, lens.ABSENT), new.get(name, lens.ABSENT)
            yield from differences(*members, (*path, name))
    elif _are(list, before, after) and len(before or ()) == len(after or ()):
        for position, (one, other) in enumerate(
            zip(before or (), after or (), strict=True)
        ):
            yield from differences(one, other, (*path, position))
    elif not is_same(before, after):
        yield path, before, after


def _are(kind: type, *values: Any) -> bool:
    """Whether they are of the kind, or one is and the other is blank."""
    return any(isinstance(each, kind) for each in values) and all(
        isinstance(each, kind) or is_blank(each) for each in values
    )
