"""A real editor on a real document, without a screen."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from jbdesk.editor.document import Document
from jbdesk.editor.journey_editor import JourneyEditor
from jbdesk.model.journey import Stamp
from jbdesk.widgets import theme


@pytest.fixture
def open_editor(qtbot):
    """Open a journey in an editor of a given size."""
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, False)
    theme.apply(QApplication.instance(), theme.Scheme.LIGHT)

    opened = []

    def open_it(journey, status="Draft", size=(1280, 800)):
        editor = JourneyEditor(Document(journey, Stamp(status=status)))
        opened.append(editor)
        qtbot.addWidget(editor)
        editor.resize(*size)
        editor.show()
        editor.canvas.setFocus()
        QApplication.processEvents()
        return editor

    yield open_it
    # Closed by now; deleted here, before Python takes the parts it made apart.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def centre_of():
    """The middle of a card, as a place on the canvas's viewport."""

    def find(editor, ref):
        card = editor.scene.cards[ref]
        return editor.canvas.mapFromScene(card.centre())

    return find
