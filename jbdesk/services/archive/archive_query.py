"""What is asked of the archive: rows, what there is to choose from, and days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from jbdesk.model.records.history import Day, KeptRow, Sought, is_turned_away
from jbdesk.model.walking.statuses import COMPLETE
from jbdesk.services.archive.archive_file import ArchiveFile, milliseconds, moment

_DAY = "date(rows.at / 1000, 'unixepoch', 'localtime')"
_FOR_EVER = 2**62
_ROWS = """
SELECT rows.number, rows.at, contacts.key, definition.text, activity.text, type.text,
    status.text, message.text, rows.visit
FROM rows
JOIN contacts ON contacts.id = rows.contact
JOIN words AS definition ON definition.id = rows.definition
JOIN words AS activity ON activity.id = rows.activity
JOIN words AS type ON type.id = rows.type
JOIN words AS status ON status.id = rows.status
JOIN words AS message ON message.id = rows.message
WHERE {}
ORDER BY rows.at DESC, rows.number DESC
"""


def condition(file: ArchiveFile, sought: Sought) -> tuple[str, list[object]]:
    """Write what is sought as a condition on the table of rows."""
    versions = [file.known(each.lower()) for each in sought.definition_ids]
    where = [
        "rows.connection = ?",
        f"rows.definition IN ({', '.join('?' * len(versions))})",
    ]
    values: list[object] = [file.known(sought.connection_id), *versions]
    for text, column in ((sought.activity, "activity"), (sought.status, "status")):
        if text:
            where.append(f"rows.{column} = ?")
            values.append(file.known(text))
    if sought.contact:
        where.append(
            "rows.contact IN"
            " (SELECT id FROM contacts WHERE instr(lower(key), lower(?)))"
        )
        values.append(sought.contact.strip())
    for limit, sign in ((sought.start, ">="), (sought.end, "<")):
        if limit is not None:
            where.append(f"rows.at {sign} ?")
            values.append(milliseconds(limit))
    return " AND ".join(where), values


def count(file: ArchiveFile, sought: Sought) -> int:
    where, values = condition(file, sought)
    found = file.store.execute(f"SELECT count(*) FROM rows WHERE {where}", values)  # noqa: S608 - values are bound
    return int(found.fetchone()[0])


def rows(
    file: ArchiveFile, sought: Sought, skip: int = 0, most: int = -1
) -> Iterator[KeptRow]:
    """Give rows, the newest first."""
    where, values = condition(file, sought)
    asked = f"{_ROWS.format(where)} LIMIT ? OFFSET ?"
    for row in file.store.execute(asked, [*values, most, skip]):
        number, at, key, definition, activity, kind, status, message, visit = row
        place = (definition, activity, kind)
        yield KeptRow(number, moment(at), key, *place, status, message, _text(visit))


def _text(visit: bytes | None) -> str:
    if visit is None:
        return ""
    return str(UUID(bytes=visit)) if len(visit) == 16 else visit.decode()  # noqa: PLR2004 - bytes of a GUID


def choices(file: ArchiveFile, sought: Sought, column: str) -> tuple[str, ...]:
    """Give what there is to choose from: "activity" or "status"."""
    everything = Sought(sought.connection_id, sought.definition_ids)
    where, values = condition(file, everything)
    found = file.store.execute(
        f"SELECT text FROM words WHERE id IN"  # noqa: S608 - values are bound
        f" (SELECT {column} FROM rows WHERE {where}) AND text <> '' ORDER BY text",
        values,
    )
    return tuple(text for (text,) in found)


def days(file: ArchiveFile, sought: Sought) -> tuple[Day, ...]:
    """Count by the day; days on which nothing happened are not there."""
    counted: dict[str, dict[str, int]] = {}
    for name, day, number in (*_arrivals(file, sought), *_others(file, sought)):
        of_day = counted.setdefault(day, {})
        of_day[name] = of_day.get(name, 0) + number
    return tuple(
        Day(date.fromisoformat(day), **numbers)
        for day, numbers in sorted(counted.items())
    )


def _arrivals(file: ArchiveFile, sought: Sought) -> Iterator[tuple[str, str, int]]:
    """Count visits by the day of their first row, also where that is not sought."""
    where, values = condition(file, replace(sought, start=None, end=None))
    start = milliseconds(sought.start) if sought.start else 0
    end = milliseconds(sought.end) if sought.end else _FOR_EVER
    found = file.store.execute(
        f"SELECT date(first / 1000, 'unixepoch', 'localtime') AS day, count(*) FROM"  # noqa: S608 - values are bound
        f" (SELECT min(at) AS first FROM rows WHERE {where} AND visit IS NOT NULL"
        f" GROUP BY visit) WHERE first >= ? AND first < ? GROUP BY day",
        [*values, start, end],
    )
    yield from (("arrivals", day, number) for day, number in found)


def _others(file: ArchiveFile, sought: Sought) -> Iterator[tuple[str, str, int]]:
    where, values = condition(file, sought)
    found = file.store.execute(
        f"SELECT {_DAY} AS day, status.text, visit IS NULL, count(*), sum(is_last)"  # noqa: S608 - values are bound
        f" FROM rows JOIN words AS status ON status.id = rows.status"
        f" WHERE {where} GROUP BY day, status.text, visit IS NULL",
        values,
    )
    for day, status, is_outside, number, last in found:
        if status == COMPLETE:
            yield "exits", day, 0 if is_outside else last
        elif is_turned_away(status, "" if is_outside else "a visit"):
            yield "turned_away", day, number
        else:
            yield "errors", day, number
