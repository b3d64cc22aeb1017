"""A connection is made, tested, shared, guarded and armed without a mouse."""

from test_switching_story import SUB, is_on


async def command(person, words):
    person.key("Ctrl+K")
    await person.type_on(words)
    person.key("Return")


async def fill(person, *texts):
    for text in texts:
        if text:
            await person.type_on(text)
        person.key("Tab")


def test_a_production_package_is_set_up_and_armed_by_keys_alone(desk):
    async def story(person):
        simulator = desk.simulator
        person.key("Ctrl+1")
        await command(person, "New connection")
        await fill(person, "Acme", SUB, "", simulator.client_id)
        await fill(person, simulator.client_secret)
        await person.until(lambda: not person.reads("Saved"), "nothing to be saved")
        person.key("Ctrl+S")
        await person.sees("Saved “Acme”.")
        await command(person, "Add business unit")
        await fill(person, "Retail", simulator.account_id, "Prod", "*@example.test")
        person.key("Ctrl+S")
        await person.sees("Saved “Acme · Retail”.")
        kept = desk.desk.connections.all()[-1]
        assert (kept.colour, kept.allowed) == ("red", ("*@example.test",))
        person.key("Ctrl+T")
        await person.sees("The package has all the scopes that jbdesk needs.")
        await desk.desk.credentials.idle()  # keys of what is locked do nothing
        person.key("Ctrl+U")
        await is_on(person, "Acme · Retail")
        await person.find("Read-only")

        person.key("Ctrl+Alt+P")
        await person.type_on("Retail")
        person.key("Return")
        await person.until(lambda: person.reads("Armed 4:5"), "the time it is armed")
        person.key("Ctrl+Alt+1")
        await is_on(person, "Simulator (on this computer)")
        person.key("Ctrl+Alt+1")
        await is_on(person, "Acme · Retail")
        await person.find("Read-only")  # whoever comes back arms anew

    desk.tell(story)
