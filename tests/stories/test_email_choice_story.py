"""An email is chosen from those of the business unit."""

from PySide6.QtWidgets import QApplication, QLineEdit


def shown_list():
    every = QApplication.topLevelWidgets()
    named = (each for each in every if each.accessibleName() == "Suggestions")
    return next((each for each in named if each.isVisible()), None)


def test_an_email_is_found_by_its_name_while_the_number_is_typed(desk):
    async def story(person):
        await person.press("Journeys")
        await desk.desk.journeys.idle()
        desk.desk.journeys.open_journey("nto-gear-care-draft")
        await desk.desk.journeys.idle()
        editor = desk.desk.journeys.page.editor
        refs = editor.document.journey.by_ref
        editor.selection.choose(next(r for r in refs if refs[r].type == "EMAILV2"))
        field = await person.find("Email ID", QLineEdit)
        field.setFocus()
        person.key("Down")
        listed = await person.until(shown_list, "what can be chosen")
        assert listed.model().rowCount() > 1
        await person.type_on("letter")
        assert [listed.model().index(0, 0).data(), listed.model().rowCount()] == [
            "41001 · “Letter from the trail” · nto-letter",
            1,
        ]

    desk.tell(story)
