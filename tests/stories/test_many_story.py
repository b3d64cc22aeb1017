"""Many contacts fired from a file, by a person who makes mistakes."""

import csv

from many_gestures import answer, cells, drop_file, open_many, save_as
from PySide6.QtWidgets import QTableView

PATH = "/interaction/v1/events"
FAULTS = [
    {"method": "POST", "path": PATH, "nth": 2, "action": "reset-after"},
    {"method": "POST", "path": PATH, "nth": 4, "action": "status", "status": 400},
]
MISTAKES = """Who;Where;First name;MemberID
ada@x.io;ada@x.io;Ada;1
ben@x.io;ben@x.io;Ben;many
ada@x.io;ada@x.io;Ada;1
carla@x.io;carla@x.io
dev@x.io;dev@x.io;Dev;4
"""


def members(count, first=1):
    lines = [f"m{n}@x.io,m{n}@x.io,Member {n}" for n in range(first, first + count)]
    return "\n".join(["ContactKey,EmailAddress,FirstName", *lines])


def written(tmp_path, text, name="members.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


async def fire_file(person, path):
    await drop_file(person, path)
    await person.press("Check rows")


async def sent(desk):
    requests = await desk.requests("POST", PATH)
    return [each["body"]["ContactKey"] for each in requests]


def test_a_file_with_mistakes_is_mended_checked_and_fired(desk, tmp_path):
    path = written(tmp_path, MISTAKES)

    async def story(person):
        await open_many(person)
        await drop_file(person, path)
        await person.sees("CSV · UTF-8 · semicolons · 4 columns")
        await person.press("Check rows")
        await person.sees("Choose the column that holds the contact key.")
        await person.sees("EmailAddress is required.")

        await person.choose("Contact key", "Who")
        await person.choose("EmailAddress", "Where")
        await person.press("Check rows")
        await person.sees("3 good")
        await person.sees("2 bad")
        await person.sees("Choose what becomes of the twins.")
        bad = await person.find("Bad rows", QTableView)
        assert cells(bad, "Line") == ["3", "5"]
        assert cells(bad, "Why")[1] == "2 cells for 4 columns."
        assert await sent(desk) == []

        await answer(person, "First of each")
        await person.press("Fire 2 rows")
        await person.sees("5 of 5 rows")
        await person.sees("Done")
        assert sorted(await sent(desk)) == ["ada@x.io", "dev@x.io"]

        await person.press("Not sent 3")
        await person.until(lambda: person.has("Rows"), "the rows")
        rows = await person.find("Rows", QTableView)
        await person.until(
            lambda: cells(rows, "Row") == ["3", "4", "5"], "what was not sent"
        )
        assert "Line 2 has the same contact key" in cells(rows, "Why")[1]

    desk.tell(story)


def test_a_mapping_chosen_by_hand_is_there_again_for_the_next_file(desk, tmp_path):
    async def story(person):
        await open_many(person)
        await drop_file(person, written(tmp_path, MISTAKES))
        await person.choose("Contact key", "Who")
        await person.choose("EmailAddress", "Where")
        await person.press("Check rows")
        await person.sees("3 good")

        await person.press("Back")
        await drop_file(person, written(tmp_path, MISTAKES, "april.csv"))
        await person.sees("april.csv")
        await person.press("Check rows")
        await person.sees("3 good")

    desk.tell(story)


def test_a_run_is_paused_stopped_and_resumed_after_a_restart(desk, tmp_path):
    path = written(tmp_path, members(120))
    later = desk.again()

    async def first(person):
        await open_many(person)
        await fire_file(person, path)
        await person.type_in("Rows per second", "100")
        await person.press("Fire 120 rows")
        await person.sees("per second")
        await person.press("Pause")
        await person.sees("Paused")
        at_pause = len(await sent(desk))
        await person.press("Resume")
        await person.until(lambda: person.has("Pause"), "the run to go on")
        assert at_pause < 120

    async def second(person):
        await person.press("Fire test contact")
        await person.open_tab("Many")
        await person.click_row("Runs", "members.csv")
        await person.press("Open run")
        await person.sees("Stopped")
        await person.press("Resume")
        await person.sees("120 of 120 rows")
        await person.sees("Done")
        keys = await sent(later)
        assert sorted(keys) == sorted(f"m{n}@x.io" for n in range(1, 121))

    desk.tell(first)
    later.tell(second)


def test_failures_are_retried_and_unknown_rows_are_asked_about(desk, tmp_path):
    path = written(tmp_path, members(12))
    out = tmp_path / "results.csv"

    async def story(person):
        await desk.control("PUT", "/simulator/faults", {"rules": FAULTS})
        await open_many(person)
        await fire_file(person, path)
        await person.type_in("Workers", "1")
        await person.press("Fire 12 rows")
        await person.sees("Refused 1")
        await person.sees("Unknown 1")
        await person.sees("Done")
        await desk.control("DELETE", "/simulator/faults")

        await person.press("Retry failures only")
        await person.sees("Accepted 11")
        await person.press("Check unknown")
        await person.sees("1 row settled")
        await person.sees("Accepted 12")

        await person.press("Export CSV")
        await save_as(person, out)
        await person.sees("12 rows written")
        with out.open(encoding="utf-8-sig", newline="") as file:
            assert {row["Outcome"] for row in csv.DictReader(file)} == {"accepted"}

    desk.tell(story)


def test_rows_are_made_up_where_there_is_no_file_and_sent_as_a_batch(desk):
    async def story(person):
        await open_many(person)
        await person.type_in("Rows to generate", "7")
        await person.press("Generate")
        await person.press("Check rows")
        await person.choose("Door", "Batches of 100")
        await person.press("Fire 7 rows")
        await person.sees("Accepted 7")
        assert await sent(desk) == []  # by a door of its own
        await person.sees("The service's queue holds none of these rows any more")

    desk.tell(story)
