"""The whole job in one go: from credentials to a contact's path on the canvas."""

from test_credentials_story import save_and_use, typed
from test_journeys_story import mend

SERIAL = {"EmailAddress": "susan@sausage.com", "SerialNumber": "S-1"}


def test_from_credentials_to_a_contact_on_the_canvas_of_a_mended_journey(desk):
    async def story(person):
        await save_and_use(person, typed(desk.simulator))
        await person.press("Test connection")
        await person.sees("The client ID and secret are right.")

        await person.press("Event definitions")
        await person.type_in("Find event definition", "Gear registered")
        await person.click_row("Event definitions", "Gear registered")
        await person.press("Copy key")
        key = person.clipboard()

        await mend(person)
        await person.press("Publish")
        await person.sees("“Gear care draft” version 1 is running.")

        await person.press("Fire test contact")
        await person.choose("Event definition", "Gear registered")
        await person.sees(key)
        await person.type_in("Contact key", "susan@sausage.com")
        for name, text in SERIAL.items():
            await person.type_in(name, text)
        await person.press("Fire")
        await person.sees("201 Created")
        await person.sees("The contact entered “Gear care draft”.")
        await person.press("Show on the canvas")
        await person.sees("is lit")
        await desk.control("POST", "/simulator/clock", {"advance": "P8D"})
        await person.until(
            lambda: len(desk.desk.journeys.page.trace.steps) > 1, "the path to grow"
        )

    desk.tell(story)
