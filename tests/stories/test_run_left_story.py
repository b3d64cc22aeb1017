"""A run that is under way when another connection is taken."""

import asyncio

from many_gestures import open_many
from test_many_story import fire_file, members, sent, written
from test_switching_story import is_on

HEAD_OFFICE = "NTO Head Office (simulator)"


def test_a_run_is_stopped_told_of_and_resumed_when_back(desk, tmp_path):
    path = written(tmp_path, members(60))

    async def story(person):
        await open_many(person)
        await fire_file(person, path)
        await person.type_in("Rows per second", "20")
        await person.press("Fire 60 rows")
        await person.until(lambda: desk.desk.fire.many.is_firing, "the run to begin")
        while len(await sent(desk)) < 2:  # noqa: ASYNC110 - only the tenant knows
            await asyncio.sleep(0.05)
        used = next(
            each for each in desk.desk.connections.all() if each.name == HEAD_OFFICE
        )
        desk.desk.window.connection_chosen.emit(used.id)
        await is_on(person, HEAD_OFFICE)
        await person.sees("You are on “NTO Head Office (simulator)” now.")
        await person.sees("The run that was being fired there is stopped;")
        await desk.desk.fire.written()
        left = len(await sent(desk))
        assert left < 60

        await person.press("Go back")
        await is_on(person, "Simulator (on this computer)")
        await person.press("Fire test contact")
        await person.click_row("Runs", "members.csv")
        await person.press("Open run")
        await person.sees("Stopped")
        await person.press("Resume")
        await person.sees("60 of 60 rows")
        assert len(await sent(desk)) == 60

    desk.tell(story)
