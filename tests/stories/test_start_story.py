"""How jbdesk starts where something is amiss."""


def test_damaged_settings_are_set_aside_and_told_once(desk, tmp_path):
    (tmp_path / "settings.json").write_bytes(b"\x00\xff not settings")

    async def story(person):
        await person.sees("settings.json")

    desk.tell(story)
    assert list(tmp_path.glob("settings.json.corrupt-*"))

    async def again(person):
        assert not person.reads("corrupt")

    desk.tell(again)


def test_a_connection_that_is_gone_gives_way_to_the_simulator(desk):
    async def story(person):
        await desk.desk.use("nobody")

        assert desk.desk.connection.settings.is_simulator
        assert person.reads("Simulator (on this computer)")

    desk.tell(story)


def test_the_scheme_and_the_pane_are_remembered(desk):
    async def story(person):
        desk.desk.window.use_scheme("dark")
        await person.press("Journeys")

    desk.tell(story)

    async def again(person):
        assert desk.desk.window.pane.entry.name == "Journeys"
        assert desk.desk.settings.get("scheme", "") == "dark"
        desk.desk.window.use_scheme("light")

    desk.tell(again)


def test_a_bug_is_told_over_the_panes_and_the_window_goes_on(desk):
    async def story(person):
        desk.desk.window.show_crash("KeyError")
        await person.sees("Something in jbdesk went wrong (KeyError).")
        await person.press("Journeys")

    desk.tell(story)


def test_every_command_can_be_found_and_run_by_its_name(desk):
    async def story(person):
        person.key("Ctrl+K")
        await person.type_on("Open Sim")
        person.key("Return")
        await person.until(
            lambda: desk.desk.window.pane.entry.name == "Simulator", "the pane to open"
        )

    desk.tell(story)


def test_parts_of_a_pane_keep_the_room_they_were_given(desk):
    async def story(person):
        table, details = desk.desk.event_definitions.splitter.sizes()
        assert table > details  # as jbdesk comes
        desk.desk.event_definitions.splitter.setSizes([details, table])

    desk.tell(story)

    async def again(person):
        table, details = desk.desk.event_definitions.splitter.sizes()
        assert table < details

    desk.tell(again)


def test_a_pane_that_was_opened_while_jbdesk_starts_stays_in_front(desk):
    start = desk.tenant.start

    async def meanwhile():
        desk.desk.window.open("Credentials")
        return await start()

    desk.tenant.start = meanwhile

    async def story(_):
        assert desk.desk.window.pane.entry.name == "Credentials"

    desk.tell(story)
