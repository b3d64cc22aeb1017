"""What a person does in the simulator pane beyond clicks on buttons and rows."""

import asyncio

from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView


async def edit_cell(person: Person, table: str, row: str, column: str, text: str):
    """Double-click the cell of a row under a heading, type, and press Enter."""
    view: QTableView = await person.find(table, QTableView)
    model = view.model()

    def cell():
        columns = [
            model.headerData(at, Qt.Orientation.Horizontal)
            for at in range(model.columnCount())
        ]
        for at in range(model.rowCount()):
            told = [model.index(at, each).data() for each in range(len(columns))]
            if row in told:
                return model.index(at, columns.index(column))
        return None

    index = await person.until(cell, f"“{row}” in “{table}”")
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    field = QApplication.focusWidget()
    QTest.keySequence(field, "Ctrl+A")
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    await asyncio.sleep(0)
