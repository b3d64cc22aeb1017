"""The simulator's business units, chosen in the window, and its tenants mirrored."""

from jbdesk.services.connections.connections import SIMULATOR

HEAD_OFFICE = "NTO Head Office (simulator)"


def test_a_person_goes_to_another_business_unit_and_back(desk):
    async def story(person):
        await person.press("Credentials")
        await person.click_row("Connections", HEAD_OFFICE)
        await person.press("Test connection")
        await person.sees("MID 510004320.")
        await person.press("Use this connection")
        await person.press("Event definitions")
        await person.sees("Colleague hired")
        await person.press("Simulator")
        await person.sees("0 inside · 0 in the outbox · 1 journey")

        await person.press("Credentials")
        await person.click_row("Connections", SIMULATOR.name)
        await person.press("Use this connection")
        await person.press("Event definitions")
        await person.sees("NTO Signup")

    desk.tell(story)


def test_the_business_unit_in_use_is_in_use_again_at_the_next_start(desk):
    async def first(person):
        await person.press("Credentials")
        await person.click_row("Connections", HEAD_OFFICE)
        await person.press("Use this connection")
        await person.press("Event definitions")
        await person.sees("Colleague hired")

    async def second(person):
        await person.press("Event definitions")
        await person.sees("Colleague hired")

    desk.tell(first)
    desk.again().tell(second)


def test_a_reset_to_a_seed_without_it_leads_back_to_the_first(desk):
    async def story(person):
        await person.press("Credentials")
        await person.click_row("Connections", HEAD_OFFICE)
        await person.press("Use this connection")
        await desk.desk.units.control("POST", "/simulator/reset", {"seed": "empty"})
        desk.desk.simulator_pane.was_reset.emit()
        await person.press("Credentials")
        await person.sees("1 connection")
        assert desk.desk.connection.settings.name == SIMULATOR.name

    desk.tell(story)
