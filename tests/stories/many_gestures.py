"""What a person does on the page “Many” beyond clicks on buttons and rows."""

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QRadioButton,
    QTableView,
)


async def open_many(person, event="NTO Signup"):
    """Go to the page, with an event definition chosen."""
    await person.press("Fire test contact")
    await person.open_tab("Many")
    await person.choose("Event definition", event)


async def drop_file(person, path):
    """Drop a file from elsewhere on the place that asks for one."""
    label = await person.until(
        lambda: next((w for w in shown(person) if _is_place(w)), None), "the place"
    )
    place = label.parentWidget()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    for kind in (QDragEnterEvent, QDropEvent):
        at = QPoint(10, 10) if kind is QDragEnterEvent else QPoint(10, 10).toPointF()
        QApplication.sendEvent(place, kind(at, copy, data, left, none))


def _is_place(widget):
    return getattr(widget, "text", str)() == "Drop a file of contacts here"


def shown(person):
    return [w for w in person.window.findChildren(object) if _is_visible(w)]


def _is_visible(thing):
    return getattr(thing, "isVisible", bool)()


async def answer(person, text):
    """Choose one of the answers to a question."""
    (await person.find(text, QRadioButton)).click()


def cells(view: QTableView, column: str) -> list[str]:
    """What a table shows in the column of that heading."""
    model = view.model()
    headings = [
        model.headerData(at, Qt.Orientation.Horizontal)
        for at in range(model.columnCount())
    ]
    at = headings.index(column)
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


async def save_as(person, path):
    """Name a new file in the dialog that is open, and save."""
    dialog = await person.find("Export the results", QFileDialog)
    field = dialog.findChild(QLineEdit)
    field.setFocus()
    QTest.keySequence(field, "Ctrl+A")
    QTest.keyClicks(field, str(path))

    def is_closed():
        # The first Enter may only close the list of names that match.
        if dialog.isVisible():
            QTest.keyClick(field, Qt.Key.Key_Return)
        return not dialog.isVisible()

    await person.until(is_closed, "the dialog to close")
