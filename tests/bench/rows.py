"""How fast rows are read and checked beside Python's own csv, and in what memory.

python -m tests.bench.rows [--rows 200000]
"""

import argparse
import asyncio
import csv
import os
import tempfile
from pathlib import Path

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.firing.contact_rows import guess
from jbdesk.services.rows.rows_file import open_rows
from jbdesk.services.runs import rows_check
from jbdesk.services.runs.rows_source import FileSource
from jbdesk.services.work import Work
from tests.bench.measure import Figure, in_turns, memory_of, seconds_of, tell

FIELDS = (
    DataExtensionField("EmailAddress", "EmailAddress", is_required=True),
    DataExtensionField("FirstName", length=50),
    DataExtensionField("Points", "Number"),
    DataExtensionField("Since", "Date"),
)
CSV, READ, CHECK = "Python's csv alone", "rows read", "rows read and checked"


def written(path: Path, rows: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write("ContactKey;EmailAddress;FirstName;Points;Since\n")
        for number in range(rows):
            key = f"c{number}@example.com"
            file.write(f"{key};{key};Ada;{number};2026-03-01\n")
    return path


def plain(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.DictReader(file, delimiter=";"):
            pass


def read(path: Path) -> None:
    records = open_rows(path).records()
    for _ in records:
        pass
    records.close()


def check(path: Path) -> None:
    file = open_rows(path)
    source = FileSource(file, guess(file.columns, FIELDS), FIELDS)

    async def whole() -> None:
        work = Work(1)
        async for _ in rows_check.check(work, source):
            pass
        work.close()

    asyncio.run(whole())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "rows.csv", rows)
        before, _ = memory_of(os.getpid())
        ways = {CSV: plain, READ: read, CHECK: check}
        took = in_turns(
            {
                n: lambda way=way: seconds_of(lambda: way(path))
                for n, way in ways.items()
            },
            rounds=1 if rows > 500_000 else 3,
        )
        for name, seconds in took.items():
            ratio = None if name == CSV else took[CSV] / seconds
            tell(Figure(name, rows / seconds, "per second", ratio=ratio, beside=CSV))
        _, most = memory_of(os.getpid())
        tell(Figure("memory on top", most - before, "MiB", aim="flat"))


if __name__ == "__main__":
    main()
