"""History: every step by name, through a restart and a kill; points to go back to."""

from on_the_disk import copy_as_it_is

GEAR_CARE = "Gear care draft"


async def open_it(person, name=GEAR_CARE):
    await person.press("Journeys")
    await person.click_row("Journeys", name, twice=True)
    await person.find("Journey canvas")


async def rename(person, old, new):
    await person.click_activity(old)
    await person.type_in("Name", new)


async def more(person, item):
    await person.press("More")
    await person.pick(item)


def document(desk):
    return desk.desk.journeys.page.document


def names(desk):
    return [each.name for each in document(desk).journey.activities]


def steps(desk):
    stack = document(desk).undo_stack
    return [stack.text(each) for each in range(stack.count())]


def test_steps_survive_the_desk_being_killed_with_those_undone(desk, tmp_path):
    killed, home = tmp_path / "as it was on the disk", tmp_path / "home"
    home.mkdir()
    first, told = desk.again(home), []

    async def edited(person):
        await open_it(person)
        await rename(person, "Care tips", "One")
        await rename(person, "7 days", "Two")
        await person.press("Undo")
        told.extend(steps(first))
        logs = home / "drafts"
        await person.until(
            lambda: any(b'"index"' in e.read_bytes() for e in logs.glob("*.steps")),
            "the history on the disk",
        )
        copy_as_it_is(home, killed)

    async def found(person):
        await open_it(person, f"{GEAR_CARE} · unsaved here")
        await person.sees("were restored.")
        assert "One" in names(again)
        assert steps(again) == told
        await person.press("Redo")
        assert "Two" in names(again)
        await person.press("Undo")
        await person.press("Undo")
        assert "Care tips" in names(again)
        assert not person.reads("unsaved")

    first.tell(edited)
    again = desk.again(killed)
    again.tell(found)


def test_undo_goes_on_after_a_save_and_a_restart(desk):
    async def saved(person):
        await open_it(person)
        await rename(person, "Care tips", "One")
        await person.press("Save")
        await person.sees("is saved as version 1")

    async def found(person):
        await open_it(person)
        assert "One" in names(again)
        assert not person.reads("unsaved")
        await person.press("Undo")
        assert "Care tips" in names(again)
        await person.sees("unsaved")

    desk.tell(saved)
    again = desk.again()
    again.tell(found)


def test_discarded_changes_are_one_undo_away(desk):
    async def edited(person):
        await open_it(person)
        await rename(person, "Care tips", "One")

    async def found(person):
        await open_it(person, f"{GEAR_CARE} · unsaved here")
        await person.press("Discard them")
        assert "Care tips" in names(again)
        await person.press("Undo")
        assert "One" in names(again)

    desk.tell(edited)
    again = desk.again()
    again.tell(found)


def test_a_click_on_a_step_goes_there(desk):
    async def story(person):
        await open_it(person)
        for old, new in (("Care tips", "One"), ("7 days", "Two"), ("One", "Three")):
            await rename(person, old, new)
        await more(person, "History")
        await person.click_row("Edits", "As it was opened")
        assert "Care tips" in names(desk)
        person.key("Down")
        person.key("Down")
        person.key("Return")
        await person.until(lambda: "Two" in names(desk), "the second step")
        assert "One" in names(desk)
        assert document(desk).undo_stack.index() == 2

    desk.tell(story)


def test_what_the_service_had_before_a_save_is_compared_and_restored(desk):
    async def story(person):
        await open_it(person)
        await rename(person, "Care tips", "One")
        await person.press("Save")
        await person.sees("is saved as version 1")
        await more(person, "History")
        told = "Name “Care tips” → “One”"
        await person.click_row("Restore points", told)
        await person.press_in(desk.desk.journeys.page.editor.history, "Compare")
        await person.sees(told)
        await person.find("Comparison canvas")
        person.key("Escape")
        await person.press("Restore as draft")
        await person.sees("Restored as it was on")
        assert "Care tips" in names(desk)
        await person.press("Undo")
        assert "One" in names(desk)

    desk.tell(story)
