"""A package with few scopes: each button that lacks one says which."""

SUB = "mc563885gzs27c5t9-63k636ttgm"


def test_a_button_without_its_scope_is_disabled_and_says_which_one(desk):
    async def story(person):
        await person.press("Credentials")
        await person.press("New connection")
        for name, text in {
            "Name": "Little",
            "Tenant subdomain": SUB,
            "Client ID": desk.simulator.client_id,
            "Client secret": desk.simulator.client_secret,
            "Scopes": "journeys_read data_extensions_read",
        }.items():
            await person.type_in(name, text)
        await person.press("Use this connection")
        await person.press("Event definitions")
        await person.sees("63 event definitions")

        await person.press("Fire test contact")
        fire = await person.find("Fire")
        await person.until(
            lambda: "lacks list_and_subscribers_read" in fire.toolTip(), "the reason"
        )
        assert not fire.isEnabled()

    desk.tell(story)
