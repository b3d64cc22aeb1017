"""Catalogue rows: everything that changes what is stored about a contact."""

from dataclasses import replace
from typing import Any

from jbdesk.model import lens
from jbdesk.model.fields import Field, Kind
from jbdesk.model.journey import Activity
from jbdesk.model.texts.words import NOT_CONFIGURED, counted, first_line, text_in
from jbdesk.model.types.activity_type import (
    ONE_WAY,
    ActivityType,
    Behaviour,
    Effect,
    Group,
    by_name_only,
)

_ARGUMENTS = "configurationArguments"
_UPDATES = ("arguments", "activityData", "updateContactFields")

DATA_EXTENSION_NAME = Field(
    "data extension name",
    "Data extension",
    (("metaData", "dataExtensionName"),),
    help="The name as Journey Builder shows it.",
)
UPDATES = Field(
    "updates",
    "All updates",
    (_UPDATES,),
    Kind.JSON,
    help="Every update as {dataExtensionId, field, value}.",
)
UPDATE_EXTENSION = Field(
    "data extension",
    "Data extension ID",
    ((*_UPDATES, 0, "dataExtensionId"),),
    required=True,
)
UPDATE_FIELD = Field(
    "field",
    "Field ID",
    ((*_UPDATES, 0, "field"),),
    required=True,
    help="The ID of the data extension field that is written.",
)
UPDATE_VALUE = Field(
    "value",
    "New value",
    ((*_UPDATES, 0, "value"),),
    required=True,
    help="A value, or a data binding such as {{DateTime.Now}}.",
)
LEGACY_EXTENSION = Field(
    "data extension",
    "Data extension ID",
    ((_ARGUMENTS, "dataExtensionId"),),
    required=True,
)
LEGACY_FIELD = Field("field", "Field ID", ((_ARGUMENTS, "field"),), required=True)
LEGACY_VALUE = Field("value", "New value", (("arguments", "value"),), required=True)


def updates_of(activity: Activity) -> tuple[dict[str, Any], ...]:
    """What an update writes, as {dataExtensionId, field, value}, of either kind."""
    found = UPDATES.read(activity.body)
    if isinstance(found, list):
        return tuple(each for each in found if isinstance(each, dict))
    extension = LEGACY_EXTENSION.read(activity.body)
    if not extension:
        return ()
    field, value = LEGACY_FIELD.read(activity.body), LEGACY_VALUE.read(activity.body)
    return ({"dataExtensionId": extension, "field": field, "value": value},)


def _is_filled(activity: Activity) -> bool:
    """Whether each update names its data extension (deploy files by reference)."""
    updates = updates_of(activity)
    return bool(updates) and all(
        lens.read(each, ("dataExtensionId",), "")
        or any(name.startswith("r__") for name in each)
        for each in updates
    )


def _update_summary(activity: Activity) -> str:
    if not _is_filled(activity):
        return NOT_CONFIGURED
    updates = updates_of(activity)
    name = text_in(DATA_EXTENSION_NAME.read(activity.body))
    field = text_in(lens.read(activity.body, ("metaData", "cachedFieldName"), ""))
    if len(updates) > 1:
        return f"{counted(len(updates), 'field')}{f' in {name}' if name else ''}"
    value = updates[0].get("value")
    shown = first_line(str(value), 30) if value not in (None, "") else "empty"
    where = field or name
    return f"{where} = {shown}" if where else f"set to {shown}"


UPDATE_CONTACT = ActivityType(
    "UPDATECONTACTDATA",
    "Update contact",
    Group.DATA,
    "user-pen",
    "UPDATECONTACTDATAV2",
    Behaviour.PASS,
    ONE_WAY,
    _update_summary,
    fields=(
        DATA_EXTENSION_NAME,
        UPDATE_EXTENSION,
        UPDATE_FIELD,
        UPDATE_VALUE,
        UPDATES,
    ),
    effect=Effect.UPDATE,
    aliases=("UPDATECONTACTDATAV2",),
    new_body={
        "arguments": {"activityData": {"updateContactFields": []}},
        _ARGUMENTS: {},
        "metaData": {"isConfigured": False},
    },
    is_filled=_is_filled,
    help="Writes a value to a data extension row of the contact.",
)
UPDATE_DATA_EXTENSION = ActivityType(
    "DATAEXTENSIONUPDATE",
    "Update data extension",
    Group.DATA,
    "table-2",
    "DATAEXTENSIONUPDATE",
    Behaviour.PASS,
    ONE_WAY,
    _update_summary,
    fields=(DATA_EXTENSION_NAME, LEGACY_EXTENSION, LEGACY_FIELD, LEGACY_VALUE),
    effect=Effect.UPDATE,
    is_filled=_is_filled,
    is_in_palette=False,
    help="The older form of Update contact.",
)
ROWS = (
    UPDATE_CONTACT,
    UPDATE_DATA_EXTENSION,
    by_name_only("CONTACTUPDATE", "Contact update", Group.DATA, "user-round"),
    by_name_only("SETCONTACTKEY", "Set contact key", Group.DATA, "key"),
    replace(
        by_name_only(
            "ACTIVEAUDIENCEJOURNEYACTIVITY",
            "Advertising audience",
            Group.DATA,
            "megaphone",
        ),
        aliases=("ACTIVEAUDIENCE JOURNEYACTIVITY",),
    ),
    by_name_only("ADDAUDIENCE", "Add to audience", Group.DATA, "user-plus"),
)
