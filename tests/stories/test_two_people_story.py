"""Two people edit one journey: each place is decided, and nothing is lost."""

import asyncio

import pytest
from somebody import SomebodyElse

GEAR_CARE = "nto-gear-care-draft"
CARE_TIPS = "EMAILV2-1"


@pytest.fixture
def somebody(desk):
    return SomebodyElse(desk.simulator)


async def rename(person, text):
    await person.press("Journeys")
    await person.click_row("Journeys", "Gear care draft", twice=True)
    await person.find("Journey canvas")
    await person.click_activity("Care tips")
    await person.type_in("Name", text)


async def meet(person, somebody, mine="Mine", theirs="Theirs"):
    """Both rename the same activity; the other also describes the journey."""
    await rename(person, mine)
    await asyncio.to_thread(somebody.rename, GEAR_CARE, CARE_TIPS, theirs)
    await asyncio.to_thread(somebody.save, GEAR_CARE, description="From them")
    await person.press("Save")
    await person.sees("1 conflict to decide")


def document(desk):
    return desk.desk.journeys.page.document


def names(desk):
    return [each.name for each in document(desk).journey.activities]


def test_each_conflict_is_decided_and_both_changes_are_saved(desk, somebody):
    async def story(person):
        await meet(person, somebody)
        await person.sees("“Mine”: Name is “Mine” here, “Theirs” there")
        use = await person.find("Use the merged journey")
        assert not use.isEnabled()
        assert somebody.read(GEAR_CARE)["description"] == "From them"

        await person.press("Mine: “Mine”: Name is “Mine” here, “Theirs” there")
        await person.press("Use the merged journey")
        await person.sees("Save sends the merged journey")
        assert "Mine" in names(desk)
        assert document(desk).journey.body["description"] == "From them"
        assert document(desk).undo_stack.undoText().startswith("Merge with")

        await person.press("Save")
        await person.sees("is saved as version 1")

    desk.tell(story)

    saved = somebody.read(GEAR_CARE)
    assert saved["description"] == "From them"
    assert "Mine" in [each["name"] for each in saved["activities"]]


def test_theirs_is_taken_for_all_and_one_undo_brings_mine_back(desk, somebody):
    async def story(person):
        await meet(person, somebody)
        await person.press("Theirs for all")
        await person.press("Use the merged journey")
        await person.until(lambda: "Theirs" in names(desk), "theirs to be taken")

        await person.press("Undo")
        assert "Mine" in names(desk)
        await person.press("Save")
        await person.sees("1 conflict to decide")
        theirs = [e["name"] for e in somebody.read(GEAR_CARE)["activities"]]
        assert "Theirs" in theirs

    desk.tell(story)


def test_what_the_other_saved_is_taken_as_it_is(desk, somebody):
    async def story(person):
        await meet(person, somebody)
        await person.choose("Show", "Theirs alone")
        await person.press("Use theirs alone")
        await person.sees("Undo brings back your own changes.")
        assert "Theirs" in names(desk)
        assert not person.reads("unsaved")

        await person.press("Undo")
        assert "Mine" in names(desk)

    desk.tell(story)


def test_mine_is_saved_over_theirs_only_when_i_say_so(desk, somebody):
    async def story(person):
        await meet(person, somebody)
        await person.choose("Show", "Mine alone")
        await person.press("Use mine alone")
        await person.sees("Your own journey stays as it is.")
        assert "Theirs" in [e["name"] for e in somebody.read(GEAR_CARE)["activities"]]

        await person.press("Save")
        await person.sees("is saved as version 1")

    desk.tell(story)

    saved = somebody.read(GEAR_CARE)
    assert "Mine" in [each["name"] for each in saved["activities"]]
    assert saved["description"] != "From them"


def test_deciding_later_overwrites_nothing(desk, somebody):
    async def story(person):
        await meet(person, somebody)
        await person.press("Decide later")
        assert "Mine" in names(desk)
        await person.press("Compare and decide")
        await person.sees("1 conflict to decide")
        person.key("Escape")
        await person.find("Journey canvas")
        await person.sees("unsaved")

    desk.tell(story)

    assert "Theirs" in [e["name"] for e in somebody.read(GEAR_CARE)["activities"]]


def test_a_draft_of_last_time_is_merged_with_what_was_saved_since(desk, somebody):
    async def before(person):
        await rename(person, "Mine")

    async def after(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Gear care draft", twice=True)
        await person.sees("Somebody else saved this journey since.")
        await person.press("Save")
        await person.press("Theirs for all")
        await person.press("Use the merged journey")
        await person.press("Save")
        await person.sees("is saved as version 1")

    desk.tell(before)
    somebody.rename(GEAR_CARE, CARE_TIPS, "Theirs")
    desk.again().tell(after)

    names = [each["name"] for each in somebody.read(GEAR_CARE)["activities"]]
    assert "Theirs" in names
    assert "Mine" not in names


def test_all_of_it_is_done_by_keys(desk, somebody):
    async def story(person):
        await meet(person, somebody)
        await person.find("Conflicts")
        person.key("Right")  # from “Mine” to “Theirs” of the first conflict
        person.key("Space")
        await person.until(
            lambda: not person.reads("1 conflict to decide"), "it to be decided"
        )
        use = await person.find("Use the merged journey")
        for _ in range(30):
            if use.hasFocus():
                break
            person.key("Tab")
        assert use.hasFocus()
        person.key("Space")
        await person.until(lambda: "Theirs" in names(desk), "theirs to be taken")

    desk.tell(story)
