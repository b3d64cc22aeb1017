"""A production connection: read-only, armed on the person's word, read-only again."""

SUB = "mc563885gzs27c5t9-63k636ttgm"


async def use_production(person, desk):
    await person.press("Credentials")
    await person.press("New connection")
    await person.type_in("Name", "Shop, live")
    await person.type_in("Tenant subdomain", SUB)
    await person.type_in("Client ID", desk.simulator.client_id)
    await person.type_in("Client secret", desk.simulator.client_secret)
    await person.choose("Environment colour", "Production")
    await person.press("Use this connection")
    await person.find("Read-only")


async def fire(person, key):
    await person.press("Fire test contact")
    await person.choose("Event definition", "NTO Signup")
    await person.type_in("Contact key", key)
    await person.type_in("EmailAddress", key)


def test_nothing_is_fired_at_production_before_it_is_armed(desk):
    async def story(person):
        await use_production(person, desk)
        await fire(person, "susan@sausage.com")
        await person.press("Fire")
        await person.sees("is a production connection and read-only")
        assert await desk.requests("POST", "/interaction/v1/events") == []

        await person.press("Read-only")
        await person.type_in("Connection's name", "Shop")
        await person.press("Arm")
        await person.sees("Type the connection's name as it is")
        await person.type_in("Connection's name", "Shop, live")
        await person.press("Arm")
        await person.until(lambda: person.reads("Armed 4:5"), "the time it is armed")
        await person.press("Fire")
        await person.sees("The service took the event.")
        assert len(await desk.requests("POST", "/interaction/v1/events")) == 1

    desk.tell(story)


def test_the_simulator_is_never_guarded(desk):
    async def story(person):
        await person.press("Event definitions")
        await person.sees("event definitions")

        assert not person.has("Read-only")

    desk.tell(story)
