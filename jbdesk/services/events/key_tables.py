"""The tables of the offline copy, and what their rows are made of."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import key_rows
from jbdesk.model.events.key_rows import KeyRow
from jbdesk.model.journeys.journey_row import JourneyRow

VERSION = 2
SCHEMA = """
CREATE TABLE units (
    connection TEXT PRIMARY KEY,
    read_at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE definitions (
    connection TEXT NOT NULL,
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    extension TEXT NOT NULL, -- its name
    extension_id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (connection, id)
);
CREATE TABLE listeners (
    connection TEXT NOT NULL,
    event_key TEXT NOT NULL, -- its case folded
    body TEXT NOT NULL
);
CREATE INDEX listeners_of ON listeners (connection);
CREATE TABLE fields (
    connection TEXT NOT NULL,
    extension TEXT NOT NULL, -- its id
    read_at REAL NOT NULL,
    number INTEGER NOT NULL, -- of the fields
    body TEXT NOT NULL,
    PRIMARY KEY (connection, extension)
);
CREATE TABLE mids (
    connection TEXT PRIMARY KEY,
    mid TEXT NOT NULL -- what the token told
) WITHOUT ROWID;
"""
PER_UNIT = ("units", "definitions", "listeners")
TABLES = (*PER_UNIT, "fields", "mids")
_KEYS = """
SELECT id, key, name, type, definitions.extension,
    CASE extension_id WHEN '' THEN 0 ELSE number END
FROM definitions LEFT JOIN fields
    ON fields.connection = definitions.connection
    AND fields.extension = extension_id
WHERE definitions.connection = ? ORDER BY definitions.rowid
"""


def definition_row(connection_id: str, definition: EventDefinition) -> tuple[str, ...]:
    return (
        connection_id,
        definition.id,
        definition.key,
        definition.name,
        definition.type,
        definition.data_extension_name,
        definition.data_extension_id,
        text(definition.body),
    )


def listener_row(connection_id: str, version: JourneyRow) -> tuple[str, ...]:
    key = version.event_definition_key.casefold()
    return connection_id, key, text(key_rows.trimmed(version).body)


def keys_of(file: sqlite3.Connection, units: dict[str, str]) -> Iterator[KeyRow]:
    for connection_id, unit in units.items():
        heard: dict[str, list[JourneyRow]] = {}
        for key, body in file.execute(
            "SELECT event_key, body FROM listeners WHERE connection = ?",
            (connection_id,),
        ):
            heard.setdefault(key, []).append(JourneyRow(json.loads(body)))
        for id_, key, name, kind, extension, fields in file.execute(
            _KEYS, (connection_id,)
        ):
            listeners = key_rows.in_order(heard.get(key.casefold(), ()))
            place = (connection_id, unit, id_)
            yield KeyRow(*place, key, name, kind, extension, listeners, fields)


def text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def field_body(field: DataExtensionField) -> dict[str, Any]:
    return {
        "id": field.id,
        "name": field.name,
        "type": field.type,
        "length": field.length,
        "scale": field.scale,
        "isNullable": not field.is_required,
        "isPrimaryKey": field.is_primary_key,
        "defaultValue": field.default,
        "ordinal": field.ordinal,
        "description": field.description,
    }
