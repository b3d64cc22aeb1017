"""The rows of data extensions in the simulator pane: edited, added, deleted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

ROWS = "Data extension rows"


async def edit(bench, row, column, text):
    """Open the editor of a cell, type, and press Enter."""
    view = bench.find(ROWS)
    view.setCurrentIndex(view.model().index(row, column))
    view.edit(view.currentIndex())
    field = view.viewport().findChild(QLineEdit)
    QTest.keySequence(field, "Ctrl+A")
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    await bench.pane.idle()


def test_a_cell_is_edited_in_place(told, aio):
    async def story(bench):
        await bench.turn("Data extensions")

        await edit(bench, 0, 2, "Susanna")

        await aio.until(lambda: bench.cells(ROWS)[0][2] == "Susanna")
        path = "/simulator/data-extensions/Members/rows"
        kept = await bench.control("GET", path)
        assert kept["rows"][0]["FirstName"] == "Susanna"

    told(story)


def test_a_value_that_does_not_fit_stays_in_its_cell_with_the_reason(told):
    async def story(bench):
        await bench.turn("Data extensions")
        before = bench.cells(ROWS)

        await edit(bench, 0, 1, "many")
        await bench.look()

        assert "“many” is not a whole number." in bench.texts()
        assert bench.find(ROWS).viewport().findChild(QLineEdit).text() == "many"
        assert bench.cells(ROWS) == before

    told(story)


def test_a_row_is_added_and_deleted(told):
    async def story(bench):
        await bench.turn("Data extensions")
        before = len(bench.cells(ROWS))
        await bench.press("Add row…")
        await bench.press("Add")
        assert "EmailAddress is required." in bench.texts()

        await bench.type("EmailAddress", "zoe@example.com")
        await bench.press("Add")

        assert len(bench.cells(ROWS)) == before + 1
        await bench.click_row(ROWS, "zoe@example.com")
        await bench.press("Delete row…")
        assert "Delete the row “zoe@example.com”?" in bench.pane.notice.text
        await bench.press("Delete")
        assert len(bench.cells(ROWS)) == before

    told(story)


def test_a_poll_leaves_the_chosen_row_and_the_place_alone(told):
    async def story(bench):
        await bench.turn("Data extensions")
        view = bench.find(ROWS)
        await bench.click_row(ROWS, "yuki.trail")
        chosen, place = view.currentIndex().row(), view.verticalScrollBar().value()

        await bench.fire("ada")
        await bench.look()

        assert view.currentIndex().row() == chosen
        assert view.verticalScrollBar().value() == place

    told(story)


def test_a_tenant_without_data_extensions_says_so(told):
    async def story(bench):
        await bench.turn("Data extensions")
        await bench.pick("Tenant", "Reset to an empty tenant…")
        await bench.press("Reset")

        assert "This business unit has no data extension" in bench.texts()
        assert not bench.find("Add row…").isEnabled()

    told(story)
