"""A person looks at who entered a journey, day by day, and at who changed it."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "services"))

from history_shelf import fill

from jbdesk.widgets.bar_chart import BarChart


def test_history_is_pulled_shown_by_the_day_searched_exported_and_kept(desk):
    fill(desk.simulator.tenant, 80, days=2, contacts=10)

    async def story(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Welcome series", twice=True)
        await person.find("Journey canvas")
        await person.press("More")
        await person.pick("Contact history and audit log")
        await person.sees("80 rows in the archive, read from")
        chart = await person.find("Arrivals, exits and errors per day", BarChart)
        chart.setFocus()
        person.key("End")
        person.key("Home")
        assert "Arrivals" in chart.accessibleDescription()
        await person.type_in("Find contact key", "contact-3@")
        await person.sees("8 of 80 rows")
        await person.press("Export as CSV")
        await person.choose_file(str(desk.home / "rows.csv"))
        await person.sees("8 rows written to")
        await person.open_tab("Audit log")
        await person.press("Close the history")
        await person.find("Journey canvas")

        await desk.control("POST", "/simulator/clock", {"advance": "P40D"})
        await person.press("More")
        await person.pick("Contact history and audit log")
        await person.sees("80 rows in the archive")

    desk.tell(story)
