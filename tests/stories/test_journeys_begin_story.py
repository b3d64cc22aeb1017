"""Journeys begun from a template and as a copy, and activities carried between them."""


def document(desk):
    return desk.desk.journeys.page.document


def types(desk):
    return [each.type for each in document(desk).journey.activities]


def test_a_template_asks_for_the_event_and_its_bindings_name_it(desk):
    async def story(person):
        await person.press("Journeys")
        await person.sees("journeys")
        await person.press("New from template")
        await person.click_row("Templates", "Welcome", twice=True)
        await person.type_in("Find entry event", "Rental overdue")
        await person.click_row("Entry events", "Rental overdue", twice=True)
        await person.sees("API event · Rental overdue")

        begun = document(desk).journey
        key = begun.trigger.event_definition_key
        assert begun.body["defaults"]["email"][0].startswith(f"{{{{Event.{key}.")
        assert "EMAILV2" in types(desk)

    desk.tell(story)


def test_a_copy_is_saved_beside_the_journey_it_came_from(desk):
    async def story(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Gear care draft", twice=True)
        await person.find("Journey canvas")
        original = document(desk).journey
        await person.press("More")
        await person.pick("Copy as new journey")
        await person.sees("is a journey of its own")
        await person.press("Save")
        await person.until(lambda: not person.reads("unsaved"), "the copy to be saved")

        copied = document(desk).journey
        assert copied.key != original.key
        assert copied.name == f"{original.name} copy"
        assert len(copied.activities) == len(original.activities)
        await person.press("Back to the list")
        await person.click_row("Journeys", copied.name)

    desk.tell(story)


def test_activities_go_from_one_journey_to_another_by_the_clipboard(desk):
    async def story(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Gear care draft", twice=True)
        await person.find("Journey canvas")
        carried = types(desk)
        person.key("Ctrl+A")
        person.key("Ctrl+C")
        await person.press("Back to the list")
        await person.press("New journey")
        await person.find("Journey canvas")
        person.key("Ctrl+V")
        await person.until(lambda: types(desk) == carried, "all to be pasted")

    desk.tell(story)


def test_a_draft_is_previewed_with_a_contact_that_is_kept(desk):
    async def story(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Gear care draft", twice=True)
        await person.find("Journey canvas")
        await person.open_tab("Preview")
        await person.sees("It enters.")
        await person.type_in("Contact key", "eva@trail.example")
        await person.press("Back to the list")

        await person.click_row("Journeys", "Gear care draft", twice=True)
        await person.open_tab("Preview")
        chosen = await person.find("Test contact")
        assert chosen.currentText() == "eva@trail.example"

    desk.tell(story)
