import pytest


@pytest.fixture
def shown(qt_loop, qtbot):
    """Show a widget for the time of a test, with the look's style."""

    def show(widget, width=640, height=480):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        return widget

    return show
